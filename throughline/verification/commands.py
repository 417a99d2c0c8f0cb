"""What can happen: a worker takes the next service to ring, and says what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.directory import commands as directory
from throughline.directory import queries as directory_queries
from throughline.directory.writing import Observed
from throughline.verification import queries, rules
from throughline.verification.models import Outcome, Turn

TRIES = 5


@transaction.atomic
def take_next(*, by: Actor, at: datetime) -> UUID | None:
    """Give a worker the next service to ring: their own unfinished one, or the first that nobody rings now.

    Give nothing once all of this week's are done or taken.

    :raises NotAllowed: if `by` may not report what is running
    """
    policy.require(Permission.REPORT_STATUS, actor=by)
    mine = queries.my_turn(viewer=by)
    if mine is not None:
        Turn.objects.filter(id=mine).update(lasts_until=rules.turn_ends(at))
        return mine
    for _ in range(TRIES):  # Whoever was quicker holds the row, or has just let it go: then the next one is tried.
        free = queries.free_to_ring(viewer=by, at=at).select_for_update(skip_locked=True, no_key=True, of=("self",))
        service = free.first()
        if service is None:
            return None
        try:
            with transaction.atomic():
                return _take(service.id, by=by, at=at)
        except IntegrityError:
            continue
    return None


@transaction.atomic
def note_verified(*, turn_id: UUID, said: Mapping[UUID, Observed], by: Actor, at: datetime) -> UUID | None:
    """Write down what a service said of each way of joining it, and give the next to ring.

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if it is not the worker's turn, or a way is not there
    :raises Refused: if nothing was said, or of another service
    """
    turn = _lock(turn_id, by=by)
    ways = {way.id for way in directory_queries.ways_of([turn.service_id])[turn.service_id]}
    if not said:
        raise Refused("Say of one way of joining at least how it is, or that nobody answered.")
    if not set(said) <= ways:
        raise NotFound("a way of joining of another service")
    for way_id in sorted(said):
        directory.observe(way_id=way_id, observed=said[way_id], by=by, at=at)
    _end(turn, Outcome.VERIFIED, by=by, at=at)
    return take_next(by=by, at=at)


@transaction.atomic
def note_unanswered(*, turn_id: UUID, by: Actor, at: datetime) -> UUID | None:
    """Write down that nobody answered, and give the next: this one comes again on another day.

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if it is not the worker's turn
    """
    _end(_lock(turn_id, by=by), Outcome.NO_ANSWER, by=by, at=at)
    return take_next(by=by, at=at)


@transaction.atomic
def give_back(*, turn_id: UUID, by: Actor, at: datetime) -> None:
    """Give a service back, so that somebody else can ring it.

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if it is not the worker's turn
    """
    _end(_lock(turn_id, by=by), Outcome.RELEASED, by=by, at=at)


def _take(service_id: UUID, *, by: Actor, at: datetime) -> UUID:
    ran_out = Turn.objects.filter(service_id=service_id, ended_at__isnull=True, lasts_until__lte=at)
    ran_out.update(ended_at=at, ended_by_id=by.user_id, outcome=Outcome.RAN_OUT)
    turn = Turn.objects.create(
        service_id=service_id, taken_at=at, taken_by_id=by.user_id, lasts_until=rules.turn_ends(at)
    )  # fmt: skip
    return turn.id


def _lock(turn_id: UUID, *, by: Actor) -> Turn:
    """Hold a worker's own turn. One that has run out is theirs until somebody else takes the service."""
    policy.require(Permission.REPORT_STATUS, actor=by)
    mine = Turn.objects.select_for_update().filter(id=turn_id, taken_by_id=by.user_id, ended_at__isnull=True)
    turn = mine.first()
    if turn is None:
        raise NotFound("not this worker's turn")
    return turn


def _end(turn: Turn, outcome: Outcome, *, by: Actor, at: datetime) -> None:
    turn.ended_at, turn.ended_by_id, turn.outcome = at, by.user_id, outcome
    turn.save(update_fields=["ended_at", "ended_by", "outcome"])
