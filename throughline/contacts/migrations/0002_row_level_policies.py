"""The second lock, and contacts that stay with their case's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_contacts")]

    operations = [
        row_level_policy("contacts_contact", "provider_id"),
        composite_key(
            name="contact_of_same_provider",
            table="contacts_contact",
            columns="case_id, provider_id",
            references="cases_case (id, provider_id)",
        ),
    ]
