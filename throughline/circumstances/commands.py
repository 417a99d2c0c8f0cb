"""What can happen to what is known of a person's life: it changes, or turns out to have been recorded wrongly."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.circumstances import queries, rules
from throughline.circumstances.models import Circumstance
from throughline.circumstances.topics import Answer, Topic
from throughline.circumstances.writing import Said, keep_first_address, write_entry
from throughline.clients import commands as clients
from throughline.clients import rules as particulars
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound


@transaction.atomic
def open_about(*, client_id: UUID, on: date, by: Actor, at: datetime) -> queries.About:
    """Open what is known of a person's life, and write down who looked (R131).

    :raises NotAllowed: if `by` may not see records
    :raises NotFound: if `by` cannot see the client
    """
    policy.require(Permission.VIEW_CLIENT, actor=by)
    about = queries.about_client(client_id, viewer=by, on=on, today=clock.local_date(at))
    audit.record_about(
        "CIRCUMSTANCES_VIEWED", table="clients_client", about_id=client_id, provider_id=about.provider_id, by=by, at=at
    )
    return about


@transaction.atomic
def record_circumstance(
    said: Said, *, client_id: UUID, seen: UUID | None = None, by: Actor, at: datetime
) -> Circumstance:
    """Record what holds from a day on; what held before stays in the history (R11).

    `seen` is the last answer on this topic that the writer was shown.

    :raises NotAllowed: if `by` may not record circumstances
    :raises NotFound: if `by` cannot see the client
    :raises Refused: if it is no answer to this question, of a day to come, or somebody else was quicker
    """
    policy.require(Permission.RECORD_CIRCUMSTANCES, actor=by)
    client = clients.lock_client(client_id, viewer=by)
    today = clock.local_date(at)
    values = _normal(said)
    rules.may_save_after(seen, queries.last_recorded(client_id, said.topic, viewer=by)).require()
    rules.may_record(said.topic, said.answer, values, from_on=said.from_on, today=today).require()
    if said.topic == Topic.HOME:
        keep_first_address(client, by=by)
    return write_entry(client, said, values, corrects=None, by=by, at=at)


@transaction.atomic
def correct_circumstance(*, entry_id: UUID, said: Said, by: Actor, at: datetime) -> Circumstance:
    """Put right what was recorded wrongly. The wrong answer stays, marked as corrected, with who and why.

    :raises NotAllowed: if `by` may not record circumstances
    :raises NotFound: if `by` cannot see the answer
    :raises Refused: without a reason, if it was corrected already, or if the new one is no answer
    """
    policy.require(Permission.RECORD_CIRCUMSTANCES, actor=by)
    entry = Circumstance.objects.visible_to(by).filter(id=entry_id, topic=said.topic).first()
    if entry is None:
        raise NotFound("no such answer")
    client = clients.lock_client(entry.client_id, viewer=by)
    values = _normal(said)
    rules.may_correct(
        said.topic, said.answer, values, from_on=said.from_on, today=clock.local_date(at), why=said.note,
        corrected=Circumstance.objects.filter(corrects=entry).exists(),
    ).require()  # fmt: skip
    return write_entry(client, said, values, corrects=entry, by=by, at=at)


def _normal(said: Said) -> list[str]:
    if said.answer != Answer.ANSWERED:
        return [value for value in said.values if value.strip()]
    values = [value.strip() for value in said.values]
    if said.topic == Topic.HOME:
        address, postcode = (*values, "", "")[:2]
        return [address, particulars.postcode(postcode)]
    return [value.upper() for value in values] if said.topic == Topic.AREA else [v for v in values if v]
