"""Times what is asked of a whole region at once, beside hand-written SQL for the same answer, as one line of JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import django

from benchmarks.support import medians

BY_HAND = (Path(__file__).parent / "integrity_by_hand.sql").read_text()
DAYS_BY_HAND = """
    select id, %(on)s::date - coalesce(last_reached_at, opened_at)::date as days from cases_case
    where closed_at is null order by days desc
"""


def main() -> None:
    """Print the medians of both, and how many rows each gave."""
    django.setup()
    from throughline.accounts.scopes import acting_as
    from throughline.core.actor import Actor
    from throughline.demo import clock
    from throughline.oversight import queries as oversight
    from throughline.watch import silent_queries

    on = clock.today()
    with acting_as(Actor.system("benchmark")) as system:
        spoken = silent_queries.days_since_reached(viewer=system, on=on)
        if len(spoken) != len(_by_hand(DAYS_BY_HAND, on)):
            raise SystemExit("The two do not answer for the same cases: the figure would mean nothing.")
        if oversight.integrity(on=on).problems or _by_hand(BY_HAND, on) != [(0,)]:
            raise SystemExit("There are faults in the region: the figure would mean nothing.")
        days = medians(
            lambda: silent_queries.days_since_reached(viewer=system, on=on), lambda: _by_hand(DAYS_BY_HAND, on)
        )
        sound = medians(lambda: oversight.integrity(on=on), lambda: _by_hand(BY_HAND, on))
    print(json.dumps({"open cases": len(spoken), "days": days, "integrity": sound}))


def _by_hand(sql: str, on: date) -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, {"on": on})
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


if __name__ == "__main__":
    main()
