"""What can be asked: what leans on a service, what a closing did, what is on hold, and what can restart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.core.paging import Page, bounds, page
from throughline.directory.kinds import STOPPED, Category, Mode
from throughline.directory.models import Service, WayOfJoining
from throughline.holds import rules, stand_ins
from throughline.holds.models import Closing, Hold, HowEnded, WhyHeld
from throughline.holds.stand_ins import StandIn
from throughline.onward_referrals.models import OnwardReferral, State
from throughline.support_plans import ripple_queries as plans
from throughline.support_plans.kinds import GainState, LeaningState
from throughline.support_plans.models import Gain, Goal, Leaning


@dataclass
class Leaner:
    """One person who leans on a service, and with what."""

    client_id: UUID
    name: str
    worker: str
    referrals: list[str] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    gains: list[str] = field(default_factory=list)
    gives: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class LeanedOn:
    """All that leans on a service at the viewer's provider, shown before anybody reports that it stopped (R46)."""

    service_id: UUID
    service: str
    running: tuple[Mode, ...]
    people: tuple[Leaner, ...]
    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True)
class ClosingPage:
    """What a closing did, and whether it can be undone."""

    closing_id: UUID
    service_id: UUID
    service: str
    meanwhile: str
    people: int
    reported_at: datetime
    reported_by: str
    undone_at: datetime | None
    may_undo: Decision
    holds: tuple[HoldRow, ...]
    without_meanwhile: int
    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True)
class HoldRow:
    """One plan on hold, as a list shows it."""

    hold_id: UUID
    client_id: UUID
    name: str
    worker: str
    what: str
    is_goal: bool
    why: WhyHeld
    since_on: date
    review_on: date
    meanwhile: str
    restart_from: date | None
    asked_on: date | None
    service_id: UUID | None


@dataclass(frozen=True)
class OneHold:
    """One hold in full."""

    who: Named
    row: HoldRow
    words: str
    ends_when: str
    closing_id: UUID | None
    ended_at: datetime | None
    how_ended: HowEnded | None
    onward_id: UUID | None
    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True)
class RestartRow:
    """One plan that could go on again, with why it stands where it does."""

    hold: HoldRow
    why_here: tuple[str, ...]


@dataclass(frozen=True)
class ToRestart:
    """What could go on again, first to ask first; and goals that could be gone back to."""

    rows: Page[RestartRow]
    could_go_back: tuple[plans.CouldGoBack, ...]
    whole_team: bool


@dataclass(frozen=True)
class ToHold:
    """A plan that is to be put on hold, and whose it is. `hold_id`: of the hold that stands on it, if one does."""

    who: Named
    what: str
    mode: Mode | None
    hold_id: UUID | None
    stand_ins: tuple[StandIn, ...] = ()


def leaned_on(service_id: UUID, *, viewer: Actor) -> LeanedOn:
    """Give all that leans on a service at the viewer's provider, in seven statements.

    :raises NotFound: if there is no such service
    """
    named = Service.objects.filter(id=service_id).values_list("name", "category").first()
    if named is None:
        raise NotFound("no such service")
    ways = WayOfJoining.objects.filter(service_id=service_id).exclude(status__in=STOPPED)
    running = tuple(Mode(mode) for mode in ways.values_list("mode", flat=True).distinct().order_by("mode"))
    people: dict[UUID, Leaner] = {}
    referred = OnwardReferral.objects.visible_to(viewer).still_open().filter(service_id=service_id)
    for client_id, who, worker, state, wish in referred.order_by("case__client__sort_name").values_list(
        "case__client_id", "case__client__full_name", "case__worker__name", "state", "wish"
    ):
        row = people.setdefault(client_id, Leaner(client_id, who, worker))
        row.referrals.append(f"{State(state).label}{f': {wish}' if wish else ''}")
    leaning = plans.leans_on(service_id, viewer=viewer)
    workers = _workers({one.worker_id for one in leaning})
    for one in leaning:
        row = people.setdefault(one.client_id, Leaner(one.client_id, one.name, workers.get(one.worker_id, "")))
        what = one.words or one.gives.label
        (row.hidden if one.hidden else row.gives).append(what)
        for words, held in ((one.goal, row.goals), (one.gain, row.gains)):
            if words and words not in held:
                held.append(words)
    could = stand_ins.for_many(Category(named[1]), viewer=viewer)
    return LeanedOn(service_id, named[0], running, tuple(sorted(people.values(), key=lambda p: p.name)), could)


def closing(closing_id: UUID, *, viewer: Actor, at: datetime) -> ClosingPage:
    """Give what a closing did, in five statements.

    :raises NotFound: if the viewer cannot see it
    """
    found = Closing.objects.visible_to(viewer).select_related("service", "reported_by").filter(id=closing_id).first()
    if found is None:
        raise NotFound("no such closing")
    rows = _rows(_held(viewer).filter(closing_id=closing_id).order_by("case__client__sort_name", "id"))
    here = found.reported_by.organisation_id == viewer.organisation_id
    may_undo = rules.may_undo(reported_at=found.reported_at, undone=found.undone_at is not None, at=at)
    return ClosingPage(
        closing_id=found.id,
        service_id=found.service_id,
        service=found.service.name,
        meanwhile=found.meanwhile,
        people=found.people,
        reported_at=found.reported_at,
        reported_by=found.reported_by.name if here else "",
        undone_at=found.undone_at,
        may_undo=may_undo if here else Decision("Another provider reported this."),
        holds=tuple(rows),
        without_meanwhile=sum(rules.is_nothing_found(row.meanwhile) for row in rows),
        stand_ins=stand_ins.for_many(Category(found.service.category), viewer=viewer),
    )


def on_hold(*, viewer: Actor, number: int = 1) -> Page[HoldRow]:
    """List what is on hold, the first to be looked at again at the top: one's own people's, or the whole team's."""
    start, end = bounds(number)
    found = _mine(_held(viewer).standing(), viewer)
    return page(_rows(found.order_by("review_on", "case__client__sort_name", "id")[start:end]), number)


def to_restart(*, viewer: Actor, on: date, number: int = 1) -> ToRestart:
    """List what could go on again, by need and time waiting (R41), in a fixed number of statements."""
    found = _mine(_held(viewer).standing(), viewer).filter(restart_from__isnull=False)
    holds = _rows(found.order_by("id"))
    people = {hold.client_id for hold in holds}
    lost, at_risk = _lost(people, viewer=viewer), _at_risk(people, viewer=viewer)
    facts = {
        hold.hold_id: rules.RestartFacts(
            hold.why, hold.since_on, lost.get((hold.client_id, hold.service_id), 0), at_risk.get(hold.client_id, 0),
            hold.asked_on is not None,
        )
        for hold in holds
    }  # fmt: skip
    ordered = sorted(holds, key=lambda hold: rules.restart_place(facts[hold.hold_id]))
    rows = [RestartRow(hold, rules.restart_reasons(facts[hold.hold_id], on=on)) for hold in ordered]
    start, end = bounds(number)
    whole_team = policy.permits(viewer, Permission.VIEW_TEAM)
    mine = None if whole_team else viewer.user_id
    back = plans.could_go_back(viewer=viewer, worker_id=mine)
    return ToRestart(page(rows[start:end], number), tuple(back), whole_team)


def hold(hold_id: UUID, *, viewer: Actor) -> OneHold:
    """Give one hold, in six statements.

    :raises NotFound: if the viewer cannot see it
    """
    found = Hold.objects.visible_to(viewer).filter(id=hold_id)
    rows = _rows(found)
    if not rows:
        raise NotFound("no such hold")
    words, ends_when, closing_id, ended_at, how, onward_id, referred, waits_for = found.values_list(
        "words", "ends_when", "closing_id", "ended_at", "how_ended", "onward_id", "onward__service__category",
        "way__service__category",
    ).get()  # fmt: skip
    who, category = clients.named(rows[0].client_id, viewer=viewer), referred or waits_for
    could = stand_ins.for_somebody(Category(category) if category else None, who.client_id, viewer=viewer)
    return OneHold(
        who, rows[0], words, ends_when, closing_id, ended_at, HowEnded(how) if how else None, onward_id, could
    )


def referral_to_hold(onward_id: UUID, *, viewer: Actor) -> ToHold:
    """Give the onward referral that is to be put on hold.

    :raises NotFound: if the viewer cannot see it
    """
    found = OnwardReferral.objects.visible_to(viewer).filter(id=onward_id)
    row = found.values_list("case__client_id", "service__name", "way__mode", "service__category").first()
    if row is None:
        raise NotFound("no such onward referral")
    held = Hold.objects.visible_to(viewer).filter(onward_id=onward_id, ended_at__isnull=True)
    who, hold_id = clients.named(row[0], viewer=viewer), held.values_list("id", flat=True).first()
    could = stand_ins.for_somebody(Category(row[3]), who.client_id, viewer=viewer)
    return ToHold(who, row[1], Mode(row[2]), hold_id, could)


def goal_to_hold(goal_id: UUID, *, viewer: Actor) -> ToHold:
    """Give the goal that is to be put on hold.

    :raises NotFound: if the viewer cannot see it
    """
    row = Goal.objects.visible_to(viewer).filter(id=goal_id).values_list("client_id", "words").first()
    if row is None:
        raise NotFound("no such goal")
    held = Hold.objects.visible_to(viewer).standing().filter(goal_id=goal_id)
    who, hold_id = clients.named(row[0], viewer=viewer), held.values_list("id", flat=True).first()
    return ToHold(who, row[1], None, hold_id, stand_ins.for_somebody(None, who.client_id, viewer=viewer))


_COLUMNS = (
    "id", "case__client_id", "case__client__full_name", "case__worker__name", "onward__service__name", "goal__words",
    "why", "since_on", "review_on", "meanwhile", "restart_from", "asked_on", "way__service_id",
)  # fmt: skip


def _held(viewer: Actor) -> Any:
    return Hold.objects.visible_to(viewer)


def _mine(found: Any, viewer: Actor) -> Any:
    """Narrow to one's own people, unless one oversees the team."""
    return found if policy.permits(viewer, Permission.VIEW_TEAM) else found.filter(case__worker_id=viewer.user_id)


def _rows(found: Any) -> list[HoldRow]:
    return [
        HoldRow(
            id_, client_id, name, worker, service or goal, service is None, WhyHeld(why), since, review, meanwhile,
            restart, asked, service_id,
        )
        for id_, client_id, name, worker, service, goal, why, since, review, meanwhile, restart, asked, service_id
        in found.values_list(*_COLUMNS)
    ]  # fmt: skip


def _workers(ids: set[UUID]) -> dict[UUID, str]:
    return accounts.names_of(ids)


def _lost(client_ids: set[UUID], *, viewer: Actor) -> dict[tuple[UUID, UUID | None], int]:
    """Count, by person and service, what it gave them that they lack."""
    found = Leaning.objects.visible_to(viewer).filter(client_id__in=client_ids, state=LeaningState.UNMET)
    counted = found.values_list("client_id", "service_id").annotate(things=Count("id"))
    return {(client_id, service_id): things for client_id, service_id, things in counted}


def _at_risk(client_ids: set[UUID], *, viewer: Actor) -> dict[UUID, int]:
    """Count each person's ground that is at risk, or has slipped."""
    found = Gain.objects.visible_to(viewer).filter(
        client_id__in=client_ids, state__in=[GainState.AT_RISK, GainState.SLIPPED]
    )
    return dict(found.values_list("client_id").annotate(things=Count("id")))
