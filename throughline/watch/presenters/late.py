"""Late contacts in words."""

from __future__ import annotations

from throughline.cases.presenters import BY_WAY
from throughline.core.actor import Actor
from throughline.nhsuk.pages import address
from throughline.nhsuk.shapes import Tag
from throughline.nhsuk.words import long_date, plural, short_date
from throughline.watch.late_queries import Late, LateRow
from throughline.watch.presenters.page import Person, WatchPage, record_contact


def late_page(found: Late, *, viewer: Actor) -> WatchPage:
    """Put a page of contacts that were promised and not made in words."""
    return _page(
        found,
        viewer=viewer,
        name="watch:late",
        heading="Late",
        lead="People who were told a day that has passed. The latest stand first.",
        empty="Nobody is late. Every contact promised until today has been made.",
    )


def first_contacts_page(found: Late, *, viewer: Actor) -> WatchPage:
    """Put a page of late first contacts in words."""
    return _page(
        found,
        viewer=viewer,
        name="watch:first_contacts_late",
        heading="First contacts late",
        lead="People who have a link worker and have not been spoken with in the time that the service promises.",
        empty="No first contact is late.",
    )


def _page(found: Late, *, viewer: Actor, name: str, heading: str, lead: str, empty: str) -> WatchPage:
    client = address("desk:client")
    return WatchPage(
        name=name,
        heading=heading,
        lead=lead,
        empty=empty,
        whose=found.whose,
        viewer=viewer,
        people=[_person(row, client(row.client_id)) for row in found.page.rows],
        number=found.page.number,
        has_next=found.page.has_next,
    )


def _person(row: LateRow, href: str) -> Person:
    why = [
        f"Due by {long_date(row.due_on)}, {BY_WAY[row.way]}",
        f"With the service since {short_date(row.allocated_on)}",
    ]
    if row.tries:
        why.append("Tried once, not reached" if row.tries == 1 else f"Tried {row.tries} times, not reached")
    return Person(
        name=row.name,
        href=href,
        tag=Tag(f"{plural(row.late_days, 'day')} late", "red"),
        why=why,
        worker=row.worker,
        action=record_contact(row.case_id, row.name),
    )
