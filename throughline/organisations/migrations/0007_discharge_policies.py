"""By which policy cases are closed, from which day."""

import django.db.models.deletion
import throughline.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0006_qualifying_conditions'),
    ]

    operations = [
        migrations.CreateModel(
            name='DischargePolicy',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('policy', models.TextField(choices=[('ORDINARY', 'Ordinary'), ('HOLD_OPEN', 'Hold open'), ('REVIEW_AND_CLOSE', 'Review and close')])),
                ('from_on', models.DateField()),
                ('reason', models.TextField()),
                ('set_at', models.DateTimeField()),
                ('set_by', models.UUIDField(help_text='the account; no key, since accounts stand above')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['provider', 'from_on'], name='discharge_policy_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='discharge_policy_has_reason')],
            },
        ),
    ]
