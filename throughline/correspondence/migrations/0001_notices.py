"""Notices: what clients are to be told."""
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0003_appointments_and_time_in_the_service'),
        ('organisations', '0003_kinds_and_relations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('about', models.TextField(choices=[('INTRODUCTION', 'Who their link worker is'), ('NEW_WORKER', 'Their link worker has changed'), ('WHO_CALLS', 'Who it is that calls them')])),
                ('form', models.TextField(choices=[('LETTER', 'Letter'), ('LARGE_PRINT', 'Letter in large print'), ('SPOKEN', 'Told by phone'), ('IN_PERSON', 'Told through somebody they trust, or at their door')])),
                ('why_so', models.TextField(help_text='why in this form, from what is known of the person')),
                ('words', models.TextField(help_text='the whole text, with every name, number and date in it')),
                ('state', models.TextField(choices=[('QUEUED', 'To do'), ('DONE', 'Done'), ('SPOKEN_SINCE', 'Not needed: they have spoken since'), ('WITHDRAWN', 'Withdrawn')], default='QUEUED')),
                ('queued_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_note', models.TextField(blank=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('queued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'QUEUED')), fields=['provider', 'queued_at'], name='notice_to_do'), models.Index(fields=['case', 'queued_at'], name='notice_of_case')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'QUEUED')), fields=('case',), name='one_notice_to_do'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state', 'QUEUED')), models.Q(models.Q(('state', 'QUEUED'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='settled_notice_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('queued_at__isnull', True), ('queued_by__isnull', True)), models.Q(('queued_at__isnull', False), ('queued_by__isnull', False)), _connector='OR'), name='notice_queued_at_has_queued_by'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='notice_settled_at_has_settled_by')],
            },
        ),
    ]
