"""What stands to be looked at in one case, for the head of its person's record: their time here, another level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.cases.level_rules import Proposal
from throughline.cases.models import Case
from throughline.core.actor import Actor
from throughline.organisations import queries as organisations
from throughline.watch import level_queries, time_queries
from throughline.watch.time_queries import CaseTime


@dataclass(frozen=True)
class CaseStanding:
    """How long somebody has been in the service, and what is proposed about how often to speak."""

    case_id: UUID
    time: CaseTime | None
    proposal: Proposal | None


def case_standing(case: Case, *, viewer: Actor, on: date, disrupted: bool) -> CaseStanding:
    """Give what stands to be looked at in somebody's open case, which was read with its client."""
    wanted = (*time_queries.WANTED, *level_queries.WANTED)
    in_force = organisations.numbers_in_force(wanted, provider_id=case.provider_id, on=on)
    setting = level_queries.LevelSetting.of(in_force, disrupted=disrupted)
    return CaseStanding(
        case_id=case.id,
        time=time_queries.time_of_case(case.id, viewer=viewer, on=on, in_force=in_force),
        proposal=level_queries.proposal_for(case, viewer=viewer, on=on, setting=setting),
    )
