"""Calls to listed people in words: whom next and why, the script, what is needed, and how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from throughline.nhsuk.shapes import Bar, Column, Link, SummaryRow, Tag
from throughline.nhsuk.words import long_date, moment, phone_for_reading, plural, short_date
from throughline.outreach.models import PersonState
from throughline.triage.counting import By, Count
from throughline.triage.models import Stands
from throughline.triage.progress_queries import Progress
from throughline.triage.queries import CallRow, NeedRow, NextRow, PersonSheet, ToCall, ToldRow

COLOURS = {Stands.FINE: "green", Stands.NEEDS: "yellow", Stands.URGENT: "red"}
OVER = (PersonState.CLOSED, PersonState.CONVERTED)


@dataclass(frozen=True)
class ToCallPage:
    """Whom to call next, and what is still to be seen to."""

    found: ToCall
    today: date

    columns = ("Who", "Why here", "Surgery", "Whose")
    need_columns = ("Who", "What they need", "By")

    @property
    def summary(self) -> str:
        if not self.found.anybody:
            return "Nobody is to be called now: everybody was reached, was tried today, or is being called."
        yours = plural(self.found.yours, "person", "people")
        return f"{yours} of yours to call, {self.found.anybody} in all."

    @property
    def button(self) -> str:
        return "Go on with the call in hand" if self.found.in_hand else "Call the next person"

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(row) for row in self.found.rows]

    @property
    def need_rows(self) -> list[list[object]]:
        return [self._need(need) for need in self.found.needs]

    @property
    def more(self) -> str:
        rest = self.found.anybody - len(self.found.rows)
        return f"And {plural(rest, 'more person', 'more people')}." if rest > 0 else ""

    def _row(self, row: NextRow) -> list[object]:
        who: list[object] = [Link(row.name, reverse("triage:person", args=[row.person_id]))]
        if row.late:
            who.append(Tag("Past its day", "red"))
        whose = "You" if row.yours else row.worker or "Whoever is free"
        return [who, why_here(row, self.today), row.surgery or "Not known", whose]

    def _need(self, need: NeedRow) -> list[object]:
        who: list[object] = [Link(need.name, reverse("triage:need", args=[need.told_id]))]
        if need.urgent:
            who.append(Tag("Today", "red"))
        return [who, f"{need.point.label}: {need.words}", short_date(need.due_on)]


def why_here(row: NextRow, today: date) -> str:
    """Say why somebody stands where they stand in the list."""
    if row.again_on is not None and row.again_on <= today:
        return f"They asked to be called again on {short_date(row.again_on)}"
    if row.tried:
        return "Tried on another day, and nobody answered"
    if row.late:
        return f"First try was due by {short_date(row.first_try_by)}"
    return f"First try by {short_date(row.first_try_by)}"


@dataclass(frozen=True)
class PersonPage:
    """One listed person, on the telephone or on their page."""

    found: PersonSheet

    @property
    def name(self) -> str:
        return self.found.name

    @property
    def phones(self) -> list[Link]:
        return [Link(phone_for_reading(number), f"tel:{number}") for number in self.found.phones]

    @property
    def greeting(self) -> str:
        return (
            f"Hello, my name is {self.found.worker_name}, from {self.found.provider}. {self._asked_us} I am ringing to"
            " ask how you are, and whether there is anything that you need."
        )

    @property
    def _asked_us(self) -> str:
        return (
            f"Your surgery, {self.found.surgery}, asked us to ring." if self.found.surgery else "We were asked to ring."
        )

    @property
    def back(self) -> str:
        number = phone_for_reading(self.found.provider_phone) if self.found.provider_phone else ""
        return f"They can ring us back on {number}." if number else ""

    @property
    def rows(self) -> list[SummaryRow]:
        found = self.found
        rows = [
            ("Born", long_date(found.date_of_birth) if found.date_of_birth else ""),
            ("Address", found.address),
            ("Surgery", found.surgery),
            ("On the list because", "; ".join(found.reasons)),
            ("Stands", found.state.label),
            ("How it ended", found.closed_why if found.state in OVER else ""),
            ("Called by", found.worker),
        ]
        return [SummaryRow(key, value) for key, value in rows if value]

    @property
    def calls(self) -> list[CallCard]:
        return [CallCard(call) for call in self.found.calls]

    @property
    def is_over(self) -> bool:
        return self.found.state in OVER

    @property
    def may_end(self) -> bool:
        return bool(self.found.may_end)

    @property
    def why_not_end(self) -> str:
        return self.found.may_end.reason


@dataclass(frozen=True)
class CallPage(PersonPage):
    """A call in hand. What is typed is kept as a draft of the person's, also when the turn has run out."""

    draft_page: str
    ticket: str
    kept_at: datetime | None

    @property
    def draft_href(self) -> str:
        return reverse("desk:keep_draft", args=[self.draft_page])

    @property
    def kept(self) -> str:
        return moment(self.kept_at) if self.kept_at else ""


@dataclass(frozen=True)
class CallCard:
    """One call as it is read afterwards."""

    call: CallRow

    columns = ("About", "How it stood", "What was needed")

    @property
    def heading(self) -> str:
        return f"{moment(self.call.called_at)}, {self.call.called_by}: {self.call.result.label}"

    @property
    def more(self) -> str:
        parts = [self.call.words]
        if self.call.guidance:
            parts.append(f"Was read the guidance: {self.call.guidance}.")
        if self.call.again_on:
            parts.append(f"Wants another call on {long_date(self.call.again_on)}.")
        return " ".join(filter(None, parts))

    @property
    def rows(self) -> list[list[object]]:
        return [
            [told.point.label, Tag(told.stands.label, COLOURS[told.stands]), _need(told)] for told in self.call.told
        ]


def _need(told: ToldRow) -> object:
    if told.due_on is None:
        return ""
    if told.met_at is not None:
        return f"{told.words}. Met on {short_date(told.met_at)}: {told.how_met}"
    return Link(f"{told.words}, by {short_date(told.due_on)}", reverse("triage:need", args=[told.told_id]))


@dataclass(frozen=True)
class ProgressPage:
    """How far the calls have come, as bars with their tables, beside what was planned for (R52)."""

    found: Progress

    columns = (
        "Who", Column("Listed", numeric=True), Column("Tried", numeric=True), Column("Reached", numeric=True),
        Column("Check-in only", numeric=True), Column("Needed support", numeric=True),
        Column("Still to call", numeric=True), "First try after",
    )  # fmt: skip
    headings = ((By.LIST, "By list"), (By.SURGERY, "By surgery"), (By.WORKER, "By link worker"))

    @property
    def summary(self) -> str:
        whole = self.found.whole
        return (
            f"{whole.tried} of {plural(whole.listed, 'listed person', 'listed people')} tried, {whole.reached} reached."
        )

    @property
    def share(self) -> str:
        low, high = self.found.planned
        found = self.found.whole.share_needing
        if found is None:
            return f"Nobody has been spoken with yet (paper’s figure for planning: about {low}–{high}%)."
        return f"{found}% of those spoken with needed support (paper’s figure for planning: about {low}–{high}%)."

    @property
    def forecast(self) -> str:
        low, high = self.found.likely
        left = self.found.whole.to_call
        if not left:
            return "Nobody is still to call."
        said = f"about {low}" if low == high else f"{low} to {high}"
        return f"Of {left} still to call, {said} are likely to need support."

    @property
    def bars(self) -> list[Bar]:
        whole = self.found.whole
        return [
            Bar("Check-in only", whole.check_in), Bar("Needed support", whole.needed),
            Bar("Did not want the call", whole.declined), Bar("Still to call", whole.to_call),
        ]  # fmt: skip

    @property
    def tables(self) -> list[tuple[str, list[list[object]]]]:
        return [(heading, _rows(self.found.groups[by])) for by, heading in self.headings]


def _rows(counts: Sequence[Count]) -> list[list[object]]:
    return [
        [one.named, one.listed, one.tried, one.reached, one.check_in, _needed(one), one.to_call, _days(one.median_days)]
        for one in counts
    ]  # fmt: skip


def _needed(one: Count) -> str:
    return f"{one.needed} ({one.share_needing}%)" if one.share_needing is not None else "0"


def _days(days: float | None) -> str:
    return "Nobody tried yet" if days is None else f"{days:.1f} days (median)"
