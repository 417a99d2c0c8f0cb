"""Which way works for somebody, and is kept (R29): what is proposed, always with the evidence for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from throughline.cases.models import Way
from throughline.contacts.models import Barrier, Outcome, StartedBy
from throughline.contacts.rules import ANSWERED, IN_PERSON

TELLS_NOTHING = frozenset({Outcome.SENT, Outcome.ASKED_TRUSTED})
ENOUGH_TO_GO_BY = 3
"""Tries by one way before its reach rate counts for or against it (our decision)."""


@dataclass(frozen=True)
class Reach:
    """How often somebody, or some people, answered by one way."""

    tried: int
    answered: int

    @property
    def rate(self) -> float:
        """Give the share that was answered."""
        return self.answered / self.tried if self.tried else 0.0


class Past(NamedTuple):
    """What one contact tells about how to reach somebody."""

    started_by: str
    way: str
    outcome: str
    barrier: str
    rapport: int | None
    understanding: int | None


@dataclass(frozen=True)
class WayEvidence:
    """What we know of how to reach one person: the way in use, how each did, and what got in the way of coming.

    `open_ways`: how they can be reached at all. `barrier`: the last that was told; "not asked" if nobody asked.
    """

    usual: Way
    by_way: Mapping[Way, Reach]
    open_ways: Collection[Way]
    barrier: Barrier | None = None


@dataclass(frozen=True)
class ProposedWay:
    """A way and why: `of_usual` and `of_way` are the reach of the way in use and of the one proposed."""

    way: Way
    instead_of: Way | None = None
    of_usual: Reach | None = None
    of_way: Reach | None = None


def proposed_way(evidence: WayEvidence) -> ProposedWay:
    """Propose the way that works for this person (R29). The way in use stays unless the facts speak against it.

    Another way takes its place if it was answered more often, of enough tries of both; or, where nothing else was tried
    and the way in use was never answered, the telephone (R28).
    """
    usual = evidence.by_way.get(evidence.usual, Reach(0, 0))
    if usual.tried < ENOUGH_TO_GO_BY:
        return ProposedWay(evidence.usual)
    others = {
        way: reach
        for way, reach in evidence.by_way.items()
        if way != evidence.usual and way in evidence.open_ways and reach.tried >= ENOUGH_TO_GO_BY
    }
    best = max(others, key=lambda way: (others[way].rate, others[way].answered), default=None)
    if best is not None and others[best].rate > usual.rate:
        return ProposedWay(best, evidence.usual, usual, others[best])
    phoned = evidence.by_way.get(Way.PHONE)
    if evidence.usual != Way.PHONE and not usual.answered and Way.PHONE in evidence.open_ways and best is None:
        return ProposedWay(Way.PHONE, evidence.usual, usual, phoned)
    return ProposedWay(evidence.usual)


def why_not_meeting(evidence: WayEvidence) -> str:
    """Say why a return to meeting only would lose this person (R29); empty if it would not.

    It would if what got in the way of coming still stands, or if they answered another way and did not come.
    """
    meeting = WayEvidence(Way.AT_SURGERY, _together(evidence), evidence.open_ways, evidence.barrier)
    better = proposed_way(meeting)
    reasons = []
    if evidence.barrier in (Barrier.GETTING_THERE, Barrier.HEALTH, Barrier.WORRY):
        reasons.append(f"what got in the way of coming: {evidence.barrier.label.lower()}")
    if better.way not in IN_PERSON and better.of_usual is not None:
        reasons.append(f"came {better.of_usual.answered} of {better.of_usual.tried} times")
        if better.of_way is not None:
            reasons.append(f"answered {better.of_way.answered} of {better.of_way.tried} by {better.way.label.lower()}")
    return "; ".join(reasons)


def _together(evidence: WayEvidence) -> dict[Way, Reach]:
    """Count every in-person way as one."""
    met = [reach for way, reach in evidence.by_way.items() if way in IN_PERSON]
    apart = {way: reach for way, reach in evidence.by_way.items() if way not in IN_PERSON}
    return apart | {Way.AT_SURGERY: Reach(sum(r.tried for r in met), sum(r.answered for r in met))}


@dataclass(frozen=True)
class ReachFacts:
    """What decides by which ways somebody can be reached at all."""

    has_phone: bool
    may_be_phoned: bool
    has_email: bool
    has_address: bool
    has_internet: bool
    cannot_read: bool
    shielding: bool
    disrupted: bool


def open_ways(facts: ReachFacts) -> frozenset[Way]:
    """Give the ways by which this person can be reached; what nobody asked about is not held against a way."""
    met = not facts.shielding and not facts.disrupted
    return frozenset(
        way
        for way, is_open in {
            Way.PHONE: facts.has_phone and facts.may_be_phoned,
            Way.TEXT: facts.has_phone and not facts.cannot_read,
            Way.EMAIL: facts.has_email and not facts.cannot_read,
            Way.VIDEO: facts.has_internet,
            Way.POST: facts.has_address,
            Way.DOORSTEP: facts.has_address,
            Way.AT_SURGERY: met,
            Way.OTHER_PLACE: met,
        }.items()
        if is_open
    )


def reach_by_way(past: Sequence[Past]) -> dict[Way, Reach]:
    """Count how often somebody was tried by each way, and how often they answered.

    A client who rang is no try of ours; something sent tells nothing, unless it was answered.
    """
    tries = [p for p in past if p.started_by == StartedBy.WORKER and p.outcome not in TELLS_NOTHING]
    return {
        Way(way): Reach(len(by_it), sum(p.outcome in ANSWERED for p in by_it))
        for way in sorted({p.way for p in tries})
        for by_it in [[p for p in tries if p.way == way]]
    }


def evidence(past: Sequence[Past], *, usual: Way, open_ways: Collection[Way]) -> WayEvidence:
    """Put together what a proposed way goes by."""
    return WayEvidence(usual, reach_by_way(past), open_ways, last_barrier(past))


def last_barrier(past: Sequence[Past]) -> Barrier | None:
    """Give what last got in the way, where something was missed: "not asked" if nobody ever said. Oldest first."""
    told = [p.barrier for p in past if p.barrier]
    said = [barrier for barrier in told if barrier != Barrier.NOT_ASKED]
    return Barrier((said or told)[-1]) if told else None


def never_met(past: Sequence[Past]) -> bool:
    """Say whether nobody of the service has met somebody in person (R18, R30)."""
    return not any(p.outcome == Outcome.SPOKE and p.way in IN_PERSON for p in past)


def last_ratings(past: Sequence[Past]) -> list[tuple[int | None, int | None]]:
    """Give how the rated calls went, rapport and understanding, newest first (R30)."""
    rated = [(p.rapport, p.understanding) for p in past if p.rapport is not None or p.understanding is not None]
    return rated[::-1]
