"""Records contacts from many threads at once for some seconds, through the command or bare, and tells how many.

Run on a region: `python -m benchmarks.region.writing ours|bare THREADS SECONDS`. All write about the same few people.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any
from uuid import uuid4

import django

CASES, WRITERS = 200, 50
BARE = (
    "update cases_case set last_reached_at = %(at)s, last_tried_at = %(at)s, tries_since_reached = 0,"
    " next_contact_on = %(on)s, next_contact_by_id = %(by)s, next_contact_way = 'PHONE', next_contact_part = '',"
    " first_contact_due_on = null where id = %(case)s",
    "insert into contacts_contact (id, provider_id, case_id, way, started_by, kinds, outcome, note, changes,"
    " wanted, barrier, name_given, caller_known, happened_at, happened_by_id, recorded_at, recorded_by_id)"
    " values (%(id)s, %(provider)s, %(case)s, 'PHONE', 'WORKER', '{}',"
    " 'SPOKE', 'All well.', '{}', '', '', 'NOT_ASKED', 'NOT_ASKED', %(at)s, %(by)s, %(at)s, %(by)s)",
    "insert into cases_promise (id, provider_id, case_id, sequence, due_on, part, place, way, to_be_kept_by_id,"
    " made_at, made_by_id) select gen_random_uuid(), %(provider)s, %(case)s, 1 + max(sequence), %(on)s, '', '',"
    " 'PHONE', %(by)s, %(at)s, %(by)s from cases_promise where case_id = %(case)s",
    "with entry as (insert into audit_auditentry (at, user_id, purpose, provider_id, act, about_table, about_id,"
    " details) values (%(at)s, %(by)s, 'benchmark', %(provider)s, 'CONTACT_RECORDED', 'contacts_contact', %(id)s, '{}')"
    " returning id) insert into audit_unsealed (entry_id) select id from entry",
)
Write = Callable[[Any, Any, date, datetime], None]


def main(way: str, threads: int, seconds: int) -> None:
    """Write until the time is over; print how many contacts were recorded and what went wrong."""
    django.setup()
    from throughline.core.clock import LONDON
    from throughline.demo import clock

    people, cases = _who_and_whom()
    today = clock.today()
    at = datetime.combine(today, time_of_day(12), LONDON)
    write = {"ours": _by_command, "bare": _bare}[way]
    counts, wrong = [0] * threads, []
    begun = time.perf_counter()

    def work(n: int) -> None:
        from django.db import connection

        chance = random.Random(f"{way} {n} {begun}")
        try:
            while time.perf_counter() < begun + seconds:
                on = today + timedelta(days=chance.randrange(1, 40))
                write(people[n % len(people)], chance.choice(cases), on, at)
                counts[n] += 1
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}"[:200])
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(n,)) for n in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(json.dumps({"written": sum(counts), "seconds": time.perf_counter() - begun, "wrong": wrong}))


def _who_and_whom() -> tuple[list[Any], list[Any]]:
    """Give link workers of one provider, and the few people that all of them are writing about."""
    from throughline.accounts.models import User
    from throughline.accounts.queries import actor_for
    from throughline.accounts.scopes import acting_as
    from throughline.cases.models import Case

    first = User.objects.filter(may_hold_cases=True).order_by("id").first()
    assert first is not None
    staff = User.objects.filter(may_hold_cases=True, organisation_id=first.organisation_id).order_by("id")[:WRITERS]
    people = [actor_for(user, purpose="benchmark") for user in staff]
    with acting_as(people[0]) as actor:
        return people, list(
            Case.objects.visible_to(actor).still_open().order_by("id").values_list("id", flat=True)[:CASES]
        )


def _by_command(by: Any, case_id: Any, on: date, at: datetime) -> None:
    from throughline.accounts.scopes import acting_as
    from throughline.cases.models import Way
    from throughline.cases.rules import NextContact
    from throughline.contacts.commands import WhatHappened, record_contact
    from throughline.contacts.models import Outcome

    with acting_as(by):
        record_contact(
            contact_id=uuid4(),
            case_id=case_id,
            what=WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=at, note="All well."),
            then=NextContact(on=on, by_id=by.user_id, way=Way.PHONE),
            by=by,
            at=at,
        )


def _bare(by: Any, case_id: Any, on: date, at: datetime) -> None:
    from django.db import connection

    from throughline.accounts.scopes import acting_as

    given = {"id": uuid4(), "case": case_id, "provider": by.organisation_id, "by": by.user_id, "on": on, "at": at}
    with acting_as(by), connection.cursor() as cursor:
        for statement in BARE:
            cursor.execute(statement, given)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
