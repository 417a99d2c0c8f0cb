"""The day for when there is no server: who to be in touch with, how, and what was said last (R144)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from throughline.caseload import day_queries as queries
from throughline.caseload.day_queries import DayRow
from throughline.clients.models import Client
from throughline.contacts.models import Contact
from throughline.core import clock
from throughline.core.actor import Actor


@dataclass(frozen=True)
class Kept:
    """What a worker would look up on the record before a call."""

    address: str
    born_on: date
    spoke_on: date | None
    note: str


@dataclass(frozen=True)
class PackPerson:
    """Somebody in the pack: their line of the day, and what is kept of them."""

    row: DayRow
    kept: Kept


@dataclass(frozen=True)
class Pack:
    """A worker's day and the week after it."""

    on: date
    due: tuple[PackPerson, ...]
    coming: tuple[PackPerson, ...]

    @property
    def people(self) -> int:
        """Count who is in it."""
        return len(self.due) + len(self.coming)


def pack(*, viewer: Actor, on: date) -> Pack:
    """Gather the viewer's day and the next seven, in a fixed number of statements however many people there are."""
    until = on + timedelta(days=queries.COMING_DAYS)
    rows = queries.my_day(viewer=viewer, worker_id=viewer.user_id, on=on, until=until)
    kept = _kept([row.client_id for row in rows], [row.case_id for row in rows], viewer=viewer)
    people = [PackPerson(row, kept[row.client_id]) for row in rows]
    due = tuple(person for person in people if person.row.due_on <= on)
    coming = sorted((p for p in people if p.row.due_on > on), key=lambda p: p.row.due_on)
    return Pack(on, due, tuple(coming))


def _kept(client_ids: list[UUID], case_ids: list[UUID], *, viewer: Actor) -> dict[UUID, Kept]:
    last = _last_conversations(case_ids, viewer=viewer)
    found = Client.objects.visible_to(viewer).filter(id__in=client_ids)
    kept = {}
    for client in found.values("id", "address", "postcode", "date_of_birth"):
        spoke_on, note = last.get(client["id"], (None, ""))
        address = ", ".join(filter(None, [client["address"], client["postcode"]]))
        kept[client["id"]] = Kept(address, client["date_of_birth"], spoke_on, note)
    return kept


def _last_conversations(case_ids: list[UUID], *, viewer: Actor) -> dict[UUID, tuple[date, str]]:
    """Give, by client, the day of the last conversation and what was noted of it."""
    spoken = Contact.objects.visible_to(viewer).standing().filter(case_id__in=case_ids, two_way=True)
    newest = spoken.order_by("case_id", "-happened_at").distinct("case_id")
    return {
        client_id: (clock.local_date(at), note)
        for client_id, at, note in newest.values_list("case__client_id", "happened_at", "note")
    }
