"""A day in words. Sixty people must cost little: each card is made once, its addresses by filling in one pattern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from throughline.caseload.day_queries import ComingRow, Day, DayRow
from throughline.caseload.queries import People, PersonRow
from throughline.cases.presenters import BY_WAY, IN_PART, when
from throughline.clients.models import Answer
from throughline.clients.presenters import Phone, emails, phones, standing_tags
from throughline.core.actor import Actor
from throughline.nhsuk.pages import Address, address
from throughline.nhsuk.shapes import Tag
from throughline.nhsuk.words import clock_time, long_date, plural, sentence, short_date
from throughline.tasks.presenters import TaskCard


@dataclass(frozen=True)
class DayCard:
    """Somebody to contact."""

    name: str
    href: str
    record_href: str
    late: bool
    first_contact: bool
    why: str
    promised: str
    """Said of late ones only: what is for today is promised for today."""
    tags: tuple[Tag, ...]
    cannot_be_phoned: bool
    phones: tuple[Phone, ...]
    emails: tuple[str, ...]
    access_needs: str
    covering: str

    @classmethod
    def of(cls, row: DayRow, *, client: Address, record: Address) -> DayCard:
        """Put a row in words."""
        how = f"{BY_WAY[row.promised_way]}{_at_what_time(row)}"
        late = row.late_days > 0
        why = "; ".join(row.why if late else (f"{row.why[0]}, {how}", *row.why[1:]))
        return cls(
            name=row.name,
            href=client(row.client_id),
            record_href=record(row.case_id),
            late=late,
            first_contact=row.first_contact,
            why=sentence(why),
            promised=f"{long_date(row.due_on)}, {how}" if late else "",
            cannot_be_phoned=row.standing.can_be_phoned == Answer.NO,
            tags=standing_tags(row.standing),
            phones=phones(row.ways),
            emails=emails(row.ways),
            access_needs=row.access_needs,
            covering=f"You are covering for {row.covering}." if row.covering else "",
        )


@dataclass(frozen=True)
class ComingPerson:
    """Somebody promised for one of the next days, and how."""

    name: str
    href: str
    tags: tuple[Tag, ...]
    by_way: str


@dataclass(frozen=True)
class ComingDay:
    """One of the next days, and who is promised for it."""

    day: str
    people: tuple[ComingPerson, ...]


Shown = Callable[[DayCard], bool]
FILTERS: dict[str, tuple[str, Shown]] = {
    "": ("Everybody", lambda card: True),
    "late": ("Late", lambda card: card.late),
    "today": ("For today", lambda card: not card.late),
    "first": ("First contacts", lambda card: card.first_contact),
}


@dataclass(frozen=True)
class Filter:
    """A part of the day that one can look at by itself."""

    label: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True)
class DayPage:
    """The whole screen."""

    worker: str
    today: str
    late: int
    due_today: int
    replies: tuple[TaskCard, ...]
    """Who called and waits, and what else is to be done today."""
    cards: tuple[DayCard, ...]
    filters: tuple[Filter, ...]
    coming: tuple[ComingDay, ...]

    @classmethod
    def of(cls, day: Day, *, viewer: Actor, asked: UUID | None = None, shown: str = "") -> DayPage:
        """Put a day in words; `shown` names the part of it to show."""
        shown = shown if shown in FILTERS else ""
        client, record = address("desk:client"), address("contacts:record")
        late = sum(row.late_days > 0 for row in day.due)
        cards = tuple(DayCard.of(row, client=client, record=record) for row in day.due)
        return cls(
            worker=day.worker,
            today=long_date(day.on),
            late=late,
            due_today=len(day.due) - late,
            replies=tuple(TaskCard(task, task.for_another(viewer)) for task in day.tasks),
            cards=tuple(filter(FILTERS[shown][1], cards)),
            filters=_filters(cards, shown, asked if day.worker else None),
            coming=tuple(_coming(on, list(rows), client) for on, rows in groupby(day.coming, lambda row: row.due_on)),
        )

    @property
    def heading(self) -> str:
        return f"The day of {self.worker}" if self.worker else "My day"

    @property
    def counts(self) -> str:
        """Say how many are late and how many are for today."""
        late = f"{plural(self.late, 'person', 'people')} late" if self.late else "Nobody is late"
        return f"{late}, {self.due_today or 'nobody'} for today"


@dataclass(frozen=True)
class PersonLine:
    """One of a worker's people, on a line."""

    name: str
    href: str
    tags: tuple[Tag, ...]
    next_contact: str
    late: str
    last_spoke: str

    @classmethod
    def of(cls, row: PersonRow, *, client: Address) -> PersonLine:
        """Put a row in words."""
        who = f", from {row.next_by}" if row.next_by else ""
        return cls(
            name=row.name,
            href=client(row.client_id),
            tags=standing_tags(row.standing),
            next_contact=f"{when(row.next_on, row.next_part)}, {BY_WAY[row.next_way]}{who}",
            late=f"{plural(row.late_days, 'day')} late" if row.late_days else "",
            last_spoke=short_date(row.last_reached_on) if row.last_reached_on else "Not yet",
        )


@dataclass(frozen=True)
class PeoplePage:
    """One page of a worker's people."""

    worker: str
    lines: tuple[PersonLine, ...]
    number: int
    previous_href: str
    next_href: str

    @classmethod
    def of(cls, people: People, *, asked: UUID | None) -> PeoplePage:
        """Put a page of people in words."""
        client, page = address("desk:client"), people.page
        whose = {"worker": str(asked)} if people.worker else {}
        return cls(
            worker=people.worker,
            lines=tuple(PersonLine.of(row, client=client) for row in page.rows),
            number=page.number,
            previous_href=f"?{urlencode({**whose, 'page': page.number - 1})}" if page.number > 1 else "",
            next_href=f"?{urlencode({**whose, 'page': page.number + 1})}" if page.has_next else "",
        )

    @property
    def heading(self) -> str:
        return f"Everybody {self.worker} looks after" if self.worker else "My people"


def _at_what_time(row: DayRow) -> str:
    """Give " at 2:15pm (room 3)" for an appointment, or " in the morning"."""
    if row.promised_time is None:
        return f" {IN_PART[row.promised_part]}" if row.promised_part else ""
    place = f" ({row.promised_place})" if row.promised_place else ""
    return f" at {clock_time(row.promised_time)}{place}"


def _filters(cards: tuple[DayCard, ...], shown: str, worker_id: UUID | None) -> tuple[Filter, ...]:
    whose = {"worker": str(worker_id)} if worker_id else {}
    return tuple(
        Filter(
            label, sum(map(holds, cards)), f"?{urlencode({**whose, 'show': name} if name else whose)}", name == shown
        )
        for name, (label, holds) in FILTERS.items()
    )


def _coming(on: date, rows: list[ComingRow], client: Address) -> ComingDay:
    people = (
        ComingPerson(row.name, client(row.client_id), standing_tags(row.standing), BY_WAY[row.promised_way])
        for row in rows
    )
    return ComingDay(long_date(on), tuple(people))
