"""Search for one person among 100,000 services (R38), beside the same SQL written by hand, in one run.

The person has no internet and lives in the region. What is looked for is what link workers look for, nothing at all and
slips included, each in turns with the same question in SQL.
"""

from __future__ import annotations

import statistics
import sys
from datetime import date, datetime
from typing import Any
from uuid import UUID

from benchmarks.support import seconds, throwaway_service

SERVICES, ROUNDS = 100_000, 5
LOOKED_FOR = (
    ("benefits", "(benefit | welfare<->right | social<->security | universal<->credit | tribunal | money<->advice)"),
    ("gym", "(exercise | gym | fitness | physical<->activity | trainer)"),
    ("counselling by phone under 8 weeks", "(counselling | therapy | anxiety | depression | low<->mood | stress)"),
    ("art class", "(art | painting | drawing | craft)"),
    ("swiming", "(swimming | swim | pool)"),
    ("food parcel", "(food | food<->bank | food<->parcel | meals)"),
    ("someone to talk to", "(befriending | lonely | telephone<->friend | coffee<->morning | social<->group | company)"),
    ("stop smoking", "(smoking | smoke | tobacco)"),
    ("free choir", "(singing | choir | music)"),
    ("", ""),
)
BY_HAND = """
    select w.id, 7917.6 * asin(sqrt(
               sin(radians(l.latitude - 55) / 2) ^ 2
               + cos(radians(55)) * cos(radians(l.latitude)) * sin(radians(l.longitude + 1.6) / 2) ^ 2)) as miles
    from directory_service s
    join directory_wayofjoining w on w.service_id = s.id
    left join directory_location l on l.id = w.location_id
    {words}
    where w.status in ('OPEN', 'REDUCED') and w.mode <> 'ONLINE' and w.needs_internet is not true
      and coalesce(s.minimum_age, 0) <= 59 and coalesce(s.maximum_age, 99) >= 59
      and (w.mode <> 'IN_PERSON' or l.latitude is null or abs(l.latitude - 55) < 0.145)
    order by w.wait_weeks nulls last, miles nulls last limit 10
"""
WITH_WORDS = "join suggestions_listing m on m.way_id = w.id and m.words @@ to_tsquery('english', %(words)s)"


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    with throwaway_service() as service:
        print(f"{SERVICES:,} services drawn and listed in {fill(service):.0f} s.", flush=True)
        ours, by_hand = measure(service)
    ratio = statistics.median(ours) / statistics.median(by_hand)
    p95 = statistics.quantiles(ours, n=20)[-1]
    print(f"Search for a person, {len(LOOKED_FOR)} searches {ROUNDS} times each in turns, one run:")
    for name, taken in (("for this person", ours), ("the same SQL by hand", by_hand)):
        print(f"  {name:<24}{statistics.median(taken) * 1000:8.1f} ms p50"
              f"{statistics.quantiles(taken, n=20)[-1] * 1000:8.1f} ms p95")  # fmt: skip
    print(f"  ratio of p50            {ratio:8.2f} x")
    return int(p95 > 0.1 or ratio > 3)


def fill(service: Any) -> float:
    """Draw the directory, and give the seconds that it took."""
    from django.db import connection, transaction

    from tests.support.service import SYSTEM
    from throughline.accounts.scopes import acting_as
    from throughline.core.actor import OPERATOR_ID
    from throughline.demo.region import loading

    def draw() -> None:
        with acting_as(SYSTEM), transaction.atomic(), connection.cursor() as cursor:
            loading.load_services(cursor, services=SERVICES, operator=OPERATOR_ID, today=date(2020, 3, 20))

    taken = seconds(draw)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return taken


def measure(service: Any) -> tuple[list[float], list[float]]:
    """Time every search for somebody without internet, and its SQL by hand, in turns."""
    from django.db import connection

    from throughline.accounts.scopes import acting_as
    from throughline.clients.models import Client
    from throughline.core.clock import LONDON

    client_id = service.open_case("Christine Vale", postcode="NE5 1AA").client_id
    ours: list[float] = []
    by_hand: list[float] = []
    with acting_as(service.actor("worker")) as viewer, connection.cursor() as cursor:
        Client.objects.filter(id=client_id).update(has_internet="NO", digitally_excluded=True)
        at = datetime(2020, 3, 20, 10, tzinfo=LONDON)
        for _ in range(ROUNDS + 1):
            for typed, words in LOOKED_FOR:
                ours.append(seconds(lambda typed=typed: _search(client_id, typed, viewer, at)))
                statement = BY_HAND.format(words=WITH_WORDS if words else "")
                by_hand.append(seconds(lambda sql=statement, words=words: cursor.execute(sql, {"words": words})))
    first = len(LOOKED_FOR)  # A process reads the dictionary once, and the database its tables.
    return ours[first:], by_hand[first:]


def _search(client_id: UUID, typed: str, viewer: Any, at: datetime) -> None:
    from throughline.suggestions import queries

    queries.suggestions_for(client_id, queries.Asked(typed), viewer=viewer, at=at)


if __name__ == "__main__":
    sys.exit(main())
