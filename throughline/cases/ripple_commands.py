"""What something that happened to many people at once means for their cases: speak sooner, and more often (R21, R27).

Each case gets what `commands` and `level_commands` give one, in a fixed number of statements, and it can be undone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from throughline.audit import commands as audit
from throughline.cases import level_rules
from throughline.cases.models import Case, Level, LevelAct, LevelChange, LevelReason, PartOfDay, Promise, Way
from throughline.cases.rules import NextContact
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows, update_rows
from throughline.core.ids import new_id


@transaction.atomic
def bring_forward(
    *, case_ids: Collection[UUID], latest_on: date, by: Actor, at: datetime
) -> dict[UUID, tuple[int, NextContact]]:
    """Bring each next contact that lies later to a day, by the same person in the same way, in a few statements.

    An appointment's time and place do not go with it to another day. Give what was promised before, by case, with the
    number of the promise made instead, so that it can be put back.
    """
    later = Case.objects.visible_to(by).still_open().filter(id__in=case_ids, next_contact_on__gt=latest_on)
    cases = list(later.select_for_update().order_by("id"))
    before = {case.id: _promise_in_force(case) for case in cases}
    new = {
        id_: NextContact(on=latest_on, by_id=was.by_id, way=was.way, part=None if was.time else was.part)
        for id_, was in before.items()
    }
    numbers = _promise_again(cases, new, by=by, at=at)
    return {id_: (numbers[id_], was) for id_, was in before.items()}


@transaction.atomic
def promise_other_ways(*, ways: Mapping[UUID, Way], by: Actor, at: datetime) -> dict[UUID, int]:
    """Promise each next contact in another way, on the same day and hour, by the same person, at no place of its own.

    Give the number of each promise made. Whoever calls this has asked which ways are open to whom, and for permission.
    """
    held = Case.objects.visible_to(by).still_open().filter(id__in=ways.keys())
    cases = list(held.select_for_update().order_by("id"))
    new = {case.id: replace(_promise_in_force(case), way=ways[case.id], place="") for case in cases}
    return _promise_again(cases, new, by=by, at=at)


@transaction.atomic
def put_back(promised: Mapping[UUID, tuple[int, NextContact]], *, by: Actor, at: datetime) -> None:
    """Promise again what was promised before contacts were brought forward, but for cases promised otherwise since."""
    held = Case.objects.visible_to(by).still_open().filter(id__in=promised.keys()).select_for_update().order_by("id")
    last = _last_numbers(promised.keys())
    cases = [case for case in held if last[case.id] == promised[case.id][0]]
    _promise_again(cases, {case.id: promised[case.id][1] for case in cases}, by=by, at=at)


@transaction.atomic
def raise_levels(*, case_ids: Collection[UUID], reason: LevelReason, by: Actor, at: datetime) -> list[UUID]:
    """Keep, for each open case, something that asks for more contact; give those for whom it did not stand already."""
    held = Case.objects.visible_to(by).still_open().filter(id__in=case_ids)
    cases = list(held.select_for_update().order_by("id"))
    standing, last = _raised([case.id for case in cases])
    new = [case for case in cases if reason not in standing.get(case.id, ())]
    insert_rows(LevelChange, [
        _level_row(case, LevelAct.PROPOSED, (Level.INTENSIVE, None), reason, last.get(case.id, 0) + 1, by=by, at=at)
        for case in new
    ])  # fmt: skip
    return [case.id for case in new]


@transaction.atomic
def take_back_levels(*, case_ids: Collection[UUID], reason: LevelReason, why: str, by: Actor, at: datetime) -> None:
    """Let a reason propose nothing any more for each of these cases. What was decided meanwhile stands."""
    cases = list(Case.objects.visible_to(by).filter(id__in=case_ids).select_for_update().order_by("id"))
    standing, last = _raised([case.id for case in cases])
    insert_rows(LevelChange, [
        _level_row(case, LevelAct.TAKEN_BACK, (Level(case.level), case.gap_days), reason, last[case.id] + 1,
                   note=why, by=by, at=at)
        for case in cases if reason in standing.get(case.id, ())
    ])  # fmt: skip


def _promise_in_force(case: Case) -> NextContact:
    """Give what was promised last to somebody whose case is open."""
    assert case.next_contact_on and case.next_contact_by_id, "the database keeps an open case with both (R26)"
    return NextContact(
        on=case.next_contact_on,
        by_id=case.next_contact_by_id,
        way=Way(case.next_contact_way),
        part=PartOfDay(case.next_contact_part) if case.next_contact_part else None,
        time=case.next_contact_time,
        place=case.next_contact_place,
    )


def _promise_again(
    cases: Sequence[Case], new: Mapping[UUID, NextContact], *, by: Actor, at: datetime
) -> dict[UUID, int]:
    """Promise each case's next contact anew; give the number of each promise within its case."""
    numbers = {id_: last + 1 for id_, last in _last_numbers(case.id for case in cases).items()}
    rows: dict[UUID, list[dict[str, object]]] = {}
    for case in cases:
        made = new[case.id]
        case.next_contact_on, case.next_contact_time, case.next_contact_place = made.on, made.time, made.place
        case.next_contact_part, case.next_contact_way = made.part or "", made.way
        row = _promised(case, made, numbers[case.id], by=by, at=at)
        rows.setdefault(case.provider_id, []).append(row)
    moved = ["next_contact_on", "next_contact_part", "next_contact_time", "next_contact_place", "next_contact_way"]
    update_rows(cases, moved)
    for provider_id, made_here in rows.items():
        insert_rows(Promise, made_here)
        moved_to = {UUID(str(row["case_id"])): {"on": row["due_on"], "way": row["way"]} for row in made_here}
        audit.record_many("NEXT_CONTACT_MOVED", about=Case, entries=moved_to, provider_id=provider_id, by=by, at=at)
    return numbers


def _last_numbers(case_ids: Iterable[UUID]) -> dict[UUID, int]:
    made = Promise.objects.filter(case_id__in=list(case_ids)).values_list("case_id")
    return dict(made.annotate(last=Max("sequence")))


def _raised(case_ids: Collection[UUID]) -> tuple[dict[UUID, set[str]], dict[UUID, int]]:
    """Give, by case, the reasons brought up since anything was decided, and the number of the last act."""
    standing: dict[UUID, set[str]] = {}
    last: dict[UUID, int] = {}
    acts = LevelChange.objects.filter(case_id__in=case_ids).order_by("case_id", "sequence")
    for case_id, sequence, act, reasons in acts.values_list("case_id", "sequence", "act", "reasons"):
        standing[case_id] = level_rules.still_raised(standing.get(case_id, set()), LevelAct(act), reasons)
        last[case_id] = sequence
    return standing, last


def _level_row(
    case: Case,
    act: LevelAct,
    to: tuple[Level, int | None],
    reason: LevelReason,
    sequence: int,
    *,
    note: str = "",
    by: Actor,
    at: datetime,
) -> dict[str, object]:
    return {
        "id": new_id(),
        "provider_id": case.provider_id,
        "case_id": case.id,
        "sequence": sequence,
        "act": act,
        "from_level": case.level,
        "from_gap_days": case.gap_days,
        "to_level": to[0],
        "to_gap_days": to[1],
        "reasons": [reason],
        "note": note,
        "made_at": at,
        "made_by_id": by.user_id,
    }


def _promised(case: Case, made: NextContact, sequence: int, *, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "provider_id": case.provider_id,
        "case_id": case.id,
        "sequence": sequence,
        "due_on": made.on,
        "part": made.part or "",
        "time": made.time,
        "place": made.place,
        "way": made.way,
        "to_be_kept_by_id": made.by_id,
        "made_at": at,
        "made_by_id": by.user_id,
    }
