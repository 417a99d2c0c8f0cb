"""In which form somebody can be told something, and in which words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from throughline.cases.models import Way
from throughline.core.decisions import YES, Decision
from throughline.correspondence.models import About, Form, State


@dataclass(frozen=True)
class ReachFacts:
    """What decides the form. A person who was never asked can be written to; one who cannot read can not (R13)."""

    can_be_phoned: bool
    """Not known to be impossible, and there is a number."""
    cannot_read: bool
    has_address: bool
    needs_large_print: bool = False


@dataclass(frozen=True)
class Chosen:
    """A form, and why this one."""

    form: Form
    why: str


def form_for(facts: ReachFacts) -> Chosen:
    """Choose the form in which this person can use what they are told."""
    if facts.cannot_read:
        if facts.can_be_phoned:
            return Chosen(Form.SPOKEN, "They cannot read, and can be phoned")
        return Chosen(Form.IN_PERSON, "They cannot read and cannot be phoned")
    if facts.has_address:
        if facts.needs_large_print:
            return Chosen(Form.LARGE_PRINT, "They need large print")
        return Chosen(Form.LETTER, "A letter reaches them, and they can keep it")
    if facts.can_be_phoned:
        return Chosen(Form.SPOKEN, "No address is known")
    return Chosen(Form.IN_PERSON, "No address is known, and they cannot be phoned")


@dataclass(frozen=True)
class Told:
    """The names, numbers and dates that a notice gives. None may be empty but the number."""

    client: str
    worker: str
    provider: str
    provider_phone: str
    promise: str
    """As `promise_to_you` says it: "Priya Nair will phone you on Monday 6 April 2020"."""


OPENING = {
    About.INTRODUCTION: (
        "Your surgery asked us to get in touch with you. {worker} is your link worker. A link worker gets to know you,"
        " finds out with you what would help, and stays alongside while you do it. It costs nothing."
    ),
    About.NEW_WORKER: (
        "{worker} is now your link worker. What you and your last link worker agreed goes on, and {worker} knows"
        " about it."
    ),
    About.WHO_CALLS: (
        "When we were last in touch you may not have known who we were. {worker} is your link worker, from {provider}."
        " Your surgery asked us to get in touch with you. A link worker gets to know you, finds out with you what would"
        " help, and stays alongside while you do it. When {worker} rings, they say their name first. You can always"
        " ring us back on the number below to be sure."
    ),
    About.MEETING: (
        "We can meet people in person again, so {worker} and you can talk face to face next time. {worker} will agree"
        " the hour with you before. If you would rather go on as now, say so: that is just as good."
    ),
}


WILL = {
    Way.PHONE: "phone you",
    Way.AT_SURGERY: "meet you at the surgery",
    Way.OTHER_PLACE: "meet you in person",
    Way.POST: "write to you",
    Way.TEXT: "send you a text message",
    Way.EMAIL: "send you an email",
    Way.VIDEO: "call you by video",
    Way.DOORSTEP: "come to your doorstep",
}


def promise_to_you(*, by: str, way: Way, when: str, place: str = "") -> str:
    """Say the next contact to the person it is promised to."""
    where = f" ({place})" if place else ""
    return f"{by} will {WILL[way]} on {when}{where}"


def words_of(about: About, told: Told) -> str:
    """Give the whole text: who we are, when we will next be in touch, and how to ring us (R26)."""
    return letter(OPENING[about].format(worker=told.worker, provider=told.provider), told)


def letter(what: str, told: Told) -> str:
    """Give the whole text round what is to be told: when we will next be in touch, and how to ring us (R26)."""
    ring = f" You can ring us on {told.provider_phone}." if told.provider_phone else ""
    return (
        f"Dear {told.client},\n\n{what}\n\n{told.promise}.{ring} If that day does not suit you, tell us and we"
        f" will find another.\n\n{told.worker}\n{told.provider}"
    )


def spoken_since(queued_at: datetime, spoke_at: datetime | None) -> bool:
    """Say whether somebody need not be told any more: they have spoken since it was put on the list."""
    return spoke_at is not None and spoke_at >= queued_at


def is_to_be_told_again(state: State, queued_at: datetime, spoke_at: datetime | None) -> bool:
    """Say whether somebody was spared a notice for a conversation that, put right, was none."""
    return state == State.SPOKEN_SINCE and not spoken_since(queued_at, spoke_at)


def may_settle(state: State) -> Decision:
    """Say whether a notice can still be marked as done or withdrawn."""
    if state == State.QUEUED:
        return YES
    return Decision(f"This notice is settled already: {state.label}.")


def may_withdraw(state: State, *, reason: str) -> Decision:
    """Say whether a notice may be withdrawn: only with the reason, since somebody will not be told."""
    if not may_settle(state):
        return may_settle(state)
    return YES if reason.strip() else Decision("Say why nobody needs to be told. The reason is kept.")
