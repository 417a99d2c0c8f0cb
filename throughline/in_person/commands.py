"""What can happen: somebody waits to be seen, the meeting is prepared, and they are seen or no longer wait."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.contacts.models import Contact
from throughline.contacts.rules import IN_PERSON
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.in_person import rules
from throughline.in_person.models import Aspect, Need, PreparationNote, Wait, WhyLeft


@transaction.atomic
def queue_in_person(*, client_id: UUID, topics: Sequence[str], need: Need, by: Actor, at: datetime) -> Wait:
    """Put somebody in the queue to be seen face to face, with what they want to talk about (R35).

    :raises NotAllowed: if `by` may not keep the queue
    :raises NotFound: if `by` cannot see the client
    :raises Refused: without a topic, if they wait already, or are not in the service
    """
    policy.require(Permission.QUEUE_IN_PERSON, actor=by)
    client = Client.objects.visible_to(by).select_for_update().filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    rules.may_queue(
        topics,
        has_open_case=Case.objects.visible_to(by).still_open().filter(client_id=client_id).exists(),
        waits_already=Wait.objects.visible_to(by).filter(client_id=client_id, left_at__isnull=True).exists(),
    ).require()
    wait = Wait.objects.create(
        provider_id=client.provider_id, client_id=client_id, topics=list(topics), need=need, queued_at=at,
        queued_by_id=by.user_id,
    )  # fmt: skip
    audit.record("QUEUED_IN_PERSON", about=wait, by=by, at=at, details={"client": client_id})
    return wait


@transaction.atomic
def prepare_meeting(*, client_id: UUID, aspect: Aspect, words: str, by: Actor, at: datetime) -> None:
    """Add to what is to be brought to the meeting; a note is never changed, another is added.

    :raises NotAllowed: if `by` may not keep the queue
    :raises NotFound: if `by` cannot see anybody of that id who waits
    :raises Refused: without words
    """
    policy.require(Permission.QUEUE_IN_PERSON, actor=by)
    wait = _lock(client_id, by=by)
    if not words.strip():
        raise Refused("Write what is to be brought to the meeting.")
    note = PreparationNote.objects.create(
        provider_id=wait.provider_id, wait=wait, aspect=aspect, words=words.strip(), written_at=at,
        written_by_id=by.user_id,
    )  # fmt: skip
    audit.record("MEETING_PREPARED", about=note, by=by, at=at)


@transaction.atomic
def leave_queue(*, client_id: UUID, why: WhyLeft, by: Actor, at: datetime) -> None:
    """Take somebody out of the queue for a stated reason.

    :raises NotAllowed: if `by` may not keep the queue
    :raises NotFound: if `by` cannot see anybody of that id who waits
    """
    policy.require(Permission.QUEUE_IN_PERSON, actor=by)
    _leave(_lock(client_id, by=by), why, by=by, at=at)


@transaction.atomic
def note_met(*, contact_id: UUID, by: Actor, at: datetime) -> None:
    """Take somebody out of the queue once they were spoken with in person after they were put in it."""
    contact = Contact.objects.visible_to(by).filter(id=contact_id, two_way=True, way__in=IN_PERSON)
    met = contact.values_list("case__client_id", "happened_at").first()
    if met is None:
        return
    waits = Wait.objects.visible_to(by).select_for_update().filter(client_id=met[0], left_at__isnull=True)
    wait = waits.filter(queued_at__lte=met[1]).first()
    if wait is not None:
        _leave(wait, WhyLeft.MET, by=by, at=at)


@transaction.atomic
def note_not_met(*, contact_id: UUID, by: Actor, at: datetime) -> None:
    """Let somebody wait again whom a contact took out of the queue that no longer counts for them."""
    contact = Contact.objects.visible_to(by).filter(id=contact_id).values_list("case__client_id", "recorded_at").first()
    if contact is None:
        return
    client_id, taken_out_at = contact  # They left the queue in the act in which the contact was written down.
    waits = Wait.objects.visible_to(by).select_for_update().filter(client_id=client_id)
    wait = waits.filter(why_left=WhyLeft.MET, left_at=taken_out_at).first()
    in_service = Case.objects.visible_to(by).still_open().filter(client_id=client_id).exists()
    if wait is None or not in_service or waits.filter(left_at__isnull=True).exists():
        return
    wait.left_at, wait.left_by_id, wait.why_left = None, None, ""
    wait.save(update_fields=["left_at", "left_by", "why_left"])
    audit.record("WAITS_AGAIN_IN_PERSON", about=wait, by=by, at=at, details={"contact": contact_id})


@transaction.atomic
def note_left_service(*, case_id: UUID, by: Actor, at: datetime) -> None:
    """Take somebody out of the queue whose time in the service has ended."""
    client_id = Case.objects.visible_to(by).filter(id=case_id).values_list("client_id", flat=True).first()
    waits = Wait.objects.visible_to(by).select_for_update()
    wait = waits.filter(client_id=client_id, left_at__isnull=True).first()
    if wait is not None:
        _leave(wait, WhyLeft.LEFT_SERVICE, by=by, at=at)


def _lock(client_id: UUID, *, by: Actor) -> Wait:
    waits = Wait.objects.visible_to(by).select_for_update()
    wait: Wait | None = waits.filter(client_id=client_id, left_at__isnull=True).first()
    if wait is None:
        raise NotFound("nobody of that id waits to be seen")
    return wait


def _leave(wait: Wait, why: WhyLeft, *, by: Actor, at: datetime) -> None:
    wait.left_at, wait.left_by_id, wait.why_left = at, by.user_id, why
    wait.save(update_fields=["left_at", "left_by", "why_left"])
    audit.record("LEFT_IN_PERSON_QUEUE", about=wait, by=by, at=at, details={"why": why})
