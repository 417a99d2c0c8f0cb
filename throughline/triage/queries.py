"""What can be asked: whom to call next and why, what is known of one of them, and what they still need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case as SqlCase
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import TruncDate

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.guidance import queries as guidance
from throughline.guidance.queries import Guidance
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.outreach.models import TO_CALL, ListedPerson, PersonState, VulnerableList
from throughline.triage import rules
from throughline.triage.models import Call, Point, Result, Stands, Told, Turn

SHOWN = 25


@dataclass(frozen=True)
class NextRow:
    """Somebody to be called, and why they stand here."""

    person_id: UUID
    name: str
    surgery: str
    worker: str
    yours: bool
    first_try_by: date
    late: bool
    tried: bool
    again_on: date | None


@dataclass(frozen=True)
class NeedRow:
    """Something that a listed person needs and nobody has seen to yet."""

    told_id: UUID
    person_id: UUID
    name: str
    point: Point
    words: str
    urgent: bool
    due_on: date


@dataclass(frozen=True)
class ToCall:
    """Whom to call next, how many there are, and what the viewer still has to see to."""

    rows: tuple[NextRow, ...]
    yours: int
    anybody: int
    in_hand: UUID | None
    needs: tuple[NeedRow, ...]


@dataclass(frozen=True)
class ToldRow:
    """How it stood with one point, and what became of what was needed."""

    told_id: UUID
    point: Point
    stands: Stands
    words: str
    due_on: date | None
    met_at: datetime | None
    how_met: str


@dataclass(frozen=True)
class CallRow:
    """One call with all that was told in it."""

    result: Result
    words: str
    called_at: datetime
    called_by: str
    again_on: date | None
    guidance: str
    told: tuple[ToldRow, ...]


@dataclass(frozen=True)
class PersonSheet:
    """All that is known of one listed person, and what can be done."""

    person_id: UUID
    name: str
    date_of_birth: date | None
    address: str
    phones: tuple[str, ...]
    surgery_id: UUID | None
    surgery: str
    reasons: tuple[str, ...]
    worker: str
    state: PersonState
    closed_why: str
    first_try_by: date
    calls: tuple[CallRow, ...]
    may_end: Decision
    worker_name: str
    """Whoever looks: they say their own name first."""
    provider: str
    provider_phone: str
    guidance: Guidance | None


def my_turn(*, viewer: Actor) -> UUID | None:
    """Give the call that the viewer has in hand."""
    found = Turn.objects.visible_to(viewer).filter(taken_by_id=viewer.user_id, ended_at__isnull=True)
    mine: UUID | None = found.values_list("id", flat=True).first()
    return mine


def free_to_call(*, viewer: Actor, at: datetime) -> QuerySet[ListedPerson]:
    """Give whom nobody calls now and somebody is to call today, in the order of the calls.

    Those who are past their day come first; then the viewer's own, nobody's, and colleagues'; each by the day of the
    first try. Nobody is tried twice on one day.
    """
    today = clock.local_date(at)
    callable_now = _to_call(viewer, today).filter(~Exists(_held(at)), ~Exists(_called_today(at)))
    mine = Q(worker_id=viewer.user_id)
    late = SqlCase(When(Q(first_try_by__lt=today, state=PersonState.LISTED), then=Value(0)), default=Value(1))
    whose = SqlCase(When(mine, then=Value(0)), When(worker__isnull=True, then=Value(1)), default=Value(2))
    ordered: QuerySet[ListedPerson] = callable_now.annotate(late_first=late, whose=whose).order_by(
        "late_first", "whose", "first_try_by", "id"
    )
    return ordered


def is_being_called(person_id: UUID, *, viewer: Actor, at: datetime) -> bool:
    """Say whether somebody calls this person now."""
    held = Turn.objects.visible_to(viewer).filter(person_id=person_id, ended_at__isnull=True, lasts_until__gt=at)
    return held.exists()


def days_tried(person_id: UUID, *, viewer: Actor) -> int:
    """Count the days on which somebody tried to call this person."""
    tried = Call.objects.visible_to(viewer).filter(person_id=person_id)
    days = tried.annotate(on=TruncDate("called_at", tzinfo=clock.LONDON)).values("on").distinct()
    return int(days.count())


def open_needs(person_id: UUID, *, viewer: Actor) -> int:
    """Count what this person needs and nobody has seen to yet."""
    found = Told.objects.visible_to(viewer).filter(call__person_id=person_id, due_on__isnull=False)
    return int(found.filter(met_at__isnull=True).count())


def to_call(*, viewer: Actor, at: datetime) -> ToCall:
    """Say whom to call next and what is still to be seen to, in a fixed number of statements.

    :raises NotAllowed: if the viewer does not call listed people
    """
    policy.require(Permission.CALL_LISTED, actor=viewer)
    today = clock.local_date(at)
    free = free_to_call(viewer=viewer, at=at)
    rows = free.select_related("surgery", "worker").annotate(again_on=_again())[:SHOWN]
    return ToCall(
        rows=tuple(_next(row, viewer=viewer, on=today) for row in rows),
        yours=free.filter(worker_id=viewer.user_id).count(),
        anybody=free.count(),
        in_hand=my_turn(viewer=viewer),
        needs=tuple(_needs(viewer)),
    )


def sheet_of_turn(turn_id: UUID, *, viewer: Actor, on: date) -> PersonSheet:
    """Give whom the viewer has in hand.

    :raises NotFound: if it is not the viewer's turn
    """
    found = Turn.objects.visible_to(viewer).filter(id=turn_id, taken_by_id=viewer.user_id, ended_at__isnull=True)
    person_id = found.values_list("person_id", flat=True).first()
    if person_id is None:
        raise NotFound("not this worker's turn")
    return person_sheet(person_id, viewer=viewer, on=on)


def turn_that_was(turn_id: UUID, *, viewer: Actor) -> UUID:
    """Give the listed person whose call is finished, or taken over by a colleague.

    :raises NotFound: if there was no such turn
    """
    found = Turn.objects.visible_to(viewer).filter(id=turn_id)
    person_id: UUID | None = found.values_list("person_id", flat=True).first()
    if person_id is None:
        raise NotFound("no such turn")
    return person_id


def person_sheet(person_id: UUID, *, viewer: Actor, on: date) -> PersonSheet:
    """Give one listed person with every call, in a fixed number of statements.

    :raises NotAllowed: if the viewer does not call listed people
    :raises NotFound: if they are not there
    """
    policy.require(Permission.CALL_LISTED, actor=viewer)
    related = ("surgery", "worker", "provider")
    found = ListedPerson.objects.visible_to(viewer).standing().select_related(*related).filter(id=person_id).first()
    if found is None:
        raise NotFound("no such listed person")
    calls = _calls(person_id, viewer=viewer)
    needs = sum(row.due_on is not None and row.met_at is None for call in calls for row in call.told)
    return PersonSheet(
        person_id=found.id,
        name=found.full_name,
        date_of_birth=found.date_of_birth,
        address=", ".join(filter(None, [found.address, found.postcode])),
        phones=tuple(found.phones),
        surgery_id=found.surgery_id,
        surgery=found.surgery.name if found.surgery else "",
        reasons=tuple(found.reasons),
        worker=found.worker.name if found.worker else "",
        state=PersonState(found.state),
        closed_why=found.closed_why,
        first_try_by=found.first_try_by,
        calls=calls,
        may_end=rules.may_end(PersonState(found.state), open_needs=needs),
        worker_name=_name(viewer),
        provider=found.provider.name,
        provider_phone=found.provider.phone,
        guidance=guidance.current_guidance(on=on),
    )


def person_of_need(told_id: UUID, *, viewer: Actor) -> UUID:
    """Give the listed person who needs something.

    :raises NotFound: if it is not there
    """
    found = Told.objects.visible_to(viewer).filter(id=told_id, due_on__isnull=False)
    person_id: UUID | None = found.values_list("call__person_id", flat=True).first()
    if person_id is None:
        raise NotFound("no such need")
    return person_id


def lists_due(*, viewer: Actor, on: date) -> list[UUID]:
    """Give the lists whose day of deletion has come (SET18)."""
    found = VulnerableList.objects.visible_to(viewer).filter(deleted_at__isnull=True)
    due = []
    for list_id, provider_id, delete_by, ended_on in found.order_by("delete_by", "id").values_list(
        "id", "provider_id", "delete_by", "disruption__ends_on"
    ):
        days = organisations.number_in_force(numbers.LISTED_KEPT, provider_id=provider_id, on=on)
        if rules.deleted_by(delete_by, disruption_ended_on=ended_on, days_kept=days) <= on:
            due.append(list_id)
    return due


def _to_call(viewer: Actor, today: date) -> Any:
    """Narrow to whom somebody is to call: not spoken with yet, or they want another call and its day has come."""
    standing = ListedPerson.objects.visible_to(viewer).filter(same_as__isnull=True).annotate(wanted_on=_again())
    own_worker_calls = Case.objects.filter(client_id=OuterRef("client_id"), closed_at__isnull=True)
    again = Q(state=PersonState.CHECK_IN_ONLY, wanted_on__lte=today)
    return standing.filter(Q(state__in=TO_CALL) | again).exclude(Exists(own_worker_calls))


def _again() -> Subquery:
    last = Call.objects.filter(person_id=OuterRef("id")).order_by("-called_at", "-id")
    return Subquery(last.values("again_on")[:1])


def _held(at: datetime) -> Any:
    return Turn.objects.filter(person_id=OuterRef("id"), ended_at__isnull=True, lasts_until__gt=at)


def _called_today(at: datetime) -> Any:
    midnight = at.astimezone(clock.LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    return Call.objects.filter(
        person_id=OuterRef("id"), called_at__gte=midnight, called_at__lt=midnight + timedelta(days=1)
    )


def _needs(viewer: Actor) -> list[NeedRow]:
    """List what listed people still need: the viewer's own, or everybody's for whoever oversees the team."""
    found = Told.objects.visible_to(viewer).filter(due_on__isnull=False, met_at__isnull=True)
    if not policy.permits(viewer, Permission.VIEW_TEAM):
        found = found.filter(call__called_by_id=viewer.user_id)
    rows = found.order_by("due_on", "id").values_list(
        "id", "call__person_id", "call__person__full_name", "point", "words", "stands", "due_on"
    )
    return [
        NeedRow(i, p, name, Point(point), words, s == Stands.URGENT, on) for i, p, name, point, words, s, on in rows
    ]


def _calls(person_id: UUID, *, viewer: Actor) -> tuple[CallRow, ...]:
    told: dict[UUID, list[ToldRow]] = {}
    order = {point: place for place, point in enumerate(Point)}
    for row in Told.objects.visible_to(viewer).filter(call__person_id=person_id):
        made = ToldRow(row.id, Point(row.point), Stands(row.stands), row.words, row.due_on, row.met_at, row.how_met)
        told.setdefault(row.call_id, []).append(made)
    calls = Call.objects.visible_to(viewer).filter(person_id=person_id).select_related("called_by", "guidance__note")
    return tuple(
        CallRow(
            result=Result(call.result), words=call.words, called_at=call.called_at, called_by=call.called_by.name,
            again_on=call.again_on,
            guidance=f"{call.guidance.note.title}, version {call.guidance.number}" if call.guidance else "",
            told=tuple(sorted(told.get(call.id, ()), key=lambda one: order[one.point])),
        )
        for call in calls.order_by("-called_at", "-id")
    )  # fmt: skip


def _next(row: Any, *, viewer: Actor, on: date) -> NextRow:
    return NextRow(
        person_id=row.id,
        name=row.full_name,
        surgery=row.surgery.name if row.surgery else "",
        worker=row.worker.name if row.worker else "",
        yours=row.worker_id == viewer.user_id,
        first_try_by=row.first_try_by,
        late=row.state == PersonState.LISTED and row.first_try_by < on,
        tried=row.state == PersonState.TRIED,
        again_on=row.again_on,
    )


def _name(viewer: Actor) -> str:
    from throughline.accounts.models import User

    return User.objects.filter(id=viewer.user_id).values_list("name", flat=True).first() or ""
