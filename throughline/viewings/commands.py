"""What can happen: a worker says why they open a record, and a viewing is written down."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.viewings.models import ReasonToLook, Why
from throughline.viewings.queries import Entrance

CLIENT = Client._meta.db_table


@transaction.atomic
def say_why(*, client_id: UUID, why: Why, words: str = "", by: Actor, at: datetime) -> ReasonToLook:
    """Keep why somebody opens a record outside their caseload; it holds for the rest of the day.

    :raises NotAllowed: if `by` may not see records
    :raises NotFound: if `by` cannot see the client
    :raises Refused: for another reason without words
    """
    policy.require(Permission.VIEW_CLIENT, actor=by)
    client = Client.objects.visible_to(by).filter(id=client_id).only("id", "provider_id").first()
    if client is None:
        raise NotFound("no such client")
    if why == Why.OTHER and not words.strip():
        raise Refused("Say in a few words why you open this record.")
    reason = ReasonToLook.objects.create(
        provider_id=client.provider_id, client=client, why=why, words=words.strip() if why == Why.OTHER else "",
        day=clock.local_date(at), given_at=at, given_by_id=by.user_id,
    )  # fmt: skip
    audit.record("SAID_WHY", about=client, by=by, at=at, details={"why": why, "reason": reason.id})
    return reason


def note_viewing(*, entrance: Entrance, page: str, by: Actor, at: datetime) -> None:
    """Write down that somebody looked at a page of a client's record, with the reason where they were asked."""
    details = {"page": page} | ({"reason": entrance.reason_id} if entrance.reason_id else {})
    audit.record_about(
        "RECORD_VIEWED",
        table=CLIENT,
        about_id=entrance.client_id,
        provider_id=entrance.provider_id,
        by=by,
        at=at,
        details=details,
    )
