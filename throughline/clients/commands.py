"""What can happen to a client record. The floors above ask for permission before they call these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.clients import rules
from throughline.clients.models import Answer, Client, WayKind, WayToReach
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.names import sort_key


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What is known of a person when their record is made, as typed or read from a file."""

    full_name: str
    date_of_birth: date
    nhs_number: str = ""
    phones: Sequence[str] = field(default_factory=tuple)
    email: str = ""
    address: str = ""
    postcode: str = ""
    conditions: Sequence[str] = field(default_factory=tuple)
    access_needs: str = ""
    can_be_phoned: Answer = Answer.NOT_ASKED
    can_read: Answer = Answer.NOT_ASKED
    has_internet: Answer = Answer.NOT_ASKED


def checked(given: Particulars, *, on: date) -> Particulars:
    """Give the particulars in their normal form.

    :raises Refused: naming the first thing that is wrong and how to put it right
    """
    return Particulars(
        full_name=rules.full_name(given.full_name),
        date_of_birth=rules.date_of_birth(given.date_of_birth, on=on),
        nhs_number=rules.nhs_number(given.nhs_number) or "",
        phones=tuple(dict.fromkeys(rules.phone_number(p) for p in given.phones if p.strip())),
        email=given.email.strip(),
        address=given.address.strip(),
        postcode=rules.postcode(given.postcode),
        conditions=tuple(c.strip() for c in given.conditions if c.strip()),
        access_needs=given.access_needs.strip(),
        can_be_phoned=given.can_be_phoned,
        can_read=given.can_read,
        has_internet=given.has_internet,
    )


@transaction.atomic
def register_client(
    given: Particulars, *, provider_id: UUID, surgery_id: UUID | None, by: Actor, at: datetime
) -> Client:
    """Make a record, or complete the one that this NHS number (or this very name and date of birth) already has.

    :raises Refused: if a particular cannot be right, or the NHS number is somebody else's
    """
    known = checked(given, on=clock.local_date(at))
    existing = same_person(known, provider_id=provider_id)
    if existing is not None:
        rules.may_be_same_person(
            known.full_name, known.date_of_birth, kept_name=existing.full_name, kept_born_on=existing.date_of_birth
        ).require()
        _complete(existing, known, surgery_id=surgery_id, by=by, at=at)
        return existing
    client = Client.objects.create(
        provider_id=provider_id,
        surgery_id=surgery_id,
        full_name=known.full_name,
        sort_name=sort_key(known.full_name),
        date_of_birth=known.date_of_birth,
        nhs_number=known.nhs_number or None,
        address=known.address,
        postcode=known.postcode,
        conditions=list(known.conditions),
        access_needs=known.access_needs,
        can_be_phoned=known.can_be_phoned,
        can_read=known.can_read,
        has_internet=known.has_internet,
        registered_at=at,
        registered_by_id=by.user_id,
    )
    _add_ways(client, known, after=0)
    audit.record("CLIENT_REGISTERED", about=client, by=by, at=at)
    return client


def same_person(known: Particulars, *, provider_id: UUID) -> Client | None:
    """Find the record of this person: by NHS number, or by name and date of birth where either side has no number."""
    records = Client.objects.filter(provider_id=provider_id)
    if known.nhs_number:
        by_number: Client | None = records.filter(nhs_number=known.nhs_number).first()
        if by_number is not None:
            return by_number
    alike = records.filter(sort_name=sort_key(known.full_name), date_of_birth=known.date_of_birth)
    found: Client | None = (alike.filter(nhs_number__isnull=True) if known.nhs_number else alike).first()
    return found


def _complete(client: Client, known: Particulars, *, surgery_id: UUID | None, by: Actor, at: datetime) -> None:
    """Fill what was not known yet and add new ways to reach; nothing on record is written over."""
    offered = {
        "nhs_number": known.nhs_number,
        "address": known.address,
        "postcode": known.postcode,
        "access_needs": known.access_needs,
        "can_be_phoned": known.can_be_phoned,
        "can_read": known.can_read,
        "has_internet": known.has_internet,
    }
    not_known = (None, "", Answer.NOT_ASKED)
    changes: dict[str, object] = {
        f: v for f, v in offered.items() if v not in not_known and getattr(client, f) in not_known
    }
    added = [c for c in known.conditions if c.casefold() not in {kept.casefold() for kept in client.conditions}]
    if added:
        changes["conditions"] = [*client.conditions, *added]
    if surgery_id and client.surgery_id != surgery_id:
        changes["surgery_id"] = surgery_id  # They have moved: the surgery that knows them now is the one to tell.
    _add_ways(client, known, after=WayToReach.objects.filter(client=client).count())
    if changes:
        for name, value in changes.items():
            setattr(client, name, value)
        client.save(update_fields=list(changes))
        audit.record("CLIENT_COMPLETED", about=client, by=by, at=at, details={"fields": sorted(changes)})


def _add_ways(client: Client, known: Particulars, *, after: int) -> None:
    ways = [(WayKind.PHONE, phone) for phone in known.phones]
    ways += [(WayKind.EMAIL, known.email)] if known.email else []
    WayToReach.objects.bulk_create(
        (
            WayToReach(provider_id=client.provider_id, client=client, kind=kind, value=value, place=place)
            for place, (kind, value) in enumerate(ways, start=after)
        ),
        ignore_conflicts=True,
    )
