"""What can happen to a question: asked, asked again, passed on, answered, told, and closed once the client knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.enquiries import owing, rules
from throughline.enquiries.models import Enquiry, EnquiryStep, StepKind
from throughline.enquiries.standing import standing_of


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What was asked on a client's behalf, in their words, of whom and when."""

    question: str
    asked_of: str
    on: date


@transaction.atomic
def ask_on_behalf(asking: Asking, *, client_id: UUID, by: Actor, at: datetime) -> Enquiry:
    """Note a question asked for a client; from now on they hear at least every seven days how it stands (R44, SET12).

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the client
    :raises Refused: without the question or whom it was asked of, or if they are not in the service
    """
    policy.require(Permission.ACT_FOR_CLIENT, actor=by)
    if not Client.objects.visible_to(by).filter(id=client_id).exists():
        raise NotFound("no such client")
    case = Case.objects.visible_to(by).still_open().filter(client_id=client_id).first()
    rules.may_ask(
        question=asking.question, asked_of=asking.asked_of, on=asking.on, today=clock.local_date(at),
        has_open_case=case is not None,
    ).require()  # fmt: skip
    assert case is not None
    enquiry = Enquiry.objects.create(
        provider_id=case.provider_id, case=case, question=asking.question.strip(), asked_of=asking.asked_of.strip(),
        asked_on=asking.on, asked_at=at, asked_by_id=by.user_id,
    )  # fmt: skip
    _note(enquiry, StepKind.ASKED, on=asking.on, words="", by=by, at=at)
    owing.keep_in_step(enquiry, by=by, at=at)
    return enquiry


@transaction.atomic
def chase_enquiry(*, enquiry_id: UUID, on: date, words: str, by: Actor, at: datetime) -> None:
    """Note that a question was asked again. The client is told how it stands on the day that was promised.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the enquiry
    :raises Refused: if there is an answer already, or of a day that cannot be
    """
    enquiry = _lock(enquiry_id, by=by)
    rules.may_chase(standing_of(enquiry), on=on, today=clock.local_date(at)).require()
    if policy.permits(by, Permission.VIEW_TEAM):
        owing.taken_up(enquiry, by=by, at=at)
    _note(enquiry, StepKind.CHASED, on=on, words=words, by=by, at=at)


@transaction.atomic
def pass_enquiry_to_manager(*, enquiry_id: UUID, words: str, by: Actor, at: datetime) -> None:
    """Pass a question without an answer to whoever oversees the team, to ask where a link worker is not heard.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the enquiry
    :raises Refused: if there is an answer already
    """
    enquiry = _lock(enquiry_id, by=by)
    today = clock.local_date(at)
    rules.may_chase(standing_of(enquiry), on=today, today=today).require()
    enquiry.with_manager_since = enquiry.with_manager_since or today
    enquiry.save(update_fields=["with_manager_since"])
    owing.hand_to_manager(enquiry, by=by, at=at)
    _note(enquiry, StepKind.PASSED, on=today, words=words, by=by, at=at)


@transaction.atomic
def note_answer(*, enquiry_id: UUID, answer: str, on: date, by: Actor, at: datetime) -> None:
    """Note the answer; the client is to be told by the next working day.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the enquiry
    :raises Refused: without words, if there is an answer already, or of a day that cannot be
    """
    enquiry = _lock(enquiry_id, by=by)
    rules.may_note_answer(standing_of(enquiry), answer=answer, on=on, today=clock.local_date(at)).require()
    enquiry.answer, enquiry.answered_on = answer.strip(), on
    enquiry.answered_at, enquiry.answered_by_id = at, by.user_id
    enquiry.save(update_fields=["answer", "answered_on", "answered_at", "answered_by"])
    owing.taken_up(enquiry, by=by, at=at)
    owing.keep_in_step(enquiry, by=by, at=at)
    _note(enquiry, StepKind.ANSWERED, on=on, words=answer, by=by, at=at)


@transaction.atomic
def tell_client(*, enquiry_id: UUID, on: date, words: str, closes: bool = False, by: Actor, at: datetime) -> Enquiry:
    """Note that the client was told how it stands: the answer, or that we are still waiting, which moves the next on.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the enquiry
    :raises Refused: if they were told the answer already, or of a day that cannot be
    """
    enquiry = _lock(enquiry_id, by=by)
    rules.may_tell(standing_of(enquiry), on=on, today=clock.local_date(at)).require()
    if enquiry.answered_on is None:
        enquiry.last_told_on = max(on, enquiry.last_told_on or on)
        enquiry.save(update_fields=["last_told_on"])
        kind = StepKind.STILL_WAITING
    else:
        enquiry.told_on, enquiry.told_at, enquiry.told_by_id = on, at, by.user_id
        enquiry.save(update_fields=["told_on", "told_at", "told_by"])
        kind = StepKind.TOLD
    owing.keep_in_step(enquiry, by=by, at=at)
    _note(enquiry, kind, on=on, words=words, by=by, at=at)
    if closes and enquiry.told_on is not None:
        _close(enquiry, words="", by=by, at=at)
    return enquiry


@transaction.atomic
def close_enquiry(*, enquiry_id: UUID, not_wanted: bool, words: str, by: Actor, at: datetime) -> None:
    """Close a question once the client knows the answer, or has said that they no longer want one.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the enquiry
    :raises Refused: until the client was told, or without what they said where they no longer ask
    """
    enquiry = _lock(enquiry_id, by=by)
    rules.may_close(standing_of(enquiry), not_wanted=not_wanted, words=words).require()
    _close(enquiry, words=words, by=by, at=at)


def _close(enquiry: Enquiry, *, words: str, by: Actor, at: datetime) -> None:
    enquiry.closed_at, enquiry.closed_by_id = at, by.user_id
    enquiry.save(update_fields=["closed_at", "closed_by"])
    owing.taken_up(enquiry, by=by, at=at)
    owing.keep_in_step(enquiry, by=by, at=at)
    _note(enquiry, StepKind.CLOSED, on=clock.local_date(at), words=words, by=by, at=at)


def _lock(enquiry_id: UUID, *, by: Actor) -> Enquiry:
    policy.require(Permission.ACT_FOR_CLIENT, actor=by)
    enquiry: Enquiry | None = Enquiry.objects.visible_to(by).select_for_update().filter(id=enquiry_id).first()
    if enquiry is None:
        raise NotFound("no such enquiry")
    return enquiry


def _note(enquiry: Enquiry, kind: StepKind, *, on: date, words: str, by: Actor, at: datetime) -> None:
    EnquiryStep.objects.create(
        provider_id=enquiry.provider_id, enquiry=enquiry, kind=kind, on=on, words=words.strip(), noted_at=at,
        noted_by_id=by.user_id,
    )  # fmt: skip
    audit.record("ENQUIRY_STEP_NOTED", about=enquiry, by=by, at=at, details={"step": kind})
