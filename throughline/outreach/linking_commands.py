"""What linkage found of a whole list: many listed people are clients, and the list has been compared."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, models, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.outreach.models import HowKnown, ListedPerson, VulnerableList

TIED = """
update outreach_listedperson p set client_id = x.client_id, how_known = %(how)s,
  worker_id = coalesce(k.worker_id, p.worker_id)
from jsonb_to_recordset(%(pairs)s) as x (person_id uuid, client_id uuid)
join clients_client c on c.id = x.client_id and c.provider_id = %(provider)s and c.merged_into_id is null
left join cases_case k on k.client_id = x.client_id and k.closed_at is null
where p.id = x.person_id and p.provider_id = %(provider)s and p.client_id is null and p.same_as_id is null
  and p.state <> 'DELETED' and not exists (select 1 from outreach_listedperson o where o.provider_id = %(provider)s
    and o.client_id = x.client_id and o.same_as_id is null and o.state <> 'DELETED')
returning p.id, p.client_id
"""


@transaction.atomic
def say_are_clients(*, pairs: Sequence[tuple[UUID, UUID]], provider_id: UUID, by: Actor, at: datetime) -> list[UUID]:
    """Say of many listed people which client each is, and give those of whom it could be said.

    Left out is whoever is known as a client already, and whose client has an entry of their own.

    :raises NotAllowed: if `by` may not take lists in
    :raises NotFound: if these are another provider's
    :raises Refused: if one client is said to be two people
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=by)
    if not by.is_system and by.organisation_id != provider_id:
        raise NotFound("not this provider's lists")
    if len({client_id for _, client_id in pairs}) != len(pairs):
        raise Refused("One client cannot be two listed people. Say first that the two are one.")
    given = json.dumps([{"person_id": str(person), "client_id": str(client)} for person, client in pairs])
    with connection.cursor() as cursor:
        cursor.execute(TIED, {"pairs": given, "provider": provider_id, "how": HowKnown.LINKAGE.value})
        tied: dict[UUID, UUID] = dict(cursor.fetchall())
    details = {person: {"client": client, "how": HowKnown.LINKAGE} for person, client in tied.items()}
    named = {client: {"listed_person": person} for person, client in tied.items()}
    _note("LISTED_PERSON_IS_CLIENT", ListedPerson, details, provider_id=provider_id, by=by, at=at)
    _note("CLIENT_NAMED_ON_LIST", Client, named, provider_id=provider_id, by=by, at=at)
    return list(tied)


@transaction.atomic
def note_compared(*, list_id: UUID, by: Actor, at: datetime) -> None:
    """Note that everybody on a list was compared with everybody we know.

    :raises NotAllowed: if `by` may not take lists in
    :raises NotFound: if the list is not there
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=by)
    found = VulnerableList.objects.visible_to(by).filter(id=list_id)
    if not found.update(compared_at=at, compared_by_id=by.user_id):
        raise NotFound("no such list")


def _note(
    act: str, about: type[models.Model], entries: Mapping[UUID, Mapping[str, object]], *, provider_id: UUID, by: Actor,
    at: datetime,
) -> None:  # fmt: skip
    if entries:
        audit.record_many(act, about=about, entries=entries, provider_id=provider_id, by=by, at=at)
