"""A day in words. Sixty people must cost little: each card is made once, its addresses by filling in one pattern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from throughline.caseload.queries import ComingRow, Day, DayRow, People, PersonRow
from throughline.cases.presenters import BY_WAY, IN_PART, when
from throughline.clients.models import Answer
from throughline.clients.presenters import Phone, emails, phones
from throughline.core.scope import NOBODY
from throughline.nhsuk.words import long_date, plural, short_date


@dataclass(frozen=True)
class DayCard:
    """Somebody to contact."""

    name: str
    href: str
    record_href: str
    late: bool
    why: str
    promised: str
    cannot_be_phoned: bool
    phones: tuple[Phone, ...]
    emails: tuple[str, ...]
    access_needs: str

    @classmethod
    def of(cls, row: DayRow, *, client: Address, record: Address) -> DayCard:
        """Put a row in words."""
        part = f", {IN_PART[row.promised_part]}" if row.promised_part else ""
        why = "; ".join(row.why)
        return cls(
            name=row.name,
            href=client(row.client_id),
            record_href=record(row.case_id),
            late=row.late_days > 0,
            why=f"{why[:1].upper()}{why[1:]}",
            promised=f"{long_date(row.due_on) if row.late_days else 'today'}{part}, {BY_WAY[row.promised_way]}",
            cannot_be_phoned=row.can_be_phoned == Answer.NO,
            phones=phones(row.ways),
            emails=emails(row.ways),
            access_needs=row.access_needs,
        )


@dataclass(frozen=True)
class ComingPerson:
    """Somebody promised for one of the next days, and how."""

    name: str
    href: str
    by_way: str


@dataclass(frozen=True)
class ComingDay:
    """One of the next days, and who is promised for it."""

    day: str
    people: tuple[ComingPerson, ...]


@dataclass(frozen=True)
class DayPage:
    """The whole screen."""

    worker: str
    today: str
    late: int
    due_today: int
    cards: tuple[DayCard, ...]
    coming: tuple[ComingDay, ...]

    @classmethod
    def of(cls, day: Day) -> DayPage:
        """Put a day in words."""
        client, record = address("desk:client"), address("contacts:record")
        late = sum(row.late_days > 0 for row in day.due)
        return cls(
            worker=day.worker,
            today=long_date(day.on),
            late=late,
            due_today=len(day.due) - late,
            cards=tuple(DayCard.of(row, client=client, record=record) for row in day.due),
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


Address = Callable[[UUID], str]


def address(name: str) -> Address:
    """Give what makes the address of a record's page, looked up once for a whole list."""
    before, after = reverse(name, args=[NOBODY]).split(str(NOBODY))
    return lambda record_id: f"{before}{record_id}{after}"


def _coming(on: date, rows: list[ComingRow], client: Address) -> ComingDay:
    people = (ComingPerson(row.name, client(row.client_id), BY_WAY[row.promised_way]) for row in rows)
    return ComingDay(long_date(on), tuple(people))
