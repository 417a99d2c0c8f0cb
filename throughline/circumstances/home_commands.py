"""What can happen to where somebody lives when it is not they who say so; and to rows whose history changed hands.

Each is part of another act, which has asked for permission.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.circumstances import rules
from throughline.circumstances.condition_commands import count_again
from throughline.circumstances.models import Circumstance
from throughline.circumstances.topics import Answer, Source, Topic
from throughline.circumstances.writing import (
    Said,
    has_history,
    held_on,
    keep_client_in_step,
    keep_first_address,
    write_entry,
)
from throughline.clients import rules as particulars
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor

CHOSEN = "Chosen when two records of theirs were merged"
UNDONE = "The merge in which it was chosen was undone"
PUT_RIGHT = "Put right with their name and numbers"


@transaction.atomic
def note_referred_home(*, client_id: UUID, address: str, postcode: str, told_on: date, by: Actor, at: datetime) -> None:
    """Fill what nobody has said of where somebody lives from what a referral or a file says, from that day on."""
    client = Client.objects.get(id=client_id)
    held = held_on(client, on=clock.local_date(at)).get(Topic.HOME)
    filled = rules.filled_home(
        (client.address, client.postcode), (address.strip(), particulars.postcode(postcode)),
        answer=held.answer if held else None,
    )  # fmt: skip
    if filled is not None:
        keep_first_address(client, by=by)
        said = Said(topic=Topic.HOME, answer=Answer.ANSWERED, from_on=told_on, source=Source.REFERRER)
        write_entry(client, said, list(filled), corrects=None, by=by, at=at)


@transaction.atomic
def put_home_right(*, client_id: UUID, by: Actor, at: datetime) -> None:
    """Let the history say of today what was put right on the row: a correction of what held, not a move.

    Where no history is, the row is all there is, and its own corrections are kept with it.
    """
    client, today = Client.objects.get(id=client_id), clock.local_date(at)
    held = held_on(client, on=today).get(Topic.HOME)
    right = [client.address, client.postcode]
    if held is None and not has_history(client, Topic.HOME) or held and list(held.values) == right:
        return
    wrong = Circumstance.objects.get(id=held.id) if held else None
    answer = Answer.ANSWERED if any(right) else Answer.NOT_ASKED
    said = Said(topic=Topic.HOME, answer=answer, from_on=held.from_on if held else today, note=PUT_RIGHT)
    write_entry(client, said, right if any(right) else [], corrects=wrong, by=by, at=at)


@transaction.atomic
def write_down_first_homes(*, client_ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Put the addresses that came with people into their histories, before two histories become one."""
    clients_found = list(Client.objects.filter(id__in=client_ids))
    if any(has_history(client, Topic.HOME) for client in clients_found):
        for client in clients_found:
            keep_first_address(client, by=by)


@transaction.atomic
def settle_home(*, client_id: UUID, by: Actor, at: datetime) -> UUID | None:
    """Let the address on the row, which somebody chose from two, be the history's from today, if it is not already."""
    client, today = Client.objects.get(id=client_id), clock.local_date(at)
    if not has_history(client, Topic.HOME):
        return None
    held = held_on(client, on=today).get(Topic.HOME)
    chosen = [client.address, client.postcode]
    if held and list(held.values) == chosen:
        return None
    said = Said(topic=Topic.HOME, answer=Answer.ANSWERED, from_on=today, source=Source.RECORD, note=CHOSEN)
    return write_entry(client, said, chosen, corrects=None, by=by, at=at).id


@transaction.atomic
def unsettle_home(*, entry_id: UUID, by: Actor, at: datetime) -> None:
    """Let an address that was chosen from two hold no longer, unless it was put right since."""
    entry = Circumstance.objects.filter(id=entry_id).select_related("client").first()
    if entry is not None and not Circumstance.objects.filter(corrects=entry).exists():
        said = Said(topic=Topic.HOME, answer=Answer.MISTAKEN, from_on=entry.from_on, source=Source.RECORD, note=UNDONE)
        write_entry(entry.client, said, [], corrects=entry, by=by, at=at)


@transaction.atomic
def keep_rows_in_step(*, client_ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Work out anew what clients' own rows hold of their history, after the history changed hands. Part of that act."""
    for client in Client.objects.filter(id__in=client_ids):
        for topic in (Topic.HOUSEHOLD, Topic.HOME):
            if topic == Topic.HOUSEHOLD or has_history(client, topic):
                keep_client_in_step(client, topic, by=by, at=at)
    count_again(client_ids=client_ids, by=by, at=at)
