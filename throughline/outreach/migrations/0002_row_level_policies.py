"""The second lock, and keys that keep each row with its list's and its person's provider."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy

TABLES = ("vulnerablelist", "listedperson", "listing", "badrow", "leftout", "columnmapping")


def _key(name: str, table: str, column: str, references: str) -> migrations.RunSQL:
    return composite_key(
        name=name, table=f"outreach_{table}", columns=f"{column}, provider_id", references=f"{references} (id, provider_id)"
    )


class Migration(migrations.Migration):
    dependencies = [("outreach", "0001_lists_and_listed_people"), ("clients", "0009_transfers_behind_locks")]

    operations = [
        *(row_level_policy(f"outreach_{table}", "provider_id") for table in TABLES),
        _key("listing_on_list_of_provider", "listing", "on_list_id", "outreach_vulnerablelist"),
        _key("listing_of_person_of_provider", "listing", "person_id", "outreach_listedperson"),
        _key("bad_row_on_list_of_provider", "badrow", "on_list_id", "outreach_vulnerablelist"),
        _key("left_out_on_list_of_provider", "leftout", "on_list_id", "outreach_vulnerablelist"),
        _key("left_out_client_of_provider", "leftout", "client_id", "clients_client"),
        _key("listed_client_of_provider", "listedperson", "client_id", "clients_client"),
        _key("listed_same_as_of_provider", "listedperson", "same_as_id", "outreach_listedperson"),
    ]
