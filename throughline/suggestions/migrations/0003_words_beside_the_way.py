"""The words of a service stand beside each way of joining it: a search reads one table and joins nothing."""

from pathlib import Path

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

HERE = Path(__file__)
BEFORE = HERE.with_name("0002_in_step_with_the_directory.sql").read_text(encoding="utf-8")
AS_BEFORE = BEFORE[BEFORE.index("create function suggestions_relist") : BEFORE.index("create function suggestions_way_")]


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0002_in_step_with_the_directory")]

    operations = [
        migrations.AddField(
            "listing",
            "words",
            django.contrib.postgres.search.SearchVectorField(
                db_default="", help_text="of the service: A for its name, category and terms, D for all else"
            ),
        ),
        migrations.AddIndex(
            "listing", django.contrib.postgres.indexes.GinIndex(fields=["words"], name="listing_by_word")
        ),
        migrations.RunSQL(
            HERE.with_suffix(".sql").read_text(encoding="utf-8"),
            "drop function suggestions_words(uuid[]); drop function suggestions_told(uuid[]);"
            + AS_BEFORE.replace("create function", "create or replace function"),
        ),
        migrations.DeleteModel("Wording"),
    ]
