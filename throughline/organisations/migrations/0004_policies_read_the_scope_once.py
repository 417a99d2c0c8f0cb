"""Row-level policies that read which organisations are in scope once a statement, not once a row."""

from django.db import migrations

from throughline.core.database import renew_policies


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_kinds_and_relations")]

    operations = [migrations.RunPython(renew_policies, migrations.RunPython.noop)]
