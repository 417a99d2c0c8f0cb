"""What can happen to how often we speak. Only a person agrees or declines; what has happened may only propose (R27)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.cases import commands as cases
from throughline.cases import level_rules as rules
from throughline.cases.models import Case, Level, LevelAct, LevelChange, LevelReason, Way
from throughline.cases.rules import NextContact
from throughline.core.actor import Actor

TAKEN_BACK = "The contact that told of it was put right"


@transaction.atomic
def raise_level(
    *, case_id: UUID, reason: LevelReason, told_at: datetime | None = None, by: Actor, at: datetime
) -> None:
    """Keep something that asks for more contact, so that it stands as a proposal until a person decides.

    Brought up again before anybody decided, it stands once. What was decided on since it was told (`told_at`, else now)
    is not brought up again: a contact may be put right afterwards.

    :raises NotFound: if `by` cannot see the case
    """
    case = cases.lock_case(case_id, viewer=by)
    if case.closed_at is not None or reason in _standing(case):
        return
    if told_at is None or not _decided_since(told_at, case=case, reason=reason):
        _keep(case, LevelAct.PROPOSED, to=(Level.INTENSIVE, None), reasons=[reason], by=by, at=at)


@transaction.atomic
def take_back_level(
    *, case_id: UUID, reason: LevelReason, last_told_at: datetime | None, by: Actor, at: datetime
) -> None:
    """Let a reason propose nothing any more, where what told of it was put right. What was decided stands.

    `last_told_at`: when something that stands told of it; if nobody has decided since, it goes on being proposed.

    :raises NotFound: if `by` cannot see the case
    """
    case = cases.lock_case(case_id, viewer=by)
    if reason not in _standing(case):
        return
    if last_told_at is None or _decided_since(last_told_at, case=case, reason=reason):
        now = (Level(case.level), case.gap_days)
        _keep(case, LevelAct.TAKEN_BACK, to=now, reasons=[reason], note=TAKEN_BACK, by=by, at=at)


@transaction.atomic
def raise_level_of_client(*, client_id: UUID, reason: LevelReason, by: Actor, at: datetime) -> None:
    """Keep the same for a client who is in the service now; for one who is not, there is nothing to propose."""
    held = Case.objects.visible_to(by).still_open().filter(client_id=client_id)
    for case_id in held.values_list("id", flat=True):
        raise_level(case_id=case_id, reason=reason, by=by, at=at)


@transaction.atomic
def change_level(
    *,
    case: Case,
    to: tuple[Level, int | None],
    reasons: Sequence[LevelReason],
    agreed_way: Way,
    note: str,
    next_contact: NextContact | None,
    by: Actor,
    at: datetime,
) -> None:
    """Let a level, or a gap of somebody's own, hold from now on, and move the next contact where that was agreed too.

    :raises Refused: if it holds already, the gap is not possible, or nothing is said of what was agreed
    """
    rules.may_agree(now=(Level(case.level), case.gap_days), to=to, note=note).require()
    change = _keep(case, LevelAct.AGREED, to=to, reasons=reasons, agreed_way=agreed_way, note=note, by=by, at=at)
    case.level, case.gap_days = to
    case.save(update_fields=["level", "gap_days"])
    if next_contact is not None:
        cases.promise_next_contact(case=case, next_contact=next_contact, by=by, at=at)
    audit.record("LEVEL_AGREED", about=case, by=by, at=at, details={"change": change.id})


@transaction.atomic
def leave_level(
    *, case: Case, proposed: Level, reasons: Sequence[LevelReason], note: str, by: Actor, at: datetime
) -> None:
    """Keep that a proposal was declined, and why.

    :raises Refused: if nothing was proposed, or no reason is given
    """
    rules.may_leave_as_it_is(proposed=bool(reasons), note=note).require()
    change = _keep(case, LevelAct.DECLINED, to=(proposed, None), reasons=reasons, note=note, by=by, at=at)
    audit.record("LEVEL_DECLINED", about=case, by=by, at=at, details={"change": change.id})


def _standing(case: Case) -> set[str]:
    """Give the reasons brought up since anything was last decided."""
    standing: set[str] = set()
    for act, reasons in LevelChange.objects.filter(case=case).order_by("sequence").values_list("act", "reasons"):
        standing = rules.still_raised(standing, LevelAct(act), reasons)
    return standing


def _decided_since(moment: datetime, *, case: Case, reason: LevelReason) -> bool:
    decided = LevelChange.objects.filter(case=case, reasons__contains=[reason], made_at__gte=moment)
    return bool(decided.filter(act__in=[LevelAct.AGREED, LevelAct.DECLINED]).exists())


def _keep(
    case: Case,
    act: LevelAct,
    *,
    to: tuple[Level, int | None],
    reasons: Sequence[LevelReason],
    by: Actor,
    at: datetime,
    agreed_way: str = "",
    note: str = "",
) -> LevelChange:
    last = LevelChange.objects.filter(case=case).order_by("-sequence").values_list("sequence", flat=True).first()
    return LevelChange.objects.create(
        provider_id=case.provider_id,
        case=case,
        sequence=(last or 0) + 1,
        act=act,
        from_level=case.level,
        from_gap_days=case.gap_days,
        to_level=to[0],
        to_gap_days=to[1],
        reasons=list(reasons),
        agreed_way=agreed_way,
        note=note.strip(),
        made_at=at,
        made_by_id=by.user_id,
    )
