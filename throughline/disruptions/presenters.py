"""A disruption, its switch and what it left, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from throughline.cases.models import PartOfDay
from throughline.cases.presenters import BY_WAY, when
from throughline.disruptions import rules
from throughline.disruptions.gathering import Meeting
from throughline.disruptions.models import Left
from throughline.disruptions.queries import MeetingRow, MeetingSheet, Preview, Recovery, Situation
from throughline.nhsuk.shapes import Bar, Column, Link, SummaryRow, Tag
from throughline.nhsuk.words import long_date, moment, plural, sentence
from throughline.organisations.models import Restriction
from throughline.organisations.rules import Stage

COLOURS = {Stage.DECLARED: "blue", Stage.ON: "orange", Stage.EASING: "yellow", Stage.OVER: "grey"}
NO_WAY = "Needs another way"
ANY = "It follows from its days alone"
FOLLOWS = (
    "Clients count as silent sooner, and what services said of themselves is checked again sooner.",
    "To speak less often is not proposed.",
    "Referrals that are not eligible can be put on the list for check-in calls.",
)
"""What holds while any disruption is on, without anybody's doing."""
WHERE = {
    Left.MEETINGS: "disruptions:meetings",
    Left.HOLDS: "holds:restart_list",
    Left.IN_PERSON: "in_person:queue",
    Left.LIGHT: "watch:levels",
    Left.GROUND: "watch:at_risk",
    Left.POLICY: "office:discharge",
    Left.LISTS: "outreach:lists",
}
"""On which page people deal with it."""


@dataclass(frozen=True)
class SituationPage:
    """Where the service stands, and what can be done next."""

    found: Situation

    @property
    def heading(self) -> str:
        return self.found.disruption.name if self.found.disruption else "Work is as usual"

    @property
    def tag(self) -> Tag | None:
        return Tag(self.found.stage.value, COLOURS[self.found.stage]) if self.found.stage else None

    @property
    def rows(self) -> list[SummaryRow]:
        now = self.found.disruption
        if now is None:
            return []
        forbidden = [Restriction(code).label for code in now.restrictions]
        rows = [
            SummaryRow("First day", long_date(now.starts_on)),
            SummaryRow(
                "Not possible",
                sentence("; ".join(label[0].lower() + label[1:] for label in forbidden)) or "Nothing is forbidden",
            ),
        ]
        rows += [SummaryRow("Switched", _switch_words(row.at, row.by, row.gains)) for row in self.found.switches]
        if now.eased_on:
            rows.append(SummaryRow("Easing", f"Since {long_date(now.eased_on)}"))
        return rows

    @property
    def follows(self) -> tuple[str, ...]:
        return FOLLOWS

    @property
    def is_easing(self) -> bool:
        return self.found.stage == Stage.EASING

    @property
    def may_preview(self) -> bool:
        return bool(self.found.may_switch)

    @property
    def is_switched(self) -> bool:
        return bool(self.found.switches)


@dataclass(frozen=True)
class PreviewPage:
    """What a switch would do, before it is done."""

    found: Preview

    columns = ("Who", "The meeting", "Instead", "Link worker")
    hour_columns = (
        "Link worker", Column("Meetings", numeric=True), Column("Need another way", numeric=True),
        Column("Hours to tell them", numeric=True),
    )  # fmt: skip

    @property
    def heading(self) -> str:
        return f"Switch the service: {self.found.disruption.name}"

    @property
    def summary(self) -> str:
        if not self.found.meetings:
            return "No meeting is promised for its first day or later."
        total = len(self.found.meetings)
        told = _hours(total, self.found.minutes_each)
        return (
            f"{plural(total, 'meeting')} cannot be from {long_date(self.found.disruption.starts_on)}. Each person keeps"
            f" their day and their link worker. Telling all of them takes about {told}."
        )

    @property
    def late(self) -> str:
        if not self.found.late:
            return ""
        people = plural(self.found.late, "person was", "people were")
        return f"{people} promised a meeting for a day that is over. They stand on the late list, to be rung now."

    @property
    def ground(self) -> str:
        if not self.found.gains:
            return ""
        people = plural(self.found.people_with_gains, "person has", "people have")
        return (
            f"{people} gained ground that leans on going out ({plural(self.found.gains, 'gain')}). It will be listed as"
            " at risk, with a contact due within days."
        )

    @property
    def campaign(self) -> str:
        if self.found.campaign_goes_on:
            return "A campaign to contact everybody goes on already."
        return f"{plural(self.found.people_in_service, 'person is', 'people are')} in the service now."

    @property
    def bars(self) -> list[Bar]:
        """Give what takes the meetings' place; those without a way stand last and are never left out."""
        by_way = sorted(self.found.by_way().items(), key=lambda item: -item[1])
        bars = [Bar(sentence(BY_WAY[way]).rstrip("."), number) for way, number in by_way]
        return [*bars, Bar(NO_WAY, len(self.found.without_a_way))] if self.found.meetings else []

    @property
    def by_worker(self) -> list[list[object]]:
        held = Counter(one.case.worker.name for one in self.found.meetings)
        without = Counter(one.case.worker.name for one in self.found.without_a_way)
        return [
            [name, number, without[name], f"{rules.hours(number, minutes_each=self.found.minutes_each):g}"]
            for name, number in sorted(held.items(), key=lambda item: (-item[1], item[0]))
        ]

    @property
    def rows(self) -> list[list[object]]:
        first = sorted(self.found.meetings, key=lambda one: one.instead.way is not None)
        return [_preview_row(one) for one in first]

    @property
    def may_press(self) -> bool:
        return bool(self.found.may_switch)


@dataclass(frozen=True)
class MeetingsPage:
    """Whose meeting was switched and waits."""

    rows_found: list[MeetingRow]

    columns = ("Who", "The meeting was", "Now", "Link worker")

    @property
    def summary(self) -> str:
        without = sum(row.instead is None for row in self.rows_found)
        waits = plural(len(self.rows_found), "meeting was switched and has", "meetings were switched and have")
        need = f" {plural(without, 'person needs', 'people need')} another way." if without else ""
        return f"{waits} not been held yet.{need}"

    @property
    def rows(self) -> list[list[object]]:
        return [_meeting_row(row) for row in self.rows_found]


@dataclass(frozen=True)
class MeetingPage:
    """One meeting that was switched."""

    found: MeetingSheet

    @property
    def name(self) -> str:
        return self.found.row.name

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.found.row.client_id])

    @property
    def rows(self) -> list[SummaryRow]:
        row = self.found.row
        now = sentence(BY_WAY[row.instead]) if row.instead else NO_WAY
        rows = [SummaryRow("The meeting was", row.was), SummaryRow("Now", now)]
        return [*rows, SummaryRow("Why", row.why)] if row.why else rows

    @property
    def settled(self) -> str:
        return sentence(self.found.settled.label) if self.found.settled else ""

    @property
    def may_return(self) -> bool:
        return bool(self.found.may_return)

    @property
    def why_not_return(self) -> str:
        return self.found.may_return.reason

    @property
    def may_keep(self) -> bool:
        return self.found.row.instead is not None and not self.found.settled


@dataclass(frozen=True)
class LeftRow:
    """One kind of thing that a disruption left."""

    left: Left
    what: str
    number: int
    is_open: bool
    reason: str
    href: str

    @property
    def tag(self) -> Tag:
        if not self.number:
            return Tag("Nothing left", "green")
        return Tag("To look at", "orange") if self.is_open else Tag("Answered", "blue")


@dataclass(frozen=True)
class RecoveryPage:
    """What is left to put in order, each with its list."""

    found: Recovery
    name: str

    @property
    def rows(self) -> list[LeftRow]:
        return [
            LeftRow(kind, kind.label, one.number, one.is_open, self.found.reasons.get(kind, ""), reverse(WHERE[kind]))
            for kind, one in self.found.left.items()
        ]

    @property
    def done(self) -> int:
        return sum(not row.is_open for row in self.rows)

    @property
    def may_be_over(self) -> bool:
        return bool(self.found.may_be_over)


def _preview_row(one: Meeting) -> list[object]:
    case = one.case
    assert case.next_contact_on, "a meeting has its day"
    part = PartOfDay(case.next_contact_part) if case.next_contact_part else None
    who = Link(case.client.full_name, reverse("desk:client", args=[case.client_id]))
    instead: object = sentence(BY_WAY[one.instead.way]) if one.instead.way else [Tag(NO_WAY, "orange"), one.instead.why]
    return [who, when(case.next_contact_on, part, case.next_contact_time), instead, case.worker.name]


def _meeting_row(row: MeetingRow) -> list[object]:
    who = Link(row.name, reverse("disruptions:meeting", args=[row.meeting_id]))
    now: object = sentence(BY_WAY[row.instead]) if row.instead else [Tag(NO_WAY, "orange"), row.why]
    return [who, row.was, now, row.worker]


def _switch_words(at: object, by: str, gains: int) -> str:
    ground = f". {plural(gains, 'gain leans', 'gains lean')} on going out" if gains else ""
    return f"{moment(at)} by {by}{ground}"  # type: ignore[arg-type]


def _hours(people: int, minutes_each: int) -> str:
    return plural_hours(rules.hours(people, minutes_each=minutes_each))


def plural_hours(hours: float) -> str:
    """Give "an hour", "2.5 hours"."""
    return "half an hour" if hours <= 0.5 else "an hour" if hours == 1 else f"{hours:g} hours"
