"""Official tables: deprivation by neighbourhood, and neighbourhoods by postcode."""

import throughline.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Postcode',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('code', models.TextField(help_text='in normal form: NE1 4ST', unique=True)),
                ('lsoa11', models.TextField(blank=True, db_default='')),
                ('lsoa21', models.TextField(blank=True, db_default='')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Deprivation',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('edition', models.IntegerField(choices=[(2019, 'English Indices of Deprivation 2019'), (2025, 'English Indices of Deprivation 2025')])),
                ('lsoa', models.TextField()),
                ('decile', models.SmallIntegerField()),
                ('rank', models.IntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'lsoa'), name='deprivation_once_an_edition'), models.CheckConstraint(condition=models.Q(('decile__range', (1, 10)), ('rank__gte', 1)), name='deprivation_possible')],
            },
        ),
    ]
