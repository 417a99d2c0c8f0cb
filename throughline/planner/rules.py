"""Whether a proposed call may be accepted or declined now: what has changed since it was proposed stops it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from throughline.core.decisions import YES, Decision


@dataclass(frozen=True)
class CallFacts:
    """How a proposed call stands today."""

    call_on: date | None
    is_appointment: bool
    plan_set_aside: bool
    campaign_over: bool
    accepted: bool
    declined: bool
    closed: bool
    spoken_since: bool
    moved_since: bool
    promised_since: bool
    worker_gone: bool
    worker_away: bool
    promised_on: date | None
    promised_time: time | None


def may_accept(facts: CallFacts, *, on: date) -> Decision:
    """Say whether a proposed call may become the next contact. Nothing agreed with the person is put off by it."""
    if facts.call_on is None:
        return Decision("The plan has no day for this person.")
    for holds, why in _stops(facts, facts.call_on, on=on):
        if holds:
            return Decision(why)
    return YES


def may_decline(facts: CallFacts) -> Decision:
    """Say whether a proposed call may be declined."""
    if facts.call_on is None:
        return Decision("The plan has no day for this person, so there is nothing to decline.")
    if facts.plan_set_aside:
        return Decision("This plan was set aside.")
    if facts.accepted:
        return Decision("This call was accepted. To change it, agree another next contact.")
    return Decision("This call was declined already.") if facts.declined else YES


def _stops(facts: CallFacts, call_on: date, *, on: date) -> list[tuple[bool, str]]:
    sooner = facts.promised_on is not None and on <= facts.promised_on < call_on
    return [
        (facts.plan_set_aside, "This plan was set aside."),
        (facts.campaign_over, "This campaign is complete."),
        (facts.accepted, "This call was accepted already."),
        (facts.declined, "This call was declined."),
        (facts.closed, "Their case has ended since."),
        (facts.is_appointment, "They have an appointment, which stands. There is nothing to accept."),
        (facts.spoken_since, "Somebody has spoken with them since."),
        (facts.moved_since, "They have another link worker since."),
        (facts.promised_since, "Another next contact was agreed with them since. It stands."),
        (call_on < on, "The day has passed."),
        (facts.worker_gone, "Whoever was to call does not hold cases here any more."),
        (facts.worker_away, "Whoever was to call is away on that day."),
        (sooner and facts.promised_time is not None, "They have an appointment before that day. It stands."),
        (sooner, "They were promised a contact before that day. It stands."),
    ]
