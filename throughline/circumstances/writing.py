"""How an answer is written into a history, and what the client's own row then repeats of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from throughline.audit import commands as audit
from throughline.circumstances import rules
from throughline.circumstances.models import Circumstance
from throughline.circumstances.rules import Dated
from throughline.circumstances.topics import Answer, Source, Topic
from throughline.clients import commands as clients
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer on one topic: what, from which day, and who says so."""

    topic: Topic
    answer: Answer
    values: Sequence[str] = ()
    from_on: date
    source: Source = Source.CLIENT
    note: str = ""


def write_entry(
    client: Client, said: Said, values: list[str], *, corrects: Circumstance | None, by: Actor, at: datetime
) -> Circumstance:
    entry = Circumstance.objects.create(
        provider_id=client.provider_id,
        client=client,
        topic=said.topic,
        answer=said.answer,
        values=values,
        from_on=said.from_on,
        source=said.source,
        note=said.note.strip(),
        corrects=corrects,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    keep_client_in_step(client, said.topic, by=by, at=at)
    act = "CIRCUMSTANCE_CORRECTED" if corrects else "CIRCUMSTANCE_RECORDED"
    audit.record(act, about=entry, by=by, at=at, details={"client": client.id})
    return entry


def keep_first_address(client: Client, *, by: Actor) -> None:
    """Let the address that somebody was registered with stay in the history when they move for the first time."""
    if Circumstance.objects.filter(client=client, topic=Topic.HOME).exists() or not (client.address or client.postcode):
        return
    Circumstance.objects.create(
        provider_id=client.provider_id,
        client=client,
        topic=Topic.HOME,
        answer=Answer.ANSWERED,
        values=[client.address, client.postcode],
        from_on=clock.local_date(client.registered_at),
        source=Source.REFERRER,
        recorded_at=client.registered_at,
        recorded_by_id=client.registered_by_id,
    )


def keep_client_in_step(client: Client, topic: Topic, *, by: Actor, at: datetime) -> None:
    """Keep what the client's record holds of this topic as of now."""
    if topic not in (Topic.HOME, Topic.HOUSEHOLD):
        return
    held = held_on(client, on=clock.local_date(at))
    facts: dict[str, object] = {"lives_alone": rules.lives_alone(held)}
    if topic == Topic.HOME:
        home = held.get(Topic.HOME)
        address, postcode = home.values if home and home.values else ("", "")
        facts = {"address": address, "postcode": postcode}
    clients.keep_in_step(client_ids=[client.id], facts=facts, by=by, at=at)


def held_on(client: Client, *, on: date) -> dict[Topic, Dated]:
    """Give what holds of a client, whoever acts: a surgery that refers sees nothing of it, and is part of the act."""
    found = Circumstance.objects.filter(client=client)
    columns = ("id", "topic", "answer", "values", "from_on", "recorded_at", "corrects_id")
    return rules.in_force(
        (Dated(id_, Topic(topic), Answer(answer), tuple(values), *rest)
         for id_, topic, answer, values, *rest in found.values_list(*columns).order_by("id")), on=on,
    )  # fmt: skip


def has_history(client: Client, topic: Topic) -> bool:
    return Circumstance.objects.filter(client=client, topic=topic).exists()
