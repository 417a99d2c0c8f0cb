"""What can happen to people on lists: a list comes in, and somebody says who is the same person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.outreach.linking_commands import note_compared, say_are_clients
from throughline.outreach.models import HowKnown, ListedPerson, Listing
from throughline.outreach.taking_commands import Coming, TakenIn, take_list

__all__ = ["Coming", "TakenIn", "note_compared", "say_are_clients", "say_is_client", "say_same_person", "take_list"]


@transaction.atomic
def say_is_client(*, person_id: UUID, client_id: UUID, by: Actor, at: datetime, how: HowKnown = HowKnown.SAID) -> None:
    """Say that a listed person is this client: their record is flagged, and their own worker makes the call.

    :raises NotAllowed: if `by` may not take lists in
    :raises NotFound: if the person or the client is not there
    :raises Refused: if the listed person is known as somebody else
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=by)
    person = _lock(person_id, by=by)
    client = Client.objects.visible_to(by).filter(id=client_id, provider_id=person.provider_id).first()
    if client is None:
        raise NotFound("no such client")
    if person.client_id not in (None, client.id):
        raise Refused("This listed person is already known as another client. Have the two records looked at first.")
    case = Case.objects.visible_to(by).still_open().filter(client=client).first()
    person.client, person.how_known = client, how
    if case is not None:
        person.worker_id = case.worker_id
    person.save(update_fields=["client", "how_known", "worker"])
    audit.record("LISTED_PERSON_IS_CLIENT", about=person, by=by, at=at, details={"client": client.id, "how": how})
    audit.record("CLIENT_NAMED_ON_LIST", about=client, by=by, at=at, details={"listed_person": person.id})


@transaction.atomic
def say_same_person(*, person_id: UUID, as_id: UUID, by: Actor, at: datetime) -> None:
    """Say that two listed people are one: the other one stands for both, with the lines of both, and is called once.

    :raises NotAllowed: if `by` may not take lists in
    :raises NotFound: if one of them is not there
    :raises Refused: if it is one entry, or they are two clients
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=by)
    if person_id == as_id:
        raise Refused("These are one entry already. Choose two.")
    held = {id_: _lock(id_, by=by) for id_ in sorted((person_id, as_id))}
    person, standing = held[person_id], held[as_id]
    if person.provider_id != standing.provider_id:
        raise NotFound("not on one provider's lists")
    if person.client_id and standing.client_id and person.client_id != standing.client_id:
        raise Refused("They are known as two clients. Have the two records looked at first.")
    if person.client_id and not standing.client_id:
        standing.client_id, standing.how_known, standing.worker_id = (
            person.client_id,
            person.how_known,
            person.worker_id,
        )
    standing.phones = list(dict.fromkeys([*standing.phones, *person.phones]))
    standing.reasons = list(dict.fromkeys([*standing.reasons, *person.reasons]))
    standing.first_try_by = min(standing.first_try_by, person.first_try_by)
    standing.save(update_fields=["client", "how_known", "worker", "phones", "reasons", "first_try_by"])
    person.same_as = standing
    person.save(update_fields=["same_as"])
    Listing.objects.visible_to(by).filter(person=person).update(person=standing)
    audit.record("LISTED_PEOPLE_ARE_ONE", about=person, by=by, at=at, details={"as": standing.id})


def _lock(person_id: UUID, *, by: Actor) -> ListedPerson:
    found: ListedPerson | None = (
        ListedPerson.objects.visible_to(by).standing().select_for_update().filter(id=person_id).first()
    )
    if found is None:
        raise NotFound("no such listed person")
    return found
