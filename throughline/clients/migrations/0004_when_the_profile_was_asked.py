"""When a client's access profile was gone through; and what was told of people before stands beside their names."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0003_what_stands_beside_a_name")]

    operations = [
        migrations.AddField(
            model_name="client",
            name="profile_asked_on",
            field=models.DateField(help_text="null: their access profile was never gone through (R13)", null=True),
        ),
        migrations.RunSQL(
            "update clients_client set digitally_excluded = has_internet = 'NO', cannot_read = can_read = 'NO'"
            " where has_internet = 'NO' or can_read = 'NO'",
            migrations.RunSQL.noop,
        ),
    ]
