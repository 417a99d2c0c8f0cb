"""What can happen when a way of joining stops: every plan that leans on it is held in one act, and it can be undone.

The act is one transaction for every provider, whoever reported it: all of it happens or nothing. Each provider's rows
are written under its own scope's eyes only: nothing of one is given to another.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.correspondence import plan_commands as notices
from throughline.correspondence.models import About
from throughline.directory import commands as directory
from throughline.directory.kinds import STOPPED, How, Mode, Report, Status, Sure, Teller
from throughline.directory.models import WayOfJoining
from throughline.directory.writing import Observed
from throughline.holds import rules
from throughline.holds.models import NOTHING_FOUND, Closing, Hold, HowEnded, WhyHeld
from throughline.holds.writing import Held, Holding, acting_for, end_holds, write_holds
from throughline.onward_referrals import hold_commands as onward
from throughline.onward_referrals.models import OnwardReferral, State
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.support_plans import ripple_commands as plans
from throughline.support_plans import risk_commands as risks
from throughline.support_plans.kinds import GoalState, WhyAtRisk
from throughline.support_plans.ripple_queries import LeansHere, leans_on
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind

PURPOSE = "a linked service stopped"
STOPPED_WORDS = "{service} has stopped"
RUNS_AGAIN = "{service} runs again"
TAKEN_BACK = "It was reported by mistake, and undone"


@transaction.atomic
def report_stopped(
    *, service_id: UUID, report: Report, told: Observed, meanwhile: str, by: Actor, at: datetime
) -> Closing | None:
    """Report that a service has stopped, with what its people do meanwhile; every plan that leans on it is held (R46).

    Gives nothing where it had stopped before.

    :raises NotAllowed: if `by` may not report what runs, or hold plans
    :raises NotFound: if there is no such service
    :raises Refused: without a meanwhile, which may be "nothing found"
    """
    policy.require(Permission.HOLD_PLANS, actor=by)
    if not meanwhile.strip():
        raise Refused(f"Say what people do meanwhile, or write “{NOTHING_FOUND}”: a manager then reads it.")
    closing = _closing(service_id, by.organisation_id, meanwhile=meanwhile.strip(), by=by, at=at)
    directory.report_change(service_id=service_id, report=report, told=told, by=by, at=at)
    closing.refresh_from_db()
    if closing.ways:
        return closing
    closing.delete()  # It had stopped before: nothing more is held.
    return None


@transaction.atomic
def hold_what_leans(
    *, service_id: UUID, way_id: UUID, mode: Mode, before: Status, after: Status, by: Actor, at: datetime
) -> None:
    """Hold every plan that leans on a way of joining, at every provider, with all that follows (R21, R41, R46)."""
    with acting_as(Actor.system(PURPOSE)) as system:
        way = WayOfJoining.objects.select_related("service").get(id=way_id)
        leaning = leans_on(service_id, mode=mode, viewer=system) if _mode_is_gone(way) else []
        referred = _referred(way_id, viewer=system)
        own = {by.organisation_id} if by.organisation_id and policy.permits(by, Permission.HOLD_PLANS) else set()
        for provider_id in sorted(own | set(referred) | {row.provider_id for row in leaning}):
            _hold_for(
                provider_id, way, [row for row in leaning if row.provider_id == provider_id],
                referred.get(provider_id, {}), {"way": str(way_id), "before": before, "after": after},
                by=by, system=system, at=at,
            )  # fmt: skip


@transaction.atomic
def list_to_restart(*, way_id: UUID, by: Actor, at: datetime) -> None:
    """List everything that waits for a way of joining which runs again: none is lost, a person restarts each (R41)."""
    today = clock.local_date(at)
    with acting_as(Actor.system(PURPOSE)) as system:
        waiting = Hold.objects.standing().filter(way_id=way_id, restart_from__isnull=True)
        found = list(waiting.select_related("way__service").order_by("provider_id", "id"))
        Hold.objects.filter(id__in=[hold.id for hold in found]).update(restart_from=today)
        untold = [
            UUID(notice) for closing in Closing.objects.filter(id__in={hold.closing_id for hold in found})
            for notice in closing.did.get(str(way_id), {}).get("notices", [])
        ]  # fmt: skip
        notices.withdraw_many(notice_ids=untold, why="It runs again", by=system, at=at)
        soon = [
            owed.Owed(hold.case_id, hold.id, today, f"{hold.way.service.name} runs again. Ask whether they go back.")
            for hold in found if hold.way
        ]  # fmt: skip
        owed.owe_many(soon, kind=TaskKind.HOLD_REVIEW, by=system, at=at)


@transaction.atomic
def undo_closing(*, closing_id: UUID, by: Actor, at: datetime) -> list[UUID]:
    """Undo a closing at every provider: each row is as it was, but what somebody has changed since. Give whose that is.

    :raises NotAllowed: if `by` may not hold plans
    :raises NotFound: if `by` cannot see the closing
    :raises Refused: after the hour, twice, or where somebody elsewhere reported it
    """
    policy.require(Permission.HOLD_PLANS, actor=by)
    closing = Closing.objects.visible_to(by).select_for_update().filter(id=closing_id).first()
    if closing is None:
        raise NotFound("no such closing")
    rules.may_undo(reported_at=closing.reported_at, undone=closing.undone_at is not None, at=at).require()
    if closing.reported_by.organisation_id != by.organisation_id:
        raise Refused("Another provider reported this. If it runs, report that: everybody is then listed to restart.")
    left: list[UUID] = []
    with acting_as(Actor.system(PURPOSE)) as system:
        together = Closing.objects.filter(service_id=closing.service_id, reported_at=closing.reported_at)
        for one in together.select_for_update().order_by("provider_id"):
            changed = _undo_for(one, by=acting_for(one.provider_id, by=by, system=system), at=at)
            left += changed if one.provider_id == by.organisation_id else []
    _say_it_runs_as_before(closing, by=by, at=at)
    return left


@transaction.atomic
def say_meanwhile(*, closing_id: UUID, meanwhile: str, by: Actor, at: datetime) -> int:
    """Say what everybody whom a closing holds does meanwhile, where nothing had been found; give for how many.

    :raises NotAllowed: if `by` may not hold plans
    :raises NotFound: if `by` cannot see the closing
    :raises Refused: without words
    """
    policy.require(Permission.HOLD_PLANS, actor=by)
    closing = Closing.objects.visible_to(by).select_for_update().filter(id=closing_id).first()
    if closing is None:
        raise NotFound("no such closing")
    if not meanwhile.strip() or rules.is_nothing_found(meanwhile):
        raise Refused("Say what they do meanwhile.")
    closing.meanwhile = meanwhile.strip()
    closing.save(update_fields=["meanwhile"])
    holds = Hold.objects.visible_to(by).filter(closing=closing, ended_at__isnull=True)
    without = [hold.id for hold in holds if rules.is_nothing_found(hold.meanwhile)]
    Hold.objects.visible_to(by).filter(id__in=without).update(meanwhile=meanwhile.strip())
    owed.settle_many(without, kind=TaskKind.ASK_MEANWHILE, answer=meanwhile.strip(), by=by, at=at)
    audit.record("MEANWHILE_SAID", about=closing, by=by, at=at)
    return len(without)


def _hold_for(
    provider_id: UUID, way: WayOfJoining, leaning: list[LeansHere], referred: dict[UUID, UUID],
    turned: dict[str, str], *, by: Actor, system: Actor, at: datetime,
) -> None:  # fmt: skip
    """Hold what leans on it at one provider, and write down what was before."""
    actor, today = acting_for(provider_id, by=by, system=system), clock.local_date(at)
    closing = _closing(way.service_id, provider_id, meanwhile=NOTHING_FOUND, by=actor, at=at)
    service, words = way.service.name, STOPPED_WORDS.format(service=way.service.name)
    days = organisations.number_in_force(numbers.HOLD_REVIEW, provider_id=provider_id, on=today)
    goals = {row.goal_id: row for row in leaning if row.goal_id and row.goal_state == GoalState.OPEN}
    holding = Holding(
        why=WhyHeld.SERVICE_STOPPED, ends_when=RUNS_AGAIN.format(service=service), meanwhile=closing.meanwhile,
        review_on=rules.review_on(today, days=days), way_id=way.id, closing_id=closing.id,
    )  # fmt: skip
    about: dict[str, Any] = {"by": actor, "at": at}
    did: dict[str, Any] = {
        "referrals": onward.hold_referrals(onward_ids=list(referred), words=words, **about),
        "goals": plans.hold_goals(goal_ids=list(goals), review_on=holding.review_on, note=words, **about),
        "needs": plans.mark_unmet(leaning_ids=[row.leaning_id for row in leaning], since_on=today, **about),
        "gains": risks.flag_at_risk(
            gain_ids={row.gain_id for row in leaning if row.gain_id}, why=WhyAtRisk.SERVICE_STOPPED, since_on=today,
            service_id=way.service_id, mode=Mode(way.mode), words=words, **about,
        ),
    }  # fmt: skip
    held = [Held(referred[UUID(row["id"])], service, onward_id=UUID(row["id"])) for row in did["referrals"]]
    held += [Held(goals[id_].case_id, goals[id_].goal, goal_id=id_) for id_ in _ids(did["goals"])]
    did["holds"] = [str(i) for i in write_holds(held, holding, provider_id=provider_id, on=today, **about)]
    already = {case_id for done in closing.did.values() for case_id in done["told"]}
    what = rules.words_of_hold(service=service, meanwhile=closing.meanwhile, review=holding.review_on)
    told = notices.tell_of_plans(
        what={one.case_id: what for one in held if str(one.case_id) not in already}, about=About.ON_HOLD, **about
    )
    did["notices"], did["told"] = [str(i) for i in told.values()], [str(i) for i in told]
    closing.ways = [*closing.ways, turned]
    closing.did = {**closing.did, str(way.id): did}
    closing.people += len({one.case_id for one in held} | {row.case_id for row in leaning})
    closing.save(update_fields=["ways", "did", "people"])
    audit.record("SERVICE_STOPPED", about=closing, details={"way": way.id, "holds": len(held)}, **about)


def _undo_for(closing: Closing, *, by: Actor, at: datetime) -> list[UUID]:
    """Put one provider's rows back; give the cases of what was left as somebody has changed it since."""
    kept: set[UUID] = set()
    for did in closing.did.values():
        holds = Hold.objects.visible_to(by).filter(id__in=did["holds"]).values_list(
            "id", "case_id", "goal_id", "onward_id", "goal__state", "onward__state", "ended_at"
        )  # fmt: skip
        as_it_was = [row for row in holds if row[6] is None and _still_held(row[4], row[5])]
        kept |= {row[1] for row in holds if row not in as_it_was}
        goals, referrals = ({str(row[place]) for row in as_it_was} for place in (2, 3))
        about: dict[str, Any] = {"by": by, "at": at}
        onward.put_referrals_back(
            before=[row for row in did["referrals"] if row["id"] in referrals], words=TAKEN_BACK, **about
        )
        plans.put_goals_back(before=[row for row in did["goals"] if row["id"] in goals], note=TAKEN_BACK, **about)
        plans.have_again(before=did["needs"], **about)
        risks.unflag(flagged=did["gains"], **about)
        notices.withdraw_many(notice_ids=[UUID(i) for i in did["notices"]], why=TAKEN_BACK, **about)
        end_holds([row[0] for row in as_it_was], HowEnded.UNDONE, **about)
    closing.undone_at, closing.undone_by_id = at, by.user_id
    closing.save(update_fields=["undone_at", "undone_by"])
    audit.record("CLOSING_UNDONE", about=closing, by=by, at=at)
    return sorted(kept)


def _still_held(goal_state: str | None, onward_state: str | None) -> bool:
    return goal_state == GoalState.ON_HOLD or onward_state == State.ON_HOLD


def _say_it_runs_as_before(closing: Closing, *, by: Actor, at: datetime) -> None:
    """Say of each way what it was before, unless somebody has said something else of it since."""
    told = Observed(Status.UNKNOWN, said_by=Teller.WORKER, how=How.WORD, how_sure=Sure.FAIRLY, remark=TAKEN_BACK)
    for turned in closing.ways:
        way = WayOfJoining.objects.get(id=turned["way"])
        if way.status == turned["after"]:
            before = replace(told, status=Status(turned["before"]))
            directory.observe(way_id=way.id, observed=before, by=by, at=at)


def _closing(service_id: UUID, provider_id: UUID | None, *, meanwhile: str, by: Actor, at: datetime) -> Closing:
    """Give the closing that this act makes at a provider: the first of its ways that stops begins it."""
    if provider_id is None:
        raise Refused("Choose the provider for whom plans are held.")
    closing, _ = Closing.objects.get_or_create(
        provider_id=provider_id, service_id=service_id, reported_at=at,
        defaults={"meanwhile": meanwhile, "reported_by_id": by.user_id},
    )  # fmt: skip
    return closing


def _referred(way_id: UUID, *, viewer: Actor) -> dict[UUID, dict[UUID, UUID]]:
    """Give by provider the open referrals to this way, each with its case."""
    found: dict[UUID, dict[UUID, UUID]] = defaultdict(dict)
    rows = OnwardReferral.objects.visible_to(viewer).still_open().filter(way_id=way_id).exclude(state=State.ON_HOLD)
    for provider_id, id_, case_id in rows.values_list("provider_id", "id", "case_id"):
        found[provider_id][id_] = case_id
    return found


def _mode_is_gone(way: WayOfJoining) -> bool:
    """Say whether nobody can join this service in this way at any place now."""
    same = WayOfJoining.objects.filter(service_id=way.service_id, mode=way.mode)
    return not same.exclude(status__in=STOPPED).exists()


def _ids(before: list[dict[str, Any]]) -> list[UUID]:
    return [UUID(row["id"]) for row in before]
