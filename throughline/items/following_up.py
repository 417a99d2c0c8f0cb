"""What is owed because of an item: see that it comes, ask what became of it, talk about what was in the way."""

from __future__ import annotations

from datetime import date, datetime

from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.working_days import add_working_days
from throughline.items import rules
from throughline.items.models import Item, State
from throughline.items.standing import standing_of
from throughline.items.words import how_many
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.tasks import owing_commands as owing
from throughline.tasks.models import TaskKind


def keep_follow_up(item: Item, *, by: Actor, at: datetime) -> None:
    """Owe what is to be asked of an item by its day, or settle it once there is nothing left to ask."""
    if not rules.is_to_be_asked(standing_of(item)):
        owing.settle(kind=TaskKind.ITEM_FOLLOW_UP, subject_id=item.id, answer="Noted with the item.", by=by, at=at)
        return
    owing.owe(
        kind=TaskKind.ITEM_FOLLOW_UP, case_id=item.case_id, subject_id=item.id, due_on=_due_on(item, at=at),
        reason=_reason(item), by=by, at=at,
    )  # fmt: skip


def _due_on(item: Item, *, at: datetime) -> date:
    today = clock.local_date(at)
    if item.to_talk_about:
        return add_working_days(today, 1)
    if item.delivered_on is None:
        days = organisations.number_in_force(numbers.ITEM_ARRIVES, provider_id=item.provider_id, on=today)
        return rules.see_that_it_came_on(item.asked_on, expected_on=item.expected_on, working_days=days)
    days = organisations.number_in_force(numbers.ITEM_FOLLOW_UP, provider_id=item.provider_id, on=today)
    return rules.ask_about_it_on(item.delivered_on, next_contact_on=item.case.next_contact_on, days=days)


def _reason(item: Item) -> str:
    what = how_many(item.kind, item.what, item.quantity)
    if item.to_talk_about:
        return f"Not all was used of: {what}. Ask what was in the way, and whether something brought would be easier."
    if item.delivered_on is not None:
        return f"Given on {item.delivered_on:%-d %B %Y}: {what}. Ask what became of it, and whether it helped."
    verb = "On its way" if item.state == State.ON_ITS_WAY else "Asked for"
    return f"{verb} since {item.asked_on:%-d %B %Y}: {what}. See that it has come."
