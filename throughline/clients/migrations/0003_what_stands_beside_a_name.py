"""What must stand beside a client's name on every page."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0002_row_level_policies'),
    ]

    operations = [
        migrations.AddField(
            model_name='client',
            name='cannot_read',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='client',
            name='conditions_count',
            field=models.SmallIntegerField(default=0, help_text='long-term conditions as of now (R12, AM16)'),
        ),
        migrations.AddField(
            model_name='client',
            name='digitally_excluded',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='client',
            name='lives_alone',
            field=models.BooleanField(help_text='null: not asked, or they would rather not say', null=True),
        ),
        migrations.AddField(
            model_name='client',
            name='shielding',
            field=models.BooleanField(default=False),
        ),
    ]
