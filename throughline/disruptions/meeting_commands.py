"""What can happen to one meeting that was switched: it returns, another way is found, it stays as it is (R48, R29)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases import commands as cases
from throughline.cases.models import Case, PartOfDay, Promise, Way
from throughline.cases.rules import NextContact
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.correspondence import plan_commands as notices
from throughline.correspondence.models import About
from throughline.disruptions import queries, rules
from throughline.disruptions.models import HowSettled, SwitchedMeeting
from throughline.disruptions.words import when_promised
from throughline.in_person.events import MovedToMeeting
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind

NO_LONGER_SO = "Something else was promised since"


@transaction.atomic
def return_meeting(*, meeting_id: UUID, by: Actor, at: datetime) -> None:
    """Let a meeting that was switched be a meeting again, on its day, at its hour and place; the person is told (R48).

    :raises NotAllowed: if `by` may not arrange meetings
    :raises NotFound: if `by` cannot see it
    :raises Refused: while nobody is met, once it is settled, its day has passed, or something else was agreed since
    """
    meeting, case = _hold(meeting_id, by=by)
    queries.may_return(meeting, case, viewer=by, on=clock.local_date(at)).require()
    was = meeting.promised
    assert case.next_contact_by_id, "the database keeps an open case with one (R26)"
    again = NextContact(
        on=was.due_on, by_id=case.next_contact_by_id, way=Way(was.way), part=PartOfDay(was.part) if was.part else None,
        time=was.time, place=was.place,
    )  # fmt: skip
    cases.promise_next_contact(case=case, next_contact=again, by=by, at=at)
    _withdraw(meeting, by=by, at=at)
    events.publish(MovedToMeeting(case_id=case.id, by=by, at=at))
    _settle([meeting], HowSettled.RETURNED, by=by, at=at)


@transaction.atomic
def choose_another_way(*, meeting_id: UUID, way: Way, by: Actor, at: datetime) -> None:
    """Promise another way than the meeting on the same day, and tell the person (R48).

    :raises NotAllowed: if `by` may not arrange meetings
    :raises NotFound: if `by` cannot see it
    :raises Refused: once it is settled or its day has passed, or for a way that is barred for this person
    """
    meeting, case = _hold(meeting_id, by=by)
    rules.may_choose(way, settled=meeting.settled_at is not None).require()
    cases.promise_another_way(case=case, way=way, by=by, at=at)
    name, worker = meeting.switch.disruption.name, case.worker.name
    _withdraw(meeting, by=by, at=at)
    what = rules.told(name, worker=worker, was=when_promised(meeting.promised))
    told = notices.tell_of_plans(what={case.id: what}, about=About.WAY_CHANGED, by=by, at=at)
    meeting.notice_id = told.get(case.id)
    meeting.save(update_fields=["notice"])
    _settle([meeting], HowSettled.ANOTHER_WAY, by=by, at=at)


@transaction.atomic
def keep_as_it_is(*, meeting_id: UUID, by: Actor, at: datetime) -> None:
    """Leave what took the place of a meeting: it works for this person (R29).

    :raises NotAllowed: if `by` may not arrange meetings
    :raises NotFound: if `by` cannot see it
    :raises Refused: once it is settled, or while no other way is found
    """
    meeting, _ = _hold(meeting_id, by=by)
    rules.may_keep(settled=meeting.settled_at is not None, has_a_way=bool(meeting.instead)).require()
    _settle([meeting], HowSettled.KEPT, by=by, at=at)


@transaction.atomic
def note_promised_otherwise(*, case_id: UUID, by: Actor, at: datetime) -> None:
    """Let a switched meeting rest once something else than a meeting is promised to the person."""
    waiting = _waiting(case_id, by=by)
    if not waiting:
        return
    last = Promise.objects.visible_to(by).filter(case_id=case_id).order_by("-sequence").first()
    assert last is not None, "an open case has a promise"
    moved = [one for one in waiting if last.id not in (one.promised_id, one.instead_promised_id)]
    if last.way not in rules.MEETS:
        _settle(moved, HowSettled.MOVED_ON, by=by, at=at)


@transaction.atomic
def note_ended(*, case_id: UUID, by: Actor, at: datetime) -> None:
    """Let a switched meeting rest once the person's time in the service has ended."""
    _settle(_waiting(case_id, by=by), HowSettled.ENDED, by=by, at=at)


def _hold(meeting_id: UUID, *, by: Actor) -> tuple[SwitchedMeeting, Case]:
    policy.require(Permission.QUEUE_IN_PERSON, actor=by)
    held = SwitchedMeeting.objects.visible_to(by).select_for_update(of=("self",))
    related = ("promised", "switch__disruption", "case__worker")
    meeting: SwitchedMeeting | None = held.select_related(*related).filter(id=meeting_id).first()
    if meeting is None:
        raise NotFound("no such meeting")
    return meeting, cases.lock_case(meeting.case_id, viewer=by)


def _waiting(case_id: UUID, *, by: Actor) -> list[SwitchedMeeting]:
    held = SwitchedMeeting.objects.visible_to(by).select_for_update().filter(case_id=case_id, settled_at__isnull=True)
    return list(held.order_by("id"))


def _withdraw(meeting: SwitchedMeeting, *, by: Actor, at: datetime) -> None:
    if meeting.notice_id:
        notices.withdraw_many(notice_ids=[meeting.notice_id], why=NO_LONGER_SO, by=by, at=at)


def _settle(meetings: Sequence[SwitchedMeeting], how: HowSettled, *, by: Actor, at: datetime) -> None:
    for meeting in meetings:
        meeting.settled_at, meeting.settled_by_id, meeting.how_settled = at, by.user_id, how
        meeting.save(update_fields=["settled_at", "settled_by", "how_settled"])
        audit.record("MEETING_SETTLED", about=meeting, by=by, at=at, details={"how": how})
    ids = [meeting.id for meeting in meetings]
    owed.settle_many(ids, kind=TaskKind.FIND_ANOTHER_WAY, answer=how.label, by=by, at=at)
