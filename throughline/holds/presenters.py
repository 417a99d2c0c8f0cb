"""Holds, closings and the restart list in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from throughline.clients.presenters import ClientHead
from throughline.core.paging import Page
from throughline.holds import rules
from throughline.holds.queries import ClosingPage, HoldRow, LeanedOn, Leaner, OneHold, RestartRow, ToHold, ToRestart
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import long_date, moment, plural, sentence, short_date

PRESSED = ("restart", "not_now", "let_go")
"""The buttons of a row, by the name under which each is sent."""


@dataclass(frozen=True)
class StopPage:
    """What leans on a service, before it is closed."""

    found: LeanedOn

    columns = ("Who", "Referred", "Goals", "Gained", "What it gives them", "Link worker")

    @property
    def service(self) -> str:
        return self.found.service

    @property
    def back_href(self) -> str:
        return reverse("directory:service", args=[self.found.service_id])

    @property
    def summary(self) -> str:
        people = self.found.people
        if not people:
            return "Nobody here leans on it, as far as we know. People of another provider may."
        counted = [
            plural(len(people), "person leans", "people lean") + " on it here",
            plural(sum(len(p.referrals) for p in people), "referral"),
            plural(sum(len(p.goals) for p in people), "goal"),
            plural(sum(len(p.gains) for p in people), "gain"),
            f"{plural(sum(len(p.hidden) for p in people), 'kind')} of hidden help",
        ]
        return f"{counted[0]}: {', '.join(counted[1:-1])} and {counted[-1]}."

    @property
    def rows(self) -> list[list[object]]:
        return [_leaner(person) for person in self.found.people]


def _leaner(person: Leaner) -> list[object]:
    hidden = [f"{words} (hidden help)" for words in person.hidden]
    who = Link(person.name, reverse("desk:client", args=[person.client_id]))
    said = (person.referrals, person.goals, person.gains, [*person.gives, *hidden])
    return [who, *("; ".join(dict.fromkeys(part)) for part in said), person.worker]


@dataclass(frozen=True)
class ClosingWords:
    """What a closing did."""

    found: ClosingPage

    columns = ("Who", "On hold", "Meanwhile", "We look again", "Link worker")

    @property
    def service(self) -> str:
        return self.found.service

    @property
    def service_href(self) -> str:
        return reverse("directory:service", args=[self.found.service_id])

    @property
    def summary(self) -> str:
        people = plural(self.found.people, "person", "people")
        by = f" by {self.found.reported_by}" if self.found.reported_by else ", by another provider"
        held = plural(len(self.found.holds), "plan")
        return f"Reported on {moment(self.found.reported_at)}{by}. {people} leant on it, and {held} went on hold."

    @property
    def undone(self) -> str:
        return f"Undone on {moment(self.found.undone_at)}." if self.found.undone_at else ""

    @property
    def may_undo(self) -> bool:
        return bool(self.found.may_undo)

    @property
    def asks_meanwhile(self) -> str:
        count = self.found.without_meanwhile
        if self.found.undone_at or not count:
            return ""
        return f"Nothing was found meanwhile for {plural(count, 'of these plans', 'of these plans')}."

    @property
    def rows(self) -> list[list[object]]:
        return [
            [_hold_link(row), _what(row), sentence(row.meanwhile), short_date(row.review_on), row.worker]
            for row in self.found.holds
        ]


@dataclass(frozen=True)
class OnHoldPage:
    """What is on hold."""

    found: Page[HoldRow]
    today: date

    columns = ("Who", "What is on hold", "Since", "Meanwhile", "We look again", "Link worker")

    @property
    def rows(self) -> list[list[object]]:
        return [
            [
                _hold_link(row), _what(row), short_date(row.since_on), sentence(row.meanwhile), self._review(row),
                row.worker,
            ]
            for row in self.found.rows
        ]  # fmt: skip

    def _review(self, row: HoldRow) -> object:
        if row.restart_from:
            return [short_date(row.review_on), Tag("Can restart", "green")]
        if row.review_on < self.today:
            return [short_date(row.review_on), Tag("Past its review", "red")]
        return short_date(row.review_on)

    @property
    def previous_href(self) -> str:
        return f"?page={self.found.number - 1}" if self.found.number > 1 else ""

    @property
    def next_href(self) -> str:
        return f"?page={self.found.number + 1}" if self.found.has_next else ""


@dataclass(frozen=True)
class RestartLine:
    """One row of the restart list."""

    row: RestartRow

    @property
    def who(self) -> Link:
        return Link(self.row.hold.name, reverse("desk:client", args=[self.row.hold.client_id]))

    @property
    def name(self) -> str:
        return self.row.hold.name

    @property
    def hold_id(self) -> str:
        return str(self.row.hold.hold_id)

    @property
    def what(self) -> str:
        return _what(self.row.hold)

    @property
    def hold_href(self) -> str:
        return reverse("holds:hold", args=[self.row.hold.hold_id])

    @property
    def why_here(self) -> str:
        return f"{sentence('; '.join(self.row.why_here))}."

    @property
    def since(self) -> str:
        meanwhile = self.row.hold.meanwhile.strip().rstrip(".")
        return f"On hold since {short_date(self.row.hold.since_on)}. Meanwhile: {meanwhile}."

    @property
    def worker(self) -> str:
        return self.row.hold.worker


@dataclass(frozen=True)
class RestartPage:
    """What could go on again."""

    found: ToRestart

    back_columns = ("Who", "Kept goal", "Now", "Waited for")

    @property
    def lines(self) -> list[RestartLine]:
        return [RestartLine(row) for row in self.found.rows.rows]

    @property
    def whole_team(self) -> bool:
        return self.found.whole_team

    @property
    def back_rows(self) -> list[list[object]]:
        return [
            [Link(one.name, reverse("desk:client", args=[one.client_id])), one.words, one.instead, one.service]
            for one in self.found.could_go_back
        ]

    @property
    def previous_href(self) -> str:
        return f"?page={self.found.rows.number - 1}" if self.found.rows.number > 1 else ""

    @property
    def next_href(self) -> str:
        return f"?page={self.found.rows.number + 1}" if self.found.rows.has_next else ""


@dataclass(frozen=True)
class HoldPage:
    """One hold."""

    found: OneHold

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def what(self) -> str:
        return _what(self.found.row)

    @property
    def stands(self) -> bool:
        return self.found.ended_at is None

    @property
    def can_restart(self) -> bool:
        return self.found.row.restart_from is not None

    @property
    def facts(self) -> list[SummaryRow]:
        row = self.found.row
        told = [
            ("Why", ". ".join(filter(None, [row.why.label, self.found.words]))),
            ("Since", long_date(row.since_on)),
            ("What would end it", self.found.ends_when),
            ("Meanwhile", sentence(row.meanwhile)),
            ("We look again", long_date(row.review_on) if self.stands else ""),
            ("Said “not now”", long_date(row.asked_on) if row.asked_on else ""),
            ("What became of it", self._ended),
        ]
        return [SummaryRow(key, value) for key, value in told if value]

    @property
    def nothing_found(self) -> bool:
        return self.stands and rules.is_nothing_found(self.found.row.meanwhile)

    @property
    def closing_href(self) -> str:
        return reverse("holds:closing", args=[self.found.closing_id]) if self.found.closing_id else ""

    @property
    def plan_href(self) -> str:
        if self.found.onward_id:
            return reverse("onward_referrals:referral", args=[self.found.onward_id])
        return reverse("desk:client", args=[self.found.who.client_id])

    @property
    def _ended(self) -> str:
        if self.found.ended_at is None or self.found.how_ended is None:
            return ""
        return f"{self.found.how_ended.label}, on {short_date(self.found.ended_at)}"


@dataclass(frozen=True)
class ToHoldPage:
    """A plan that is to be put on hold."""

    found: ToHold

    @property
    def kind(self) -> str:
        return "referral" if self.found.mode else "goal"

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def what(self) -> str:
        return self.found.what


def _what(row: HoldRow) -> str:
    return f"Goal: {row.what}" if row.is_goal else row.what


def _hold_link(row: HoldRow) -> Link:
    return Link(row.name, reverse("holds:hold", args=[row.hold_id]), hidden=_what(row))
