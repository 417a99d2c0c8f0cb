"""What puts ground gained at risk, for one person or for many at once, and what takes the risk away (R21)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import ripple_commands as cases
from throughline.cases.models import Handover, LevelReason, PartOfDay, Way
from throughline.cases.rules import NextContact
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows, update_rows
from throughline.core.ids import new_id
from throughline.core.working_days import add_working_days
from throughline.directory.kinds import Mode
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.support_plans import rules
from throughline.support_plans.kinds import GainState, WhyAtRisk
from throughline.support_plans.models import Gain, GainTurn, Risk
from throughline.support_plans.writing import lock_many, open_cases, write_down

Flagged = dict[str, Any]
"""What flagging did, as it can be kept in JSON: the risks written, what gains were, contacts and levels."""

NOT_SO = "What put it at risk was taken back"


@transaction.atomic
def flag_at_risk(
    *,
    gain_ids: Collection[UUID],
    why: WhyAtRisk,
    since_on: date,
    service_id: UUID | None = None,
    mode: Mode | None = None,
    words: str = "",
    by: Actor,
    at: datetime,
) -> Flagged:
    """Let ground be at risk for a reason, a contact be due soon (SET7), and more contact be proposed; give what it did.

    A gain that is at risk already gets a second reason. Ground that has slipped is left. Statements do not grow with
    the number of people.

    :raises NotAllowed: if `by` may not write plans
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    known = Risk.objects.visible_to(by).filter(
        gain_id__in=gain_ids, why=why, service_id=service_id, mode=mode or "", ended_at__isnull=True
    )
    told = set(known.values_list("gain_id", flat=True))
    gains = [
        gain for gain in lock_many(Gain, gain_ids, by=by)
        if gain.state in rules.CAN_BE_AT_RISK and gain.id not in told
    ]  # fmt: skip
    risks = [
        {"id": new_id(), "provider_id": gain.provider_id, "gain_id": gain.id, "why": why, "service_id": service_id,
         "mode": mode or "", "words": words, "since_on": since_on, "made_at": at, "made_by_id": by.user_id}
        for gain in gains
    ]  # fmt: skip
    insert_rows(Risk, risks)
    fresh = [gain for gain in gains if gain.state != GainState.AT_RISK]
    before = _turn_all(fresh, dict.fromkeys((g.id for g in fresh), GainState.AT_RISK), on=since_on, by=by, at=at)
    write_down("GAIN_AT_RISK", gains, by=by, at=at, details={"why": why, "service": service_id})
    return {
        "gains": before,
        "risks": [str(risk["id"]) for risk in risks],
        **_contact_soon(gains, by=by, at=at),
    }


@transaction.atomic
def unflag(*, flagged: Flagged, by: Actor, at: datetime) -> None:
    """Undo `flag_at_risk`: its risks end, and contacts and proposals are as before, but for what was changed since.

    :raises NotAllowed: if `by` may not write plans
    """
    policy.require(Permission.RECORD_PLAN, actor=by)
    Risk.objects.visible_to(by).filter(id__in=flagged["risks"], ended_at__isnull=True).update(
        ended_at=at, ended_by_id=by.user_id
    )
    was = {UUID(row["id"]): GainState(row["state"]) for row in flagged["gains"]}
    gains = [gain for gain in _without_risk(was, by=by) if gain.state == GainState.AT_RISK]
    _turn_all(gains, was, on=clock.local_date(at), by=by, at=at)
    write_down("GAIN_NOT_AT_RISK", gains, by=by, at=at)
    cases.put_back({UUID(id_): _promised(row) for id_, row in flagged["contacts"].items()}, by=by, at=at)
    raised = [UUID(id_) for id_ in flagged["levels"]]
    cases.take_back_levels(case_ids=raised, reason=LevelReason.GROUND_AT_RISK, why=NOT_SO, by=by, at=at)


@transaction.atomic
def end_risk_of_way(
    *, service_id: UUID, mode: Mode, client_ids: Collection[UUID], by: Actor, at: datetime
) -> list[UUID]:
    """Let these people's ground be at risk no longer because a way stopped, which they use again; give what holds.

    :raises NotAllowed: if `by` may not write plans
    """
    risks = Risk.objects.visible_to(by).filter(service_id=service_id, mode=mode, gain__client_id__in=client_ids)
    return _end_risks(risks, by=by, at=at)


@transaction.atomic
def end_risk_of_staying_in(*, provider_id: UUID, by: Actor, at: datetime) -> list[UUID]:
    """Let ground be at risk no longer because people were to stay at home; give what holds again (R21, R48).

    :raises NotAllowed: if `by` may not write plans
    """
    risks = Risk.objects.visible_to(by).filter(provider_id=provider_id, why=WhyAtRisk.STAYS_IN)
    return _end_risks(risks, by=by, at=at)


@transaction.atomic
def note_worker_changed(*, case_id: UUID, by: Actor, at: datetime) -> None:
    """Let what somebody gained with their last link worker be at risk, now that they have another (R21)."""
    handed = Handover.objects.visible_to(by).filter(case_id=case_id).order_by("-made_at", "id")
    last = handed.values_list("from_worker_id", "to_worker_id", "case__client_id").first()
    if last is None:
        return
    from_id, to_id, client_id = last
    gains = Gain.objects.visible_to(by).filter(client_id=client_id, leans_on_worker_id=from_id)
    ids = list(gains.values_list("id", flat=True)) if from_id != to_id else []
    if ids:
        flag_at_risk(gain_ids=ids, why=WhyAtRisk.WORKER_CHANGED, since_on=clock.local_date(at), by=by, at=at)


def _end_risks(risks: QuerySet[Risk], *, by: Actor, at: datetime) -> list[UUID]:
    policy.require(Permission.RECORD_PLAN, actor=by)
    standing = risks.filter(ended_at__isnull=True)
    ids = set(standing.values_list("gain_id", flat=True))
    standing.update(ended_at=at, ended_by_id=by.user_id)
    gains = [gain for gain in _without_risk(ids, by=by) if gain.state == GainState.AT_RISK]
    slipped = set(GainTurn.objects.filter(gain__in=gains, state=GainState.SLIPPED).values_list("gain_id", flat=True))
    to = {g.id: rules.holds_again([GainState.SLIPPED] if g.id in slipped else []) for g in gains}
    _turn_all(gains, to, on=clock.local_date(at), by=by, at=at)
    write_down("GAIN_NOT_AT_RISK", gains, by=by, at=at)
    return [gain.id for gain in gains]


def _contact_soon(gains: Collection[Gain], *, by: Actor, at: datetime) -> Flagged:
    today = clock.local_date(at)
    contacts: dict[UUID, tuple[int, NextContact]] = {}
    levels: list[UUID] = []
    held = open_cases({gain.client_id for gain in gains}, by=by)
    for provider_id in {gain.provider_id for gain in gains}:
        within = organisations.number_in_force(numbers.GAIN_AT_RISK, provider_id=provider_id, on=today)
        those = {held[g.client_id] for g in gains if g.provider_id == provider_id and g.client_id in held}
        latest = add_working_days(today, within)
        contacts |= cases.bring_forward(case_ids=those, latest_on=latest, by=by, at=at)
        levels += cases.raise_levels(case_ids=those, reason=LevelReason.GROUND_AT_RISK, by=by, at=at)
    return {
        "contacts": {str(case_id): _written(*promise) for case_id, promise in contacts.items()},
        "levels": [str(case_id) for case_id in levels],
    }


def _written(number: int, was: NextContact) -> dict[str, object]:
    return {
        "number": number, "on": was.on.isoformat(), "by_id": str(was.by_id), "way": was.way, "part": was.part,
        "time": was.time and was.time.isoformat(), "place": was.place,
    }  # fmt: skip


def _promised(row: Mapping[str, Any]) -> tuple[int, NextContact]:
    was = NextContact(
        on=date.fromisoformat(row["on"]),
        by_id=UUID(row["by_id"]),
        way=Way(row["way"]),
        part=PartOfDay(row["part"]) if row["part"] else None,
        time=time.fromisoformat(row["time"]) if row["time"] else None,
        place=row["place"],
    )
    return row["number"], was


def _without_risk(gain_ids: Collection[UUID], *, by: Actor) -> list[Gain]:
    """Hold those of these gains for which no reason of risk stands any more."""
    still = Risk.objects.visible_to(by).filter(gain_id__in=gain_ids, ended_at__isnull=True)
    at_risk = set(still.values_list("gain_id", flat=True))
    return lock_many(Gain, [id_ for id_ in gain_ids if id_ not in at_risk], by=by)


def _turn_all(
    gains: Collection[Gain], to: Mapping[UUID, GainState], *, on: date, by: Actor, at: datetime
) -> list[dict[str, str]]:
    before = [{"id": str(gain.id), "state": str(gain.state)} for gain in gains]
    for gain in gains:
        gain.state, gain.state_on = to[gain.id], on
    update_rows(list(gains), ["state", "state_on"])
    insert_rows(GainTurn, [
        {"id": new_id(), "provider_id": gain.provider_id, "gain_id": gain.id, "state": gain.state, "turned_on": on,
         "made_at": at, "made_by_id": by.user_id}
        for gain in gains
    ])  # fmt: skip
    return before
