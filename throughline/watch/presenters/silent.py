"""Silent people in words."""

from __future__ import annotations

from throughline.core.actor import Actor
from throughline.nhsuk.pages import address
from throughline.nhsuk.shapes import Tag
from throughline.nhsuk.words import plural, sentence, short_date
from throughline.watch.presenters.page import Person, WatchPage, record_contact
from throughline.watch.silent_queries import Silent, SilentRow

LEAD = (
    "People nobody has spoken with for too long for what was agreed with them. Those with the most reasons to worry"
    " stand first. Somebody leaves this list only when a link worker has spoken with them."
)


def silent_page(found: Silent, *, viewer: Actor) -> WatchPage:
    """Put a page of silent people in words."""
    client = address("desk:client")
    return WatchPage(
        name="watch:silent",
        heading="Silent",
        lead=LEAD,
        empty="Nobody is silent. Everybody has been spoken with in the time agreed with them.",
        whose=found.whose,
        viewer=viewer,
        people=[_person(row, client(row.client_id)) for row in found.page.rows],
        number=found.page.number,
        has_next=found.page.has_next,
        total=found.total,
    )


def _person(row: SilentRow, href: str) -> Person:
    spoke = f"last spoke {short_date(row.last_reached_on)}" if row.last_reached_on else "nobody has spoken with them"
    why = [f"{spoke}; the agreed gap is {plural(row.gap_days, 'day')}", *row.reasons]
    return Person(
        name=row.name,
        href=href,
        tag=Tag(plural(row.days, "day"), "red"),
        why=[sentence(line) for line in why],
        worker=row.worker,
        action=record_contact(row.case_id, row.name),
    )
