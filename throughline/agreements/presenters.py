"""Agreements in words."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from throughline.agreements.models import About, AgreedWay, Stance
from throughline.agreements.queries import Agreements, Said
from throughline.agreements.sampling_commands import SamplingList
from throughline.clients.presenters import ClientHead
from throughline.core.spreadsheets import safe
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import moment, phone_for_reading, short_date

TAGS = {
    Stance.GIVEN: Tag("Agreed", "green"),
    Stance.REFUSED: Tag("Did not agree", "orange"),
    Stance.WITHDRAWN: Tag("No longer agrees", "red"),
}
NOT_ASKED = Tag("Not asked", "grey")
ALWAYS_SHOWN = (About.SERVICE, About.SURGERY, About.RESEARCH)
NAMED = (
    (About.LINKED_SERVICE, "Add a service"),
    (About.FAMILY, "Add somebody close to them"),
    (About.SPEAKING_FOR, "Add whom we may speak to for them"),
)
HISTORY_COLUMNS = ("About", "They said", "When", "Words", "Recorded")
WHAT_FOLLOWS = {
    About.SERVICE: "Their case stays open: nothing closes by itself. Talk with them about an ending.",
    About.WAY: "From now on nothing may go to them this way.",
    About.SURGERY: "From now on their surgery no longer sees what became of its referral, and no letter may go to it.",
    About.LINKED_SERVICE: "From now on nothing may be shared with this service. What it has already cannot be undone.",
    About.FAMILY: "From now on nobody may tell this person anything about them.",
    About.SPEAKING_FOR: "From now on nobody may ring or write to them in this person’s name.",
    About.RESEARCH: "From now on they are left out of every list for research.",
}


def subject_words(about: About, subject: str) -> str:
    """Say what an agreement is about."""
    if about == About.WAY:
        return AgreedWay(subject).label
    return subject or about.label


@dataclass(frozen=True)
class ListPage:
    """What somebody agreed to, one thing at a time."""

    found: Agreements
    may_record: bool

    columns = HISTORY_COLUMNS

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who, at="agreements:list")

    @property
    def main_rows(self) -> list[SummaryRow]:
        return [self._row(about, "") for about in ALWAYS_SHOWN]

    @property
    def way_rows(self) -> list[SummaryRow]:
        return [self._row(About.WAY, way.value) for way in AgreedWay]

    @property
    def named(self) -> list[tuple[str, list[SummaryRow], Link | None]]:
        """Give the services and people named so far, and where to name another."""
        return [(about.label, self._rows_of(about), self._add(about, words)) for about, words in NAMED]

    @property
    def history(self) -> list[list[object]]:
        return [self._told(one) for one in self.found.history]

    @property
    def words(self) -> list[tuple[str, str]]:
        """Give the words that are read out, each under its heading."""
        return [(f"{a.label} (version {w.version})", w.text) for a, w in self.found.words.items()]

    def _rows_of(self, about: About) -> list[SummaryRow]:
        return [self._row(about, one.subject) for (kind, _), one in self.found.held.items() if kind == about]

    def _row(self, about: About, subject: str) -> SummaryRow:
        one = next(
            (s for (kind, _), s in self.found.held.items() if kind == about and (s.subject == subject or not subject)),
            None,
        )
        return SummaryRow(subject_words(about, subject), self._value(one), self._links(about, subject, one))  # type: ignore[arg-type]

    def _value(self, one: Said | None) -> list[object]:
        if one is None:
            return [NOT_ASKED]
        said = f"{one.how.label.lower()}, {short_date(one.said_on)}"
        return [TAGS[one.stance], said, *([one.note] if one.note else [])]

    def _links(self, about: About, subject: str, one: Said | None) -> list[Link]:
        if not self.may_record:
            return []
        hidden = subject_words(about, subject).lower()
        if one and one.stance == Stance.GIVEN:
            return [Link("Withdraw", reverse("agreements:withdraw", args=[self._id, one.agreement_id]), hidden=hidden)]
        return [Link("Record", ask_href(self._id, about, way=subject if about == About.WAY else ""), hidden=hidden)]

    def _add(self, about: About, words: str) -> Link | None:
        return Link(words, ask_href(self._id, about)) if self.may_record else None

    def _told(self, one: Said) -> list[object]:
        what = one.about.label if not one.subject else f"{one.about.label}: {subject_words(one.about, one.subject)}"
        said: list[object] = [TAGS[one.stance], *([one.note] if one.note else [])]
        recorded = f"{moment(one.recorded_at)}, {one.recorded_by}"
        return [what, said, f"{short_date(one.said_on)}, {one.how.label.lower()}", f"Version {one.version}", recorded]

    @property
    def _id(self) -> UUID:
        return self.found.who.client_id


@dataclass(frozen=True)
class AskPage:
    """The page on which one thing is asked, or one agreement withdrawn."""

    found: Agreements
    about: About
    withdrawing: Said | None = None

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def doing(self) -> str:
        if self.withdrawing:
            return f"No longer agrees: {subject_words(self.about, self.withdrawing.subject)}"
        return self.about.label

    @property
    def back_href(self) -> str:
        return reverse("agreements:list", args=[self.found.who.client_id])

    @property
    def words(self) -> str:
        """Give what to read out, while it is asked for."""
        return "" if self.withdrawing else self.found.words[self.about].text

    @property
    def what_follows(self) -> str:
        return WHAT_FOLLOWS[self.about] if self.withdrawing else ""


def ask_href(client_id: UUID, about: About, *, way: str = "", service: str = "") -> str:
    """Give the address of the page on which an agreement is asked for.

    A way of contact, or the name of a linked service, stands there already. Nothing that names a person may.
    """
    href = reverse("agreements:ask", args=[client_id, about.value.lower()])
    known = {name: words for name, words in (("way", way), ("service", service)) if words}
    return f"{href}?{urlencode(known)}" if known else href


def sampling_file(released: SamplingList) -> str:
    """Write a sampling list as a file that a spreadsheet opens and runs nothing of."""
    written = StringIO()
    rows = csv.writer(written)
    rows.writerow(["name", "address", "telephone and email", "agreed to be asked on"])
    for person in released.people:
        ways = "; ".join(phone_for_reading(way) if way.startswith("+") else way for way in person.ways)
        rows.writerow([safe(cell) for cell in (person.name, person.address, ways, person.agreed_on.isoformat())])
    return written.getvalue()
