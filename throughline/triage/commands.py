"""What can happen: a worker takes the next listed person, writes down the call, sees to what is needed (R51, R53)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_models
from throughline.core.decisions import NotFound, Refused
from throughline.drafts import commands as drafts
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.outreach import state_commands as outreach
from throughline.outreach.models import ListedPerson, PersonState
from throughline.tasks import listed_commands as tasks
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind
from throughline.triage import queries, rules
from throughline.triage.models import Call, HowEnded, Point, Result, Stands, Told, Turn

TRIES = 5
CLOSED_WHY = {
    Result.CHECK_IN_ONLY: "CHECK_IN_ONLY", Result.ALREADY_HELPED: "ALREADY_HELPED", Result.DECLINED: "DECLINED",
}  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """What a call came to. `guidance_id`: the version of public guidance that was explained, if any."""

    result: Result
    stands: Mapping[Point, Stands] = field(default_factory=dict)
    needs: Mapping[Point, str] = field(default_factory=dict)
    words: str = ""
    wants_another: bool | None = None
    again_on: date | None = None
    minutes: int | None = None
    guidance_id: UUID | None = None


@transaction.atomic
def take_next_listed(*, by: Actor, at: datetime) -> UUID | None:
    """Give a worker the next listed person to call: one they have in hand, or the first whom nobody calls now.

    Many may ask at once: no two are given the same person. Give nothing once everybody was called or is being called.

    :raises NotAllowed: if `by` does not call listed people
    """
    policy.require(Permission.CALL_LISTED, actor=by)
    mine = queries.my_turn(viewer=by)
    if mine is not None:
        Turn.objects.visible_to(by).filter(id=mine).update(lasts_until=_turn_ends(by, at=at))
        return mine
    for _ in range(TRIES):  # Whoever was quicker holds the row, or has just let it go: then the next one is tried.
        free = queries.free_to_call(viewer=by, at=at).select_for_update(skip_locked=True, no_key=True, of=("self",))
        person = free.first()
        if person is None:
            return None
        try:
            with transaction.atomic():
                return _take(person, by=by, at=at)
        except IntegrityError:
            continue
    return None


@transaction.atomic
def take_listed(*, person_id: UUID, by: Actor, at: datetime) -> UUID:
    """Give a worker one listed person to call, whom they chose.

    :raises NotAllowed: if `by` does not call listed people
    :raises NotFound: if they are not there
    :raises Refused: if somebody calls them now, the worker has another call in hand, or nobody calls them any more
    """
    policy.require(Permission.CALL_LISTED, actor=by)
    mine = queries.my_turn(viewer=by)
    if mine is not None:
        turn = Turn.objects.visible_to(by).get(id=mine)
        if turn.person_id == person_id:
            return mine
        raise Refused("Finish the call that you have in hand first, or give it back.")
    person = ListedPerson.objects.visible_to(by).standing().select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotFound("no such listed person")
    if person.state in (PersonState.CLOSED, PersonState.CONVERTED):
        raise Refused("It has ended with this person: nobody calls them any more.")
    if queries.is_being_called(person_id, viewer=by, at=at):
        raise Refused("A colleague calls this person now.")
    return _take(person, by=by, at=at)


@transaction.atomic
def record_triage_call(heard: Heard, *, turn_id: UUID, by: Actor, at: datetime) -> UUID:
    """Write down a call: what was asked, what is needed by when, and how it stands now; give the listed person.

    Each need is a task of the caller's, due the same day where it is urgent, and keeps it from ending (R51).

    :raises NotAllowed: if `by` does not call listed people
    :raises NotFound: if it is not the worker's turn
    :raises Refused: if a need would be passed over, or what a check-in asks was not asked
    """
    turn = _lock(turn_id, by=by)
    person, today = turn.person, clock.local_date(at)
    unsaid = tuple(p for p, how in heard.stands.items() if how != Stands.FINE and not heard.needs.get(p, "").strip())
    facts = rules.CallFacts(heard.result, heard.stands, unsaid, heard.wants_another is not None, heard.again_on)
    rules.may_keep(facts, today=today).require()
    if heard.wants_another and heard.again_on is None:
        raise Refused("Say on which day they want to be called again.")
    call: Call = Call.objects.create(
        provider_id=turn.provider_id, person=person, result=heard.result, words=heard.words.strip(),
        minutes=heard.minutes, guidance_id=heard.guidance_id, again_on=heard.again_on if heard.wants_another else None,
        called_at=at, called_by_id=by.user_id,
    )  # fmt: skip
    audit.record("LISTED_PERSON_CALLED", about=call, by=by, at=at, details={"person": person.id})
    if heard.result in rules.SPOKEN:
        _keep_told(call, heard, person=person, by=by, at=at)
    state = rules.state_after(
        heard.result, again=bool(heard.wants_another), days_tried=queries.days_tried(person.id, viewer=by),
        tries=organisations.number_in_force(numbers.TRIES, provider_id=turn.provider_id, on=today),
    )  # fmt: skip
    open_needs = queries.open_needs(person.id, viewer=by)
    if open_needs:
        state = PersonState.NEEDS_SUPPORT
    why = CLOSED_WHY.get(heard.result, "") if state == PersonState.CLOSED else ""
    taken_up_by = by.user_id if heard.result != Result.NOT_REACHED and not by.is_system else None
    outreach.note_listed_state(person_id=person.id, state=state, why=why, worker_id=taken_up_by, by=by, at=at)
    _end(turn, HowEnded.CALLED, by=by, at=at)
    drafts.discard(page=rules.draft_page(person.id), by=by)
    return person.id


@transaction.atomic
def give_listed_back(*, turn_id: UUID, by: Actor, at: datetime) -> None:
    """Give a listed person back, so that somebody else can call them.

    :raises NotAllowed: if `by` does not call listed people
    :raises NotFound: if it is not the worker's turn
    """
    _end(_lock(turn_id, by=by), HowEnded.RELEASED, by=by, at=at)


@transaction.atomic
def meet_need(*, told_id: UUID, how: str, by: Actor, at: datetime) -> UUID:
    """Say how something that a listed person needs was met; give the person.

    :raises NotAllowed: if `by` does not call listed people
    :raises NotFound: if it is not there
    :raises Refused: without words, or twice
    """
    policy.require(Permission.CALL_LISTED, actor=by)
    held = Told.objects.visible_to(by).select_for_update(of=("self",)).select_related("call")
    told: Told | None = held.filter(id=told_id, due_on__isnull=False).first()
    if told is None:
        raise NotFound("no such need")
    if told.met_at is not None:
        raise Refused("It was met already.")
    if not how.strip():
        raise Refused("Say how it was met.")
    told.met_at, told.met_by_id, told.how_met = at, by.user_id, how.strip()
    told.save(update_fields=["met_at", "met_by", "how_met"])
    audit.record("LISTED_NEED_MET", about=told, by=by, at=at)
    owed.settle(kind=TaskKind.LISTED_NEED, subject_id=told.id, answer=how.strip(), by=by, at=at)
    person_id: UUID = told.call.person_id
    if not queries.open_needs(person_id, viewer=by):
        outreach.note_listed_state(person_id=person_id, state=PersonState.SUPPORT_GIVEN, by=by, at=at)
    return person_id


@transaction.atomic
def end_with_listed(*, person_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """End it with a listed person, respectfully: nobody calls them any more, and the least is kept of them (R53).

    :raises NotAllowed: if `by` does not call listed people
    :raises NotFound: if they are not there
    :raises Refused: without a reason, while something that they need is open, or twice
    """
    policy.require(Permission.CALL_LISTED, actor=by)
    person = _hold_person(person_id, by=by)
    rules.may_end(PersonState(person.state), open_needs=queries.open_needs(person_id, viewer=by)).require()
    if not why.strip():
        raise Refused("Say how it ended with them.")
    outreach.note_listed_state(person_id=person_id, state=PersonState.CLOSED, why=why.strip(), by=by, at=at)


def _keep_told(call: Call, heard: Heard, *, person: ListedPerson, by: Actor, at: datetime) -> None:
    today = clock.local_date(at)
    rows = [
        Told(provider_id=call.provider_id, call=call, point=point, stands=how,
             words=heard.needs.get(point, "").strip(), due_on=rules.need_due(how, on=today))
        for point, how in heard.stands.items()
    ]  # fmt: skip
    insert_models(rows)
    number = person.phones[0] if person.phones else ""
    tasks.owe_to_listed(
        [
            tasks.ListedNeed(
                subject_id=row.id, provider_id=call.provider_id, worker_id=by.user_id, name=person.full_name,
                number=number, words=row.words, due_on=row.due_on, reason=f"{Point(row.point).label}: {row.words}",
            )
            for row in rows if row.due_on
        ],
        by=by, at=at,
    )  # fmt: skip


def _take(person: ListedPerson, *, by: Actor, at: datetime) -> UUID:
    ran_out = Turn.objects.visible_to(by).filter(person=person, ended_at__isnull=True, lasts_until__lte=at)
    ran_out.update(ended_at=at, ended_by_id=by.user_id, how_ended=HowEnded.RAN_OUT)
    turn: Turn = Turn.objects.create(
        provider_id=person.provider_id, person=person, taken_at=at, taken_by_id=by.user_id,
        lasts_until=_turn_ends(by, at=at),
    )  # fmt: skip
    audit.record("LISTED_PERSON_TAKEN", about=turn, by=by, at=at, details={"person": person.id})
    return turn.id


def _turn_ends(by: Actor, *, at: datetime) -> datetime:
    minutes = numbers.LISTED_TURN.default
    if by.organisation_id:
        minutes = organisations.number_in_force(
            numbers.LISTED_TURN, provider_id=by.organisation_id, on=clock.local_date(at)
        )
    return rules.turn_ends(at, minutes=minutes)


def _lock(turn_id: UUID, *, by: Actor) -> Turn:
    """Hold a worker's own turn. One that has run out is theirs until somebody else takes the person."""
    policy.require(Permission.CALL_LISTED, actor=by)
    held = Turn.objects.visible_to(by).select_for_update(of=("self",)).select_related("person")
    turn: Turn | None = held.filter(id=turn_id, taken_by_id=by.user_id, ended_at__isnull=True).first()
    if turn is None:
        raise NotFound("not this worker's turn")
    return turn


def _hold_person(person_id: UUID, *, by: Actor) -> ListedPerson:
    person: ListedPerson | None = (
        ListedPerson.objects.visible_to(by).standing().select_for_update().filter(id=person_id).first()
    )
    if person is None:
        raise NotFound("no such listed person")
    return person


def _end(turn: Turn, how: HowEnded, *, by: Actor, at: datetime) -> None:
    turn.ended_at, turn.ended_by_id, turn.how_ended = at, by.user_id, how
    turn.save(update_fields=["ended_at", "ended_by", "how_ended"])
