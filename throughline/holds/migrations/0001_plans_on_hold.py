"""Holds, and the closings that made them."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0011_low_at_a_check_in'),
        ('directory', '0001_services_and_ways_of_joining'),
        ('onward_referrals', '0003_not_asked_about_online'),
        ('organisations', '0006_qualifying_conditions'),
        ('support_plans', '0002_row_level_policies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('ways', models.JSONField(default=list, help_text='each way that stopped, with what it was before')),
                ('meanwhile', models.TextField(help_text='what people do meanwhile, or that nothing was found')),
                ('people', models.IntegerField(default=0, help_text='how many people it touched')),
                ('did', models.JSONField(default=dict, help_text='what every row was before, so that it can be again')),
                ('reported_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(null=True)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('why', models.TextField(choices=[('SERVICE_STOPPED', 'The service has stopped'), ('NOT_ONLINE', 'Not for them online'), ('SHIELDING', 'They are shielding'), ('HEALTH', 'Their health'), ('THEIR_WISH', 'They asked to wait'), ('OTHER', 'Something else')])),
                ('words', models.TextField(blank=True)),
                ('since_on', models.DateField()),
                ('ends_when', models.TextField(help_text='what would end the hold')),
                ('review_on', models.DateField(help_text='when we look again')),
                ('meanwhile', models.TextField(help_text='what they do meanwhile, or that nothing was found')),
                ('restart_from', models.DateField(help_text='since when it could go on again', null=True)),
                ('asked_on', models.DateField(help_text='when they last said: not now', null=True)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('how_ended', models.TextField(blank=True, choices=[('RESTARTED', 'It goes on'), ('NOT_WANTED', 'They do not want to go back'), ('CHANGED', 'It was dealt with elsewhere'), ('UNDONE', 'It was a mistake, and undone')])),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('closing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='holds.closing')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.goal')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('onward', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='onward_referrals.onwardreferral')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('way', models.ForeignKey(help_text='what it waits for', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.wayofjoining')),
            ],
        ),
        migrations.AddIndex(
            model_name='closing',
            index=models.Index(fields=['service', 'reported_at'], name='closing_of_service'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.UniqueConstraint(fields=('provider', 'service', 'reported_at'), name='one_closing_in_one_act'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='closing_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('meanwhile', ''), _negated=True), name='closing_says_what_meanwhile'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reported_at__isnull', True), ('reported_by__isnull', True)), models.Q(('reported_at__isnull', False), ('reported_by__isnull', False)), _connector='OR'), name='closing_reported_at_has_reported_by'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='closing_undone_at_has_undone_by'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['case'], name='hold_of_case'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['way'], name='hold_waits_for_way'),
        ),
        migrations.AddIndex(
            model_name='hold',
            index=models.Index(condition=models.Q(('ended_at__isnull', True), ('restart_from__isnull', False)), fields=['provider', 'restart_from'], name='hold_can_restart'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('goal__isnull', True), ('onward__isnull', False)), models.Q(('goal__isnull', False), ('onward__isnull', True)), _connector='OR'), name='hold_is_on_one_plan'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('meanwhile', ''), _negated=True), models.Q(('ends_when', ''), _negated=True)), name='hold_says_what_meanwhile'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('how_ended', '')), models.Q(('ended_at__isnull', False), models.Q(('how_ended', ''), _negated=True)), _connector='OR'), name='ended_hold_says_how'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('goal',), name='one_hold_on_goal'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('onward',), name='one_hold_on_referral'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='hold_made_at_has_made_by'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='hold_ended_at_has_ended_by'),
        ),
    ]
