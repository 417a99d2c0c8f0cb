"""The queue and one person's meeting in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from throughline.clients.presenters import ClientHead
from throughline.in_person.models import Aspect
from throughline.in_person.queries import Meeting, Queue, WaitRow
from throughline.in_person.return_queries import Return, Returning
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import long_date, plural, sentence, short_date

NOT_ON = (
    "Working in person is not on while the service cannot work as usual. Nobody needs to be offered a meeting now: keep"
    " the queue, and build up what each person brings."
)


@dataclass(frozen=True)
class QueuePage:
    """Who waits to be seen."""

    found: Queue

    columns = ("Name", "Why here", "Wants to talk about", "Link worker", "Waiting since")
    not_on = NOT_ON

    @property
    def possible(self) -> bool:
        return self.found.possible

    @property
    def summary(self) -> str:
        later = sum(row.shielding for row in self.found.rows)
        people = plural(len(self.found.rows), "person waits", "people wait")
        return f"{people} to be seen face to face{f', {later} of them not yet' if later else ''}."

    @property
    def again(self) -> Link:
        """Give the way to meeting several people again: one's own, or by way of the team's reach (R29)."""
        if self.found.whole_team:
            return Link("Meet people in person again, after looking at how they are reached", reverse("contacts:reach"))
        return Link("Meet my people in person again", reverse("in_person:meet_again"))

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(row) for row in self.found.rows]

    def _row(self, row: WaitRow) -> list[object]:
        who = Link(row.name, reverse("in_person:meeting", args=[row.client_id]))
        name: object = [who, Tag("Not yet", "orange")] if row.shielding else who
        why = sentence("; ".join(row.why))
        return [name, why, ", ".join(row.topics), row.worker or "Nobody", short_date(row.since)]


@dataclass(frozen=True)
class MeetingPage:
    """What one person wants to be seen for, and what they bring."""

    found: Meeting
    today: date

    not_on = NOT_ON

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def name(self) -> str:
        return self.found.who.name

    @property
    def waits(self) -> bool:
        return self.found.since is not None

    @property
    def since(self) -> str:
        return long_date(self.found.since) if self.found.since else ""

    @property
    def need(self) -> str:
        return self.found.need.label if self.found.need else ""

    @property
    def topics(self) -> tuple[str, ...]:
        return self.found.topics

    @property
    def not_yet(self) -> bool:
        return self.found.who.standing.shielding

    @property
    def possible(self) -> bool:
        return self.found.possible

    @property
    def in_service(self) -> bool:
        return self.found.in_service

    @property
    def parts(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Give the notes under what they tell, each with when and by whom."""
        return [
            (aspect.label, [(n.words, f"{short_date(n.written_at)}, {n.written_by}") for n in self.found.notes
                            if n.aspect == aspect])
            for aspect in Aspect
        ]  # fmt: skip

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.found.who.client_id])

    @property
    def meeting_href(self) -> str:
        return reverse("in_person:meeting", args=[self.found.who.client_id])

    @property
    def sheet_href(self) -> str:
        return reverse("in_person:sheet", args=[self.found.who.client_id])


@dataclass(frozen=True)
class ReturnPage:
    """Whose next contact could be in person again, and who is kept as they are."""

    found: Return

    columns = ("Person", "Next contact", "Why it stays as it is")
    not_on = NOT_ON

    @property
    def name(self) -> str:
        return self.found.worker

    @property
    def possible(self) -> bool:
        return self.found.possible

    @property
    def can_move(self) -> bool:
        return bool(self.found.possible and self.found.may_move)

    @property
    def first_answers(self) -> dict[str, object]:
        return {"people": [str(person.case_id) for person in self.found.may_move]}

    @property
    def kept(self) -> list[list[object]]:
        return [_kept(person) for person in self.found.kept]


def _kept(person: Returning) -> list[object]:
    who = Link(person.name, reverse("desk:client", args=[person.client_id]))
    return [who, f"{short_date(person.on)}, {person.way.label.lower()}", sentence("; ".join(person.why_kept))]
