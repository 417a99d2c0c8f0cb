"""Times in which a provider cannot work as usual."""

import django.db.models.deletion
import throughline.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_organisations_and_numbers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Disruption',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField(help_text='what people call it')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(help_text='the first day on which work is as usual again', null=True)),
                ('declared_at', models.DateTimeField()),
                ('declared_by', models.UUIDField(help_text='the account; no key, since accounts stand above')),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.UUIDField(null=True)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('provider',), name='one_disruption_at_a_time'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='disruption_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='disruption_ended_at_has_ended_by')],
            },
        ),
    ]
