"""Somebody goes to another provider's service: what their record here says of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.clients import commands
from throughline.clients.models import Client, HowAgreed, Transfer
from throughline.core.actor import Actor


@transaction.atomic
def note_moved(*, client: Client, to_provider_id: UUID, how_agreed: HowAgreed, by: Actor, at: datetime) -> None:
    """Keep that somebody moved, how they agreed, and let their record be read only. Part of a transfer.

    :raises Refused: if they moved already
    """
    commands.require_ours(client)
    transfer = Transfer.objects.create(
        provider_id=client.provider_id, client=client, to_provider_id=to_provider_id, how_agreed=how_agreed,
        made_at=at, made_by_id=by.user_id,
    )  # fmt: skip
    client.moved_to_id = to_provider_id
    client.save(update_fields=["moved_to"])
    audit.record("CLIENT_TRANSFERRED", about=transfer, by=by, at=at, details={"to": to_provider_id})
