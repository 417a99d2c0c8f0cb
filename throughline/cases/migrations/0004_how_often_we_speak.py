"""How often we speak with somebody: what was proposed, agreed with them or left as it was, kept for good (R27)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_appointments_and_time_in_the_service'),
        ('organisations', '0002_disruptions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LevelChange',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('sequence', models.IntegerField(help_text='1, 2, 3 ... within the case')),
                ('act', models.TextField(choices=[('PROPOSED', 'Proposed'), ('AGREED', 'Agreed'), ('DECLINED', 'Left as it was')])),
                ('from_level', models.TextField(choices=[('INTENSIVE', 'Intensive'), ('REGULAR', 'Regular'), ('LIGHT', 'Light')])),
                ('from_gap_days', models.SmallIntegerField(help_text='a gap of their own, where they had one', null=True)),
                ('to_level', models.TextField(choices=[('INTENSIVE', 'Intensive'), ('REGULAR', 'Regular'), ('LIGHT', 'Light')])),
                ('to_gap_days', models.SmallIntegerField(null=True)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('SETTLED', 'Settled for a year'), ('LOSS', 'Somebody died'), ('SET_BACK', 'A set-back'), ('LIFE_EVENT', 'Something changed in their life'), ('SHIELDING', 'Shielding'), ('HANDOVER', 'A new link worker'), ('GROUND_AT_RISK', 'What they gained is at risk'), ('CLIENT_ASKED', 'They asked')]), default=list, size=None)),
                ('agreed_way', models.TextField(blank=True, choices=[('PHONE', 'Phone'), ('AT_SURGERY', 'In person at the surgery'), ('OTHER_PLACE', 'In person somewhere else'), ('POST', 'Post'), ('TEXT', 'Text message'), ('EMAIL', 'Email'), ('VIDEO', 'Video'), ('DOORSTEP', 'On the doorstep, at a distance')], help_text='how it was agreed with the client')),
                ('note', models.TextField(blank=True, help_text='what they said, or why it was left as it was')),
                ('made_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'sequence'), name='level_change_in_order'), models.CheckConstraint(condition=models.Q(('to_gap_days__isnull', True), ('to_gap_days__range', (1, 366)), _connector='OR'), name='level_change_gap_possible'), models.CheckConstraint(condition=models.Q(('act', 'PROPOSED'), models.Q(('note', ''), _negated=True), _connector='OR'), name='level_decision_has_note'), models.CheckConstraint(condition=models.Q(models.Q(('act', 'AGREED'), _negated=True), models.Q(('agreed_way', ''), _negated=True), _connector='OR'), name='level_agreed_with_client'), models.CheckConstraint(condition=models.Q(models.Q(('made_at__isnull', True), ('made_by__isnull', True)), models.Q(('made_at__isnull', False), ('made_by__isnull', False)), _connector='OR'), name='level_change_made_at_has_made_by')],
            },
        ),
        composite_key(
            name="level_change_of_same_provider",
            table="cases_levelchange",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
        row_level_policy("cases_levelchange", "provider_id"),
    ]
