"""Putting right who somebody is said to be. What it was until then is kept, and a former name still finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.clients.commands import Particulars, checked, hold_particulars, require_ours
from throughline.clients.dictionary import note_names
from throughline.clients.events import HomePutRight
from throughline.clients.likeness_commands import note_likenesses
from throughline.clients.models import Client, Correction, Particular, WayKind, WayToReach
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.core.names import sort_key

COLUMN = {
    Particular.NAME: "full_name",
    Particular.BORN: "date_of_birth",
    Particular.NHS_NUMBER: "nhs_number",
    Particular.ADDRESS: "address",
    Particular.POSTCODE: "postcode",
}
TAKEN = (
    "This NHS number is on another record at your service. Check the number. If it is right, the two records may be"
    " one person: find the other by this number, and ask a manager to merge them."
)


@dataclass(frozen=True)
class _Ways:
    """The telephone numbers and addresses of a client, as they are and as they are to be, in order."""

    kept: Mapping[tuple[str, str], WayToReach]
    wanted: tuple[tuple[str, str], ...]

    @property
    def changed(self) -> bool:
        return list(self.kept) != list(self.wanted)


@transaction.atomic
def correct_particulars(
    *, client_id: UUID, given: Particulars, address_confirmed: bool, reason: str, by: Actor, at: datetime
) -> list[Particular]:
    """Put particulars right, keep what they were, and give which of them changed.

    :raises NotAllowed: if `by` may not correct particulars
    :raises NotFound: if `by` cannot see the client
    :raises Refused: if a particular cannot be right, or the NHS number is on another record
    """
    policy.require(Permission.CORRECT_PARTICULARS, actor=by)
    known = checked(given, on=clock.local_date(at))
    client: Client | None = Client.objects.visible_to(by).filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    hold_particulars(known, provider_id=client.provider_id)
    client = Client.objects.select_for_update().get(id=client_id)
    require_ours(client)
    _require_free(known.nhs_number, client)
    was = _changed(client, known)
    ways = _ways(client, known)
    if ways.changed:
        was[Particular.WAYS] = "\n".join(value for _, value in ways.kept)
        _write_ways(client, ways)
    _write(client, known, address_confirmed=address_confirmed, at=at)
    Correction.objects.bulk_create(
        Correction(provider_id=client.provider_id, client=client, particular=particular, was=text,
                   reason=reason.strip(), corrected_at=at, corrected_by_id=by.user_id)
        for particular, text in was.items()
    )  # fmt: skip
    if was:
        note_names([(client.id, client.full_name)], provider_id=client.provider_id)
        note_likenesses(client=client, person=known.person, by=by, at=at)
        audit.record("CLIENT_CORRECTED", about=client, by=by, at=at, details={"particulars": sorted(was)})
        if {Particular.ADDRESS, Particular.POSTCODE} & set(was):
            events.publish(HomePutRight(client_id=client.id, by=by, at=at))
    elif address_confirmed:
        audit.record("ADDRESS_CONFIRMED", about=client, by=by, at=at)
    return list(was)


def _require_free(nhs_number: str, client: Client) -> None:
    others = Client.objects.standing().filter(provider_id=client.provider_id).exclude(id=client.id)
    if nhs_number and others.filter(nhs_number=nhs_number).exists():
        raise Refused(TAKEN)


def _changed(client: Client, known: Particulars) -> dict[Particular, str]:
    """Give what each particular that changes was until now."""
    return {
        particular: str(getattr(client, column) or "")
        for particular, column in COLUMN.items()
        if (getattr(client, column) or "") != getattr(known, column)
    }


def _write(client: Client, known: Particulars, *, address_confirmed: bool, at: datetime) -> None:
    client.full_name, client.sort_name = known.full_name, sort_key(known.full_name)
    client.date_of_birth, client.nhs_number = known.date_of_birth, known.nhs_number or None
    client.address, client.postcode = known.address, known.postcode
    changed = ["full_name", "sort_name", "date_of_birth", "nhs_number", "address", "postcode"]
    if address_confirmed:
        client.address_confirmed_on = clock.local_date(at)
        changed.append("address_confirmed_on")
    client.save(update_fields=changed)


def _ways(client: Client, known: Particulars) -> _Ways:
    kept = {(w.kind, w.value): w for w in WayToReach.objects.filter(client=client).order_by("place", "id")}
    phones = [(WayKind.PHONE.value, phone) for phone in known.phones]
    # The page shows one e-mail address, the first: any other stays.
    emails = [(WayKind.EMAIL.value, known.email)] if known.email else []
    emails += [key for key in kept if key[0] == WayKind.EMAIL][1:]
    return _Ways(kept, tuple(dict.fromkeys([*phones, *emails])))


def _write_ways(client: Client, ways: _Ways) -> None:
    """Remove what is no longer right, add what is new, and keep what stays with all that is known of it."""
    WayToReach.objects.filter(id__in=[way.id for key, way in ways.kept.items() if key not in ways.wanted]).delete()
    for place, (kind, value) in enumerate(ways.wanted):
        way = ways.kept.get((kind, value))
        if way is None:
            WayToReach.objects.create(
                provider_id=client.provider_id, client=client, kind=kind, value=value, place=place
            )
        elif way.place != place:
            way.place = place
            way.save(update_fields=["place"])
