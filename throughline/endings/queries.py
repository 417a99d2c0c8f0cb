"""What can be asked of endings: by which policy somebody's case may end, and what was said when it did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughline.cases.models import Case, CloseReason, Way
from throughline.clients.models import Answer
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.endings import rules
from throughline.endings.models import Agreed, Ending, HeldOpen, KeptRule
from throughline.organisations import queries as organisations
from throughline.organisations.models import Discharge


@dataclass(frozen=True)
class PolicyFor:
    """The policy that holds for one person on a day. `kept_from`: they came from there, with a kinder rule."""

    policy: Discharge
    since: date | None
    reason: str
    kept_from: str = ""
    kept_id: UUID | None = None
    own: Discharge = Discharge.ORDINARY
    """The provider's own policy, which holds once they are told of the change."""


@dataclass(frozen=True)
class EndingRow:
    """One ending as the record shows it."""

    ending_id: UUID
    case_id: UUID
    client_id: UUID
    name: str
    reason: CloseReason
    note: str
    agreed: Agreed
    days_tried: int
    policy: Discharge
    against_policy: str
    gained: tuple[str, ...]
    still_open: tuple[str, ...]
    left_open: tuple[str, ...]
    come_back_until: date | None
    may_contact_again: Answer
    ended_at: datetime
    ended_by: str
    told_at: datetime | None
    told_by: str
    told_way: Way | None
    settled_at: datetime | None
    settled_by: str
    settled_note: str


def policy_for(case: Case, *, viewer: Actor, on: date) -> PolicyFor:
    """Give the policy that holds for a case on a day: the provider's, or a kinder one they came with (R57)."""
    own = organisations.discharge_policy(case.provider_id, on=on)
    kept: KeptRule | None = None
    if case.referral_id:
        untold = KeptRule.objects.visible_to(viewer).filter(referral_id=case.referral_id, told_at__isnull=True)
        kept = untold.first()
    if kept is None or rules.kinder(Discharge(kept.policy), own.policy) == own.policy:
        return PolicyFor(own.policy, own.from_on, own.reason, own=own.policy)
    return PolicyFor(
        Discharge(kept.policy), kept.since_on, f"They came from {kept.kept_from}", kept.kept_from, kept.id, own.policy
    )


def is_held_open(case_id: UUID, *, viewer: Actor) -> bool:
    """Say whether somebody is on the held-open list."""
    found: bool = HeldOpen.objects.visible_to(viewer).filter(case_id=case_id).exists()
    return found


def endings_of(client_id: UUID, *, viewer: Actor) -> tuple[EndingRow, ...]:
    """List how each spell of somebody ended, the last at the top, in one statement."""
    return _rows(Ending.objects.visible_to(viewer).filter(case__client_id=client_id))


def ending_of(case_id: UUID, *, viewer: Actor) -> EndingRow:
    """Give how one case ended.

    :raises NotFound: if the viewer cannot see it, or it has not ended in this way
    """
    found = found_ending(case_id, viewer=viewer)
    if found is None:
        raise NotFound("no such ending")
    return found


def found_ending(case_id: UUID, *, viewer: Actor) -> EndingRow | None:
    """Give how one case ended, or nothing: it is open, or moved elsewhere, or ended before this was kept."""
    found = _rows(Ending.objects.visible_to(viewer).filter(case_id=case_id))
    return found[0] if found else None


def may_contact_again(case_ids: Iterable[UUID], *, viewer: Actor) -> dict[UUID, Answer]:
    """Give what each person said about being contacted again; who is not named here was not asked (R59)."""
    found = Ending.objects.visible_to(viewer).filter(case_id__in=list(case_ids))
    return {case_id: Answer(said) for case_id, said in found.values_list("case_id", "may_contact_again")}


def _rows(found: Any) -> tuple[EndingRow, ...]:
    endings = found.select_related("case__client", "ended_by", "told_by", "settled_by")
    return tuple(_row(ending) for ending in endings.order_by("-ended_at", "-id"))


def _row(ending: Ending) -> EndingRow:
    case = ending.case
    return EndingRow(
        ending_id=ending.id, case_id=case.id, client_id=case.client_id, name=case.client.full_name,
        reason=CloseReason(case.close_reason), note=case.close_note, agreed=Agreed(ending.agreed),
        days_tried=ending.days_tried, policy=Discharge(ending.policy), against_policy=ending.against_policy,
        gained=tuple(ending.gained), still_open=tuple(ending.still_open), left_open=tuple(ending.left_open),
        come_back_until=ending.come_back_until, may_contact_again=Answer(ending.may_contact_again),
        ended_at=ending.ended_at, ended_by=ending.ended_by.name, told_at=ending.told_at,
        told_by=ending.told_by.name if ending.told_by else "",
        told_way=Way(ending.told_way) if ending.told_way else None, settled_at=ending.settled_at,
        settled_by=ending.settled_by.name if ending.settled_by else "", settled_note=ending.settled_note,
    )  # fmt: skip
