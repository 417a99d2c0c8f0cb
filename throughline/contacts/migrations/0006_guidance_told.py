"""Which version of the guidance somebody was told, and whether they are worried about the rules."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0011_low_at_a_check_in'),
        ('contacts', '0005_read_from_the_index'),
        ('guidance', '0001_guidance_in_versions'),
        ('organisations', '0007_discharge_policies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='guidance',
            field=models.ForeignKey(help_text='the version explained or sent (R54)', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='guidance.version'),
        ),
        migrations.AddField(
            model_name='contact',
            name='worried_about_rules',
            field=models.TextField(choices=[('YES', 'Yes'), ('NO', 'No'), ('NOT_ASKED', 'Not asked')], default='NOT_ASKED', help_text='and so told again'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('guidance__isnull', True), ('outcome__in', ('SPOKE', 'SENT')), _connector='OR'), name='contact_guidance_reached_somebody'),
        ),
    ]
