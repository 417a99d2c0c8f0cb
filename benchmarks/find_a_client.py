"""Find somebody by a name with a slip among 300,000 at one provider, beside the same SQL written by hand.

As in life, a few names are common and most are rare: the commonest first name is borne by some 4,000.
"""

from __future__ import annotations

import statistics
import sys
from typing import Any
from uuid import UUID

from benchmarks.support import seconds, throwaway_service

PEOPLE, TIMES = 300_000, 15
FILL = """
    with drawn as materialized (
        select gen_random_uuid() as id, n, floor(600 * power(random(), 1.5))::int as a,
               floor(9000 * power(random(), 2))::int as b
        from generate_series(1, %(people)s) n
    ), made as (
        select id, n, initcap('a' || translate(a::text, '0123456789', 'aeioulmnrs') || 'n') as first,
               initcap('b' || translate(b::text, '0123456789', 'aeioulmnrs') || 'son') as last
        from drawn
    ), people as (
        insert into clients_client (id, provider_id, full_name, sort_name, date_of_birth, address, postcode, conditions,
            access_needs, can_be_phoned, can_read, has_internet, digitally_excluded, cannot_read, shielding,
            conditions_count, registered_at, registered_by_id)
        select id, %(provider)s, first || ' ' || last, lower(first || ' ' || last), date '1930-01-01' + n %% 25000,
            '', '', '{}', '', 'NOT_ASKED', 'NOT_ASKED', 'NOT_ASKED', false, false, false, 0, now(), %(by)s from made
    )
    insert into clients_nameword (provider_id, client_id, word)
    select %(provider)s, id, word from made, unnest(array[lower(first), lower(last)]) as word
"""
MET = """
    select distinct split_part(sort_name, ' ', 2) from clients_client where split_part(sort_name, ' ', 1) = %(first)s
    order by 1 limit %(times)s
"""
FIRST = "alen"
BY_HAND = """
    select c.id from clients_nameword one join clients_nameword two on two.client_id = one.client_id
    join clients_client c on c.id = one.client_id
    where one.provider_id = %(provider)s and one.word = %(first)s and two.provider_id = %(provider)s
      and two.word = %(last)s order by c.sort_name limit 20
"""


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    with throwaway_service() as service:
        provider_id, by = service.places["Harbour Trust"].id, service.actor("manager")
        fill(service)
        ours, by_hand = measure(provider_id, by)
    ratio = statistics.median(ours) / statistics.median(by_hand)
    print(f"Find a client by a name with a slip among {PEOPLE:,}, {TIMES} times each in turns, one run:")
    for name, taken in (("with a slip", ours), ("the right words by hand", by_hand)):
        p50, p95 = statistics.median(taken) * 1000, statistics.quantiles(taken, n=20)[-1] * 1000
        print(f"  {name:<24}{p50:8.1f} ms p50  {p95:6.1f} ms p95")
    print(f"  difference of p50       {(statistics.median(ours) - statistics.median(by_hand)) * 1000:8.1f} ms")
    print(f"  ratio of p50            {ratio:8.2f} x")
    return int(statistics.quantiles(ours, n=20)[-1] > 0.2)


def fill(service: Any) -> None:
    """Make people up in the database itself, with the words of their names."""
    from django.db import connection

    from throughline.accounts.scopes import acting_as

    given = {"people": PEOPLE, "provider": service.places["Harbour Trust"].id, "by": service.staff["manager"].id}
    with acting_as(service.actor("manager")), connection.cursor() as cursor:
        cursor.execute(FILL, given)


def measure(provider_id: UUID, by: Any) -> tuple[list[float], list[float]]:
    """Time a search by a mistyped name, and by hand the words that were meant, in turns."""
    from django.db import connection

    from throughline.accounts.scopes import acting_as
    from throughline.clients import search_queries
    from throughline.clients.search_rules import Wanted

    ours: list[float] = []
    by_hand: list[float] = []
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute(MET, {"first": FIRST, "times": TIMES})
        lasts = [word for (word,) in cursor.fetchall()]
        search_queries.find(Wanted(("anyone",)), page=1, viewer=by)  # A process reads the dictionary once.
        for last in lasts:
            wanted = Wanted((FIRST, last[:-2] + "m" + last[-2:]))
            ours.append(seconds(lambda wanted=wanted: search_queries.find(wanted, page=1, viewer=by)))
            given = {"provider": provider_id, "first": FIRST, "last": last}
            by_hand.append(seconds(lambda given=given: cursor.execute(BY_HAND, given)))
    return ours, by_hand


if __name__ == "__main__":
    sys.exit(main())
