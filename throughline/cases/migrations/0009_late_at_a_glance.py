"""The late list of a whole provider, read in its order."""

from django.conf import settings

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_moved_to_another_provider'),
        ('clients', '0009_transfers_behind_locks'),
        ('organisations', '0003_kinds_and_relations'),
        ('referrals', '0005_assessed_unreached_and_check_ins'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['provider', 'next_contact_on'], name='case_late'),
        ),
    ]
