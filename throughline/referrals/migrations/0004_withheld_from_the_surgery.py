"""Whether the patient has asked that the surgery is told nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0003_what_the_surgery_is_shown'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='withheld',
            field=models.BooleanField(default=False, help_text='the patient asked that the surgery is told nothing (R16)'),
        ),
    ]
