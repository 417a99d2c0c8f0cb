"""Many cases at once, for whole caseloads that come in by file. Each gets what `commands.open_case` gives one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.accounts.models import User
from throughline.audit import commands as audit
from throughline.cases.models import Case, Level, Promise
from throughline.cases.rules import NextContact
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows
from throughline.core.decisions import NotFound, Refused
from throughline.core.ids import new_id


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A case to be opened: whose, with whom, how often, and what was promised."""

    client_id: UUID
    worker_id: UUID
    level: Level
    next_contact: NextContact
    first_contact_due_on: date | None
    last_reached_at: datetime | None


@transaction.atomic
def open_many(openings: Sequence[Opening], *, provider_id: UUID, by: Actor, at: datetime) -> list[UUID]:
    """Open cases, each with its worker, its next contact and the promise of it, in a fixed number of statements.

    :raises NotFound: if `by` cannot see one of the clients
    :raises Refused: if one of them has an open case already, or a worker may not hold cases of this provider
    """
    _require_without_case([opening.client_id for opening in openings], provider_id=provider_id, viewer=by)
    _require_can_hold({i for o in openings for i in (o.worker_id, o.next_contact.by_id)}, provider_id=provider_id)
    those = [(new_id(), opening) for opening in openings]
    insert_rows(Case, [_case_row(i, o, provider_id=provider_id, by=by, at=at) for i, o in those])
    insert_rows(Promise, [_promise_row(i, o, provider_id=provider_id, by=by, at=at) for i, o in those])
    workers = {id_: {"worker": opening.worker_id} for id_, opening in those}
    audit.record_many("CASE_OPENED", about=Case, entries=workers, provider_id=provider_id, by=by, at=at)
    return [id_ for id_, _ in those]


def _require_without_case(client_ids: Sequence[UUID], *, provider_id: UUID, viewer: Actor) -> None:
    clients = Client.objects.visible_to(viewer).filter(id__in=client_ids, provider_id=provider_id)
    if len(clients.select_for_update().values_list("id")) != len(set(client_ids)):
        raise NotFound("no such client")
    if len(set(client_ids)) < len(client_ids) or Case.objects.filter(client_id__in=client_ids).still_open().exists():
        raise Refused("One of these people has a link worker already. Nobody can have two.")


def _require_can_hold(worker_ids: set[UUID], *, provider_id: UUID) -> None:
    if User.objects.link_workers_of(provider_id).filter(id__in=worker_ids).count() != len(worker_ids):
        raise Refused("One of the link workers does not work here now, or does not hold cases. Choose another.")


def _case_row(case_id: UUID, opening: Opening, *, provider_id: UUID, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "id": case_id,
        "provider_id": provider_id,
        "client_id": opening.client_id,
        "worker_id": opening.worker_id,
        "worker_since": at,
        "level": opening.level,
        "opened_at": at,
        "opened_by_id": by.user_id,
        "first_contact_due_on": opening.first_contact_due_on,
        "last_reached_at": opening.last_reached_at,
        "brought_reached_at": opening.last_reached_at,
        "next_contact_on": opening.next_contact.on,
        "next_contact_part": opening.next_contact.part or "",
        "next_contact_time": opening.next_contact.time,
        "next_contact_place": opening.next_contact.place,
        "next_contact_way": opening.next_contact.way,
        "next_contact_by_id": opening.next_contact.by_id,
    }


def _promise_row(case_id: UUID, opening: Opening, *, provider_id: UUID, by: Actor, at: datetime) -> dict[str, object]:
    return {
        "id": new_id(),
        "provider_id": provider_id,
        "case_id": case_id,
        "sequence": 1,
        "due_on": opening.next_contact.on,
        "part": opening.next_contact.part or "",
        "time": opening.next_contact.time,
        "place": opening.next_contact.place,
        "way": opening.next_contact.way,
        "to_be_kept_by_id": opening.next_contact.by_id,
        "made_at": at,
        "made_by_id": by.user_id,
    }
