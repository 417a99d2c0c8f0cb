"""How many people each rule of data quality held of, night by night."""
import django.db.models.deletion
import throughline.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0004_policies_read_the_scope_once'),
        ('oversight', '0002_row_level_policies'),
    ]

    operations = [
        migrations.CreateModel(
            name='QualityReport',
            fields=[
                ('id', models.UUIDField(default=throughline.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('ran_on', models.DateField()),
                ('ran_time', models.DateTimeField()),
                ('people', models.JSONField(help_text='how many people, by the name of the rule')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['provider', 'ran_time'], name='quality_latest')],
            },
        ),
    ]
