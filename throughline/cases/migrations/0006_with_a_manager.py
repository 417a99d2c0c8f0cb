"""What an import brought of earlier conversations, and a quick list of those whom a manager has in hand."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_closed_as_merged'),
        ('clients', '0004_when_the_profile_was_asked'),
        ('organisations', '0002_disruptions'),
        ('referrals', '0003_what_the_surgery_is_shown'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='brought_reached_at',
            field=models.DateTimeField(help_text='the last two-way contact before any of ours, as an import brought it', null=True),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('with_manager_since__isnull', False)), fields=['provider', 'with_manager_since'], name='case_with_manager'),
        ),
    ]
