"""Who said “not online” is not asked about it again for a while."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('onward_referrals', '0002_row_level_policies'),
    ]

    operations = [
        migrations.AddField(
            model_name='onwardreferral',
            name='ask_online_from',
            field=models.DateField(help_text='they said “not online”: not asked again before (SET19)', null=True),
        ),
    ]
