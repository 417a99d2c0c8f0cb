"""What is not possible while a disruption is on, and from which day it eases (R48, R61)."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0007_discharge_policies'),
    ]

    operations = [
        migrations.AddField(
            model_name='disruption',
            name='restrictions',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('NO_MEETINGS', 'We meet nobody in person'), ('NO_GROUPS', 'Groups do not meet'), ('STAY_IN', 'People are to stay at home')]), default=list, size=None),
        ),
        # Until now every disruption meant that nobody was met.
        migrations.RunSQL("update organisations_disruption set restrictions = array['NO_MEETINGS']", migrations.RunSQL.noop),
    ]
