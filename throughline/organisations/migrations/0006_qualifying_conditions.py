"""Other qualifying conditions than the paper's, from a day on."""

import django.contrib.postgres.fields
import django.db.models.deletion
import throughline.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_closed_organisations'),
    ]

    operations = [
        migrations.CreateModel(
            name='QualifyingConditions',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('conditions', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text='all of them, in the order in which they are asked', size=None)),
                ('from_on', models.DateField()),
                ('reason', models.TextField()),
                ('set_at', models.DateTimeField()),
                ('set_by', models.UUIDField(help_text='the account; no key, since accounts stand above')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['provider', 'from_on'], name='conditions_in_force')],
            },
        ),
    ]
