"""Holds as rows, for one plan or a thousand: written, owed, ended. Part of the commands, which have asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows
from throughline.core.ids import new_id
from throughline.holds import rules
from throughline.holds.models import Hold, HowEnded, WhyHeld
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind
from throughline.tasks.owing_commands import Owed

LOOK_AGAIN = "{what} is on hold. Look whether it can go on, and what they do meanwhile."
NOTHING_MEANWHILE = "{what} is on hold, and nothing was found for them meanwhile."
HELD_ELSEWHERE = "It does not stand on hold any more."


@dataclass(frozen=True)
class Held:
    """One plan to be put on hold."""

    case_id: UUID
    what: str
    goal_id: UUID | None = None
    onward_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Why something is on hold, what would end it, when we look again, and what meanwhile (R41)."""

    why: WhyHeld
    ends_when: str
    review_on: date
    meanwhile: str
    words: str = ""
    way_id: UUID | None = None
    closing_id: UUID | None = None


def acting_for(provider_id: UUID, *, by: Actor, system: Actor) -> Actor:
    """Give who writes at a provider: whoever reported it at their own, if they hold plans; the system elsewhere."""
    mine = by.organisation_id == provider_id and policy.permits(by, Permission.HOLD_PLANS)
    return by if mine else system


def write_holds(
    held: Sequence[Held], holding: Holding, *, provider_id: UUID, on: date, by: Actor, at: datetime
) -> list[UUID]:
    """Write the holds and what is owed because of them, in a fixed number of statements."""
    _end_what_no_longer_holds(held, by=by, at=at)
    ids = [new_id() for _ in held]
    insert_rows(Hold, [
        {"id": id_, "provider_id": provider_id, "case_id": one.case_id, "goal_id": one.goal_id,
         "onward_id": one.onward_id, "why": holding.why, "words": holding.words.strip(), "since_on": on,
         "ends_when": holding.ends_when.strip(), "review_on": holding.review_on,
         "meanwhile": holding.meanwhile.strip(), "way_id": holding.way_id, "closing_id": holding.closing_id,
         "made_at": at, "made_by_id": by.user_id}
        for id_, one in zip(ids, held, strict=True)
    ])  # fmt: skip
    entries = {id_: {"why": holding.why} for id_ in ids}
    audit.record_many("PUT_ON_HOLD", about=Hold, entries=entries, provider_id=provider_id, by=by, at=at)
    look = [
        Owed(one.case_id, id_, holding.review_on, LOOK_AGAIN.format(what=one.what))
        for id_, one in zip(ids, held, strict=True)
    ]
    owed.owe_many(look, kind=TaskKind.HOLD_REVIEW, by=by, at=at)
    if rules.is_nothing_found(holding.meanwhile):
        ask = [
            Owed(one.case_id, id_, on, NOTHING_MEANWHILE.format(what=one.what))
            for id_, one in zip(ids, held, strict=True)
        ]
        owed.owe_many(ask, kind=TaskKind.ASK_MEANWHILE, by=by, at=at)
    return ids


def end_holds(hold_ids: Collection[UUID], how: HowEnded, *, by: Actor, at: datetime) -> None:
    """End holds and settle what was owed because of them, in a fixed number of statements."""
    found = Hold.objects.visible_to(by).filter(id__in=hold_ids, ended_at__isnull=True)
    providers = dict(found.select_for_update().order_by("id").values_list("id", "provider_id"))
    Hold.objects.visible_to(by).filter(id__in=list(providers)).update(
        ended_at=at, ended_by_id=by.user_id, how_ended=how
    )
    for provider_id in set(providers.values()):
        entries = {id_: {"how": how} for id_, provider in providers.items() if provider == provider_id}
        audit.record_many("HOLD_ENDED", about=Hold, entries=entries, provider_id=provider_id, by=by, at=at)
    for kind in (TaskKind.HOLD_REVIEW, TaskKind.ASK_MEANWHILE):
        owed.settle_many(list(providers), kind=kind, answer=f"{how.label}.", by=by, at=at)


def _end_what_no_longer_holds(held: Sequence[Held], *, by: Actor, at: datetime) -> None:
    """End what stands in the books for a goal that somebody has taken up by hand since."""
    stale = Hold.objects.visible_to(by).filter(
        goal_id__in=[one.goal_id for one in held if one.goal_id], ended_at__isnull=True
    )
    end_holds(list(stale.values_list("id", flat=True)), HowEnded.CHANGED, by=by, at=at)
