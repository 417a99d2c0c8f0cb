"""The database keeps the listing in step with the directory, and with where postcodes are."""

from pathlib import Path

from django.db import migrations

FUNCTIONS = ("way_changed()", "service_changed()", "organisation_changed()", "term_changed()", "location_changed()",
             "postcode_placed()", "reword(uuid[])", "relist(uuid[])", "plain(text)")  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("suggestions", "0001_the_directory_as_a_search_needs_it"),
        ("areas", "0002_coordinates_of_postcodes"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"),
            "".join(f"drop function suggestions_{name} cascade;" for name in FUNCTIONS),
        ),
        migrations.RunSQL(
            "select suggestions_relist(array(select id from directory_service)),"
            " suggestions_reword(array(select id from directory_service))",
            migrations.RunSQL.noop,
        ),
    ]
