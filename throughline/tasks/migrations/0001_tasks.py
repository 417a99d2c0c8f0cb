"""Tasks."""


import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clients', '0004_when_the_profile_was_asked'),
        ('contacts', '0003_on_the_doorstep'),
        ('organisations', '0002_disruptions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.TextField(choices=[('CLIENT_CALLED', 'Called us'), ('DID_NOT_RECALL', 'Did not recall the service'), ('OPEN_TO_IDEAS', 'Open to new ideas'), ('FOLLOW_UP', 'To follow up')])),
                ('route', models.TextField(blank=True, choices=[('MISSED_CALL', 'Missed call'), ('VOICEMAIL', 'Voicemail'), ('ANSWERED', 'They rang and somebody answered'), ('TEXT', 'Text message'), ('LETTER', 'Letter'), ('EMAIL', 'Email'), ('SURGERY', 'Message taken by the surgery'), ('IN_PERSON', 'In person')])),
                ('caller_name', models.TextField(blank=True, help_text='of a caller who is none of the clients we know')),
                ('caller_number', models.TextField(blank=True, help_text='where to ring such a caller back')),
                ('words', models.TextField(blank=True, help_text='what they said, as near as can be')),
                ('reason', models.TextField(help_text='why this is to be done, in a sentence')),
                ('due_on', models.DateField(help_text='by the end of this working day')),
                ('received_at', models.DateTimeField(help_text='when they got in touch', null=True)),
                ('made_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True, help_text='what was done, where no contact tells it')),
                ('arose_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact')),
                ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.contact')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('received_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['provider', 'due_on'], name='task_open'), models.Index(condition=models.Q(('done_at__isnull', True)), fields=['client'], name='task_open_of_client')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'CLIENT_CALLED'), _negated=True), models.Q(('received_at__isnull', False), models.Q(('route', ''), _negated=True)), _connector='OR'), name='call_has_route_and_time'), models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('done_in__isnull', False), models.Q(('answer', ''), _negated=True), _connector='OR'), name='done_task_says_how'), models.CheckConstraint(condition=models.Q(('client__isnull', False), models.Q(('caller_name', ''), _negated=True), models.Q(('caller_number', ''), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='task_is_about_somebody'), models.UniqueConstraint(condition=models.Q(('arose_in__isnull', False)), fields=('arose_in', 'kind'), name='task_once_per_contact'), models.CheckConstraint(condition=models.Q(models.Q(('received_at__isnull', True), ('received_by__isnull', True)), models.Q(('received_at__isnull', False), ('received_by__isnull', False)), _connector='OR'), name='task_received_at_has_received_by'), models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='task_made_at_has_made_by'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='task_done_at_has_done_by')],
            },
        ),
    ]
