"""How crisis help and long-term work are balanced, by month; and who had no talk of goals for long (R60)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Max, Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import time_rules
from throughline.cases.models import Case
from throughline.contacts.models import Contact, Wanted
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.oversight import balance_rules
from throughline.triage.models import Call


@dataclass(frozen=True)
class Month:
    """One month: how many conversations and minutes, and the share of each kind of both."""

    month: date
    contacts: int
    minutes: int
    of_contacts: dict[str, int]
    of_minutes: dict[str, int]
    list_calls: int
    list_minutes: int
    """Calls to listed people, who are no clients: they take of the same hours (S16)."""


@dataclass(frozen=True)
class WithoutGoals:
    """Somebody in the service with whom nobody talked of goals for long. `ask_from`: they wanted a chat; not before."""

    case_id: UUID
    client_id: UUID
    name: str
    worker: str
    last_on: date | None
    opened_on: date
    ask_from: date | None


@dataclass(frozen=True)
class Balance:
    """The months, the latest first, and who had no talk of goals for so many days."""

    months: tuple[Month, ...]
    days: int
    without: tuple[WithoutGoals, ...]


def balance(*, viewer: Actor, on: date, months: int = 7, provider_id: UUID | None = None) -> Balance:
    """Give the balance of so many months and the list, in six statements. Conversations count; tries do not.

    :raises NotAllowed: if the viewer may not see counts
    """
    policy.require(Permission.VIEW_COUNTS, actor=viewer)
    own = provider_id or viewer.organisation_id or UUID(int=0)
    chosen = organisations.numbers_in_force([numbers.NO_GOAL_TALK, numbers.NO_GOAL_PROMPTS], provider_id=own, on=on)
    days = chosen[numbers.NO_GOAL_TALK.name]
    hold_back = chosen[numbers.NO_GOAL_PROMPTS.name]
    firsts = [time_rules.add_months(on.replace(day=1), -back) for back in range(months)]
    return Balance(
        tuple(_months(firsts, viewer=viewer, on=on, provider_id=provider_id)),
        days,
        _without(viewer=viewer, on=on, days=days, hold_back=hold_back, provider_id=provider_id),
    )


def _months(firsts: list[date], *, viewer: Actor, on: date, provider_id: UUID | None) -> list[Month]:
    begins, ends = _begins(firsts[-1]), _begins(on + timedelta(days=1))
    found = Contact.objects.visible_to(viewer).standing().filter(two_way=True)
    found = found.filter(happened_at__gte=begins, happened_at__lt=ends)
    if provider_id:
        found = found.filter(provider_id=provider_id)
    by_month: dict[date, list[tuple[list[str], int]]] = {first: [] for first in firsts}
    for happened_at, kinds, minutes in found.values_list("happened_at", "kinds", "minutes"):
        by_month[clock.local_date(happened_at).replace(day=1)].append((kinds, minutes or 0))
    listed = _list_calls(begins, ends, viewer=viewer, provider_id=provider_id)
    return [_month(first, told, listed.get(first, [])) for first, told in by_month.items()]


def _list_calls(begins: datetime, ends: datetime, *, viewer: Actor, provider_id: UUID | None) -> dict[date, list[int]]:
    """Give the minutes of every call to listed people, and of every try, by month."""
    found = Call.objects.visible_to(viewer).filter(called_at__gte=begins, called_at__lt=ends)
    found = found.filter(provider_id=provider_id) if provider_id else found
    by_month: dict[date, list[int]] = {}
    for called_at, minutes in found.values_list("called_at", "minutes"):
        by_month.setdefault(clock.local_date(called_at).replace(day=1), []).append(minutes or 0)
    return by_month


def _month(first: date, told: list[tuple[list[str], int]], listed: list[int]) -> Month:
    many, minutes = balance_rules.divided(told)
    return Month(
        first, len(told), sum(took for _, took in told), balance_rules.shares(many), balance_rules.shares(minutes),
        len(listed), sum(listed),
    )  # fmt: skip


def _without(
    *, viewer: Actor, on: date, days: int, hold_back: int, provider_id: UUID | None
) -> tuple[WithoutGoals, ...]:
    begins = _begins(on - timedelta(days=days) + timedelta(days=1))
    cases = Case.objects.visible_to(viewer).still_open().filter(opened_at__lt=begins)
    if provider_id:
        cases = cases.filter(provider_id=provider_id)
    talk = Q(kinds__overlap=[kind.value for kind in balance_rules.GOAL_TALK])
    spoke = Contact.objects.visible_to(viewer).standing().filter(two_way=True, case__in=cases)
    said = {
        case_id: (last, chat)
        for case_id, last, chat in spoke.values_list("case_id").annotate(
            last=Max("happened_at", filter=talk), chat=Max("happened_at", filter=Q(wanted=Wanted.CHAT))
        )
    }
    found = []
    for case_id, client_id, name, worker, opened_at in cases.order_by("opened_at", "id").values_list(
        "id", "client_id", "client__full_name", "worker__name", "opened_at"
    ):
        last, chat = said.get(case_id, (None, None))
        if last is None or last < begins:
            ask = clock.local_date(chat) + timedelta(days=hold_back) if chat else None
            found.append(WithoutGoals(
                case_id, client_id, name, worker, clock.local_date(last) if last else None,
                clock.local_date(opened_at), ask if ask and ask > on else None,
            ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.last_on or one.opened_on, one.name)))


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.LONDON)
