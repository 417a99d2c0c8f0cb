"""How one person has been reached so far, and what follows from it for the next time (R28, R29, R30)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from throughline.cases.models import Way
from throughline.clients import queries as clients
from throughline.clients.models import Client
from throughline.contacts import facts, reach_queries, rules, way_rules
from throughline.contacts.models import Barrier
from throughline.contacts.way_rules import ProposedWay, Reach
from throughline.core.actor import Actor


@dataclass(frozen=True)
class HowReached:
    """How each way did, the way that is proposed, what last got in the way, and how the last calls went."""

    by_way: Mapping[Way, Reach]
    open_ways: frozenset[Way]
    proposed: ProposedWay
    barrier: Barrier | None
    never_met: bool
    wants_meeting: bool


def how_reached(
    client: Client, *, usual: Way, ways: Iterable[clients.Way], viewer: Actor, disrupted: bool
) -> HowReached:
    """Give how a client has been reached, in one statement. `usual`: the way in use so far."""
    open_ways = facts.open_ways_of(client, ways=ways, disrupted=disrupted)
    past = reach_queries.past_of(client.id, viewer=viewer)
    evidence = way_rules.evidence(past, usual=usual, open_ways=open_ways)
    return HowReached(
        by_way=evidence.by_way,
        open_ways=open_ways,
        proposed=way_rules.proposed_way(evidence),
        barrier=evidence.barrier,
        never_met=way_rules.never_met(past),
        wants_meeting=rules.wants_meeting(way_rules.last_ratings(past)),
    )
