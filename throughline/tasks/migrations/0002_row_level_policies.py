"""The second lock, and tasks that stay with their client's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_tasks")]

    operations = [
        row_level_policy("tasks_task", "provider_id"),
        composite_key(
            name="task_of_same_provider",
            table="tasks_task",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
    ]
