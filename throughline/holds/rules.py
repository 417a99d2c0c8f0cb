"""What makes a hold, what may be undone, who is restarted first, and the words for whom it is about. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from throughline.core.decisions import YES, Decision
from throughline.holds.models import NOTHING_FOUND, WhyHeld

UNDO_WITHIN = timedelta(hours=1)
LONGEST_REVIEW = 366


@dataclass(frozen=True)
class HoldFacts:
    """What the rule looks at when something is put on hold."""

    meanwhile: str
    ends_when: str
    review_on: date | None
    is_open: bool
    is_held: bool


def may_hold(facts: HoldFacts, *, today: date) -> Decision:
    """Say whether this can be put on hold. Without a meanwhile only with the words "nothing found" (R41)."""
    if facts.is_held:
        return Decision("This is on hold already. Open it to change what is done meanwhile.")
    if not facts.is_open:
        return Decision("This is over, so there is nothing to put on hold.")
    if not facts.ends_when.strip():
        return Decision("Say what would end the hold.")
    if not facts.meanwhile.strip():
        return Decision(f"Say what they do meanwhile, or write “{NOTHING_FOUND}”: a manager then reads it.")
    return may_review_on(facts.review_on, today=today)


def may_review_on(on: date | None, *, today: date) -> Decision:
    """Say whether a hold can be looked at again on this day."""
    if on is None or on <= today:
        return Decision("Say when you look again: a day after today.")
    if (on - today).days > LONGEST_REVIEW:
        return Decision("That is more than a year away. Choose an earlier day.")
    return YES


def is_nothing_found(meanwhile: str) -> bool:
    """Say whether these are the words that a manager must read."""
    return meanwhile.strip().strip(".").casefold() == NOTHING_FOUND


def review_on(today: date, *, days: int) -> date:
    """Give the day on which what is on hold is looked at again (SET11)."""
    return today + timedelta(days=days)


def may_undo(*, reported_at: datetime, undone: bool, at: datetime) -> Decision:
    """Say whether a closing can still be undone: within the hour, once."""
    if undone:
        return Decision("This was undone already.")
    if at - reported_at > UNDO_WITHIN:
        return Decision("More than an hour has passed. Report that it runs again: everybody is then listed to restart.")
    return YES


@dataclass(frozen=True)
class RestartFacts:
    """What decides who is asked first whether they want to go back."""

    why: WhyHeld
    since_on: date
    lost: int
    """How many things the service gave them that they lack now, hidden help among them."""
    at_risk: int
    """How much of the ground they gained is at risk, or has slipped."""
    said_not_now: bool


def restart_place(facts: RestartFacts) -> tuple[bool, bool, int, date]:
    """Give the place in the list: who said "not now" last, who could not do it online first, then need, then wait."""
    return facts.said_not_now, facts.why != WhyHeld.NOT_ONLINE, -(facts.lost + facts.at_risk), facts.since_on


def restart_reasons(facts: RestartFacts, *, on: date) -> tuple[str, ...]:
    """Say why somebody stands where they do, for the row."""
    days = (on - facts.since_on).days
    said = [
        "said “not now” before" if facts.said_not_now else "",
        "could not do it online" if facts.why == WhyHeld.NOT_ONLINE else "",
        f"{facts.at_risk} gained at risk or slipped" if facts.at_risk else "",
        f"lacks {facts.lost} thing{'' if facts.lost == 1 else 's'} it gave" if facts.lost else "",
        f"on hold for {days} day{'' if days == 1 else 's'}",
    ]
    return tuple(words for words in said if words)


def words_of_hold(*, service: str, meanwhile: str, review: date) -> str:
    """Tell somebody what is on hold, why, what meanwhile, and when we look again."""
    until = "" if is_nothing_found(meanwhile) else f" Meanwhile: {_ended(meanwhile)}"
    return (
        f"{service} has stopped for now, so what we planned with it is on hold. It is not your doing, and you stay with"
        f" us.{until} We look at it again on {review:%A} {review.day} {review:%B %Y}, and tell you as soon as it runs"
        " again."
    )


def words_of_restart(*, service: str) -> str:
    """Tell somebody that they can go back."""
    return f"{service} runs again, and you can go back. We talk about it when we are next in touch."


def words_of_one_hold(*, what: str, meanwhile: str, ends_when: str, review: date) -> str:
    """Tell somebody of one plan that was put on hold with them."""
    until = "" if is_nothing_found(meanwhile) else f" Meanwhile: {_ended(meanwhile)}"
    return (
        f"As we said, {what} is on hold until {ends_when.strip().rstrip('.')}.{until} We look at it again on"
        f" {review:%A} {review.day} {review:%B %Y}."
    )


def _ended(words: str) -> str:
    return words.strip().rstrip(".") + "."
