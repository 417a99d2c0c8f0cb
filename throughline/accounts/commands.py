"""What can happen to an account. The floors above ask for permission before they call these."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from throughline.accounts.models import Attachment, RoleCode, User
from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.organisations.models import Organisation


@transaction.atomic
def open_account(
    *,
    name: str,
    email: str,
    organisation: Organisation,
    role: RoleCode,
    phone: str = "",
    hashed_password: str | None = None,
    by: Actor,
    at: datetime,
) -> User:
    """Open an account; without a password nobody can sign in to it yet.

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: if the e-mail address already has an account
    """
    if not by.is_system:
        raise NotAllowed("only the operator may open accounts")
    user = User(name=name, email=email.strip().lower(), phone=phone, organisation=organisation, role=role)
    user.set_unusable_password()
    user.password = hashed_password or user.password
    if User.objects.filter(email=user.email).exists():
        raise Refused("That e-mail address already has an account. Give the address of this job.")
    user.save(force_insert=True)
    audit.record("ACCOUNT_OPENED", about=user, by=by, at=at, details={"role": role})
    return user


@transaction.atomic
def attach(*, worker: User, surgery: Organisation, from_on: date, by: Actor, at: datetime) -> Attachment:
    """Attach a link worker to a surgery from a day on (R3).

    :raises NotAllowed: unless it is the operator who asks
    """
    if not by.is_system:
        raise NotAllowed("only the operator may attach link workers")
    attachment = Attachment.objects.create(worker=worker, surgery=surgery, starts_on=from_on)
    audit.record("WORKER_ATTACHED", about=attachment, by=by, at=at)
    return attachment


@transaction.atomic
def deactivate_account(*, user_id: UUID, by: Actor, at: datetime) -> None:
    """Close an account, so that nobody can sign in to it. The database refuses while it holds open cases.

    :raises NotFound: if there is no such account at the actor's organisation
    :raises Refused: if people still depend on it
    """
    user = User.objects.select_for_update().filter(id=user_id, is_active=True).first()
    if user is None or not (by.is_system or user.organisation_id == by.organisation_id):
        raise NotFound("no such active account")
    user.is_active, user.deactivated_at, user.deactivated_by_id = False, at, by.user_id
    try:
        with transaction.atomic():
            user.save(update_fields=["is_active", "deactivated_at", "deactivated_by"])
    except IntegrityError as error:
        raise Refused("This person still has open cases or promised contacts. Hand each one over first.") from error
    Attachment.objects.filter(worker=user, ends_on__isnull=True).update(ends_on=at.date())
    audit.record("ACCOUNT_DEACTIVATED", about=user, by=by, at=at)
