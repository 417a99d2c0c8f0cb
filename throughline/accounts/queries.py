"""What can be asked of accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from throughline.accounts.models import Attachment, RoleCode, User
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound


@dataclass(frozen=True)
class Colleague:
    """Somebody who may hold cases, as a list of choices needs them."""

    id: UUID
    name: str
    role: str


@dataclass(frozen=True)
class AttachedWorker:
    """A link worker as the surgery they are attached to knows them: who, how to reach them, since when (R3)."""

    id: UUID
    name: str
    phone: str
    since: date


@dataclass(frozen=True)
class AttachedSurgery:
    """A surgery in a link worker's own list: from when, and the last day if it has one."""

    attachment_id: UUID
    worker_id: UUID
    surgery: str
    starts_on: date
    ends_on: date | None


def actor_for(user: User, *, purpose: str) -> Actor:
    """Give the actor that an account is when it is at work."""
    return Actor(user.id, user.organisation_id, frozenset({str(user.role)}), purpose)


def link_workers(*, provider_id: UUID) -> list[Colleague]:
    """List the active link workers of a provider, seniors included, by name."""
    return [Colleague(u.id, u.name, RoleCode(u.role).label) for u in User.objects.link_workers_of(provider_id)]


def link_worker(worker_id: UUID | None, *, provider_id: UUID) -> Colleague:
    """Give one active link worker of a provider.

    :raises NotFound: if there is none such
    """
    found = next((colleague for colleague in link_workers(provider_id=provider_id) if colleague.id == worker_id), None)
    if found is None:
        raise NotFound("no such active worker")
    return found


def languages_and_skills(*, provider_id: UUID) -> dict[UUID, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the languages and the skills of each active link worker of a provider."""
    found = User.objects.link_workers_of(provider_id).values_list("id", "languages", "skills")
    return {id_: (tuple(languages), tuple(skills)) for id_, languages, skills in found}


def surgeries_of_worker(worker_id: UUID) -> list[AttachedSurgery]:
    """List all surgeries that a link worker is, was or will be attached to, the latest first."""
    ties = Attachment.objects.filter(worker_id=worker_id).select_related("surgery")
    return [
        AttachedSurgery(t.id, t.worker_id, t.surgery.name, t.starts_on, t.ends_on)
        for t in ties.order_by("-starts_on", "surgery__name")
    ]


def attachment(attachment_id: UUID, *, provider_id: UUID) -> AttachedSurgery:
    """Give one tie of a provider's link worker.

    :raises NotFound: if there is none
    """
    ties = Attachment.objects.select_related("surgery")
    tie = ties.filter(id=attachment_id, worker__organisation_id=provider_id, worker__may_hold_cases=True).first()
    if tie is None:
        raise NotFound("no such attachment")
    return AttachedSurgery(tie.id, tie.worker_id, tie.surgery.name, tie.starts_on, tie.ends_on)


def attached_worker_ids(surgery_id: UUID, *, on: date) -> set[UUID]:
    """Give the workers attached to a surgery on a day."""
    ties = Attachment.objects.filter(surgery_id=surgery_id, starts_on__lte=on, worker__may_hold_cases=True)
    return set(ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).values_list("worker_id", flat=True))


def workers_attached_to(surgery_id: UUID, *, on: date) -> list[AttachedWorker]:
    """List the link workers attached to a surgery on a day, by name."""
    ties = Attachment.objects.filter(surgery_id=surgery_id, starts_on__lte=on, worker__may_hold_cases=True)
    ties = ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).select_related("worker")
    return [
        AttachedWorker(t.worker_id, t.worker.name, t.worker.phone, t.starts_on) for t in ties.order_by("worker__name")
    ]


def account_by_email(email: str) -> User | None:
    """Find an active account by its e-mail address."""
    active = User.objects.filter(email__iexact=email.strip(), is_active=True)
    found: User | None = active.select_related("organisation").first()
    return found


def names_of(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Give names by id."""
    return dict(User.objects.filter(id__in=set(user_ids)).values_list("id", "name"))
