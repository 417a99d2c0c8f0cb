"""What the pages ask on which people move between workers: allocate, hand over, take back, record a leaver."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.agreements import queries as agreements
from throughline.caseload import moving_rules, queries
from throughline.cases.models import Case, CloseReason, Way
from throughline.circumstances import queries as circumstances
from throughline.circumstances import rules as circumstance_rules
from throughline.circumstances.topics import Topic
from throughline.clients import queries as clients
from throughline.clients.standing import Standing, standing_on
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.profiles import queries as profiles
from throughline.referrals import queries as referrals
from throughline.referrals import rules as referral_rules
from throughline.referrals.models import State
from throughline.watch import silent_queries


@dataclass(frozen=True)
class WorkerChoice:
    """A worker who might be given somebody, with the load to judge by, and whether they may be chosen."""

    worker_id: UUID
    name: str
    role: str
    open_cases: int
    late: int
    first_contacts_due: int
    attached: bool
    may_take: Decision
    fits: tuple[str, ...] = ()
    """Why this one rather than another, in words."""


@dataclass(frozen=True)
class Allocation:
    """A referred person, and who could be their link worker."""

    referral: referrals.ReferralSheet
    may_allocate: Decision
    choices: tuple[WorkerChoice, ...]
    first_contact_on: date
    within_days: int
    has_worker: str
    """The link worker of a case that was open before this referral came, if there is one."""


@dataclass(frozen=True)
class Depending:
    """A person who would be left without a worker or a next contact."""

    case_id: UUID
    client_id: UUID
    name: str
    next_contact_on: date
    only_next_contact: bool


@dataclass(frozen=True)
class Leaver:
    """A worker who may be leaving, and who depends on them."""

    worker_id: UUID
    name: str
    role: str
    people: tuple[Depending, ...]
    may_leave: Decision


@dataclass(frozen=True)
class Handover:
    """An open case that may change hands."""

    case_id: UUID
    client_id: UUID
    name: str
    from_worker_id: UUID
    from_worker: str
    surgery: str
    next_contact_on: date | None
    way: Way | None
    standing: Standing
    before: profiles.BeforeContact
    choices: tuple[WorkerChoice, ...]
    today: date
    latest: date
    within_days: int
    may_change: Decision


@dataclass(frozen=True)
class TakingBack:
    """A closed case whose person may come back."""

    case_id: UUID
    client_id: UUID
    name: str
    closed_at: datetime | None
    reason: CloseReason | None
    note: str
    last_worker_id: UUID
    last_worker: str
    surgery: str
    standing: Standing
    choices: tuple[WorkerChoice, ...]
    today: date
    latest: date
    within_days: int
    may_take_back: Decision


@dataclass(frozen=True)
class Team:
    """The team, and whether the viewer may record leavers, and say where people work."""

    workers: tuple[queries.TeamRow, ...]
    silent: dict[UUID, int]
    may_record_leaver: bool
    may_keep_team: bool


def team_page(*, viewer: Actor, on: date) -> Team:
    """Give the team with its caseloads in numbers, in five statements."""
    silent = silent_queries.silent_by_worker(viewer=viewer, on=on)
    return Team(
        workers=tuple(queries.team(viewer=viewer, on=on)),
        silent=silent,
        may_record_leaver=policy.permits(viewer, Permission.RECORD_LEAVER),
        may_keep_team=policy.permits(viewer, Permission.KEEP_TEAM),
    )


def allocation(referral_id: UUID, *, viewer: Actor, on: date) -> Allocation:
    """Give a referral with the workers it could go to, in eight statements however many they are.

    :raises NotFound: if the viewer cannot see the referral
    """
    sheet = referrals.referral_sheet(referral_id, viewer=viewer)
    attached = accounts.attached_worker_ids(sheet.surgery_id, on=on)
    within = organisations.number_in_force(numbers.FIRST_CONTACT, provider_id=sheet.provider_id, on=on)
    held = (
        Case.objects.visible_to(viewer).still_open().filter(client_id=sheet.client_id).select_related("worker").first()
    )
    spoken_and_known = accounts.languages_and_skills(provider_id=sheet.provider_id)
    said = _said_of(sheet, viewer=viewer, on=on)
    choices = []
    for row in queries.team(viewer=viewer, on=on):
        tied = row.worker_id in attached
        languages, skills = spoken_and_known.get(row.worker_id, ((), ()))
        choices.append(
            replace(
                _choice(row, attached=tied, may_take=moving_rules.may_allocate_to(attached=tied)),
                fits=moving_rules.fits(said=said, languages=languages, skills=skills),
            )
        )
    return Allocation(
        referral=sheet,
        may_allocate=referral_rules.may_move(sheet.state, State.ALLOCATED),
        choices=_best_first(choices),
        first_contact_on=add_working_days(on, within),
        within_days=within,
        has_worker=held.worker.name if held else "",
    )


def leaver(worker_id: UUID, *, viewer: Actor) -> Leaver:
    """Give a worker with everybody who depends on them, in two statements.

    :raises NotFound: if there is no such active worker at the viewer's provider
    """
    colleagues = accounts.link_workers(provider_id=viewer.organisation_id) if viewer.organisation_id else []
    found = next((c for c in colleagues if c.id == worker_id), None)
    if found is None:
        raise NotFound("no such active worker")
    cases = Case.objects.visible_to(viewer).still_open().depending_on(worker_id).select_related("client")
    people = tuple(
        Depending(c.id, c.client_id, c.client.full_name, c.next_contact_on, c.worker_id != worker_id)
        for c in cases.order_by("next_contact_on", "client__sort_name", "id")
    )
    may = moving_rules.may_leave(depending=len(people), is_own_account=worker_id == viewer.user_id)
    return Leaver(found.id, found.name, found.role, people, may)


def handover(case_id: UUID, *, viewer: Actor, on: date) -> Handover:
    """Give a case with the workers it could go to and the last day for the new one's first contact (SET15).

    :raises NotFound: if the viewer cannot see the case
    """
    case = _case(case_id, viewer=viewer)
    within = organisations.number_in_force(numbers.HANDOVER_CONTACT, provider_id=case.provider_id, on=on)
    whole = {case.worker_id} & {case.next_contact_by_id}
    ways = tuple(clients.ways_of([case.client_id], viewer=viewer).get(case.client_id, ()))
    return Handover(
        case_id=case.id,
        client_id=case.client_id,
        name=case.client.full_name,
        from_worker_id=case.worker_id,
        from_worker=case.worker.name,
        surgery=case.client.surgery.name if case.client.surgery else "",
        next_contact_on=case.next_contact_on,
        way=Way(case.next_contact_way) if case.next_contact_way else None,
        standing=standing_on(case.client),
        before=profiles.before_contact(
            case.client, ways, refused=agreements.refused_ways_of(case.client_id, viewer=viewer), viewer=viewer
        ),
        choices=_who_could_take(case, has_all_of_it=whole, viewer=viewer, on=on),
        today=on,
        latest=add_working_days(on, within),
        within_days=within,
        may_change=moving_rules.may_change_hands(is_open=case.closed_at is None),
    )


def taking_back(case_id: UUID, *, viewer: Actor, on: date) -> TakingBack:
    """Give a closed case with the workers its person could come back to.

    :raises NotFound: if the viewer cannot see the case
    """
    case = _case(case_id, viewer=viewer)
    within = organisations.number_in_force(numbers.FIRST_CONTACT, provider_id=case.provider_id, on=on)
    return TakingBack(
        case_id=case.id,
        client_id=case.client_id,
        name=case.client.full_name,
        closed_at=case.closed_at,
        reason=CloseReason(case.close_reason) if case.close_reason else None,
        note=case.close_note,
        last_worker_id=case.worker_id,
        last_worker=case.worker.name,
        surgery=case.client.surgery.name if case.client.surgery else "",
        standing=standing_on(case.client),
        choices=_who_could_take(case, has_all_of_it=set(), viewer=viewer, on=on),
        today=on,
        latest=add_working_days(on, within),
        within_days=within,
        may_take_back=moving_rules.may_take_back(is_open=case.closed_at is None),
    )


def _case(case_id: UUID, *, viewer: Actor) -> Case:
    found = Case.objects.visible_to(viewer).select_related("client__surgery", "worker").filter(id=case_id).first()
    if found is None:
        raise NotFound("no such case")
    case: Case = found
    return case


def _who_could_take(case: Case, *, has_all_of_it: set[UUID], viewer: Actor, on: date) -> tuple[WorkerChoice, ...]:
    attached = accounts.attached_worker_ids(case.client.surgery_id, on=on) if case.client.surgery_id else set()
    return _best_first(
        _choice(
            row,
            attached=row.worker_id in attached,
            may_take=moving_rules.may_take_over(has_all_of_it=row.worker_id in has_all_of_it),
        )
        for row in queries.team(viewer=viewer, on=on)
    )


def _said_of(sheet: referrals.ReferralSheet, *, viewer: Actor, on: date) -> str:
    """Put together what was said of a referred person, their first language among it."""
    held = circumstance_rules.in_force(circumstances.history_of(sheet.client_id, viewer=viewer), on=on)
    language = held.get(Topic.LANGUAGE)
    written = (sheet.reason, sheet.wants, sheet.communication_needs, *sheet.conditions)
    return "\n".join((*written, *(language.values if language else ())))


def _choice(row: queries.TeamRow, *, attached: bool, may_take: Decision) -> WorkerChoice:
    return WorkerChoice(
        row.worker_id, row.name, row.role, row.open_cases, row.late, row.first_contacts_due, attached, may_take
    )


def _best_first(choices: Iterable[WorkerChoice]) -> tuple[WorkerChoice, ...]:
    """Put those first who can be chosen and know the surgery, then who fits, and of these who has the fewest people."""
    return tuple(sorted(choices, key=lambda c: (not c.may_take, not c.attached, -len(c.fits), c.open_cases, c.name)))
