"""Facts for the rules of contacts, from what is known already of a client and of the service's numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from throughline.cases.models import Way
from throughline.clients import queries as clients
from throughline.clients.models import Answer, Client, WayKind
from throughline.contacts.attempt_rules import Limits
from throughline.contacts.way_rules import ReachFacts, open_ways
from throughline.organisations import numbers
from throughline.organisations import queries as organisations


def limits_of(provider_id: UUID, *, on: date) -> Limits:
    """Give how much is tried before another way (SET5)."""
    wanted = organisations.numbers_in_force([numbers.TRIES, numbers.PARTS_OF_DAY], provider_id=provider_id, on=on)
    return Limits(wanted[numbers.TRIES.name], wanted[numbers.PARTS_OF_DAY.name])


def open_ways_of(client: Client, *, ways: Iterable[clients.Way], disrupted: bool) -> frozenset[Way]:
    """Give the ways by which a client can be reached at all."""
    kinds = {way.kind for way in ways}
    facts = ReachFacts(
        has_phone=WayKind.PHONE in kinds,
        may_be_phoned=clients.may_try_phone(client.can_be_phoned),
        has_email=WayKind.EMAIL in kinds,
        has_address=bool(client.address or client.postcode),
        has_internet=client.has_internet == Answer.YES,
        cannot_read=client.cannot_read or client.can_read == Answer.NO,
        shielding=client.shielding,
        disrupted=disrupted,
    )
    return open_ways(facts)
