"""Long-term conditions on two lists."""

import django.db.models.deletion
import throughline.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('circumstances', '0002_row_level_policies'),
        ('clients', '0006_finding_people_behind_locks'),
        ('organisations', '0003_kinds_and_relations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Condition',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField(help_text='as it was said')),
                ('key', models.TextField(help_text='condition_rules.normal_name of it: what it counts as')),
                ('said', models.TextField(choices=[('REFERRER', 'The referral'), ('CLIENT', 'They told us')])),
                ('since_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('mistaken', models.BooleanField(default=False, help_text='it should not have been on the list')),
                ('recorded_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='clients.client')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['client'], name='condition_of_client')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_on__isnull', True), ('mistaken', False)), models.Q(('ended_at__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='condition_ended_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('recorded_at__isnull', True), ('recorded_by__isnull', True)), models.Q(('recorded_at__isnull', False), ('recorded_by__isnull', False)), _connector='OR'), name='condition_recorded_at_has_recorded_by'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='condition_ended_at_has_ended_by')],
            },
        ),
    ]
