"""What can be asked of check-ins: what their page needs, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from throughline.accounts import queries as accounts
from throughline.accounts.queries import Colleague
from throughline.cases import rules as case_rules
from throughline.cases.models import Case, Level, PartOfDay, Promise, Way
from throughline.check_ins.models import Answered, CheckIn, CheckInAnswer, FollowUp, Result, Topic
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.contacts import queries as contacts
from throughline.contacts.agenda import AgendaItem, agenda
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.drafts import queries as drafts
from throughline.drafts.queries import KeptDraft
from throughline.organisations import queries as organisations


@dataclass(frozen=True)
class Promised:
    """What was promised last: by whom, when and where."""

    by: str
    on: date
    part: PartOfDay | None
    time: time | None
    place: str


@dataclass(frozen=True)
class CheckingIn:
    """What the page needs on which somebody is checked in with."""

    case_id: UUID
    who: Named
    ways: tuple[clients.Way, ...]
    closed: bool
    worker_id: UUID
    promised: Promised
    promise_number: int
    promised_way: Way
    usual_on: date
    today: date
    colleagues: tuple[Colleague, ...]
    draft: KeptDraft | None
    agenda: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class CheckInRow:
    """One check-in as the thread shows it."""

    case_id: UUID
    happened_at: datetime
    recorded_at: datetime
    worker: str
    result: Result
    follow_up: FollowUp | None
    extra_on: date | None
    plan: str
    answers: tuple[tuple[Topic, Answered, str], ...]


def checking_in(case_id: UUID, *, viewer: Actor, at: datetime) -> CheckingIn:
    """Give what the page needs.

    :raises NotFound: if the viewer cannot see the case
    """
    case = Case.objects.visible_to(viewer).filter(id=case_id).first()
    made = Promise.objects.visible_to(viewer).filter(case_id=case_id).select_related("to_be_kept_by")
    promise = made.order_by("-sequence").first()
    if case is None or promise is None:
        raise NotFound("no such case")
    today, level = clock.local_date(at), Level(case.level)
    held = contacts.goal_prompts_held_until(case.client_id, viewer=viewer, on=today)
    number = case_rules.GAP_NUMBERS[level]
    gap = case.gap_days or organisations.number_in_force(number, provider_id=case.provider_id, on=today)
    return CheckingIn(
        case_id=case.id,
        who=clients.named(case.client_id, viewer=viewer),
        ways=tuple(clients.ways_of([case.client_id], viewer=viewer).get(case.client_id, ())),
        closed=case.closed_at is not None,
        worker_id=case.worker_id,
        promised=Promised(
            by=promise.to_be_kept_by.name,
            on=promise.due_on,
            part=PartOfDay(promise.part) if promise.part else None,
            time=promise.time,
            place=promise.place,
        ),
        promise_number=promise.sequence,
        promised_way=Way(promise.way),
        usual_on=case_rules.usual_next_contact(level, on=today, gap_days=gap),
        today=today,
        colleagues=tuple(accounts.link_workers(provider_id=case.provider_id)),
        draft=drafts.draft_of(draft_page(case_id), viewer=viewer),
        agenda=agenda(case.client_id, viewer=viewer, on=today, goals_held=held is not None),
    )  # fmt: skip


def check_ins_of(client_id: UUID, *, viewer: Actor) -> list[CheckInRow]:
    """List a client's check-ins with their answers, oldest first, in four statements.

    A check-in is with whom its contact is now, when it was; where nobody spoke after all, there was none.
    """
    stands = contacts.standing_in_place(client_id, viewer=viewer)
    spoken = {contact_id: now for contact_id, now in stands.items() if now.two_way}
    found = CheckIn.objects.visible_to(viewer).filter(contact_id__in=spoken).select_related("recorded_by")
    told: dict[UUID, list[tuple[Topic, Answered, str]]] = {}
    answers = CheckInAnswer.objects.visible_to(viewer).filter(check_in__contact_id__in=spoken)
    for check_in_id, topic, answered, words in answers.values_list("check_in_id", "topic", "answered", "words"):
        told.setdefault(check_in_id, []).append((Topic(topic), Answered(answered), words))
    order = list(Topic)
    return [
        CheckInRow(
            case_id=spoken[c.contact_id].case_id,
            happened_at=spoken[c.contact_id].happened_at,
            recorded_at=c.recorded_at,
            worker=c.recorded_by.name,
            result=Result(c.result),
            follow_up=FollowUp(c.follow_up) if c.follow_up else None,
            extra_on=c.extra_on,
            plan=c.plan,
            answers=tuple(sorted(told.get(c.id, ()), key=lambda answer: order.index(answer[0]))),
        )
        for c in sorted(found, key=lambda c: (spoken[c.contact_id].happened_at, c.recorded_at))
    ]


def last_low(case_id: UUID, *, client_id: UUID, viewer: Actor) -> datetime | None:
    """Give when somebody was last low at a check-in that stands in this case, or None."""
    stands = contacts.standing_in_place(client_id, viewer=viewer)
    here = {id_: now.happened_at for id_, now in stands.items() if now.two_way and now.case_id == case_id}
    low = CheckInAnswer.objects.visible_to(viewer).filter(topic=Topic.MOOD, answered=Answered.NEEDS)
    found = low.filter(check_in__contact_id__in=here).values_list("check_in__contact_id", flat=True)
    return max((here[id_] for id_ in found), default=None)


def draft_page(case_id: UUID) -> str:
    """Name the draft of checking in on this case."""
    return f"check-in:{case_id}"
