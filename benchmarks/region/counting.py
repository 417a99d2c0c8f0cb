"""Counts what fifty writers leave behind: contacts, promises, jobs, deadlocks, broken rules; as one line of JSON."""

from __future__ import annotations

import json

import django

COUNTS = {
    "contacts": "select count(*) from contacts_contact",
    "promises": "select count(*) from cases_promise",
    "audited": "select count(*) from audit_auditentry where act = 'CONTACT_RECORDED'",
    "double jobs": "select count(*) from (select from procrastinate_jobs where status = 'todo'"
    " group by task_name, args having count(*) > 1) twice",
    "promises out of order": "select count(*) from (select case_id from cases_promise group by case_id"
    " having max(sequence) <> count(*)) gaps",
    "deadlocks": "select deadlocks from pg_stat_database where datname = current_database()",
}


def main() -> None:
    """Print the counts."""
    django.setup()
    from django.db import connection

    from throughline.accounts.scopes import acting_as
    from throughline.core.actor import Actor
    from throughline.demo import clock
    from throughline.oversight import queries as oversight

    found = {}
    with acting_as(Actor.system("benchmark")), connection.cursor() as cursor:
        for name, sql in COUNTS.items():
            cursor.execute(sql)
            found[name] = cursor.fetchone()[0]
        found["broken rules"] = len(oversight.integrity(on=clock.today()).problems)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
