"""What can be asked of onward referrals: what happened to them, where one stands, and what it takes to refer on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from throughline.agreements import queries as agreements
from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.models import WayOfJoining
from throughline.onward_referrals import rules
from throughline.onward_referrals.models import OnwardReferral, OnwardStep, State, Strength, WhyNot
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.tasks.models import Task, TaskKind

MOST_FOUND = 20
MOST_ALTERNATIVES = 5


@dataclass(frozen=True)
class StepRow:
    """One thing that happened."""

    state: State
    happened_on: date
    words: str
    why_not: WhyNot | None
    expected_wait_weeks: int | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True)
class OnwardRow:
    """One onward referral and all that happened to it, the first at the top."""

    onward_id: UUID
    case_id: UUID
    way_id: UUID
    service_id: UUID
    service: str
    category: Category
    mode: Mode
    status: Status
    strength: Strength
    wish: str
    state: State
    before_hold: State | None
    check_back_on: date | None
    waiting_since: date | None
    expected_wait_weeks: int | None
    still_needed: str
    unmet_need: str
    alternatives: str
    escalated: bool
    why_not: WhyNot | None
    steps: tuple[StepRow, ...]


@dataclass(frozen=True)
class ClientsReferrals:
    """All that somebody was referred on to, what is going on first. `case_id`: of their open case, if they have one."""

    who: Named
    case_id: UUID | None
    rows: tuple[OnwardRow, ...]


@dataclass(frozen=True)
class WayRow:
    """One way of joining a service, to be chosen."""

    way_id: UUID
    service_id: UUID
    service: str
    organisation: str
    category: Category
    mode: Mode
    place: str
    status: Status
    wait_weeks: int | None
    phone: str


@dataclass(frozen=True)
class OneReferral:
    """One onward referral, what may happen next, and what is owed because of it."""

    who: Named
    row: OnwardRow
    in_service: bool
    next_states: tuple[State, ...]
    touch_days: int
    escalates_on: date | None
    has_waited_long: bool
    alternatives: tuple[WayRow, ...]
    """What runs now for the same thing, where a wait has grown long or something is to be looked for."""
    may_share: Decision
    owed: frozenset[TaskKind]
    today: date


@dataclass(frozen=True)
class ReferringOnPage:
    """Whom one refers on, what was found, or the one that was chosen and whether they may be told of this person."""

    who: Named
    case_id: UUID
    found: tuple[WayRow, ...]
    way: WayRow | None
    may_share: Decision | None
    follows: OnwardRow | None
    ask_online_from: date | None
    """Where it is online, and they said that this is not for them."""


@dataclass(frozen=True)
class Person:
    """Somebody whom one could refer on."""

    client_id: UUID
    name: str


def referrals_of(client_id: UUID, *, viewer: Actor) -> ClientsReferrals:
    """Give all that somebody was referred on to, in four statements.

    :raises NotFound: if the viewer cannot see the client
    """
    who = clients.named(client_id, viewer=viewer)
    rows = _rows(_known(viewer).filter(case__client_id=client_id).order_by("-opened_at", "id"), viewer=viewer)
    going_on_first = sorted(rows, key=lambda row: row.check_back_on is None)
    return ClientsReferrals(who, _open_case(client_id, viewer=viewer), tuple(going_on_first))


def referral(onward_id: UUID, *, viewer: Actor, on: date) -> OneReferral:
    """Give one onward referral, in a fixed number of statements.

    :raises NotFound: if the viewer cannot see it
    """
    found = _rows(_known(viewer).filter(id=onward_id), viewer=viewer)
    if not found:
        raise NotFound("no such onward referral")
    row = found[0]
    case = Case.objects.visible_to(viewer).filter(id=row.case_id).values("client_id", "provider_id", "closed_at").get()
    wanted = (numbers.WAITING_TOUCH, numbers.WAITING_ESCALATE)
    chosen = organisations.numbers_in_force(wanted, provider_id=case["provider_id"], on=on)
    grows_long = row.waiting_since and rules.escalates_on(
        row.waiting_since, after_days=chosen[numbers.WAITING_ESCALATE.name]
    )
    long = bool(row.state == State.WAITING and grows_long and on >= grows_long)
    owed = Task.objects.visible_to(viewer).still_open().filter(subject_id=onward_id).values_list("kind", flat=True)
    kinds = frozenset(TaskKind(kind) for kind in owed)
    looks = long or TaskKind.SEARCH_AGAIN in kinds
    return OneReferral(
        who=clients.named(case["client_id"], viewer=viewer),
        row=row,
        in_service=case["closed_at"] is None,
        next_states=rules.follows(row.state, row.strength, before_hold=row.before_hold),
        touch_days=chosen[numbers.WAITING_TOUCH.name],
        escalates_on=grows_long,
        has_waited_long=long,
        alternatives=alternatives(row.category, but=row.service_id, viewer=viewer) if looks else (),
        may_share=agreements.may_share_with_service(case["client_id"], row.service, viewer=viewer),
        owed=kinds,
        today=on,
    )


def alternatives(category: Category, *, but: UUID, viewer: Actor) -> tuple[WayRow, ...]:
    """List what else there is for the same thing and can be joined now, the shortest wait first, in one statement."""
    assert viewer, "the directory is the same for everybody who works here"
    found = _ways().filter(service__category=category, status__in=[Status.OPEN, Status.REDUCED])
    found = found.exclude(service_id=but).order_by("wait_weeks", "service__name", "id")
    return tuple(_way(row) for row in found.values_list(*_WAY)[:MOST_ALTERNATIVES])


def referring_on(
    client_id: UUID, *, asked: str, way_id: UUID | None, follows_id: UUID | None, viewer: Actor
) -> ReferringOnPage:
    """Give what it takes to refer somebody on: what matches the words asked for, or the way that was chosen.

    :raises NotFound: if the viewer cannot see the client, or nothing is of such an id
    """
    who, case_id = clients.named(client_id, viewer=viewer), _open_case(client_id, viewer=viewer)
    if case_id is None:
        raise NotFound("no such open case")
    follows = _rows(_known(viewer).filter(id=follows_id, case__client_id=client_id), viewer=viewer)
    way = _chosen(way_id) if way_id else None
    return ReferringOnPage(
        who=who,
        case_id=case_id,
        found=_matching(asked) if asked and not way else (),
        way=way,
        may_share=agreements.may_share_with_service(client_id, way.service, viewer=viewer) if way else None,
        follows=follows[0] if follows else None,
        ask_online_from=_ask_online_from(client_id, viewer=viewer) if way and way.mode == Mode.ONLINE else None,
    )


def people_for(*, viewer: Actor) -> list[Person]:
    """List the viewer's own people, to refer one of them on from a service's page."""
    held = Case.objects.visible_to(viewer).still_open().filter(worker_id=viewer.user_id)
    return [Person(*row) for row in held.order_by("client__sort_name", "id").values_list(
        "client_id", "client__full_name")]  # fmt: skip


def _ask_online_from(client_id: UUID, *, viewer: Actor) -> date | None:
    """Give the day before which nobody asks somebody about going online again, if they said that it is not for them."""
    said = OnwardReferral.objects.visible_to(viewer).filter(case__client_id=client_id, ask_online_from__isnull=False)
    return said.order_by("-ask_online_from").values_list("ask_online_from", flat=True).first()


def _open_case(client_id: UUID, *, viewer: Actor) -> UUID | None:
    held = Case.objects.visible_to(viewer).still_open().filter(client_id=client_id)
    return held.values_list("id", flat=True).first()


def _known(viewer: Actor) -> Any:
    return OnwardReferral.objects.visible_to(viewer).select_related("service", "way")


def _rows(found: Any, *, viewer: Actor) -> list[OnwardRow]:
    """Give the rows with their steps, in two statements."""
    held = list(found)
    steps: dict[UUID, list[StepRow]] = {}
    kept = OnwardStep.objects.visible_to(viewer).filter(onward_id__in=[row.id for row in held]).order_by("sequence")
    for onward_id, state, on, words, why, weeks, at, by in kept.values_list(*_STEP):
        told = StepRow(State(state), on, words, WhyNot(why) if why else None, weeks, at, by)
        steps.setdefault(onward_id, []).append(told)
    return [_row(one, tuple(steps.get(one.id, ()))) for one in held]


_STEP = (
    "onward_id", "state", "happened_on", "words", "why_not", "expected_wait_weeks", "recorded_at",
    "recorded_by__name",
)  # fmt: skip


def _row(one: OnwardReferral, steps: tuple[StepRow, ...]) -> OnwardRow:
    return OnwardRow(
        onward_id=one.id,
        case_id=one.case_id,
        way_id=one.way_id,
        service_id=one.service_id,
        service=one.service.name,
        category=Category(one.service.category),
        mode=Mode(one.way.mode),
        status=Status(one.way.status),
        strength=Strength(one.strength),
        wish=one.wish,
        state=State(one.state),
        before_hold=State(one.before_hold) if one.before_hold else None,
        check_back_on=one.check_back_on,
        waiting_since=one.waiting_since,
        expected_wait_weeks=one.expected_wait_weeks,
        still_needed=one.still_needed,
        unmet_need=one.unmet_need,
        alternatives=one.alternatives,
        escalated=one.escalated_at is not None,
        why_not=WhyNot(one.why_not) if one.why_not else None,
        steps=steps,
    )


_WAY = (
    "id", "service_id", "service__name", "service__organisation__name", "service__category", "mode",
    "location__name", "location__is_private", "status", "wait_weeks", "service__phone",
)  # fmt: skip


def _ways() -> Any:
    return WayOfJoining.objects.all()


def _way(row: tuple[Any, ...]) -> WayRow:
    way_id, service_id, service, organisation, category, mode, place, private, status, weeks, phone = row
    where = "" if private else place or ""
    return WayRow(
        way_id, service_id, service, organisation, Category(category), Mode(mode), where, Status(status), weeks, phone
    )


def _chosen(way_id: UUID) -> WayRow:
    found = _ways().filter(id=way_id).values_list(*_WAY).first()
    if found is None:
        raise NotFound("no such way of joining")
    return _way(found)


def _matching(asked: str) -> tuple[WayRow, ...]:
    """Find ways of joining by every word asked for, in the name of the service or of who offers it."""
    found = _ways()
    for word in asked.split()[:5]:
        found = found.filter(Q(service__name__icontains=word) | Q(service__organisation__name__icontains=word))
    found = found.order_by("-runs", "service__name", "mode", "id")
    return tuple(_way(row) for row in found.values_list(*_WAY)[:MOST_FOUND])
