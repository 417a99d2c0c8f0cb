"""A case may be closed because its person had another record."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_how_often_we_speak'),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='close_reason',
            field=models.TextField(blank=True, choices=[('COMPLETED', 'We agreed that they no longer need the service'), ('CLIENT_WISH', 'They asked to stop'), ('MOVED_AWAY', 'They moved out of the area'), ('COULD_NOT_REACH', 'We could not reach them'), ('DIED', 'They died'), ('MERGED', 'They had two records, which were merged: their other case goes on')]),
        ),
    ]
