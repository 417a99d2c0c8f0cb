"""Policies and endings in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.cases.presenters import BY_WAY
from throughline.clients.models import Answer
from throughline.endings.closing_queries import BeforeEnding
from throughline.endings.list_queries import LeftOpenRow, NearEnd, NearRow, Policies
from throughline.endings.queries import EndingRow, PolicyFor
from throughline.nhsuk.shapes import Column, Link, SummaryRow
from throughline.nhsuk.words import moment, short_date
from throughline.organisations.models import Discharge

MEANS = {
    Discharge.ORDINARY: "a case closes when you agreed it, or for another stated reason",
    Discharge.HOLD_OPEN: "a case closes only when they ask to stop, move away or die",
    Discharge.REVIEW_AND_CLOSE: "before a case closes you speak: a review contact",
}
AGAIN = {Answer.YES: "Yes", Answer.NO: "No: do not contact them", Answer.NOT_ASKED: "Not asked"}


def policy_words(held: PolicyFor) -> str:
    """Say by which policy somebody's time may end, unless it is the ordinary one."""
    if held.policy == Discharge.ORDINARY:
        return ""
    since = f" since {short_date(held.since)}" if held.since else ""
    why = f" {held.reason}." if held.reason else ""
    return f"{held.policy.label}{since}: {MEANS[held.policy]}.{why}"


@dataclass(frozen=True)
class BeforeWords:
    """What whoever ends somebody's time reads first."""

    found: BeforeEnding

    @property
    def policy(self) -> str:
        return policy_words(self.found.policy)

    @property
    def kept(self) -> str:
        """Say that they keep a kinder rule than ours until they are told."""
        held = self.found.policy
        return f"Ours is “{held.own.label}”. It holds for them once they are told." if held.kept_id else ""

    @property
    def can_be_held(self) -> bool:
        return self.found.policy.policy == Discharge.HOLD_OPEN and not self.found.held_open

    @property
    def is_held(self) -> bool:
        return self.found.held_open

    @property
    def blocking(self) -> list[Link]:
        return [Link(one.words, one.href) for one in self.found.opened if one.blocks]

    @property
    def goes_on(self) -> list[str]:
        return [one.words for one in self.found.opened if not one.blocks]

    @property
    def gained(self) -> tuple[str, ...]:
        return self.found.gained


@dataclass(frozen=True)
class EndingPage:
    """How one spell ended, and whether they know."""

    found: EndingRow
    may_settle: bool

    @property
    def name(self) -> str:
        return self.found.name

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.found.client_id])

    @property
    def told(self) -> str:
        """Say how and when they were told, or that nobody did."""
        row = self.found
        if row.told_at is None or row.told_way is None:
            return "Not told"
        return f"Told {BY_WAY[row.told_way]} on {moment(row.told_at)}, {row.told_by}"

    @property
    def rows(self) -> list[SummaryRow]:
        row = self.found
        said = [
            ("Ended", f"{short_date(row.ended_at)}, {row.ended_by}"),
            ("Why", f"{row.reason.label}. {row.note}"),
            ("Agreed", row.agreed.label + (f", tried on {row.days_tried} days" if row.days_tried else "")),
            ("Do they know", self.told),
            ("Can come back by", short_date(row.come_back_until) if row.come_back_until else ""),
            ("May we contact them again", AGAIN[row.may_contact_again]),
            ("Policy that day", row.policy.label),
            ("A manager’s reason", row.against_policy),
            ("What they gained", "; ".join(row.gained)),
            ("What they go on with", "; ".join(row.still_open)),
            ("Left open", "; ".join(row.left_open)),
            ("What was done about that", self._settled),
        ]
        return [SummaryRow(key, words) for key, words in said if words]

    @property
    def _settled(self) -> str:
        row = self.found
        return f"{row.settled_note} ({row.settled_by}, {moment(row.settled_at)})" if row.settled_at else ""

    @property
    def asks_told(self) -> bool:
        return self.found.told_at is None and self.found.come_back_until is not None

    @property
    def asks_settled(self) -> bool:
        return self.may_settle and bool(self.found.left_open) and self.found.settled_at is None


@dataclass(frozen=True)
class NearEndPage:
    """Who is held open, who is near the end, and what was left open."""

    found: NearEnd

    held_columns = ("Person", "Link worker", "Why it would have ended", "Last spoke", "To do")
    near_columns = ("Person", "Link worker", "Why near the end", "Review contact", "To do")
    left_columns = ("Person", "Left", "Left open", "To do")

    @property
    def policy(self) -> str:
        held = self.found.policy
        since = f" since {short_date(held.from_on)}" if held.from_on else ""
        return f"{held.policy.label}{since}: {MEANS[held.policy]}."

    @property
    def summary(self) -> str:
        found = self.found
        return f"{found.open_cases} in the service, {len(found.held)} of them held open."

    @property
    def held(self) -> list[list[object]]:
        return [self._held(row) for row in self.found.held]

    @property
    def near(self) -> list[list[object]]:
        return [self._near(row) for row in self.found.near]

    @property
    def left(self) -> list[list[object]]:
        return [self._left(row) for row in self.found.left]

    def _held(self, row: NearRow) -> list[object]:
        spoke = short_date(row.last_reached_on) if row.last_reached_on else "Never"
        return [_client(row), row.worker, row.why, spoke, _close(row)]

    def _near(self, row: NearRow) -> list[object]:
        spoke = f"last spoke {short_date(row.last_reached_on)}" if row.last_reached_on else "never spoke"
        return [_client(row), row.worker, row.why, f"{'Yes' if row.reviewed else 'Not yet'}: {spoke}", _close(row)]

    def _left(self, row: LeftOpenRow) -> list[object]:
        see = Link("See to it", reverse("endings:ending", args=[row.case_id]), hidden=row.name)
        return [row.name, short_date(row.ended_at), "; ".join(row.left_open), see]


def _client(row: NearRow) -> Link:
    return Link(row.name, reverse("desk:client", args=[row.client_id]))


def _close(row: NearRow) -> Link:
    if row.reviewed:
        return Link("Close", reverse("contacts:close", args=[row.case_id]), hidden=row.name)
    return Link("Record the review contact", reverse("contacts:record", args=[row.case_id]), hidden=row.name)


@dataclass(frozen=True)
class PoliciesPage:
    """Every provider's policy beside the others', and how many of their cases closed, month by month."""

    found: Policies
    has_lists: bool
    """Whether the viewer has the page of lists to go back to: a commissioner has not."""

    columns = ("Provider", "Policy now", "Since", "Why")
    change_columns = ("Provider", "From", "Policy", "Why")

    @property
    def rows(self) -> list[list[object]]:
        return [
            [one.name, one.now.policy.label, short_date(one.now.from_on) if one.now.from_on else "Never set",
             one.now.reason or "Nobody set another"]
            for one in self.found.providers
        ]  # fmt: skip

    @property
    def differ(self) -> bool:
        return len({one.now.policy for one in self.found.providers}) > 1

    @property
    def changes(self) -> list[list[object]]:
        return [
            [one.name, short_date(change.from_on), change.policy.label, change.reason]
            for one in self.found.providers for change in one.changes if change.from_on
        ]  # fmt: skip

    @property
    def rate_columns(self) -> tuple[object, ...]:
        return ("Month", *(Column(name, numeric=True) for name in self.found.counted))

    @property
    def rates(self) -> list[list[object]]:
        return [
            [f"{month:%B %Y}", *(rate.words for rate in rates)] for month, rates in self.found.rates
        ]  # fmt: skip

    @property
    def against(self) -> list[list[object]]:
        return [[one.name, one.against] for one in self.found.providers if one.name in self.found.counted]

    against_columns = ("Provider", Column("Closed against the policy", numeric=True))
