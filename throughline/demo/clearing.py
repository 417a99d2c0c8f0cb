"""Empties the demo's database. Only its owner can, since the program may not delete from append-only tables.

Run as `THROUGHLINE_AS=owner python -m throughline.demo.clearing`; `throughline demo reset` does.
"""

from __future__ import annotations

import os
import sys

import django

OTHERS = ("django_session", "core_cache", "procrastinate_jobs", "mfa_authenticator", "account_emailaddress")


def clear() -> None:
    """Empty every table of ours and restart its numbers; the operator's account is put back.

    Ends with a sentence and status 2 where this is not a demo installation.
    """
    os.environ["THROUGHLINE_AS"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.config.settings.dev")
    django.setup()
    from django.conf import settings
    from django.db import connection, transaction

    from throughline.accounts.models import User
    from throughline.core.actor import OPERATOR_ID
    from throughline.core.database import our_models

    if not settings.DEMO:
        sys.exit("This is not a demo installation. Nothing was deleted.")
    tables = [m._meta.db_table for m in our_models()] + [
        t for t in OTHERS if t in connection.introspection.table_names()
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "create temp table operator on commit drop as select * from accounts_user where id = %s", [OPERATOR_ID]
        )
        cursor.execute(f"truncate {', '.join(connection.ops.quote_name(t) for t in tables)} restart identity cascade")
        kept = ", ".join(str(f.column) for f in User._meta.concrete_fields if not f.generated)
        cursor.execute(f"insert into accounts_user ({kept}) select {kept} from operator")


if __name__ == "__main__":
    clear()
