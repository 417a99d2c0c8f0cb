"""Onward referrals in words: what happened, with dates, so that it can be read out to whom it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from throughline.agreements.models import About
from throughline.agreements.presenters import ask_href
from throughline.clients.presenters import ClientHead
from throughline.directory.kinds import Mode, Status
from throughline.nhsuk.shapes import Link, SummaryRow, Tag, TimelineEvent
from throughline.nhsuk.words import long_date, plural, short_date
from throughline.onward_referrals import rules
from throughline.onward_referrals.models import CLOSED, State, Strength
from throughline.onward_referrals.queries import (
    ClientsReferrals,
    OneReferral,
    OnwardRow,
    Person,
    ReferringOnPage,
    StepRow,
    WayRow,
)
from throughline.onward_referrals.wait_queries import UnmetRow, WaitRow
from throughline.tasks.models import TaskKind

SAID = {
    State.SUGGESTED: "we told you about {service}.",
    State.AGREED: "you said that you would like to go to {service}.",
    State.SENT: "we gave your details to {service}.",
    State.ACKNOWLEDGED: "{service} answered us.",
    State.WAITING: "you were waiting for {service}.",
    State.STARTED: "you were going to {service}.",
    State.ON_HOLD: "{service} was put on hold for you.",
    State.ENOUGH: "{service} ended, and you said that it was enough.",
    State.NOT_ENOUGH: "{service} ended, and you said that it was not enough.",
    State.STOPPED: "you stopped going to {service}.",
    State.DECLINED: "you said that {service} is not for you.",
    State.DID_NOT_START: "you had not started at {service}.",
}
SIGNPOSTED = "you said that you would ring {service} yourself."
TOGETHER = "we got in touch with {service} together."
COLOURS = {
    State.SUGGESTED: "grey", State.AGREED: "blue", State.SENT: "blue", State.ACKNOWLEDGED: "blue",
    State.WAITING: "yellow", State.STARTED: "green", State.ON_HOLD: "orange", State.ENOUGH: "white",
    State.NOT_ENOUGH: "red", State.STOPPED: "white", State.DECLINED: "white", State.DID_NOT_START: "white",
}  # fmt: skip
BY_MODE = {
    Mode.IN_PERSON: "in person", Mode.PHONE: "by phone", Mode.ONLINE: "online", Mode.POST: "by post",
    Mode.DOORSTEP: "on the doorstep",
}  # fmt: skip
NOT_RUNNING = (Status.PAUSED, Status.CLOSED)


def sentence(step: StepRow, row: OnwardRow) -> str:
    """Say one step to whom it is about: "On 3 March 2020 we gave your details to Gym."."""
    said = SAID[step.state]
    if step.state == State.AGREED and row.strength == Strength.SIGNPOSTED:
        said = SIGNPOSTED
    if step.state == State.SENT and row.strength == Strength.SUPPORTED:
        said = TOGETHER
    wait = step.expected_wait_weeks
    expected = f" They expected it to take about {plural(wait, 'week')}." if wait else ""
    return f"On {short_date(step.happened_on)} {said.format(service=row.service)}{expected}"


def state_tag(state: State) -> Tag:
    """Give where it stands as a tag."""
    return Tag(state.label, COLOURS[state])


@dataclass(frozen=True)
class OnwardStory:
    """One onward referral as it is told."""

    row: OnwardRow

    @property
    def service(self) -> str:
        return self.row.service

    @property
    def heading(self) -> str:
        return f"{self.row.service}, {BY_MODE[self.row.mode]}"

    @property
    def href(self) -> str:
        return reverse("onward_referrals:referral", args=[self.row.onward_id])

    @property
    def tag(self) -> Tag:
        return state_tag(self.row.state)

    @property
    def open(self) -> bool:
        return self.row.state not in CLOSED

    @property
    def last(self) -> str:
        """Say the last thing that happened, with its day."""
        return sentence(self.row.steps[-1], self.row) if self.row.steps else ""

    @property
    def next(self) -> str:
        """Say when we ask again, to whom it is about."""
        return f"We ask again on {long_date(self.row.check_back_on)}." if self.row.check_back_on else ""

    @property
    def events(self) -> list[TimelineEvent]:
        """Give every step, the newest first."""
        return [
            TimelineEvent(
                when=short_date(step.happened_on), heading=sentence(step, self.row), body=_more(step),
                by=step.recorded_by, iso=step.happened_on.isoformat(),
            )
            for step in reversed(self.row.steps)
        ]  # fmt: skip

    @property
    def facts(self) -> list[SummaryRow]:
        row = self.row
        told = [
            ("What for", row.wish),
            ("How they get there", row.strength.label),
            ("Check back on", long_date(row.check_back_on) if row.check_back_on else ""),
            ("Waiting since", short_date(row.waiting_since) if row.waiting_since else ""),
            ("Expected wait", plural(row.expected_wait_weeks, "week") if row.expected_wait_weeks else ""),
            ("Offered meanwhile", row.alternatives or ("None found" if row.escalated else "")),
            ("Still needed", row.still_needed),
        ]
        return [SummaryRow(key, value) for key, value in told if value]


def _more(step: StepRow) -> str:
    return ". ".join(filter(None, [step.why_not.label if step.why_not else "", step.words]))


@dataclass(frozen=True)
class ClientsReferralsPage:
    """What happened to my referral? All of them, on one screen."""

    found: ClientsReferrals

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who, at="onward_referrals:of_client")

    @property
    def stories(self) -> list[OnwardStory]:
        return [OnwardStory(row) for row in self.found.rows]

    @property
    def refer_href(self) -> str:
        return reverse("onward_referrals:refer_on", args=[self.found.who.client_id]) if self.found.case_id else ""


@dataclass(frozen=True)
class ReferralPage:
    """One onward referral and what can be done."""

    found: OneReferral

    columns = ("Service", "How", "Status", "Wait")

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def story(self) -> OnwardStory:
        return OnwardStory(self.found.row)

    @property
    def back_href(self) -> str:
        return reverse("onward_referrals:of_client", args=[self.found.who.client_id])

    @property
    def may_go_on(self) -> bool:
        return self.found.in_service and bool(self.found.next_states)

    @property
    def not_running(self) -> bool:
        return self.story.open and self.found.row.status in NOT_RUNNING

    @property
    def hold(self) -> Link | None:
        """Give the way to its hold, or to putting it on hold."""
        if not (self.story.open and self.found.in_service):
            return None
        words = "Look at the hold" if self.found.row.state == State.ON_HOLD else "Put it on hold"
        return Link(words, reverse("holds:hold_referral", args=[self.found.row.onward_id]))

    @property
    def long_wait(self) -> str:
        """Say that the wait has grown long, where it has."""
        since = self.found.row.waiting_since
        if not (self.found.has_waited_long and since):
            return ""
        return f"They have waited {plural((self.found.today - since).days, 'day')}. Look for something else meanwhile."

    @property
    def looks_for_more(self) -> bool:
        return self.found.has_waited_long or self.to_search

    @property
    def alternatives(self) -> list[list[object]]:
        return [_way_row(way, self._instead(way)) for way in self.found.alternatives]

    @property
    def to_search(self) -> bool:
        return TaskKind.SEARCH_AGAIN in self.found.owed

    @property
    def to_read(self) -> bool:
        return TaskKind.WAITED_TOO_LONG in self.found.owed

    @property
    def search_href(self) -> str:
        return _refer_href(self.found.who.client_id, follows=self.found.row.onward_id)

    @property
    def go_along_href(self) -> str:
        """Give the way to a supported referral where that is what would have helped (R39)."""
        row = self.found.row
        if not (rules.proposes_going_along(row.why_not, row.strength) and self.found.in_service):
            return ""
        asked = _refer_href(self.found.who.client_id, follows=row.onward_id, way=row.way_id)
        return f"{asked}&strength={Strength.SUPPORTED}"

    @property
    def agreement(self) -> Link | None:
        """Give what to ask first where they have not agreed to our telling the service."""
        sends = set(rules.DETAILS_LEAVE) & set(self.found.next_states)
        if self.found.may_share or not sends:
            return None
        return _agreement_link(self.found.who.client_id, self.found.row.service)

    @property
    def why_not_share(self) -> str:
        return self.found.may_share.reason

    def first_answers(self, check_back_on: date) -> dict[str, object]:
        return {"check_back_on": check_back_on}

    def _instead(self, way: WayRow) -> str:
        return _refer_href(self.found.who.client_id, follows=self.found.row.onward_id, way=way.way_id)


@dataclass(frozen=True)
class ReferOnPage:
    """Whom one refers on, and to what."""

    found: ReferringOnPage
    today: date

    columns = ("Service", "How", "Status", "Wait")

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def back_href(self) -> str:
        return reverse("onward_referrals:of_client", args=[self.found.who.client_id])

    @property
    def rows(self) -> list[list[object]]:
        follows = self.found.follows.onward_id if self.found.follows else None
        return [
            _way_row(way, _refer_href(self.found.who.client_id, way=way.way_id, follows=follows))
            for way in self.found.found
        ]

    @property
    def chosen(self) -> str:
        way = self.found.way
        return f"{way.service}, {BY_MODE[way.mode]}{f' at {way.place}' if way.place else ''}" if way else ""

    @property
    def not_running(self) -> str:
        way = self.found.way
        if way is None or way.status not in NOT_RUNNING:
            return ""
        return f"{way.service} is not running {BY_MODE[way.mode]} now: {way.status.label.lower()}."

    @property
    def not_online(self) -> str:
        again = self.found.ask_online_from
        if again is None or again <= self.today:
            return ""
        return f"They said that online is not for them. Ask about online again from {short_date(again)}."

    @property
    def phone(self) -> str:
        return self.found.way.phone if self.found.way else ""

    @property
    def follows(self) -> str:
        return self.found.follows.service if self.found.follows else ""

    @property
    def agreement(self) -> Link | None:
        if self.found.way is None or self.found.may_share:
            return None
        return _agreement_link(self.found.who.client_id, self.found.way.service)

    @property
    def why_not_share(self) -> str:
        return self.found.may_share.reason if self.found.may_share is not None else ""


@dataclass(frozen=True)
class WhomPage:
    """Whom one would refer on to a service."""

    people: list[Person]
    way_id: UUID | None

    @property
    def links(self) -> list[Link]:
        return [Link(one.name, _refer_href(one.client_id, way=self.way_id)) for one in self.people]


@dataclass(frozen=True)
class WaitsPage:
    """How long people wait, and what was not enough."""

    waits: list[WaitRow]
    unmet: list[UnmetRow]

    columns = ("What for", "Half waited longer than", "Have started", "Wait now", "Longest wait now")
    unmet_columns = ("What was not enough", "People")

    @property
    def rows(self) -> list[list[object]]:
        return [
            [
                row.category.label,
                plural(row.median_days, "day") if row.median_days is not None else "Nobody has started yet",
                row.started, row.waiting,
                plural(row.longest_days, "day") if row.longest_days is not None else "",
            ]
            for row in self.waits
        ]  # fmt: skip

    @property
    def unmet_rows(self) -> list[list[object]]:
        return [[row.need, row.people] for row in self.unmet]


def _way_row(way: WayRow, href: str) -> list[object]:
    wait = plural(way.wait_weeks, "week") if way.wait_weeks is not None else "Not known"
    where = f"{BY_MODE[way.mode]}{f', {way.place}' if way.place else ''}"
    return [Link(way.service, href, hidden=BY_MODE[way.mode]), where.capitalize(), way.status.label, wait]


def _refer_href(client_id: object, *, way: object = None, follows: object = None) -> str:
    asked = "&".join(f"{name}={value}" for name, value in (("way", way), ("follows", follows)) if value)
    return f"{reverse('onward_referrals:refer_on', args=[client_id])}?{asked}"


def _agreement_link(client_id: UUID, service: str) -> Link:
    href = ask_href(client_id, About.LINKED_SERVICE, service=service)
    return Link(f"Ask whether {service} may be told about them", href)
