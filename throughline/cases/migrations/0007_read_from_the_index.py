"""What was promised last is read from the index of promises alone."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_with_a_manager'),
        ('organisations', '0003_kinds_and_relations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='promise',
            name='promise_in_order',
        ),
        migrations.AddConstraint(
            model_name='promise',
            constraint=models.UniqueConstraint(fields=('case', 'sequence'), include=('due_on', 'way', 'to_be_kept_by', 'provider'), name='promise_in_order'),
        ),
    ]
