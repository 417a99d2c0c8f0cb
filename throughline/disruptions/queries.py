"""What can be asked of a disruption: where it stands, what a switch would do, whose meetings wait, what it left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.agreements import queries as agreements
from throughline.campaigns import queries as campaigns
from throughline.cases.models import Case, Promise, Way
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.disruptions import recovery_queries, rules
from throughline.disruptions.gathering import Meeting, may_switch, meetings_that_cannot_be
from throughline.disruptions.models import HowSettled, Left, Switch, SwitchedMeeting
from throughline.disruptions.rules import LeftOver, ReturnFacts
from throughline.disruptions.words import when_promised
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.models import Disruption, Restriction
from throughline.organisations.rules import Stage, stage
from throughline.profiles import queries as profiles
from throughline.profiles.gate_rules import Route, routes
from throughline.support_plans import ripple_queries as ground


@dataclass(frozen=True)
class SwitchRow:
    """A switch that was made."""

    at: datetime
    by: str
    gains: int


@dataclass(frozen=True)
class Situation:
    """Where a provider stands: the disruption that is declared, how far it has come, what was switched."""

    disruption: Disruption | None
    stage: Stage | None
    switches: tuple[SwitchRow, ...] = ()
    may_switch: Decision = Decision()


@dataclass(frozen=True)
class Preview:
    """What a switch would do: every meeting with what takes its place, and how long telling everybody takes."""

    disruption: Disruption
    meetings: tuple[Meeting, ...]
    late: int
    """Promised a meeting for a day that is over: they stand on the late list, and nothing is promised for them."""
    gains: int
    people_with_gains: int
    minutes_each: int
    people_in_service: int
    campaign_goes_on: bool
    may_switch: Decision

    @property
    def without_a_way(self) -> tuple[Meeting, ...]:
        return tuple(one for one in self.meetings if one.instead.way is None)

    def by_way(self) -> Mapping[Way, int]:
        """Count the meetings by what takes their place."""
        return Counter(one.instead.way for one in self.meetings if one.instead.way)


@dataclass(frozen=True)
class MeetingRow:
    """A meeting that was switched and waits."""

    meeting_id: UUID
    client_id: UUID
    name: str
    worker: str
    was: str
    instead: Way | None
    why: str
    due_on: date


@dataclass(frozen=True)
class MeetingSheet:
    """One switched meeting: what was promised, what is instead, what may be done, and which ways are open."""

    row: MeetingRow
    disruption: str
    settled: HowSettled | None
    may_return: Decision
    routes: tuple[Route, ...]


@dataclass(frozen=True)
class Recovery:
    """What a disruption left, of each kind, while it eases."""

    disruption_id: UUID
    left: Mapping[Left, LeftOver]
    reasons: Mapping[Left, str]
    may_be_over: Decision


def declared(provider_id: UUID, *, viewer: Actor) -> Disruption | None:
    """Give the disruption that a provider has declared and not ended, to whoever keeps its settings.

    :raises NotFound: if it is another provider's
    """
    if not viewer.is_system and viewer.organisation_id != provider_id:
        raise NotFound("another provider's disruption")
    return organisations.disruption_of(provider_id)


def situation(provider_id: UUID, *, viewer: Actor, on: date) -> Situation:
    """Give where a provider stands, in two statements.

    :raises NotFound: if it is another provider's
    """
    disruption = declared(provider_id, viewer=viewer)
    if disruption is None:
        return Situation(None, None)
    made = Switch.objects.visible_to(viewer).filter(disruption=disruption).order_by("-switched_at")
    rows = made.values_list("switched_at", "switched_by__name", "gains_at_risk")
    return Situation(
        disruption, stage(disruption, on=on), tuple(SwitchRow(*row) for row in rows), may_switch(disruption, on=on)
    )


def preview(provider_id: UUID, *, viewer: Actor, on: date) -> Preview:
    """Say what a switch would do, in a fixed number of statements; nothing is changed.

    :raises NotFound: if it is another provider's, or no disruption is declared
    """
    disruption = declared(provider_id, viewer=viewer)
    if disruption is None:
        raise NotFound("no disruption is declared")
    held = set(disruption.restrictions)
    met = Restriction.NO_MEETINGS in held
    gains = ground.gains_leaning_on_going_out(provider_id, viewer=viewer) if Restriction.STAY_IN in held else {}
    here: Any = Case.objects.visible_to(viewer).still_open().filter(provider_id=provider_id)
    return Preview(
        disruption=disruption,
        meetings=tuple(meetings_that_cannot_be(provider_id, disruption, viewer=viewer, on=on)) if met else (),
        late=here.filter(next_contact_way__in=rules.MEETS, next_contact_on__lt=on).count() if met else 0,
        gains=len(gains),
        people_with_gains=len(set(gains.values())),
        minutes_each=organisations.number_in_force(numbers.TELL_OF_CHANGE, provider_id=provider_id, on=on),
        people_in_service=here.count(),
        campaign_goes_on=campaigns.campaign_going_on(viewer=viewer, provider_id=provider_id) is not None,
        may_switch=may_switch(disruption, on=on),
    )


def meetings(*, viewer: Actor) -> list[MeetingRow]:
    """List the switched meetings that wait: those without a way first. A worker sees their own people, others all."""
    found = SwitchedMeeting.objects.visible_to(viewer).filter(settled_at__isnull=True)
    if not policy.permits(viewer, Permission.VIEW_TEAM):
        found = found.filter(case__worker_id=viewer.user_id)
    rows = found.select_related("case__client", "case__worker", "promised")
    return sorted((_row(one) for one in rows), key=lambda row: (row.instead is not None, row.due_on, row.name))


def meeting(meeting_id: UUID, *, viewer: Actor, on: date) -> MeetingSheet:
    """Give one switched meeting in full.

    :raises NotFound: if the viewer cannot see it
    """
    related = ("case__client", "case__worker", "promised", "switch__disruption")
    found = SwitchedMeeting.objects.visible_to(viewer).select_related(*related).filter(id=meeting_id).first()
    if found is None:
        raise NotFound("no such meeting")
    client_id = found.case.client_id
    reach = profiles.reach_of(client_id, refused=agreements.refused_ways_of(client_id, viewer=viewer), viewer=viewer)
    return MeetingSheet(
        row=_row(found),
        disruption=found.switch.disruption.name,
        settled=HowSettled(found.how_settled) if found.how_settled else None,
        may_return=may_return(found, found.case, viewer=viewer, on=on),
        routes=tuple(route for route in routes(reach) if Way(route.mode.value) not in rules.MEETS),
    )


def may_return(found: SwitchedMeeting, case: Case, *, viewer: Actor, on: date) -> Decision:
    """Say whether a switched meeting can be a meeting again."""
    last = Promise.objects.visible_to(viewer).filter(case=case).order_by("-sequence").values_list("id", flat=True)
    return rules.may_return(
        ReturnFacts(
            settled=found.settled_at is not None or case.closed_at is not None,
            nobody_met=organisations.meets_nobody(found.provider_id, on=on),
            promised_since=last.first() not in (found.promised_id, found.instead_promised_id),
            shielding=case.client.shielding,
            due_on=found.promised.due_on,
        ),
        today=on,
    )


def recovery(provider_id: UUID, *, viewer: Actor, on: date) -> Recovery | None:
    """Give what is left to be put in order while a disruption eases, in a fixed number of statements (R61).

    :raises NotFound: if it is another provider's
    """
    disruption = declared(provider_id, viewer=viewer)
    if disruption is None or stage(disruption, on=on) != Stage.EASING:
        return None
    answers = recovery_queries.answers(disruption.id, viewer=viewer)
    counted = recovery_queries.counted(disruption, viewer=viewer, on=on)
    left = {
        kind: LeftOver(number, answers[kind].number if kind in answers else None) for kind, number in counted.items()
    }
    over = rules.may_be_over({kind.label: one for kind, one in left.items()}, stage=Stage.EASING)
    return Recovery(disruption.id, left, {kind: answer.reason for kind, answer in answers.items()}, over)


def may_be_over(provider_id: UUID, *, viewer: Actor, on: date) -> Decision:
    """Say whether a disruption may end: at once before anybody was switched, else when what it left is answered.

    :raises NotFound: if it is another provider's
    """
    found = recovery(provider_id, viewer=viewer, on=on)
    if found is not None:
        return found.may_be_over
    disruption = declared(provider_id, viewer=viewer)
    return rules.may_end_at_once(
        stage=stage(disruption, on=on) if disruption else None,
        switched=Switch.objects.visible_to(viewer).filter(disruption=disruption).exists(),
    )


def _row(one: SwitchedMeeting) -> MeetingRow:
    return MeetingRow(
        meeting_id=one.id,
        client_id=one.case.client_id,
        name=one.case.client.full_name,
        worker=one.case.worker.name,
        was=when_promised(one.promised),
        instead=Way(one.instead) if one.instead else None,
        why=one.why,
        due_on=one.promised.due_on,
    )
