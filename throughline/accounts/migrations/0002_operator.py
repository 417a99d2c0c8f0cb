"""The account that stands for the software itself. It is never active, so nobody can sign in to it."""

from django.db import migrations

from throughline.core.actor import OPERATOR_ID


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_accounts_and_attachments")]

    operations = [
        migrations.RunSQL(
            [
                (
                    "insert into accounts_user (id, name, email, phone, role, is_active, password)"
                    " values (%s, 'Throughline', 'operator@throughline.invalid', '', 'OPERATOR', false, '!')",
                    [OPERATOR_ID],
                )
            ],
            [("delete from accounts_user where id = %s", [OPERATOR_ID])],
        )
    ]
