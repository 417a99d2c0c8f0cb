"""What is agreed to now, what may be recorded, and what an agreement lets us do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from throughline.agreements.models import About, AgreedWay, Stance
from throughline.core.decisions import YES, Decision
from throughline.core.names import sort_key

NAMES_A_SUBJECT = frozenset({About.WAY, About.LINKED_SERVICE, About.FAMILY, About.SPEAKING_FOR})
ASKED_NOT_TO_SHARE = "The patient has asked us not to share this"
Subject = tuple[About, str]
"""What an agreement is about, and the key of the way, service or person it names."""


@dataclass(frozen=True)
class Stated:
    """One thing that somebody said, as the rules look at it."""

    about: About
    subject: str
    stance: Stance
    said_on: date
    recorded_at: datetime

    @property
    def of(self) -> Subject:
        return self.about, sort_key(self.subject)


def in_force(stated: Iterable[Stated]) -> dict[Subject, Stated]:
    """Give what holds now for each thing that can be agreed to: what was said last, and of one day recorded last."""
    return {one.of: one for one in sorted(stated, key=lambda s: (s.said_on, s.recorded_at))}


def may_record(one: Stated, *, before: Stated | None, today: date) -> Decision:
    """Say whether this can be recorded, given what holds for the same thing now."""
    if one.about in NAMES_A_SUBJECT and not one.subject.strip():
        return Decision("Say who or what this is about.")
    if one.about == About.WAY and one.subject not in AgreedWay.values:
        return Decision("Select the way of contact that this is about.")
    if one.said_on > today:
        return Decision("Record what they say once they have said it. Choose today or an earlier day.")
    return _may_withdraw(one, before) if one.stance == Stance.WITHDRAWN else YES


def _may_withdraw(one: Stated, before: Stated | None) -> Decision:
    if before is None or before.stance != Stance.GIVEN:
        return Decision("There is no agreement to withdraw. Record that they do not agree.")
    if one.said_on < before.said_on:
        return Decision(f"They agreed on {before.said_on:%-d %B %Y}. Choose that day or a later one.")
    return YES


def may_share_with_surgery(held: Stated | None) -> Decision:
    """Say whether the surgery may be told anything: only while they agree to it. Not asked is not agreed."""
    return _agreed(
        held,
        not_asked="Nobody has asked whether the surgery may be told. Ask first, and record the answer.",
        against=f"{ASKED_NOT_TO_SHARE} with their surgery.",
    )


def withholds_from_surgery(held: Stated | None) -> bool:
    """Say whether a surgery must no longer be shown what became of its own referral: once the patient says so."""
    return held is not None and held.stance != Stance.GIVEN


def may_share_with_service(held: Stated | None, *, name: str) -> Decision:
    """Say whether a service may be given a client's name: ask them first."""
    return _agreed(
        held,
        not_asked=f"Ask first whether {name} may be told about them, and record the answer.",
        against=f"They do not agree to our sharing anything with {name}. Talk with them before you go on.",
    )


def may_talk_with(held: Stated | None, *, name: str) -> Decision:
    """Say whether somebody close to a client may be talked with about them."""
    return _agreed(
        held,
        not_asked=f"Ask first whether we may talk with {name}, and record the answer.",
        against=f"They do not want us to talk with {name} about them. You can listen, but tell nothing.",
    )


def may_speak_for(held: Stated | None, *, name: str, on: date) -> Decision:
    """Say whether a client could be spoken for to somebody on a day: only with authority given by then (R45)."""
    decision = _agreed(
        held,
        not_asked=f"Ask them first whether we may speak for them to {name}, and note when and how they said so.",
        against=f"They do not agree to our speaking for them to {name}. Talk with them before you go on.",
    )
    if decision and held is not None and held.said_on > on:
        return Decision(
            f"They said so on {held.said_on:%-d %B %Y}, after this. Ask when they first agreed, and note it."
        )
    return decision


def way_refused(held: Stated | None) -> str:
    """Give why a way of contact must not be used, or nothing: a way nobody asked about is left to the other rules."""
    if held is None or held.stance == Stance.GIVEN:
        return ""
    return f"On {held.said_on:%-d %B %Y} they asked us not to contact them in this way."


def may_be_asked_about_research(held: Stated | None) -> bool:
    """Say whether researchers may be given somebody's name: only while they agree to be approached (R5)."""
    return held is not None and held.stance == Stance.GIVEN


def held_for(held: Mapping[Subject, Stated], about: About, subject: str = "") -> Stated | None:
    """Give what holds for one thing, if anybody asked."""
    return held.get((about, sort_key(subject)))


def _agreed(held: Stated | None, *, not_asked: str, against: str) -> Decision:
    if held is None:
        return Decision(not_asked)
    return YES if held.stance == Stance.GIVEN else Decision(against)
