"""Questions of who is who, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from throughline.core.names import sort_key
from throughline.core.paging import Page
from throughline.linkage.queries import Question, Side, SideBySide
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import phone_for_reading, plural, short_date

LINES: tuple[tuple[str, Callable[[Side], str]], ...] = (
    ("Name", lambda s: s.name),
    ("Born", lambda s: short_date(s.born_on) if s.born_on else ""),
    ("NHS number", lambda s: s.nhs_number),
    ("Address", lambda s: s.address),
    ("Postcode", lambda s: s.postcode),
    ("Phone", lambda s: ", ".join(map(phone_for_reading, s.phones))),
    ("Surgery", lambda s: s.surgery),
)


@dataclass(frozen=True)
class QuestionsPage:
    """Whom somebody is to decide on."""

    found: Page[Question]

    columns = ("On a list", "May be", "Looked at", "To do")

    @property
    def rows(self) -> list[list[object]]:
        return [
            [q.name, plural(q.candidates, "client"),
             f"Could not tell on {short_date(q.put_off_at.date())}" if q.put_off_at else "Not yet",
             Link("Compare", reverse("linkage:question", args=[q.person_id]), hidden=f" {q.name}")]
            for q in self.found.rows
        ]  # fmt: skip

    @property
    def previous_href(self) -> str:
        return f"?page={self.found.number - 1}" if self.found.number > 1 else ""

    @property
    def next_href(self) -> str:
        return f"?page={self.found.number + 1}" if self.found.has_next else ""


@dataclass(frozen=True)
class QuestionPage:
    """A listed person beside each client whom they may be."""

    both: SideBySide

    columns = ("", "On the list", "Client", "")

    @property
    def title(self) -> str:
        return f"Is {self.both.person.name} a client already?"

    @property
    def tables(self) -> list[tuple[str, list[list[object]]]]:
        return [(called(n, client), _rows(self.both.person, client)) for n, client in enumerate(self.both.clients, 1)]


def called(number: int, client: Side) -> str:
    """Give what a candidate is called on the page."""
    return f"Client {number}: {client.name}"


def _rows(person: Side, client: Side) -> list[list[object]]:
    return [
        [label, say(person) or "Not known", say(client) or "Not known", _difference(label, person, client)]
        for label, say in LINES
    ]


def _difference(label: str, person: Side, client: Side) -> Tag:
    """Say in words whether two cells differ: the colour only repeats it."""
    if label == "Phone" and set(person.phones) & set(client.phones):
        return Tag("Same", "green")
    one, other = (sort_key(dict(LINES)[label](side)) for side in (person, client))
    if not one or not other:
        return Tag("Nothing to compare", "grey")
    return Tag("Same", "green") if one == other else Tag("Differs", "orange")
