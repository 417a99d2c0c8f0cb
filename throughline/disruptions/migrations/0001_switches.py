"""What a switch did to whose meeting, and what was said of what a disruption left (R48, R61)."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0011_low_at_a_check_in'),
        ('correspondence', '0006_another_way_for_now'),
        ('organisations', '0009_when_a_disruption_eases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Switch',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('gains_at_risk', models.IntegerField(help_text='how many grounds gained were found to lean on going out')),
                ('switched_at', models.DateTimeField()),
                ('disruption', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.disruption')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('switched_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SwitchedMeeting',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('instead', models.TextField(blank=True, choices=[('PHONE', 'Phone'), ('AT_SURGERY', 'In person at the surgery'), ('OTHER_PLACE', 'In person somewhere else'), ('POST', 'Post'), ('TEXT', 'Text message'), ('EMAIL', 'Email'), ('VIDEO', 'Video'), ('DOORSTEP', 'On the doorstep, at a distance')])),
                ('why', models.TextField(help_text='why this way, or why none')),
                ('settled_at', models.DateTimeField(null=True)),
                ('how_settled', models.TextField(blank=True, choices=[('RETURNED', 'It is a meeting again'), ('ANOTHER_WAY', 'Another way was chosen'), ('KEPT', 'It stays as it is now'), ('MOVED_ON', 'Another next contact was promised since'), ('ENDED', 'Their time in the service ended')])),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('instead_promised', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.promise')),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='correspondence.notice')),
                ('promised', models.ForeignKey(help_text='the meeting', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.promise')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('switch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='disruptions.switch')),
            ],
        ),
        migrations.CreateModel(
            name='Answered',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('left', models.TextField(choices=[('MEETINGS', 'Meetings that were switched and not held yet'), ('HOLDS', 'On hold, and can go on again'), ('IN_PERSON', 'People who wait to be seen face to face'), ('LIGHT', 'People with whom a longer gap was agreed in this time'), ('GROUND', 'Ground at risk'), ('POLICY', 'A closing policy other than the ordinary one'), ('LISTS', 'Lists of vulnerable people that are not deleted yet')])),
                ('number', models.IntegerField(help_text='how many there were when it was answered')),
                ('reason', models.TextField()),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disruption', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.disruption')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['disruption', 'left', 'answered_at'], name='answered_of_disruption')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='answered_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='answered_answered_at_has_answered_by')],
            },
        ),
        migrations.AddConstraint(
            model_name='switch',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='switch_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='switch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('switched_at__isnull', True), ('switched_by__isnull', True)), models.Q(('switched_at__isnull', False), ('switched_by__isnull', False)), _connector='OR'), name='switch_switched_at_has_switched_by'),
        ),
        migrations.AddIndex(
            model_name='switchedmeeting',
            index=models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['case'], name='switched_meeting_open'),
        ),
        migrations.AddIndex(
            model_name='switchedmeeting',
            index=models.Index(fields=['provider', 'switch'], name='switched_meeting_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='switchedmeeting',
            constraint=models.UniqueConstraint(fields=('promised',), name='meeting_switched_once'),
        ),
        migrations.AddConstraint(
            model_name='switchedmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('instead', ''), ('instead_promised__isnull', True)), models.Q(models.Q(('instead', ''), _negated=True), ('instead_promised__isnull', False)), _connector='OR'), name='switched_meeting_has_its_promise'),
        ),
        migrations.AddConstraint(
            model_name='switchedmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('how_settled', ''), ('settled_at__isnull', True)), models.Q(('settled_at__isnull', False), models.Q(('how_settled', ''), _negated=True)), _connector='OR'), name='settled_meeting_says_how'),
        ),
        migrations.AddConstraint(
            model_name='switchedmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='switched_meeting_settled_at_has_settled_by'),
        ),
    ]
