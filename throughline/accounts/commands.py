"""What can happen to an account. The floors above ask for permission before they call these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from throughline.accounts.models import CANNOT_SIGN_IN, Attachment, RoleCode, User
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.core.scope import NOBODY
from throughline.organisations.models import Kind, Organisation


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
    languages: Sequence[str] = (),
    skills: Sequence[str] = (),
    hashed_password: str | None = None,
    by: Actor,
    at: datetime,
) -> User:
    """Open an account; without a password nobody can sign in to it yet.

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: if the e-mail address already has an account, or nobody signs in with that role
    """
    if not by.is_system:
        raise NotAllowed("only the operator may open accounts")
    if role in CANNOT_SIGN_IN:
        raise Refused(f"Nobody can sign in as {RoleCode(role).label.lower()}. Choose another role.")
    user = User(name=name, email=email.strip().lower(), phone=phone, organisation=organisation, role=role,
                languages=list(languages), skills=list(skills))  # fmt: skip
    user.set_unusable_password()
    user.password = hashed_password or user.password
    if User.objects.filter(email=user.email).exists():
        raise Refused("That e-mail address already has an account. Give the address of this job.")
    user.save(force_insert=True)
    _record("ACCOUNT_OPENED", user, by=by, at=at, details={"role": role})
    return user


@transaction.atomic
def attach(*, worker: User, surgery: Organisation, from_on: date, by: Actor, at: datetime) -> Attachment:
    """Attach a link worker to a surgery from a day on (R3). The floor above asks for permission before it calls this.

    :raises NotFound: if they are no link worker of the actor's organisation, or it is no surgery
    :raises Refused: if they are attached to it on that day already, or will be
    """
    if not _is_ours(worker, by=by) or not worker.may_hold_cases or surgery.kind != Kind.SURGERY:
        raise NotFound("no such link worker or surgery")
    User.objects.select_for_update(no_key=True).get(id=worker.id)  # One at a time: two ties at once would overlap.
    held = Attachment.objects.filter(worker=worker, surgery=surgery)
    if held.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=from_on)).exists():
        raise Refused(f"They are attached to {surgery.name} then already. End that first, or choose a later day.")
    attachment = Attachment.objects.create(worker=worker, surgery=surgery, starts_on=from_on)
    _record_tie("WORKER_ATTACHED", attachment, by=by, at=at)
    return attachment


@transaction.atomic
def end_attachment(*, attachment_id: UUID, last_day: date, by: Actor, at: datetime) -> None:
    """End a link worker's tie to a surgery with a last day; it stays on record. The floor above asks for permission.

    :raises NotFound: if no worker of the actor's organisation has such a tie
    :raises Refused: if it has ended already, or would end before it began
    """
    found = Attachment.objects.select_for_update(of=("self",)).select_related("worker").filter(id=attachment_id)
    attachment = found.first()
    if attachment is None or not _is_ours(attachment.worker, by=by):
        raise NotFound("no such attachment")
    if attachment.ends_on is not None and attachment.ends_on < clock.local_date(at):
        raise Refused(f"It ended on {attachment.ends_on:%-d %B %Y} already. Attach them again if they are back.")
    if last_day < attachment.starts_on:
        raise Refused(f"It began on {attachment.starts_on:%-d %B %Y}. Choose that day or a later one.")
    attachment.ends_on = last_day
    attachment.save(update_fields=["ends_on"])
    _record_tie("WORKER_ATTACHMENT_ENDED", attachment, by=by, at=at)


@transaction.atomic
def note_strengths(*, user_id: UUID, languages: Sequence[str], skills: Sequence[str], by: Actor, at: datetime) -> None:
    """Set which languages a link worker speaks with clients and what they know well.

    The floor above asks for permission before it calls this.

    :raises NotFound: if there is no such link worker at the actor's organisation
    """
    user = User.objects.select_for_update(no_key=True).filter(id=user_id, may_hold_cases=True).first()
    if user is None or not _is_ours(user, by=by):
        raise NotFound("no such link worker")
    user.languages, user.skills = _each_once(languages), _each_once(skills)
    user.save(update_fields=["languages", "skills"])
    _record("WORKER_STRENGTHS_NOTED", user, by=by, at=at)


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
    if user is None or not _is_ours(user, by=by):
        raise NotFound("no such active account")
    user.is_active, user.deactivated_at, user.deactivated_by_id = False, at, by.user_id
    try:
        with transaction.atomic():
            user.save(update_fields=["is_active", "deactivated_at", "deactivated_by"])
    except IntegrityError as error:
        raise Refused("This person still has open cases or promised contacts. Hand each one over first.") from error
    _end_ties(user, last_day=clock.local_date(at))
    _record("ACCOUNT_DEACTIVATED", user, by=by, at=at)


def note_at_door(*, act: DoorAct, by: Actor, at: datetime) -> None:
    """Record that somebody signed in or out, or changed how they do. There is no scope yet, so this brings its own."""
    with acting_as(by):
        _record(act, User.objects.get(id=by.user_id), by=by, at=at)


def note_turned_away(*, act: DoorAct, email: str, by: Actor, at: datetime) -> None:
    """Record a failed sign-in: about which account, if there is one. What was typed is not kept."""
    with acting_as(by):
        _record(act, User.objects.filter(email__iexact=email.strip()).first(), by=by, at=at)


def _is_ours(user: User, *, by: Actor) -> bool:
    return by.is_system or user.organisation_id == by.organisation_id


def _each_once(words: Sequence[str]) -> list[str]:
    """Give each word once, letter case aside, in the order in which they were said."""
    once: dict[str, str] = {}
    for word in filter(None, map(str.strip, words)):
        once.setdefault(word.casefold(), word)
    return list(once.values())


def _end_ties(user: User, *, last_day: date) -> None:
    """End what is going on; what was still to begin never does."""
    ties = Attachment.objects.filter(worker=user)
    ties.filter(starts_on__gt=last_day).delete()
    ties.filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=last_day)).update(ends_on=last_day)


def _record_tie(act: str, attachment: Attachment, *, by: Actor, at: datetime) -> None:
    audit.record_about(
        act,
        table=Attachment._meta.db_table,
        about_id=attachment.id,
        provider_id=attachment.worker.organisation_id or NOBODY,
        by=by,
        at=at,
    )


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
