"""What somebody works towards, what they gained, and what it leans on."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clients', '0009_transfers_behind_locks'),
        ('directory', '0001_services_and_ways_of_joining'),
        ('organisations', '0006_qualifying_conditions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Gain',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('part', models.TextField(choices=[('SMOKING', 'Smoking'), ('WEIGHT', 'Weight'), ('ACTIVITY', 'Being active'), ('DIET', 'Eating'), ('MOOD', 'Mood'), ('SLEEP', 'Sleep'), ('MEDICINE', 'Medicine'), ('COMPANY', 'Company, going out'), ('OTHER', 'Something else')])),
                ('words', models.TextField(help_text='what was gained, in their words: stopped smoking')),
                ('gained_on', models.DateField()),
                ('leans_on_person', models.TextField(blank=True, help_text='their sister, the trainer')),
                ('leans_on_routine', models.TextField(blank=True, help_text='a walk after breakfast')),
                ('state', models.TextField(choices=[('HELD', 'Holding'), ('AT_RISK', 'At risk'), ('SLIPPED', 'Slipped'), ('REGAINED', 'Regained')], default='HELD')),
                ('state_on', models.DateField(help_text='the day from which it stands so')),
                ('made_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('leans_on_worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='GainTurn',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.TextField(choices=[('HELD', 'Holding'), ('AT_RISK', 'At risk'), ('SLIPPED', 'Slipped'), ('REGAINED', 'Regained')])),
                ('turned_on', models.DateField()),
                ('words', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('gain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.gain')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField(help_text="in the client's words")),
                ('why_it_matters', models.TextField(blank=True)),
                ('what_would_help', models.TextField(blank=True)),
                ('conditions', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='those of their conditions that it is about', size=None)),
                ('review_on', models.DateField(help_text='when we look at it again', null=True)),
                ('state', models.TextField(choices=[('OPEN', 'Going on'), ('REFRAMED', 'Kept for later'), ('ON_HOLD', 'On hold'), ('MET', 'Met'), ('DROPPED', 'Let go')], default='OPEN')),
                ('state_at', models.DateTimeField(help_text='since when it stands so')),
                ('made_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('state_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='GoalTurn',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.TextField(choices=[('OPEN', 'Going on'), ('REFRAMED', 'Kept for later'), ('ON_HOLD', 'On hold'), ('MET', 'Met'), ('DROPPED', 'Let go')])),
                ('review_on', models.DateField(null=True)),
                ('note', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.goal')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Leaning',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('mode', models.TextField(choices=[('IN_PERSON', 'In person'), ('PHONE', 'By phone'), ('ONLINE', 'Online'), ('POST', 'By post'), ('DOORSTEP', 'On the doorstep')])),
                ('gives', models.TextField(choices=[('ACTIVITY', 'The activity itself'), ('COMPANY', 'Company'), ('BENEFITS', 'Help with benefits'), ('MOTIVATION', 'Somebody who keeps them going'), ('FOOD', 'Food'), ('TRANSPORT', 'Getting there and about'), ('OTHER', 'Something else')])),
                ('words', models.TextField(blank=True, help_text='in their words: she helps me with my benefits')),
                ('hidden', models.BooleanField(default=False, help_text='it is not what the service is for')),
                ('state', models.TextField(choices=[('LEANING', 'They have it'), ('UNMET', 'Not met now'), ('MET', 'Met another way'), ('DECLINED', 'They do not want it now')], default='LEANING')),
                ('unmet_since_on', models.DateField(null=True)),
                ('review_on', models.DateField(help_text='when we look again for what meets it', null=True)),
                ('met_by', models.TextField(blank=True, help_text='what meets it now, or why it is not wanted')),
                ('settled_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('gain', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.gain')),
                ('goal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.goal')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('met_by_service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Reframing',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('why', models.TextField(choices=[('SERVICE_CLOSED', 'A service closed'), ('SHIELDING', 'They are shielding'), ('OWN_CHOICE', 'Their own choice'), ('HEALTH', 'Their health'), ('OTHER', 'Something else')])),
                ('note', models.TextField(blank=True, help_text='the reason in their words')),
                ('waits_for', models.TextField(blank=True, help_text='what the original waits for, in words: gym, the end of shielding')),
                ('mode', models.TextField(blank=True, choices=[('IN_PERSON', 'In person'), ('PHONE', 'By phone'), ('ONLINE', 'Online'), ('POST', 'By post'), ('DOORSTEP', 'On the doorstep')])),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(help_text='gone back to, or let go', null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('instead', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.goal')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('original', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.goal')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('service', models.ForeignKey(help_text='look at going back when this runs', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='Risk',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('why', models.TextField(choices=[('SERVICE_STOPPED', 'a service stopped'), ('WORKER_CHANGED', 'another link worker'), ('PERSON', 'somebody who helped is not there'), ('ROUTINE', 'a routine came to an end')])),
                ('mode', models.TextField(blank=True, choices=[('IN_PERSON', 'In person'), ('PHONE', 'By phone'), ('ONLINE', 'Online'), ('POST', 'By post'), ('DOORSTEP', 'On the doorstep')])),
                ('words', models.TextField(blank=True)),
                ('since_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gain', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.gain')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
        ),
        migrations.CreateModel(
            name='SetBack',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('SMOKING', 'Smoking'), ('WEIGHT', 'Weight'), ('ACTIVITY', 'Being active'), ('DIET', 'Eating'), ('MOOD', 'Mood'), ('SLEEP', 'Sleep'), ('MEDICINE', 'Medicine'), ('COMPANY', 'Company, going out'), ('OTHER', 'Something else')]), help_text='what slipped', size=None)),
                ('since_on', models.DateField(help_text='empty: they cannot say', null=True)),
                ('causes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('SERVICE_CLOSED', 'A service closed'), ('NEW_WORKER', 'Another link worker'), ('HOME', 'Home'), ('ISOLATION', 'Being alone'), ('MONEY', 'Money'), ('WORK', 'Work'), ('HEALTH', 'Health, or medicine'), ('LOSS', 'Somebody died'), ('ROUTINE', 'The day lost its shape'), ('OTHER', 'Something else')]), default=list, help_text='what set it off; empty: not known', size=None)),
                ('words', models.TextField(help_text='in their words')),
                ('next_step', models.TextField(help_text='what is done next')),
                ('told_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review_words', models.TextField(blank=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('gain', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.gain')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Target',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('words', models.TextField()),
                ('place', models.SmallIntegerField(help_text='1, 2, 3 ... within the goal')),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support_plans.goal')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.AddIndex(
            model_name='gain',
            index=models.Index(fields=['client', 'gained_on'], name='gain_of_client'),
        ),
        migrations.AddIndex(
            model_name='gain',
            index=models.Index(condition=models.Q(('state', 'AT_RISK')), fields=['provider', 'state_on'], name='gain_at_risk'),
        ),
        migrations.AddIndex(
            model_name='gain',
            index=models.Index(condition=models.Q(('leans_on_worker__isnull', False)), fields=['leans_on_worker'], name='gain_leans_on_worker'),
        ),
        migrations.AddConstraint(
            model_name='gain',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='gain_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='gain',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='gain_has_words'),
        ),
        migrations.AddConstraint(
            model_name='gain',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='gain_made_at_has_made_by'),
        ),
        migrations.AddIndex(
            model_name='gainturn',
            index=models.Index(fields=['gain', 'turned_on', 'made_at'], name='turn_of_gain'),
        ),
        migrations.AddConstraint(
            model_name='gainturn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='gain_turn_made_at_has_made_by'),
        ),
        migrations.AddIndex(
            model_name='goal',
            index=models.Index(fields=['client', 'made_at'], name='goal_of_client'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='goal_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='goal_has_words'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['OPEN', 'ON_HOLD']), _negated=True), ('review_on__isnull', False), _connector='OR'), name='open_goal_has_review'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state_at__isnull', True), ('state_by__isnull', True)), models.Q(('state_at__isnull', False), ('state_by__isnull', False)), _connector='OR'), name='goal_state_at_has_state_by'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='goal_made_at_has_made_by'),
        ),
        migrations.AddIndex(
            model_name='goalturn',
            index=models.Index(fields=['goal', 'made_at'], name='turn_of_goal'),
        ),
        migrations.AddConstraint(
            model_name='goalturn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='goal_turn_made_at_has_made_by'),
        ),
        migrations.AddIndex(
            model_name='leaning',
            index=models.Index(fields=['client'], name='leaning_of_client'),
        ),
        migrations.AddIndex(
            model_name='leaning',
            index=models.Index(fields=['service', 'mode'], include=('client', 'goal', 'gain'), name='leaning_on_way'),
        ),
        migrations.AddIndex(
            model_name='leaning',
            index=models.Index(condition=models.Q(('goal__isnull', False)), fields=['goal'], name='leaning_of_goal'),
        ),
        migrations.AddIndex(
            model_name='leaning',
            index=models.Index(condition=models.Q(('gain__isnull', False)), fields=['gain'], name='leaning_of_gain'),
        ),
        migrations.AddConstraint(
            model_name='leaning',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='leaning_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='leaning',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'UNMET'), _negated=True), models.Q(('review_on__isnull', False), ('unmet_since_on__isnull', False)), _connector='OR'), name='unmet_need_is_looked_at_again'),
        ),
        migrations.AddConstraint(
            model_name='leaning',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['MET', 'DECLINED']), _negated=True), models.Q(('settled_at__isnull', False), models.Q(('met_by', ''), _negated=True)), _connector='OR'), name='settled_need_says_how'),
        ),
        migrations.AddConstraint(
            model_name='leaning',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='leaning_settled_at_has_settled_by'),
        ),
        migrations.AddConstraint(
            model_name='leaning',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='leaning_made_at_has_made_by'),
        ),
        migrations.AddIndex(
            model_name='reframing',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['service'], name='reframing_waits_for'),
        ),
        migrations.AddConstraint(
            model_name='reframing',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('original',), name='one_wording_instead_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='reframing',
            constraint=models.CheckConstraint(condition=models.Q(('original', models.F('instead')), _negated=True), name='reframed_to_another_goal'),
        ),
        migrations.AddConstraint(
            model_name='reframing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', ''), ('service__isnull', True)), models.Q(('service__isnull', False), models.Q(('mode', ''), _negated=True)), _connector='OR'), name='reframing_waits_for_a_way'),
        ),
        migrations.AddConstraint(
            model_name='reframing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='reframing_made_at_has_made_by'),
        ),
        migrations.AddConstraint(
            model_name='reframing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='reframing_ended_at_has_ended_by'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('gain', 'why', 'service', 'mode'), name='risk_told_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('why', 'SERVICE_STOPPED'), _negated=True), models.Q(('service__isnull', False), models.Q(('mode', ''), _negated=True)), _connector='OR'), name='risk_names_what_stopped'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='risk_made_at_has_made_by'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='risk_ended_at_has_ended_by'),
        ),
        migrations.AddIndex(
            model_name='setback',
            index=models.Index(fields=['client', 'told_on'], name='set_back_of_client'),
        ),
        migrations.AddConstraint(
            model_name='setback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('parts', []), _negated=True), models.Q(('words', ''), _negated=True), models.Q(('next_step', ''), _negated=True)), name='set_back_says_what_and_what_next'),
        ),
        migrations.AddConstraint(
            model_name='setback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='set_back_recorded_at_has_recorded_by'),
        ),
        migrations.AddConstraint(
            model_name='setback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='set_back_reviewed_at_has_reviewed_by'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.UniqueConstraint(fields=('goal', 'place'), name='target_in_order'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='target_has_words'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='target_done_at_has_done_by'),
        ),
    ]
