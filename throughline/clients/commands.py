"""What can happen to a client record. The floors above ask for permission before they call these."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from throughline.audit import commands as audit
from throughline.clients import rules
from throughline.clients.dictionary import note_names
from throughline.clients.likeness_commands import note_likenesses, one_at_a_time
from throughline.clients.likeness_rules import Person
from throughline.clients.models import Answer, Client, WayKind, WayToReach
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
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

    @property
    def person(self) -> Person:
        """Give what tells this person from others."""
        return Person(self.full_name, self.date_of_birth, self.nhs_number, self.postcode, frozenset(self.phones))


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
    hold_particulars(known, provider_id=provider_id)
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
        digitally_excluded=known.has_internet == Answer.NO,
        cannot_read=known.can_read == Answer.NO,
        registered_at=at,
        registered_by_id=by.user_id,
    )
    _add_ways(client, known, after=0)
    note_names([(client.id, client.full_name)], provider_id=provider_id)
    audit.record("CLIENT_REGISTERED", about=client, by=by, at=at)
    note_likenesses(client=client, person=known.person, by=by, at=at)
    return client


def hold_particulars(known: Particulars, *, provider_id: UUID) -> None:
    """Let the same person sent by two surgeries in one moment come in one after the other: the second finds the first.

    The day of birth is held and not the name, so that the second is also compared when the name was mistyped.
    """
    keys = [f"born {provider_id} {known.date_of_birth}"]
    keys += [f"number {provider_id} {known.nhs_number}"] if known.nhs_number else []
    one_at_a_time(*keys)


def same_person(known: Particulars, *, provider_id: UUID) -> Client | None:
    """Find the record of this person: by NHS number, or by name and date of birth where either side has no number."""
    records = Client.objects.filter(provider_id=provider_id)
    found: Client | None = None
    if known.nhs_number:
        numbered = records.filter(nhs_number=known.nhs_number)
        found = numbered.standing().first() or numbered.filter(merged_into__isnull=False).first()
    if found is None:
        alike = records.filter(sort_name=sort_key(known.full_name), date_of_birth=known.date_of_birth)
        alike = alike.filter(nhs_number__isnull=True) if known.nhs_number else alike
        found = alike.order_by(F("merged_into").asc(nulls_first=True), "id").first()
    return found.merged_into if found and found.merged_into else found


def _complete(client: Client, known: Particulars, *, surgery_id: UUID | None, by: Actor, at: datetime) -> None:
    """Fill what was not known yet and add new ways to reach; nothing on record is written over.

    Where they live has a history of its own: circumstances.note_referred_home fills it.
    """
    offered = {
        "nhs_number": known.nhs_number,
        "access_needs": known.access_needs,
        "can_be_phoned": known.can_be_phoned,
        "can_read": known.can_read,
        "has_internet": known.has_internet,
    }
    not_known = (None, "", Answer.NOT_ASKED)
    changes: dict[str, object] = {
        f: v for f, v in offered.items() if v not in not_known and getattr(client, f) in not_known
    }
    if client.moved_to_id:
        changes["moved_to_id"] = None  # They are back: the record is written in again.
    if changes.get("has_internet") == Answer.NO:
        changes["digitally_excluded"] = True
    if changes.get("can_read") == Answer.NO:
        changes["cannot_read"] = True
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


KEPT_IN_STEP = frozenset(
    {"address", "postcode", "lives_alone", "conditions", "conditions_count", "can_be_phoned", "can_read",
     "has_internet", "access_needs", "digitally_excluded", "cannot_read", "profile_asked_on", "shielding"}
)  # fmt: skip
"""What the floor above knows with its history, and the record holds as of now, for pages that many read."""


@transaction.atomic
def keep_in_step(*, client_ids: Collection[UUID], facts: Mapping[str, object], by: Actor, at: datetime) -> None:
    """Set what records hold of a history that another package keeps. Part of that package's command.

    A surgery that refers acts in its provider's scope, so what `by` may see is left to the second lock here.

    :raises NotFound: if a client is not in scope
    """
    unknown = set(facts) - KEPT_IN_STEP
    if unknown:
        raise ValueError(f"not kept in step: {', '.join(sorted(unknown))}")
    if Client.objects.filter(id__in=client_ids).update(**facts) != len(client_ids):
        raise NotFound("no such client")


def lock_client(client_id: UUID, *, viewer: Actor) -> Client:
    """Hold a client's record until the end of the transaction, to write in it.

    :raises NotFound: if the viewer cannot see it
    :raises Refused: if they moved to another provider's service, saying what to do
    """
    found: Client | None = Client.objects.visible_to(viewer).select_for_update(no_key=True).filter(id=client_id).first()
    if found is None:
        raise NotFound("no such client")
    require_ours(found)
    return found


def require_ours(client: Client) -> None:
    """Go on if the person is this provider's client now.

    :raises Refused: if they moved to another provider's service, saying what to do
    """
    if client.moved_to is not None:
        rules.may_be_written(moved_to=client.moved_to.name, phone=client.moved_to.phone).require()
