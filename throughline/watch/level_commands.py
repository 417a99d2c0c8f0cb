"""What can be agreed with a client about how often to speak, and what can be left as it is (R27)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import commands as cases
from throughline.cases import level_commands, level_rules
from throughline.cases.models import Case, Level, LevelReason, Way
from throughline.cases.rules import NextContact
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.watch import level_queries


@transaction.atomic
def agree_level(
    *,
    case_id: UUID,
    level: Level | None,
    own_gap: int | None,
    agreed_way: Way,
    note: str,
    next_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Record how often a client and we agreed to speak: a level, or a gap of their own, and perhaps an earlier day.

    What was proposed at that moment is kept with it as its reasons; with nothing proposed, the client asked.

    :raises NotAllowed: if `by` may not agree levels
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if the case is closed, it holds already, or the gap or the day is not possible
    """
    policy.require(Permission.CHANGE_LEVEL, actor=by)
    case = _lock_open(case_id, by=by)
    today = clock.local_date(at)
    proposal = level_queries.proposal_for(case, viewer=by, on=today)
    if level is None and own_gap is not None:
        gaps = level_queries.gaps_in_force(case.provider_id, viewer=by, on=today)
        level = level_rules.level_for(own_gap, gaps)
    level_commands.change_level(
        case=case,
        to=(level or Level(case.level), own_gap),
        reasons=proposal.reasons if proposal else (LevelReason.CLIENT_ASKED,),
        agreed_way=agreed_way,
        note=note,
        next_contact=_moved(case, next_on),
        by=by,
        at=at,
    )


@transaction.atomic
def decline_level(*, case_id: UUID, note: str, by: Actor, at: datetime) -> None:
    """Leave how often we speak as it is, with the reason; it is not proposed again until there is something new.

    :raises NotAllowed: if `by` may not agree levels
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if the case is closed, nothing is proposed, or no reason is given
    """
    policy.require(Permission.CHANGE_LEVEL, actor=by)
    case = _lock_open(case_id, by=by)
    proposal = level_queries.proposal_for(case, viewer=by, on=clock.local_date(at))
    level_commands.leave_level(
        case=case,
        proposed=proposal.to if proposal else Level(case.level),
        reasons=proposal.reasons if proposal else (),
        note=note,
        by=by,
        at=at,
    )


def _lock_open(case_id: UUID, *, by: Actor) -> Case:
    case = cases.lock_case(case_id, viewer=by)
    cases.require_open(case)
    return case


def _moved(case: Case, next_on: date | None) -> NextContact | None:
    """Give the next contact on another day; by the same person in the same way, without the old hour and place."""
    if next_on is None or next_on == case.next_contact_on or case.next_contact_by_id is None:
        return None
    return NextContact(on=next_on, by_id=case.next_contact_by_id, way=Way(case.next_contact_way))
