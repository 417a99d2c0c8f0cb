"""What can happen at the desk: a record is opened, and the trail says so."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.desk import client_queries
from throughline.desk.client_queries import Record


@transaction.atomic
def open_record(*, client_id: UUID, by: Actor, at: datetime) -> Record:
    """Open a client's record to be read, and write down who looked (R131).

    :raises NotAllowed: if `by` may not see records
    :raises NotFound: if `by` cannot see the client
    """
    policy.require(Permission.VIEW_CLIENT, actor=by)
    record = client_queries.record_of(client_id, viewer=by)
    audit.record_about(
        "RECORD_VIEWED",
        table="clients_client",
        about_id=client_id,
        provider_id=record.identity.provider_id,
        by=by,
        at=at,
    )
    return record
