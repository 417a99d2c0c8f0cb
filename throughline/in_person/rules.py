"""In which order people are seen, and why: reasons in words, no hidden score (R35, R152)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughline.core.decisions import YES, Decision
from throughline.in_person.models import Need

WEEK = 7


@dataclass(frozen=True)
class WaitFacts:
    """What the order and the reasons look at."""

    need: Need
    since: date
    shielding: bool
    never_met: bool


def order(facts: WaitFacts) -> tuple[bool, str, bool, date]:
    """Give the sort key: those who shield last, then by need, those never met before others, the longest wait first."""
    return (facts.shielding, facts.need, not facts.never_met, facts.since)


def reasons(facts: WaitFacts, *, on: date) -> tuple[str, ...]:
    """Say why somebody stands where they stand."""
    weeks = (on - facts.since).days // WEEK
    waited = "since this week" if not weeks else ("1 week" if weeks == 1 else f"{weeks} weeks")
    found = [facts.need.label, f"waiting {waited}" if weeks else "waiting since this week"]
    if facts.never_met:
        found.append("never met in person")
    if facts.shielding:
        found.insert(0, "not yet: shielding")
    return tuple(found)


@dataclass(frozen=True)
class ReturnFacts:
    """What decides whether somebody's next contact may become a meeting when others' do.

    `refused`: why they may not be met there, in the words of the agreement; `lost_by_meeting`: why they would be lost
    by it (`contacts.way_rules.why_not_meeting`); each empty if nothing speaks against it.
    """

    shielding: bool
    refused: str
    lost_by_meeting: str
    due_on: date


def why_kept(facts: ReturnFacts, *, today: date) -> tuple[str, ...]:
    """Say why somebody's next contact stays as it was promised; nothing if it may become a meeting (R29)."""
    late = "it was due before today: record what happened first" if facts.due_on < today else ""
    shielding = "shielding" if facts.shielding else ""
    return tuple(filter(None, [shielding, facts.refused, facts.lost_by_meeting, late]))


def may_return(*, chosen: int, still_theirs: int, kept: int, possible: bool) -> Decision:
    """Say whether all those chosen may be met from now on: none of them against what is known."""
    if not possible:
        return Decision("Working in person is not on. It can be changed when the disruption has ended or been eased.")
    if not chosen:
        return Decision("Select who is met in person from now on.")
    if still_theirs < chosen:
        return Decision("Somebody’s next contact has changed since you opened the page. Look at the list again.")
    if kept:
        return Decision("Somebody you chose is kept as they are for a reason. Look at the list again.")
    return YES


def topics_told(text: str) -> list[str]:
    """Give the topics of a text in which each stands on a line, or between commas."""
    told = (topic.strip() for line in text.splitlines() for topic in line.split(","))
    return list(dict.fromkeys(topic for topic in told if topic))


def may_queue(topics: Iterable[str], *, has_open_case: bool, waits_already: bool) -> Decision:
    """Say whether somebody can be put in the queue."""
    if not has_open_case:
        return Decision("They are not in the service now. Take them back first.")
    if waits_already:
        return Decision("They are in the queue already. Add to what they want to talk about there.")
    if not list(topics):
        return Decision("Say what they want to talk about. It is what the meeting is for.")
    return YES
