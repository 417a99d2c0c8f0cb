"""How often we speak with somebody, what is proposed about it, and whom to look at (R27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import level_rules as rules
from throughline.cases import rules as case_rules
from throughline.cases.models import Case, Level, LevelAct, LevelChange, LevelReason, Way
from throughline.cases.time_rules import add_months
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.watch.whose_queries import Whose, whose_list

WANTED = (*case_rules.GAP_NUMBERS.values(), numbers.STEP_DOWN)
LAST_SPOKEN = (
    "select c.id, array(select k.happened_at from contacts_contact k where k.case_id = c.id and k.two_way"
    " and not exists (select from contacts_correction r where r.contact_id = k.id)"
    " order by k.happened_at desc limit %s) from cases_case c where c.id = any(%s)"
)


@dataclass(frozen=True)
class LevelChangeRow:
    """What was once agreed, declined or brought up, as the page tells it."""

    act: LevelAct
    on: date
    by: str
    to_level: Level
    to_gap_days: int | None
    reasons: tuple[LevelReason, ...]
    agreed_way: Way | None
    note: str


@dataclass(frozen=True)
class LevelSheet:
    """How often we speak with one person, since when and why, and what is proposed."""

    case_id: UUID
    client_id: UUID
    name: str
    is_open: bool
    worker: str
    level: Level
    own_gap: int | None
    gap_days: int
    gaps: Mapping[Level, int]
    next_contact_on: date | None
    next_contact_by: UUID | None
    next_contact_way: Way | None
    proposal: rules.Proposal | None
    disruption: bool
    history: tuple[LevelChangeRow, ...]
    may_close: bool


@dataclass(frozen=True)
class LevelRow:
    """Somebody for whom another level is proposed."""

    case_id: UUID
    client_id: UUID
    name: str
    level: Level
    gap_days: int
    proposal: rules.Proposal


@dataclass(frozen=True)
class Levels:
    """One page of people for whom another level is proposed."""

    whose: Whose
    total: int
    page: Page[LevelRow]


def level_sheet(case_id: UUID, *, viewer: Actor, on: date) -> LevelSheet:
    """Give how often we speak with somebody and what is proposed, in seven statements.

    :raises NotFound: if the viewer cannot see the case
    """
    case = Case.objects.visible_to(viewer).select_related("client", "worker").filter(id=case_id).first()
    if case is None:
        raise NotFound("no such case")
    setting = _setting(case.provider_id, on=on)
    changes = _changes([case.id], viewer=viewer)[case.id]
    facts = _facts(case, changes, _last_spoken([case.id])[case.id], setting)
    return LevelSheet(
        case_id=case.id,
        client_id=case.client_id,
        name=case.client.full_name,
        is_open=case.closed_at is None,
        worker=case.worker.name,
        level=facts.level,
        own_gap=facts.own_gap,
        gap_days=rules.gap_of(facts.level, facts.own_gap, facts.gaps),
        gaps=facts.gaps,
        next_contact_on=case.next_contact_on,
        next_contact_by=case.next_contact_by_id,
        next_contact_way=Way(case.next_contact_way) if case.next_contact_way else None,
        proposal=rules.proposal(facts, today=on) if case.closed_at is None else None,
        disruption=facts.disruption,
        history=tuple(_change_row(change) for change in reversed(changes)),
        may_close=policy.permits(viewer, Permission.CLOSE_CASE),
    )


def levels_to_look_at(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> Levels:
    """List a worker's people for whom another level is proposed, those to speak with more often first.

    Those who oversee the team see their own people, or a colleague's whom they ask for: it is for the worker to judge.
    """
    whose = whose_list(asked or viewer.user_id, viewer=viewer)
    provider_id = viewer.organisation_id
    if provider_id is None:
        return Levels(whose, 0, page([], number))
    setting = _setting(provider_id, on=on)
    held = list(_candidates(whose.worker_id, setting, viewer=viewer, on=on))
    changes, spoken = _changes([c.id for c in held], viewer=viewer), _last_spoken([c.id for c in held])
    rows = []
    for case in held:
        facts = _facts(case, changes[case.id], spoken[case.id], setting)
        proposal = rules.proposal(facts, today=on)
        if proposal:
            gap = rules.gap_of(facts.level, facts.own_gap, facts.gaps)
            rows.append(LevelRow(case.id, case.client_id, case.client.full_name, facts.level, gap, proposal))
    rows.sort(key=lambda row: (not row.proposal.more_often, -len(row.proposal.why)))
    start, end = bounds(number)
    return Levels(whose, len(rows), page(rows[start:end], number))


def proposal_for(case: Case, *, viewer: Actor, on: date, setting: LevelSetting | None = None) -> rules.Proposal | None:
    """Give what is proposed for a case now. `setting`: where it has been read already."""
    changes = _changes([case.id], viewer=viewer)[case.id]
    setting = setting or _setting(case.provider_id, on=on)
    return rules.proposal(_facts(case, changes, _last_spoken([case.id])[case.id], setting), today=on)


def gaps_in_force(provider_id: UUID, *, viewer: Actor, on: date) -> dict[Level, int]:
    """Give the days of each level at the viewer's provider."""
    return _setting(provider_id, on=on).gaps


@dataclass(frozen=True)
class LevelSetting:
    """What a provider has chosen about how often to speak, and whether it works as usual."""

    gaps: dict[Level, int]
    step_down_months: int
    disruption: bool

    @classmethod
    def of(cls, in_force: Mapping[str, int], *, disrupted: bool) -> LevelSetting:
        """Take it from the numbers WANTED."""
        gaps = {level: in_force[number.name] for level, number in case_rules.GAP_NUMBERS.items()}
        return cls(gaps, in_force[numbers.STEP_DOWN.name], disrupted)


def _setting(provider_id: UUID, *, on: date) -> LevelSetting:
    in_force = organisations.numbers_in_force(WANTED, provider_id=provider_id, on=on)
    return LevelSetting.of(in_force, disrupted=organisations.in_disruption(provider_id, on=on))


def _candidates(worker_id: UUID | None, setting: LevelSetting, *, viewer: Actor, on: date) -> Iterable[Case]:
    """Narrow a worker's people to those about whom something could be proposed at all, before the rule is asked."""
    held = Case.objects.visible_to(viewer).still_open().filter(worker_id=worker_id).select_related("client")
    long_ago = add_months(on, -setting.step_down_months) + timedelta(days=1)
    newly = on - timedelta(days=max(*setting.gaps.values(), rules.LONGEST_GAP))
    raised = LevelChange.objects.filter(case=OuterRef("pk"), act=LevelAct.PROPOSED)
    settled = Q(tries_since_reached=0) & (Q(assessed_on__lt=long_ago) | Q(opened_at__date__lt=long_ago))
    new_worker = Q(worker_since__gt=F("opened_at"), worker_since__date__gte=newly)
    found = held.filter(settled & ~Q(level=Level.LIGHT) | Q(client__shielding=True) | new_worker | Exists(raised))
    return found.order_by("client__sort_name", "id")


def _changes(case_ids: list[UUID], *, viewer: Actor) -> dict[UUID, list[LevelChange]]:
    found: dict[UUID, list[LevelChange]] = defaultdict(list)
    made = LevelChange.objects.visible_to(viewer).filter(case_id__in=case_ids).select_related("made_by")
    for change in made.order_by("case_id", "sequence"):
        found[change.case_id].append(change)
    return found


def _last_spoken(case_ids: list[UUID]) -> dict[UUID, list[datetime]]:
    with connection.cursor() as cursor:
        cursor.execute(LAST_SPOKEN, [rules.SETTLED_CONTACTS, case_ids])
        return dict(cursor.fetchall())


def _facts(case: Case, changes: list[LevelChange], spoken: list[datetime], setting: LevelSetting) -> rules.LevelFacts:
    decided, raised = [], []
    for change in changes:
        day = clock.local_date(change.made_at)
        reasons = [LevelReason(reason) for reason in change.reasons]
        if change.act == LevelAct.PROPOSED:
            raised += [rules.Evidence(reason, day) for reason in reasons]
        elif change.act == LevelAct.TAKEN_BACK:
            raised = [evidence for evidence in raised if evidence.reason not in reasons]
        else:
            raised = []
            decided.append(rules.Decided(LevelAct(change.act), day, frozenset(reasons)))
    return rules.LevelFacts(
        level=Level(case.level),
        own_gap=case.gap_days,
        gaps=setting.gaps,
        started_on=case.assessed_on or clock.local_date(case.opened_at),
        reached_on=[clock.local_date(moment) for moment in spoken],
        tries_since_reached=case.tries_since_reached,
        shielding=case.client.shielding,
        worker_changed_on=clock.local_date(case.worker_since) if case.worker_since > case.opened_at else None,
        raised=raised,
        decided=decided,
        disruption=setting.disruption,
        step_down_months=setting.step_down_months,
    )


def _change_row(change: LevelChange) -> LevelChangeRow:
    return LevelChangeRow(
        act=LevelAct(change.act),
        on=clock.local_date(change.made_at),
        by=change.made_by.name,
        to_level=Level(change.to_level),
        to_gap_days=change.to_gap_days,
        reasons=tuple(LevelReason(reason) for reason in change.reasons),
        agreed_way=Way(change.agreed_way) if change.agreed_way else None,
        note=change.note,
    )
