"""Who was reached when is read from the index of contacts alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_read_from_the_index'),
        ('contacts', '0004_the_whole_contact'),
        ('organisations', '0003_kinds_and_relations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='contact',
            name='contact_of_case',
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['case', 'happened_at'], include=('id', 'two_way', 'provider'), name='contact_of_case'),
        ),
    ]
