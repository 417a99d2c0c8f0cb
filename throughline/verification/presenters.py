"""The call round, one call and a service's own page, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from throughline.directory.presenters import held_words, verified_words, wait_words
from throughline.directory.writing import Observed
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import long_date, phone_for_reading, plural, sentence
from throughline.verification import rules
from throughline.verification.queries import Asked, RoundRow, ToRing


@dataclass(frozen=True)
class RoundPage:
    """This week's calls."""

    rows_found: list[RoundRow]
    today: date
    has_turn: bool

    columns = ("Service", "Offered by", "People of ours who lean on it", "Verified", "Telephone")

    @property
    def summary(self) -> str:
        if not self.rows_found:
            return "Everything has been verified. Nobody needs to be rung this week."
        stale = sum(row.is_stale for row in self.rows_found)
        return (
            f"{plural(len(self.rows_found), 'service')} to ring by {long_date(rules.week_ends(self.today))},"
            f" {stale} of them not verified for too long already."
        )

    @property
    def start(self) -> str:
        return "Go on with my call" if self.has_turn else "Start ringing"

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(row) for row in self.rows_found]

    def _row(self, row: RoundRow) -> list[object]:
        name: list[object] = [Link(row.name, reverse("directory:service", args=[row.service_id]))]
        if row.rung_by:
            name.append(Tag(f"With {row.rung_by}", "blue"))
        days = plural(row.days, "day")
        verified: object = Tag(f"Not verified for {days}", "orange") if row.is_stale else f"Verified {days} ago"
        return [
            name,
            row.offered_by,
            row.leaning,
            verified,
            phone_for_reading(row.phone) if row.phone else "None known",
        ]


@dataclass(frozen=True)
class CallPage:
    """One call: what to say, and what is known."""

    found: ToRing
    today: date

    @property
    def name(self) -> str:
        return self.found.name

    def kept(self, said: Mapping[UUID, Observed]) -> str:
        """Say that it is verified, and what follows where it stopped."""
        held = (held_words(way.status, said[way.id].status) for way in self.found.ways if way.id in said)
        return f"{self.name} is verified. {next(filter(None, held), '')}".strip()

    @property
    def who(self) -> str:
        return self.found.who_to_ring or self.found.offered_by

    @property
    def phone(self) -> Link | None:
        number = self.found.phone
        return Link(phone_for_reading(number), f"tel:{number.replace(' ', '')}") if number else None

    @property
    def leaning(self) -> str:
        if not self.found.leaning:
            return "Nobody of ours leans on it now, as far as we know."
        return f"{plural(self.found.leaning, 'person', 'people')} of ours lean on it."

    @property
    def left(self) -> str:
        return f"After this, {plural(self.found.left, 'more service')} to ring."

    @property
    def greeting(self) -> str:
        return (
            f"“Hello, my name is {self.found.worker}. I am a link worker at {self.found.provider}."
            f" We tell people about {self.found.name}. May I check that what we tell them is right?”"
        )

    @property
    def questions(self) -> list[str]:
        ways = ", ".join(dict.fromkeys(way.mode.label.lower() for way in self.found.ways))
        return [
            f"“Can people join now: {ways}?”",
            "“How long would somebody new wait?”",
            "“Is there another way to take part: by phone, by post, on the doorstep?”",
            "“What does one need: internet, reading, some fitness?”",
            "“Thank you. We will ring again; if anything changes, ring us.”",
        ]

    @property
    def known(self) -> list[str]:
        return [
            f"{way.mode.label}: {way.status.label.lower()}, wait {wait_words(way.wait_weeks).lower()}. "
            f"{sentence(verified_words(way, on=self.today, after=self.found.after))}."
            for way in self.found.ways
        ]

    @property
    def add_way_href(self) -> str:
        return reverse("directory:add_way", args=[self.found.service_id])

    @property
    def link_href(self) -> str:
        return reverse("verification:link", args=[self.found.service_id])


@dataclass(frozen=True)
class LinkPage:
    """A link that a worker reads out or copies into a mail."""

    name: str
    service_href: str
    address: str
    last_day: str

    @property
    def letter(self) -> str:
        return (
            f"We tell people about {self.name}. Please say how it is now on this page. It works once, until"
            f" {self.last_day}, and asks nothing about anybody who comes to you:"
        )


@dataclass(frozen=True)
class AskedPage:
    """What a service sees that opens its link."""

    found: Asked

    @property
    def name(self) -> str:
        return self.found.name

    @property
    def offered_by(self) -> str:
        return self.found.offered_by
