"""How quickly a feed of 5,000 services comes in with every full record, beside fetching the same feed and no more."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection

from benchmarks.support import RUNS, medians, throwaway_service

SERVICES = 5000
MOST_SECONDS = 60.0
MOST = 4.0
CALLED = ("choir", "walking group", "debt advice", "lunch club", "art class", "helpline", "gym", "men's shed")


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    with throwaway_service(), served() as address:
        ours, again, bare = medians(
            partial(by_import, address, new=SERVICES),
            partial(by_import, address, new=0),
            partial(by_fetching, address),
        )
    ratio = ours / bare
    print(f"import of {SERVICES:,} services with full records from a local feed, median of {RUNS} in turns, one run:")
    print(f"  throughline import      {ours:6.1f} s  ({SERVICES / ours:,.0f} services/s; at most {MOST_SECONDS:g} s)")
    print(f"  the same again          {again:6.1f} s  (nothing new)")
    print(f"  fetching it and no more {bare:6.1f} s")
    print(f"  ratio                   {ratio:6.2f} x  (at most {MOST:g} x)")
    return int(ratio > MOST or ours > MOST_SECONDS)


@contextmanager
def served() -> Iterator[str]:
    """Serve a made-up feed from a process of its own, as another computer would."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,))
    server.start()
    try:
        yield here.recv()
    finally:
        here.send("enough")
        server.join()


def serve(told: Connection) -> None:
    """Be the other computer."""
    from throughline.openreferral.tests.feeds import MadeUpFeed

    with MadeUpFeed([made_up_service(n) for n in range(SERVICES)], per_page=100) as feed:
        told.send(feed.address)
        told.recv()


def made_up_service(n: int) -> dict[str, object]:
    """Make up one service, with an organisation of its own for every tenth, and a place of its own."""
    from throughline.openreferral.tests.feeds import service, uid

    made = service(
        n, f"Moor {CALLED[n % len(CALLED)]} {n}", description=f"<p>Come to number {n}.</p>" + "Tea after. " * 40
    )
    made["organization"] = {
        "id": uid(10_000_000 + n // 10),
        "name": f"Moor charity {n // 10}",
        "description": "A charity",
    }
    place = made["service_at_locations"][0]["location"]
    place |= {"id": uid(20_000_000 + n), "name": f"Hall {n}"}
    made["attributes"] = [
        {
            "id": uid(30_000_000 + n),
            "taxonomy_term": {"id": uid(40_000_000 + n % 50), "name": f"Term {n % 50}", "taxonomy": "Moor list"},
        }
    ]
    return made


def by_import(address: str, *, new: int) -> None:
    """Take the feed in as the command line does."""
    from tests.support.clock import START
    from throughline.core.actor import Actor
    from throughline.openreferral import commands

    if new:
        nothing_listed()
    taken = commands.take_feed(where=address, by=Actor.system("import"), at=START)
    if (taken.new, taken.new + taken.unchanged, taken.has_problems) != (new, SERVICES, False):
        raise SystemExit(f"{taken.new} of {new} services came in: the figure would mean nothing.")


def by_fetching(address: str) -> None:
    """Fetch the same list and the same full records in the same way, and do nothing with them."""
    from throughline.openreferral.fetching.feeds import WebFeed
    from throughline.openreferral.fetching.web import Web

    feed = WebFeed(address, web=Web())
    if sum(len(batch) for batch in feed.batches(lambda done, total: None)) != SERVICES:
        raise SystemExit("Not all were fetched: the figure would mean nothing.")


def nothing_listed() -> None:
    """Take every service away again, as only the owner can."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "truncate directory_organisation, directory_location, directory_taxonomy, audit_auditentry, audit_unsealed"
            " cascade"
        )


if __name__ == "__main__":
    sys.exit(main())
