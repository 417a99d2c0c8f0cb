"""What help came to in some days, besides conversations: given, asked for people, and done in their name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.advocacy import queries as advocacy
from throughline.core.actor import Actor
from throughline.enquiries import queries as enquiries
from throughline.items import queries as items


@dataclass(frozen=True)
class Help:
    """The totals of some days at the viewer's provider."""

    since: date
    until: date
    items: tuple[items.Total, ...]
    asked: enquiries.Asked
    acts: tuple[advocacy.Total, ...]
    workers: tuple[advocacy.WorkersTotal, ...]


def help_given(*, viewer: Actor, since: date, until: date) -> Help:
    """Give the totals between two days, both included, in five statements. They name no client (R43, R44, R45)."""
    return Help(
        since=since,
        until=until,
        items=items.totals(viewer=viewer, since=since, until=until),
        asked=enquiries.counted(viewer=viewer, since=since, until=until),
        acts=advocacy.totals(viewer=viewer, since=since, until=until),
        workers=advocacy.totals_by_worker(viewer=viewer, since=since, until=until),
    )
