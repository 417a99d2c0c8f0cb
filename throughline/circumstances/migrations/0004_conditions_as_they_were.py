"""The second lock of conditions; and what stood in clients' own rows becomes the referrers' lists."""

from django.db import migrations

from throughline.circumstances.condition_rules import normal_name
from throughline.core.database import composite_key, row_level_policy


def write_lists(apps, schema_editor):
    """Write a row for each condition that a client's own row names, and count them."""
    kept = schema_editor.connection.alias
    clients = apps.get_model("clients", "Client").objects.using(kept)
    Condition = apps.get_model("circumstances", "Condition")
    for client in clients.exclude(conditions=[]).iterator():
        names = {normal_name(name): name for name in client.conditions}
        Condition.objects.using(kept).bulk_create(
            Condition(provider_id=client.provider_id, client_id=client.id, name=name, key=key, said="REFERRER",
                      recorded_at=client.registered_at, recorded_by_id=client.registered_by_id)
            for key, name in names.items()
        )  # fmt: skip
        clients.filter(id=client.id).update(conditions_count=len(names))


class Migration(migrations.Migration):
    dependencies = [("circumstances", "0003_long_term_conditions")]

    operations = [
        row_level_policy("circumstances_condition", "provider_id"),
        composite_key(
            name="condition_of_same_provider",
            table="circumstances_condition",
            columns="client_id, provider_id",
            references="clients_client (id, provider_id)",
        ),
        migrations.RunPython(write_lists, migrations.RunPython.noop),
    ]
