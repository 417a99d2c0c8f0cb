"""Onward referrals put on hold and restarted, one or a thousand alike, and the exact undoing. Asked for by `holds`.

Each gives what was before as it can be kept in JSON; the command that takes it back wants just that. What somebody has
moved on by hand meanwhile is left as they left it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows
from throughline.core.ids import new_id
from throughline.onward_referrals import owing
from throughline.onward_referrals.models import CLOSED, OnwardReferral, OnwardStep, State
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind
from throughline.tasks.owing_commands import Owed

Before = list[dict[str, Any]]
LOOKED_AT_WITH_THE_HOLD = "On hold: it is looked at again with the hold."


@transaction.atomic
def hold_referrals(*, onward_ids: Collection[UUID], words: str, by: Actor, at: datetime) -> Before:
    """Put those of these referrals that are going on, on hold; give where they stood.

    :raises NotAllowed: if `by` may not refer on
    """
    policy.require(Permission.REFER_ON, actor=by)
    open_now = _locked(onward_ids, by=by).exclude(state__in=[*CLOSED, State.ON_HOLD])
    rows = {row["id"]: row for row in open_now.values("id", "provider_id", "state")}
    _of(rows, by=by).update(before_hold=F("state"), state=State.ON_HOLD)
    _keep_steps(rows, dict.fromkeys(rows, State.ON_HOLD), words=words, by=by, at=at)
    owed.settle_many(list(rows), kind=TaskKind.CHECK_BACK, answer=LOOKED_AT_WITH_THE_HOLD, by=by, at=at)
    return [{"id": str(id_), "state": row["state"]} for id_, row in rows.items()]


@transaction.atomic
def ask_online_later(*, onward_id: UUID, by: Actor, at: datetime) -> None:
    """Keep that this person does not want to do it online: nobody asks again for a while (R38, SET19).

    :raises NotAllowed: if `by` may not refer on
    """
    policy.require(Permission.REFER_ON, actor=by)
    for one in _locked([onward_id], by=by):
        one.ask_online_from = owing.asks_online_from(one, today=clock.local_date(at))
        one.save(update_fields=["ask_online_from"])


@transaction.atomic
def restart_referrals(
    *, onward_ids: Collection[UUID], check_back_on: date | None, words: str, by: Actor, at: datetime
) -> Before:
    """Let those of these referrals that are on hold stand where they stood, with a day to check back; give which.

    `check_back_on`: none leaves the day that each had.

    :raises NotAllowed: if `by` may not refer on
    """
    policy.require(Permission.REFER_ON, actor=by)
    held = _locked(onward_ids, by=by).filter(state=State.ON_HOLD)
    rows = {row["id"]: row for row in held.values("id", "provider_id", "before_hold")}
    days: dict[str, Any] = {"check_back_on": check_back_on} if check_back_on else {}
    _of(rows, by=by).update(state=F("before_hold"), before_hold="", **days)
    _keep_steps(rows, {id_: State(row["before_hold"]) for id_, row in rows.items()}, words=words, by=by, at=at)
    _owe_checking_back(rows, by=by, at=at)
    return [{"id": str(id_), "state": row["before_hold"]} for id_, row in rows.items()]


@transaction.atomic
def put_referrals_back(*, before: Before, words: str, by: Actor, at: datetime) -> set[UUID]:
    """Undo `hold_referrals`, but for those that somebody has moved on since; give those that were left.

    :raises NotAllowed: if `by` may not refer on
    """
    ids = {UUID(row["id"]) for row in before}
    back = restart_referrals(onward_ids=ids, check_back_on=None, words=words, by=by, at=at)
    return ids - {UUID(row["id"]) for row in back}


def _locked(onward_ids: Collection[UUID], *, by: Actor) -> Any:
    found = OnwardReferral.objects.visible_to(by).filter(id__in=onward_ids)
    return found.select_for_update(of=("self",)).order_by("id")


def _of(rows: Collection[UUID], *, by: Actor) -> Any:
    return OnwardReferral.objects.visible_to(by).filter(id__in=list(rows))


def _keep_steps(
    rows: Mapping[UUID, Mapping[str, Any]], to: Mapping[UUID, State], *, words: str, by: Actor, at: datetime
) -> None:
    """Add a step to each, and an entry in the trail, in a fixed number of statements for each provider."""
    counted = OnwardStep.objects.visible_to(by).filter(onward_id__in=list(rows)).values("onward_id")
    last = dict(counted.annotate(last=Max("sequence")).values_list("onward_id", "last"))
    today = clock.local_date(at)
    insert_rows(OnwardStep, [
        {"id": new_id(), "provider_id": row["provider_id"], "onward_id": id_, "sequence": last.get(id_, 0) + 1,
         "state": to[id_], "happened_on": today, "words": words, "recorded_at": at, "recorded_by_id": by.user_id}
        for id_, row in rows.items()
    ])  # fmt: skip
    for provider_id in {row["provider_id"] for row in rows.values()}:
        entries = {id_: {"state": to[id_]} for id_, row in rows.items() if row["provider_id"] == provider_id}
        audit.record_many("ONWARD_STEP", about=OnwardReferral, entries=entries, provider_id=provider_id, by=by, at=at)


def _owe_checking_back(rows: Collection[UUID], *, by: Actor, at: datetime) -> None:
    again = _of(rows, by=by).filter(case__closed_at__isnull=True).select_related("service")
    tasks = [
        Owed(one.case_id, one.id, one.check_back_on, owing.REASONS[State(one.state)].format(service=one.service.name))
        for one in again if one.check_back_on
    ]  # fmt: skip
    owed.owe_many(tasks, kind=TaskKind.CHECK_BACK, by=by, at=at)
