"""Onward referrals and every step of them."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0011_low_at_a_check_in'),
        ('directory', '0001_services_and_ways_of_joining'),
        ('organisations', '0006_qualifying_conditions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OnwardReferral',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('strength', models.TextField(choices=[('SIGNPOSTED', 'Signposted: they have the information and go themselves'), ('REFERRED', 'Referred: we give the service their details'), ('SUPPORTED', 'Supported: I make the first contact with them')])),
                ('wish', models.TextField(blank=True, help_text='what it is for, in their words')),
                ('state', models.TextField(choices=[('SUGGESTED', 'Suggested'), ('AGREED', 'Agreed'), ('SENT', 'Sent'), ('ACKNOWLEDGED', 'The service has answered'), ('WAITING', 'Waiting'), ('STARTED', 'Started, going on'), ('ON_HOLD', 'On hold'), ('ENOUGH', 'Ended: it was enough'), ('NOT_ENOUGH', 'Ended: it was not enough'), ('STOPPED', 'Ended: they stopped'), ('DECLINED', 'They do not want it'), ('DID_NOT_START', 'Did not start')])),
                ('before_hold', models.TextField(blank=True, choices=[('SUGGESTED', 'Suggested'), ('AGREED', 'Agreed'), ('SENT', 'Sent'), ('ACKNOWLEDGED', 'The service has answered'), ('WAITING', 'Waiting'), ('STARTED', 'Started, going on'), ('ON_HOLD', 'On hold'), ('ENOUGH', 'Ended: it was enough'), ('NOT_ENOUGH', 'Ended: it was not enough'), ('STOPPED', 'Ended: they stopped'), ('DECLINED', 'They do not want it'), ('DID_NOT_START', 'Did not start')], help_text='where it stood when it was put on hold')),
                ('check_back_on', models.DateField(help_text='when we ask what became of it; none once it is over', null=True)),
                ('expected_wait_weeks', models.SmallIntegerField(help_text='as the service told us', null=True)),
                ('waiting_since', models.DateField(null=True)),
                ('started_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('why_not', models.TextField(blank=True, choices=[('TOO_SHY', 'Too shy to go alone'), ('NOT_ONLINE', 'Not for them online'), ('TRAVEL', 'They could not get there'), ('COST', 'It cost too much'), ('UNWELL', 'They were not well enough'), ('NO_PLACE', 'The service had no place, or never answered'), ('NOT_NOW', 'Not the right time'), ('OTHER', 'Something else')])),
                ('still_needed', models.TextField(blank=True, help_text='what they still need, where it ended too soon')),
                ('unmet_need', models.TextField(blank=True, help_text='what was not enough, e.g. counselling beyond 6 sessions')),
                ('alternatives', models.TextField(blank=True, help_text='what else was offered when the wait grew long')),
                ('escalated_at', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('escalated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('follows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='onward_referrals.onwardreferral')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('way', models.ForeignKey(help_text='how they join it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.wayofjoining')),
            ],
        ),
        migrations.CreateModel(
            name='OnwardStep',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sequence', models.IntegerField(help_text='1, 2, 3 ... within the referral')),
                ('state', models.TextField(choices=[('SUGGESTED', 'Suggested'), ('AGREED', 'Agreed'), ('SENT', 'Sent'), ('ACKNOWLEDGED', 'The service has answered'), ('WAITING', 'Waiting'), ('STARTED', 'Started, going on'), ('ON_HOLD', 'On hold'), ('ENOUGH', 'Ended: it was enough'), ('NOT_ENOUGH', 'Ended: it was not enough'), ('STOPPED', 'Ended: they stopped'), ('DECLINED', 'They do not want it'), ('DID_NOT_START', 'Did not start')])),
                ('happened_on', models.DateField()),
                ('words', models.TextField(blank=True)),
                ('why_not', models.TextField(blank=True, choices=[('TOO_SHY', 'Too shy to go alone'), ('NOT_ONLINE', 'Not for them online'), ('TRAVEL', 'They could not get there'), ('COST', 'It cost too much'), ('UNWELL', 'They were not well enough'), ('NO_PLACE', 'The service had no place, or never answered'), ('NOT_NOW', 'Not the right time'), ('OTHER', 'Something else')])),
                ('check_back_on', models.DateField(null=True)),
                ('expected_wait_weeks', models.SmallIntegerField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('onward', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='onward_referrals.onwardreferral')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='onwardreferral',
            index=models.Index(fields=['case', 'opened_at'], name='onward_of_case'),
        ),
        migrations.AddIndex(
            model_name='onwardreferral',
            index=models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['service', 'way', 'provider'], name='onward_open_of_service'),
        ),
        migrations.AddIndex(
            model_name='onwardreferral',
            index=models.Index(fields=['provider', 'waiting_since'], name='onward_waits'),
        ),
        migrations.AddConstraint(
            model_name='onwardreferral',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='onward_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='onwardreferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('check_back_on__isnull', True), ('closed_on__isnull', False), ('state__in', ('ENOUGH', 'NOT_ENOUGH', 'STOPPED', 'DECLINED', 'DID_NOT_START'))), models.Q(models.Q(('state__in', ('ENOUGH', 'NOT_ENOUGH', 'STOPPED', 'DECLINED', 'DID_NOT_START')), _negated=True), ('check_back_on__isnull', False), ('closed_on__isnull', True)), _connector='OR'), name='open_onward_has_check_back'),
        ),
        migrations.AddConstraint(
            model_name='onwardreferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'ON_HOLD'), models.Q(('before_hold', ''), _negated=True)), models.Q(models.Q(('state', 'ON_HOLD'), _negated=True), ('before_hold', '')), _connector='OR'), name='held_onward_knows_its_state'),
        ),
        migrations.AddConstraint(
            model_name='onwardreferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'DID_NOT_START'), _negated=True), models.Q(('why_not', ''), _negated=True), _connector='OR'), name='onward_says_why_not'),
        ),
        migrations.AddConstraint(
            model_name='onwardreferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('opened_at__isnull', True), ('opened_by__isnull', True)), models.Q(('opened_at__isnull', False), ('opened_by__isnull', False)), _connector='OR'), name='onward_opened_at_has_opened_by'),
        ),
        migrations.AddConstraint(
            model_name='onwardreferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('escalated_at__isnull', True), ('escalated_by__isnull', True)), models.Q(('escalated_at__isnull', False), ('escalated_by__isnull', False)), _connector='OR'), name='onward_escalated_at_has_escalated_by'),
        ),
        migrations.AddConstraint(
            model_name='onwardstep',
            constraint=models.UniqueConstraint(fields=('onward', 'sequence'), name='onward_step_in_order'),
        ),
        migrations.AddConstraint(
            model_name='onwardstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='onward_step_recorded_at_has_recorded_by'),
        ),
    ]
