"""The second lock for what people are found by, and the words of the names that are there already."""

from django.db import migrations

from throughline.core.database import composite_key, row_level_policy
from throughline.core.names import words_of

OF_CLIENT = {
    "clients_nameword": {"name_word_of_same_provider": "client_id"},
    "clients_correction": {"correction_of_same_provider": "client_id"},
    "clients_likeness": {"likeness_of_same_provider": "client_id", "likeness_of_same_provider_too": "other_id"},
    "clients_client": {"client_merged_in_same_provider": "merged_into_id"},
}
WRITE = """
    insert into clients_nameword (provider_id, client_id, word)
    select c.provider_id, c.id, w.word from clients_client c join words_of_names w on w.name = c.full_name
"""


def write_words(apps, schema_editor):
    """Take each name apart once, however many bear it, and write everybody's words in one statement."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select distinct full_name from clients_client")
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute("create temp table words_of_names (name text, word text) on commit drop")
        with cursor.copy("copy words_of_names from stdin") as copy:
            for name in names:
                for word in words_of(name):
                    copy.write_row((name, word))
        cursor.execute(WRITE)


class Migration(migrations.Migration):
    dependencies = [("clients", "0005_finding_people")]

    operations = [
        *(row_level_policy(table, "provider_id") for table in OF_CLIENT if table != "clients_client"),
        *(
            composite_key(
                name=name, table=table, columns=f"{column}, provider_id", references="clients_client (id, provider_id)"
            )
            for table, keys in OF_CLIENT.items()
            for name, column in keys.items()
        ),
        # Last: a table whose new rows wait for their keys to be checked cannot be altered.
        migrations.RunPython(write_words, migrations.RunPython.noop),
    ]
