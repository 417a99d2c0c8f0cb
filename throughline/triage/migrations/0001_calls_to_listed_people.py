"""Calls to people on lists: whose turn, what was told, what is needed (R51)."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('guidance', '0001_guidance_in_versions'),
        ('organisations', '0009_when_a_disruption_eases'),
        ('outreach', '0002_row_level_policies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('result', models.TextField(choices=[('CHECK_IN_ONLY', 'Check-in only'), ('NEEDS_SUPPORT', 'Needs support'), ('ALREADY_HELPED', 'Somebody helps them already'), ('DECLINED', 'Did not want the call'), ('NOT_REACHED', 'Nobody answered')])),
                ('words', models.TextField(blank=True, help_text='what else was said; emptied with the list')),
                ('minutes', models.IntegerField(null=True)),
                ('again_on', models.DateField(help_text='when they want to be called again, if they do', null=True)),
                ('called_at', models.DateTimeField()),
                ('called_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guidance', models.ForeignKey(help_text='the version that was explained (R54)', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guidance.version')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outreach.listedperson')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('point', models.TextField(choices=[('FOOD', 'Food'), ('MEDICINE', 'Medicine'), ('GUIDELINES', 'Knows the guidelines'), ('COPING', 'Coping mentally'), ('KNOWS_WHAT', 'Knows what they should be doing'), ('HELPER', 'Somebody to help'), ('OTHER', 'Anything else')])),
                ('stands', models.TextField(choices=[('FINE', 'All right'), ('NEEDS', 'Needs something'), ('URGENT', 'Needs something today')])),
                ('words', models.TextField(blank=True, help_text='what they need, in their words; emptied with the list')),
                ('due_on', models.DateField(help_text='by when it is to be met: the same day where it is urgent', null=True)),
                ('met_at', models.DateTimeField(null=True)),
                ('how_met', models.TextField(blank=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='triage.call')),
                ('met_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('taken_at', models.DateTimeField()),
                ('lasts_until', models.DateTimeField(help_text='from then on somebody else may have them')),
                ('ended_at', models.DateTimeField(null=True)),
                ('how_ended', models.TextField(blank=True, choices=[('CALLED', 'Called'), ('RELEASED', 'Given back'), ('RAN_OUT', 'Not finished in time')])),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outreach.listedperson')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('taken_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['person', 'called_at'], name='triage_calls_of_person'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.UniqueConstraint(fields=('id', 'provider'), name='triage_call_of_provider'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__isnull', True), ('minutes__gte', 0), _connector='OR'), name='triage_minutes'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('called_at__isnull', True), ('called_by__isnull', True)), models.Q(('called_at__isnull', False), ('called_by__isnull', False)), _connector='OR'), name='triage_call_called_at_has_called_by'),
        ),
        migrations.AddIndex(
            model_name='told',
            index=models.Index(condition=models.Q(('due_on__isnull', False), ('met_at__isnull', True)), fields=['provider', 'due_on'], name='needs_of_listed_people'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.UniqueConstraint(fields=('call', 'point'), name='one_answer_a_point'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', True), ('stands', 'FINE')), models.Q(models.Q(('stands', 'FINE'), _negated=True), ('due_on__isnull', False)), _connector='OR'), name='need_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='told',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('met_at__isnull', True), ('met_by__isnull', True)), models.Q(('met_at__isnull', False), ('met_by__isnull', False)), _connector='OR'), name='told_met_at_has_met_by'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('person',), name='one_turn_at_a_time_for_a_listed_person'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('taken_by',), name='one_triage_turn_at_a_time_for_a_worker'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('how_ended', ''), _negated=True), _connector='OR'), name='ended_triage_turn_says_how'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_at__isnull', True), ('taken_by__isnull', True)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='triage_turn_taken_at_has_taken_by'),
        ),
        migrations.AddConstraint(
            model_name='turn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='triage_turn_ended_at_has_ended_by'),
        ),
    ]
