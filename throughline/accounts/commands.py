"""What can happen to an account. The floors above ask for permission before they call these."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from throughline.accounts.models import Attachment, RoleCode, User
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.core.scope import NOBODY
from throughline.organisations.models import Organisation


class DoorAct(models.TextChoices):
    """What is recorded of sign-in."""

    SIGNED_IN = "SIGNED_IN", "Signed in"
    SIGNED_OUT = "SIGNED_OUT", "Signed out"
    FAILED = "SIGN_IN_FAILED", "Tried to sign in with a wrong password or address"
    LOCKED_OUT = "SIGN_IN_LOCKED_OUT", "Tried to sign in after too many wrong tries"
    CLOSED_ACCOUNT = "SIGN_IN_CLOSED_ACCOUNT", "Tried to sign in to a closed account"
    PASSWORD_CHANGED = "PASSWORD_CHANGED", "Changed their password"
    CODE_ADDED = "SIGN_IN_CODE_ADDED", "Began to sign in with a code too"
    CODE_REMOVED = "SIGN_IN_CODE_REMOVED", "Stopped signing in with a code"
    BACKUP_CODES_RENEWED = "BACKUP_CODES_RENEWED", "Got new backup codes"


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
    _record("ACCOUNT_OPENED", user, by=by, at=at, details={"role": role})
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
def set_password(*, email: str, password: str, by: Actor, at: datetime) -> None:
    """Set a password for somebody who has none yet or has forgotten it; live sessions of the account end.

    :raises NotAllowed: unless it is the operator who asks
    :raises NotFound: if no active account has this address
    :raises Refused: if the password is too easy to guess, saying in which way
    """
    if not by.is_system:
        raise NotAllowed("only the operator may set another's password")
    user = User.objects.select_for_update().filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise NotFound("no active account has this e-mail address")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    user.set_password(password)
    user.save(update_fields=["password"])
    _record("PASSWORD_SET_BY_OPERATOR", user, by=by, at=at)


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
    Attachment.objects.filter(worker=user, ends_on__isnull=True).update(ends_on=clock.local_date(at))
    _record("ACCOUNT_DEACTIVATED", user, by=by, at=at)


def note_at_door(*, act: DoorAct, by: Actor, at: datetime) -> None:
    """Record that somebody signed in or out, or changed how they do. There is no scope yet, so this brings its own."""
    with acting_as(by):
        _record(act, User.objects.get(id=by.user_id), by=by, at=at)


def note_turned_away(*, act: DoorAct, email: str, by: Actor, at: datetime) -> None:
    """Record a failed sign-in: about which account, if there is one. What was typed is not kept."""
    with acting_as(by):
        _record(act, User.objects.filter(email__iexact=email.strip()).first(), by=by, at=at)


def _record(act: str, user: User | None, *, by: Actor, at: datetime, details: dict[str, object] | None = None) -> None:
    audit.record_about(
        act,
        table=User._meta.db_table,
        about_id=user.id if user else NOBODY,
        provider_id=(user.organisation_id if user else None) or NOBODY,
        by=by,
        at=at,
        details=details,
    )
