"""Whose they are is held by the database."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy

TABLES = ("profiles_profileversion", "profiles_vulnerability")


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_profiles_and_vulnerability"), ("clients", "0002_row_level_policies")]

    operations = [
        *(
            composite_key(
                name=f"{table}_of_same_provider",
                table=table,
                columns="client_id, provider_id",
                references="clients_client (id, provider_id)",
            )
            for table in TABLES
        ),
        *(row_level_policy(table, "provider_id") for table in TABLES),
    ]
