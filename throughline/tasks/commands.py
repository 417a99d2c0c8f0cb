"""What can happen: somebody called, something is to be followed up, it is answered, it is passed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts.models import User
from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.contacts.models import Contact
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.core.scope import also_within
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.referrals.models import Referral
from throughline.tasks import rules
from throughline.tasks.events import ServiceNotRecalled
from throughline.tasks.models import Route, Task, TaskKind

AFTER_SHIELDING = (
    "They no longer shield. When you next speak, ask whether they would like to meet, and how often suits them now."
)


@dataclass(frozen=True, kw_only=True)
class Call:
    """That somebody got in touch: how, when, with what words. A name and number only where we do not know them."""

    route: Route
    received_at: datetime
    words: str = ""
    caller_name: str = ""
    caller_number: str = ""
    did_not_recall: bool = False
    answer: str = ""
    """What was said to them at once, where nothing is left to reply to."""


@transaction.atomic
def note_call(call: Call, *, client_id: UUID, by: Actor, at: datetime) -> Task:
    """Note that a client got in touch; their link worker is to reply by the end of the next working day (R32, SET6).

    :raises NotAllowed: if `by` may not take calls
    :raises NotFound: if `by` cannot see the client
    :raises Refused: if a rule says no
    """
    policy.require(Permission.TAKE_CALL, actor=by)
    client = Client.objects.visible_to(by).filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    last = Case.objects.visible_to(by).filter(client_id=client_id).order_by("-opened_at").first()
    worker_id = _active(last.worker_id if last else None, provider_id=client.provider_id)
    task = _note(call, provider_id=client.provider_id, client_id=client_id, worker_id=worker_id, by=by, at=at)
    if call.did_not_recall:
        _signal_not_recalled(task, at=at)
        if last is not None and last.closed_at is None:
            events.publish(ServiceNotRecalled(case_id=last.id, asked_at=call.received_at, by=by, at=at))
    return task


@transaction.atomic
def note_unknown_caller(call: Call, *, worker_id: UUID | None, by: Actor, at: datetime) -> Task:
    """Note that somebody got in touch whom we could not find; without a worker it is for those who oversee the team.

    :raises NotAllowed: if `by` may not take calls
    :raises Refused: if nobody could reply to it, or the worker has left
    """
    policy.require(Permission.TAKE_CALL, actor=by)
    provider_id = _own(by)
    if worker_id is not None and _active(worker_id, provider_id=provider_id) is None:
        raise Refused("Choose a link worker who works here now.")
    return _note(call, provider_id=provider_id, client_id=None, worker_id=worker_id, by=by, at=at)


@transaction.atomic
def leave_message(*, referral_id: UUID, words: str, by: Actor, at: datetime) -> Task:
    """Leave a message for the link worker of a patient whom the actor's surgery referred (R32).

    :raises NotAllowed: if `by` may not leave messages
    :raises NotFound: if `by` cannot see the referral
    :raises Refused: without words
    """
    policy.require(Permission.LEAVE_MESSAGE, actor=by)
    referral = Referral.objects.visible_to(by).filter(id=referral_id).first()
    if referral is None:
        raise NotFound("no such referral")
    if not words.strip():
        raise Refused("Say what the message is.")
    call = Call(route=Route.SURGERY, received_at=at, words=words)
    with also_within(referral.provider_id):
        worker_id = _active(referral.worker_id, provider_id=referral.provider_id)
        return _note(
            call, provider_id=referral.provider_id, client_id=referral.client_id, worker_id=worker_id, by=by, at=at
        )


@transaction.atomic
def follow_up(*, contact_id: UUID, due_on: date, reason: str, by: Actor, at: datetime) -> Task:
    """Make a task of something that came up in a contact and cannot wait for the next one.

    :raises NotAllowed: if `by` may not record contacts
    :raises NotFound: if `by` cannot see the contact
    :raises Refused: if the day is in the past
    """
    policy.require(Permission.RECORD_CONTACT, actor=by)
    contact = _contact(contact_id, by=by)
    if due_on < clock.local_date(at):
        raise Refused("The day of the follow-up is in the past. Choose today or a later day.")
    return _make(contact, TaskKind.FOLLOW_UP, due_on=due_on, reason=reason, by=by, at=at)


@transaction.atomic
def follow_up_ideas(*, contact_id: UUID, by: Actor, at: datetime) -> Task:
    """Make a task of a client's being open to new ideas, due before the moment has passed (R23, SET21).

    :raises NotAllowed: if `by` may not record contacts
    :raises NotFound: if `by` cannot see the contact
    """
    policy.require(Permission.RECORD_CONTACT, actor=by)
    contact = _contact(contact_id, by=by)
    said_on = clock.local_date(contact.happened_at)
    days = organisations.number_in_force(numbers.OPEN_TO_IDEAS, provider_id=contact.provider_id, on=said_on)
    return _make(
        contact,
        TaskKind.OPEN_TO_IDEAS,
        due_on=rules.follow_up_by(said_on, days=days),
        reason=f"Said on {said_on:%-d %B %Y} that they are open to new ideas. Offer something to start with.",
        by=by,
        at=at,
    )


@transaction.atomic
def talk_after_shielding(*, client_id: UUID, by: Actor, at: datetime) -> None:
    """Make a task, for when they next speak, of asking somebody what the end of shielding changes for them (R15)."""
    case = Case.objects.visible_to(by).still_open().filter(client_id=client_id).first()
    asked = Task.objects.visible_to(by).still_open().filter(client_id=client_id, reason=AFTER_SHIELDING)
    if case is None or case.next_contact_on is None or asked.exists():
        return
    task = Task.objects.create(
        provider_id=case.provider_id, client_id=client_id, worker_id=case.worker_id, kind=TaskKind.FOLLOW_UP,
        reason=AFTER_SHIELDING, due_on=max(case.next_contact_on, clock.local_date(at)), made_at=at,
        made_by_id=by.user_id,
    )  # fmt: skip
    audit.record("TASK_MADE", about=task, by=by, at=at, details={"kind": TaskKind.FOLLOW_UP})


@transaction.atomic
def answer_task(*, task_id: UUID, answer: str, by: Actor, at: datetime) -> Task:
    """Mark a task as done, in words.

    :raises NotAllowed: if `by` may not answer tasks
    :raises NotFound: if `by` cannot see the task
    :raises Refused: if it is done already, without words, or owed because of something with a page of its own
    """
    policy.require(Permission.TAKE_CALL, actor=by)
    task = _lock(task_id, by=by)
    rules.may_answer(
        is_done=task.done_at is not None, has_words=bool(answer.strip()), is_owed=task.subject_id is not None
    ).require()
    task.answer, task.done_at, task.done_by_id = answer.strip(), at, by.user_id
    task.save(update_fields=["answer", "done_at", "done_by"])
    audit.record("TASK_ANSWERED", about=task, by=by, at=at)
    return task


@transaction.atomic
def pass_on_task(*, task_id: UUID, worker_id: UUID, by: Actor, at: datetime) -> Task:
    """Give a task about nobody's client to a colleague.

    :raises NotAllowed: if `by` may not answer tasks
    :raises NotFound: if `by` cannot see the task
    :raises Refused: if it is done, the colleague has left, or the client has a link worker whose task it is
    """
    policy.require(Permission.TAKE_CALL, actor=by)
    task = _lock(task_id, by=by)
    if task.done_at is not None:
        raise Refused("This is done already. Nothing needs to be passed on.")
    if Case.objects.visible_to(by).still_open().filter(client_id=task.client_id).exists():
        raise Refused("This is their link worker’s. Mark the link worker away, or hand the person over.")
    if _active(worker_id, provider_id=task.provider_id) is None:
        raise Refused("Choose a link worker who works here now.")
    task.worker_id = worker_id
    task.save(update_fields=["worker"])
    audit.record("TASK_PASSED_ON", about=task, by=by, at=at, details={"worker": worker_id})
    return task


@transaction.atomic
def close_replied(*, contact_id: UUID, by: Actor, at: datetime) -> None:
    """Mark as done what a client called about before a conversation: speaking with them is the reply (R32)."""
    contact = Contact.objects.visible_to(by).filter(id=contact_id).values_list("case__client_id", "happened_at").first()
    if contact is None:
        return
    client_id, happened_at = contact
    waiting = Task.objects.visible_to(by).still_open().filter(client_id=client_id, kind=TaskKind.CLIENT_CALLED)
    for task in waiting.filter(received_at__lte=happened_at).select_for_update():
        task.done_at, task.done_by_id, task.done_in_id = at, by.user_id, contact_id
        task.save(update_fields=["done_at", "done_by", "done_in"])
        audit.record("TASK_REPLIED", about=task, by=by, at=at, details={"contact": contact_id})


@transaction.atomic
def hang_on_replacement(*, contact_id: UUID, replaced_by_id: UUID, by: Actor, at: datetime) -> None:
    """Let what hung on a contact that was put right, or moved, hang on what stands in its place.

    What was done by it is to do again. What arose in it goes with it, to the client it was with. What only followed
    from their being open to ideas falls away if they had not said so.
    """
    for task in Task.objects.visible_to(by).filter(done_in_id=contact_id).select_for_update():
        task.done_at, task.done_by_id, task.done_in_id, task.answer = None, None, None, ""
        task.save(update_fields=["done_at", "done_by", "done_in", "answer"])
        audit.record("TASK_REOPENED", about=task, by=by, at=at, details={"contact": contact_id})
    instead = _contact(replaced_by_id, by=by)
    for task in Task.objects.visible_to(by).filter(arose_in_id=contact_id).select_for_update():
        _hang_on(task, instead, by=by, at=at)


def _hang_on(task: Task, instead: Contact, *, by: Actor, at: datetime) -> None:
    if task.client_id != instead.case.client_id:
        task.client_id, task.worker_id = instead.case.client_id, instead.case.worker_id
    task.arose_in = instead
    if rules.falls_away(TaskKind(task.kind), is_done=task.done_at is not None, wanted=instead.wanted):
        task.done_at, task.done_by_id, task.done_in = at, by.user_id, instead
        task.answer = "The contact in which it was said was put right: they had not said so."
    task.save(update_fields=["client", "worker", "arose_in", "done_at", "done_by", "done_in", "answer"])
    audit.record("TASK_FOLLOWED", about=task, by=by, at=at, details={"contact": instead.id})


def _note(
    call: Call, *, provider_id: UUID, client_id: UUID | None, worker_id: UUID | None, by: Actor, at: datetime
) -> Task:
    facts = rules.CallFacts(
        call.received_at, client_id is not None, bool(call.caller_name.strip()), bool(call.caller_number.strip()),
        bool(call.words.strip()),
    )  # fmt: skip
    rules.may_note_call(facts, at=at).require()
    days = organisations.number_in_force(numbers.REPLY, provider_id=provider_id, on=clock.local_date(call.received_at))
    answered = bool(call.answer.strip())
    task = Task.objects.create(
        provider_id=provider_id,
        client_id=client_id,
        worker_id=worker_id,
        kind=TaskKind.CLIENT_CALLED,
        route=call.route,
        caller_name=call.caller_name.strip(),
        caller_number=call.caller_number.strip(),
        words=call.words.strip(),
        reason="They got in touch and are waiting for a reply.",
        due_on=rules.reply_by(call.received_at, working_days=days),
        received_at=call.received_at,
        received_by_id=by.user_id,
        made_at=at,
        made_by_id=by.user_id,
        answer=call.answer.strip(),
        done_at=at if answered else None,
        done_by_id=by.user_id if answered else None,
    )
    audit.record("CALL_NOTED", about=task, by=by, at=at, details={"route": call.route, "client": client_id})
    return task


def _signal_not_recalled(call: Task, *, at: datetime) -> None:
    """Tell the worker that somebody does not know who we are: another introduction is due, not only a reply (S10)."""
    Task.objects.create(
        provider_id=call.provider_id,
        client_id=call.client_id,
        worker_id=call.worker_id,
        kind=TaskKind.DID_NOT_RECALL,
        reason="When they called they did not recall the service. Say again who you are, and send who we are.",
        due_on=call.due_on,
        made_at=at,
        made_by_id=call.made_by_id,
    )


def _make(contact: Contact, kind: TaskKind, *, due_on: date, reason: str, by: Actor, at: datetime) -> Task:
    task, made = Task.objects.get_or_create(
        arose_in=contact,
        kind=kind,
        defaults={
            "provider_id": contact.provider_id,
            "client_id": contact.case.client_id,
            "worker_id": contact.case.worker_id,
            "reason": reason,
            "due_on": due_on,
            "made_at": at,
            "made_by_id": by.user_id,
        },
    )
    if made:
        audit.record("TASK_MADE", about=task, by=by, at=at, details={"kind": kind, "contact": contact.id})
    return task


def _contact(contact_id: UUID, *, by: Actor) -> Contact:
    contact: Contact | None = Contact.objects.visible_to(by).select_related("case").filter(id=contact_id).first()
    if contact is None:
        raise NotFound("no such contact")
    return contact


def _lock(task_id: UUID, *, by: Actor) -> Task:
    task: Task | None = Task.objects.visible_to(by).select_for_update().filter(id=task_id).first()
    if task is None:
        raise NotFound("no such task")
    return task


def _active(worker_id: UUID | None, *, provider_id: UUID) -> UUID | None:
    """Give the worker back if they may be given work, else nobody."""
    return worker_id if User.objects.link_workers_of(provider_id).filter(id=worker_id).exists() else None


def _own(by: Actor) -> UUID:
    if by.organisation_id is None:
        raise NotFound("no organisation that could have been called")
    return by.organisation_id
