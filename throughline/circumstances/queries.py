"""What can be asked of a person's life: as it was on any day, and all that was ever recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.areas import queries as areas
from throughline.areas.queries import Neighbourhood
from throughline.circumstances import rules
from throughline.circumstances.condition_rules import Count, Known, counted
from throughline.circumstances.models import Circumstance, Condition, Said
from throughline.circumstances.rules import Dated
from throughline.circumstances.topics import Answer, Source, Topic
from throughline.clients.models import Client
from throughline.clients.queries import Named
from throughline.clients.standing import standing_on
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.organisations import queries as organisations


@dataclass(frozen=True)
class Entry(Dated):
    """One row of the history, whole."""

    source: Source = Source.CLIENT
    note: str = ""
    recorded_by: str = ""


@dataclass(frozen=True)
class ConditionRow(Known):
    """One condition on one list, whole."""

    condition_id: UUID
    name: str
    since_on: date | None
    ended_on: date | None
    mistaken: bool
    recorded_at: datetime
    recorded_by: str

    def stood_on(self, day: date) -> bool:
        """Say whether it was on the list on a day, by what is on record now."""
        began = self.since_on or clock.local_date(self.recorded_at)
        return not self.mistaken and began <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True)
class About:
    """What is known of a person's life on a day, and the whole history, newest first."""

    who: Named
    provider_id: UUID
    on: date
    today: date
    held: Mapping[Topic, Entry]
    history: tuple[Entry, ...]
    conditions: tuple[ConditionRow, ...]
    neighbourhood: Neighbourhood
    qualifying: tuple[str, ...]

    @property
    def standing_conditions(self) -> list[ConditionRow]:
        """Give the conditions that stood on the lists on the day looked at."""
        return [condition for condition in self.conditions if condition.stood_on(self.on)]

    @property
    def count(self) -> Count:
        listed = (Known(c.key, c.said) for c in self.standing_conditions)
        return counted(listed, qualifying=self.qualifying)

    def condition(self, condition_id: UUID) -> ConditionRow:
        """Give one condition.

        :raises NotFound: if it is not one of this client's
        """
        found = [condition for condition in self.conditions if condition.condition_id == condition_id]
        if not found:
            raise NotFound("no such condition")
        return found[0]

    @property
    def client_id(self) -> UUID:
        return self.who.client_id

    @property
    def corrected(self) -> frozenset[UUID]:
        """Give the answers that a later one puts right."""
        return frozenset(entry.corrects for entry in self.history if entry.corrects)

    def last_of(self, topic: Topic) -> UUID | None:
        """Give the answer on a topic that was recorded last, whichever day it is of."""
        recorded = [entry for entry in self.of(topic) if entry.id != self.client_id]
        return max(recorded, key=lambda e: (e.recorded_at, e.id)).id if recorded else None

    def entry(self, entry_id: UUID) -> Entry:
        """Give one row of the history.

        :raises NotFound: if it is not one of this client's
        """
        found = [entry for entry in self.history if entry.id == entry_id != self.client_id]
        if not found:
            raise NotFound("no such answer")
        return found[0]

    def of(self, topic: Topic) -> list[Entry]:
        """Give one topic's history."""
        return [entry for entry in self.history if entry.topic == topic]


def history_of(client_id: UUID, *, viewer: Actor) -> list[Entry]:
    """List all that was ever recorded of a client's circumstances, newest first, in one statement."""
    found = Circumstance.objects.visible_to(viewer).filter(client_id=client_id).select_related("recorded_by")
    return [
        Entry(c.id, Topic(c.topic), Answer(c.answer), tuple(c.values), c.from_on, c.recorded_at, c.corrects_id,
              Source(c.source), c.note, c.recorded_by.name)
        for c in found.order_by("-from_on", "-recorded_at", "id")
    ]  # fmt: skip


def about_client(client_id: UUID, *, viewer: Actor, on: date, today: date) -> About:
    """Give what was known to hold on a day (R11), in a fixed number of statements.

    :raises NotFound: if the viewer cannot see the client
    """
    client = Client.objects.visible_to(viewer).select_related("registered_by").filter(id=client_id).first()
    if client is None:
        raise NotFound("no such client")
    history = history_of(client_id, viewer=viewer)
    if (client.address or client.postcode) and not any(entry.topic == Topic.HOME for entry in history):
        history.append(_as_registered(client))
    held = {topic: entry for topic, entry in rules.in_force(history, on=on).items() if isinstance(entry, Entry)}
    who = Named(client.id, client.full_name, standing_on(client))
    return About(who, client.provider_id, on, today, held, tuple(history),
                 tuple(conditions_of(client_id, viewer=viewer)), _neighbourhood(held),
                 organisations.qualifying_conditions(client.provider_id, on=on))  # fmt: skip


def conditions_of(client_id: UUID, *, viewer: Actor) -> list[ConditionRow]:
    """List all conditions that were ever on a client's lists, first recorded first, in one statement."""
    found = Condition.objects.visible_to(viewer).filter(client_id=client_id).select_related("recorded_by")
    return [
        ConditionRow(c.key, Said(c.said), c.id, c.name, c.since_on, c.ended_on, c.mistaken, c.recorded_at,
                     c.recorded_by.name)
        for c in found.order_by("recorded_at", "name", "id")
    ]  # fmt: skip


def _neighbourhood(held: Mapping[Topic, Entry]) -> Neighbourhood:
    """Give where the address that held lies; a code typed by hand stands in for a postcode that is not known."""
    home, area = held.get(Topic.HOME), held.get(Topic.AREA)
    postcode = home.values[1] if home and len(home.values) > 1 else ""
    return areas.neighbourhood(postcode, lsoa21=area.values[0] if area and area.values else "")


def topic_named(text: str) -> Topic:
    """Give the topic that an address names.

    :raises NotFound: if there is none of that name
    """
    try:
        return Topic(text.upper())
    except ValueError:
        raise NotFound("no such topic") from None


def last_recorded(client_id: UUID, topic: Topic, *, viewer: Actor) -> UUID | None:
    """Give the answer on a topic that was recorded last, whichever day it is of."""
    found = Circumstance.objects.visible_to(viewer).filter(client_id=client_id, topic=topic)
    last: UUID | None = found.order_by("-recorded_at", "-id").values_list("id", flat=True).first()
    return last


def _as_registered(client: Client) -> Entry:
    """Give the address that came with the referral, which nobody has recorded as a change."""
    return Entry(
        client.id, Topic.HOME, Answer.ANSWERED, (client.address, client.postcode),
        clock.local_date(client.registered_at), client.registered_at, None, Source.REFERRER, "",
        client.registered_by.name,
    )  # fmt: skip
