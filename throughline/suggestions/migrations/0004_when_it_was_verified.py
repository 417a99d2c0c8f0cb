"""When a way of joining was last verified stands beside it: what nobody has asked about for long comes later."""

from pathlib import Path

from django.db import migrations, models

BEFORE = Path(__file__).with_name("0003_words_beside_the_way.sql").read_text(encoding="utf-8")
RELIST = BEFORE[BEFORE.index("create or replace function suggestions_relist") : BEFORE.index("create or replace function suggestions_reword")]
WITH_THE_DAY = (
    RELIST.replace("latitude, longitude, words\n", "latitude, longitude, words, verified_on\n")
    .replace("           said.words\n", "           said.words, (w.verified_at at time zone 'Europe/London')::date\n")
    .replace("latitude, longitude\n    ) = row", "latitude, longitude, verified_on\n    ) = row")
    .replace("excluded.longitude\n", "excluded.longitude, excluded.verified_on\n")
)


class Migration(migrations.Migration):
    dependencies = [("suggestions", "0003_words_beside_the_way")]

    operations = [
        migrations.AddField(
            "listing", "verified_on", models.DateField(null=True, help_text="the day of its newest observation")
        ),
        migrations.RunSQL(
            WITH_THE_DAY + "select suggestions_relist(array(select id from directory_service));", RELIST
        ),
    ]
