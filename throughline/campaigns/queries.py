"""Who is in a campaign, who is still to be called and in which order, and the lines of each score (R55, R56)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from throughline.campaigns import rules
from throughline.campaigns.models import Campaign, Order
from throughline.campaigns.rules import Line, Reason
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.clock import LONDON
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.watch import silent_queries

PEOPLE = (Path(__file__).parent / "people.sql").read_text()
LATELY = timedelta(days=91)
"""How long a low mood or a loss that was told counts as lately: a quarter of a year."""

UNTRIED = "not tried and left_reason is null"
TO_CALL = "not reached and days_tried < %(tries)s and left_reason is null"
ORDERS = {
    Order.NEED: "score desc, days desc, case_id",
    Order.LONGEST: "days desc, score desc, case_id",
}


class _Found(NamedTuple):
    """The columns of `scored`, in the order in which they are asked for."""

    case_id: UUID
    client_id: UUID
    worker_id: UUID
    full_name: str
    worker: str
    days: int
    last_reached_on: date | None
    days_tried: int
    tried_on: date | None
    reasons: list[str]
    score: int
    latest_on: date
    up_reason: str | None
    left_reason: str | None
    conditions_count: int
    changed_on: date | None


COLUMNS = ", ".join("u.name" if name == "worker" else f"s.{name}" for name in _Found._fields)


@dataclass(frozen=True)
class StillToCall:
    """Somebody a campaign has not reached, why they come when they do, and their latest day."""

    case_id: UUID
    client_id: UUID
    worker_id: UUID
    name: str
    worker: str
    days: int
    """Since they were last spoken with; since they came, where they never were."""
    last_reached_on: date | None
    days_tried: int
    tried_on: date | None
    lines: tuple[Line, ...]
    latest_on: date
    overdue: bool
    moved_up: str
    """Why a worker moved them up; empty where nobody did."""
    left_untried: str
    conditions_count: int
    changed_on: date | None

    @cached_property
    def score(self) -> int:
        return rules.total(self.lines)


@dataclass(frozen=True)
class Calls:
    """One page of the people still to be called, of how many."""

    campaign: Campaign
    total: int
    own: int
    page: Page[StillToCall]


def campaign_going_on(*, viewer: Actor, provider_id: UUID | None = None) -> Campaign | None:
    """Give the campaign that goes on at the viewer's provider, if one does."""
    found = Campaign.objects.visible_to(viewer).filter(completed_at__isnull=True)
    if provider_id is not None:
        found = found.filter(provider_id=provider_id)
    campaign: Campaign | None = found.order_by("-begun_at").first()
    return campaign


def campaigns(*, viewer: Actor) -> list[Campaign]:
    """List every campaign of the viewer's provider, the newest first."""
    return list(Campaign.objects.visible_to(viewer).select_related("begun_by", "completed_by").order_by("-begun_at"))


def campaign(campaign_id: UUID, *, viewer: Actor) -> Campaign:
    """Give one campaign.

    :raises NotFound: if the viewer cannot see it
    """
    found = Campaign.objects.visible_to(viewer).select_related("begun_by", "completed_by").filter(id=campaign_id)
    one: Campaign | None = found.first()
    if one is None:
        raise NotFound("no such campaign")
    return one


def still_to_call(campaign_id: UUID, *, viewer: Actor, on: date) -> list[StillToCall]:
    """List everybody whom a campaign has neither reached nor tried often enough, in the order of the calls."""
    found = campaign(campaign_id, viewer=viewer)
    return _rows(found, f"where {TO_CALL} order by {_order(found)}", viewer=viewer, on=on)


def calls(campaign_id: UUID, *, viewer: Actor, on: date, number: int = 1) -> Calls:
    """Give a worker's page of the people still to call: their own first, and whoever was tried today last."""
    found = campaign(campaign_id, viewer=viewer)
    start, end = bounds(number)
    own = "(s.worker_id = %(me)s or s.next_contact_by_id = %(me)s)"
    tail = (
        f"select {COLUMNS}, count(*) over (), count(*) filter (where {own}) over () from scored s"
        f" join accounts_user u on u.id = s.worker_id where {TO_CALL}"
        f" order by {own} desc, coalesce(tried_on = %(on)s, false), {_order(found)} limit %(many)s offset %(start)s"
    )
    lines = ask_campaign(found, tail, viewer=viewer, on=on, me=viewer.user_id, many=end - start, start=start)
    points = _points_in_force(found.provider_id, on=on)
    rows = [_row(_Found(*line[:-2]), points, on=on) for line in lines]
    total, mine = (lines[0][-2], lines[0][-1]) if lines else (0, 0)
    return Calls(found, total, mine, page(rows, number))


def untried(campaign_id: UUID, *, viewer: Actor, on: date, order: Order | None = None) -> list[StillToCall]:
    """Name everybody whom a campaign has not tried and nobody left untried with a reason, most at risk first."""
    found = campaign(campaign_id, viewer=viewer)
    return _rows(found, f"where {UNTRIED} order by {_order(found, order)}", viewer=viewer, on=on)


def left_untried(campaign_id: UUID, *, viewer: Actor, on: date) -> list[StillToCall]:
    """Name everybody who was left untried with a reason and has not been tried since."""
    found = campaign(campaign_id, viewer=viewer)
    return _rows(found, "where not tried and left_reason is not null order by case_id", viewer=viewer, on=on)


def person(campaign_id: UUID, case_id: UUID, *, viewer: Actor, on: date) -> StillToCall:
    """Give how one person stands in a campaign, with every line of their score.

    :raises NotFound: if they are not in it, or were reached since
    """
    found = campaign(campaign_id, viewer=viewer)
    rows = _rows(found, "where not reached and case_id = %(case)s", viewer=viewer, on=on, case=case_id)
    if not rows:
        raise NotFound("nobody still to be reached in this campaign")
    return rows[0]


def latest_day(provider_id: UUID, *, viewer: Actor, on: date) -> date:
    """Give everybody's latest day in a campaign that would begin on a day (SET13)."""
    days = organisations.number_in_force(numbers.CAMPAIGN_EVERYONE, provider_id=provider_id, on=on)
    return add_working_days(on, days)


def ask_campaign(found: Campaign, tail: str, *, viewer: Actor, on: date, **more: Any) -> list[tuple[Any, ...]]:
    """Ask the one definition of who is in a campaign and how they stand in it."""
    values = organisations.numbers_in_force(rules.NUMBERS, provider_id=found.provider_id, on=on)
    asked: dict[str, Any] = {
        "provider": found.provider_id,
        "campaign": found.id,
        "begun": found.begun_at,
        "since": datetime.combine(clock.local_date(found.begun_at), time(), LONDON),
        "lately": datetime.combine(on - LATELY, time(), LONDON),
        "tries": found.tries,
        "codes": [reason.value for reason in rules.POINTS_OF],
        "points": [values[number.name] for number in rules.POINTS_OF.values()],
        "priority_from": values[numbers.CAMPAIGN_PRIORITY_FROM.name],
        "priority_by": found.priority_by_on,
        "everyone_by": found.everyone_by_on,
    }
    return silent_queries.ask(f"{PEOPLE} {tail}", viewer=viewer, on=on, provider_id=found.provider_id, **asked, **more)


def _points_in_force(provider_id: UUID, *, on: date) -> dict[Reason, int]:
    """Give what each reason counts at a provider on a day, as its managers set it."""
    values = organisations.numbers_in_force(rules.POINTS_OF.values(), provider_id=provider_id, on=on)
    return {reason: values[number.name] for reason, number in rules.POINTS_OF.items()}


def _rows(found: Campaign, tail: str, *, viewer: Actor, on: date, **more: Any) -> list[StillToCall]:
    asked = f"select {COLUMNS} from scored s join accounts_user u on u.id = s.worker_id {tail}"
    points = _points_in_force(found.provider_id, on=on)
    return [_row(_Found(*line), points, on=on) for line in ask_campaign(found, asked, viewer=viewer, on=on, **more)]


def _order(found: Campaign, order: Order | None = None) -> str:
    """Order by whose latest day is over, of these first whom nobody tried; then as the campaign is ordered."""
    return f"latest_on < %(on)s desc, latest_on < %(on)s and tried, {ORDERS[order or Order(found.order)]}"


def _row(found: _Found, points: Mapping[Reason, int], *, on: date) -> StillToCall:
    return StillToCall(
        case_id=found.case_id, client_id=found.client_id, worker_id=found.worker_id, name=found.full_name,
        worker=found.worker, days=found.days, last_reached_on=found.last_reached_on, days_tried=found.days_tried,
        tried_on=found.tried_on, lines=tuple(rules.lines_of(found.reasons, points=points)),
        latest_on=found.latest_on, overdue=found.latest_on < on, moved_up=found.up_reason or "",
        left_untried=found.left_reason or "", conditions_count=found.conditions_count, changed_on=found.changed_on,
    )  # fmt: skip
