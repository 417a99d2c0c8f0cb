"""A client's thread in words: what happened, what was put right and what stood there, what was promised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import presenters as case_words
from throughline.cases.rules import PromiseOutcome
from throughline.check_ins.queries import CheckInRow
from throughline.clients.models import Answer
from throughline.contacts.models import Barrier, Change, StartedBy
from throughline.contacts.presenters.recording import WHAT_CAME_OF_IT
from throughline.contacts.queries import ContactRow, MovedAway, Replaced, ReviewRow
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.desk.client_queries import HandedOver, PromiseMade, ReferralFacts, Spell
from throughline.desk.client_thread import Entry, Kind
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import long_moment, plural, short_date

OUTCOME_COLOURS = {
    "KEPT": "green", "KEPT_LATE": "yellow", "TRIED": "yellow", "MOVED": "grey", "ENDED": "grey", "MISSED": "red",
    "LATE": "red", "OPEN": "blue",
}  # fmt: skip
NAME_GIVEN = {Answer.YES: "Said who was calling", Answer.NO: "Did not say who was calling"}
CALLER_KNOWN = {Answer.YES: "They knew who was calling", Answer.NO: "They did not know who was calling"}


@dataclass(frozen=True)
class Fold:
    """What stood in the record before, out of sight until it is asked for."""

    heading: str
    lines: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class ThreadLine:
    """One entry of the thread."""

    heading: str
    when: str
    iso: str
    by: str
    details: tuple[str, ...]
    note: str
    promise: str
    promise_tag: Tag | None
    folds: tuple[Fold, ...] = ()
    links: tuple[Link, ...] = ()

    @classmethod
    def of(cls, entry: Entry, *, viewer: Actor) -> ThreadLine:
        """Put an entry in words, with what this viewer may do about it."""
        heading, by, details, note = TELL[entry.kind](entry.about)
        if entry.kind != Kind.MOVED_AWAY and clock.local_date(entry.written_at) != clock.local_date(entry.happened_at):
            details = (*details, f"Written up on {long_moment(entry.written_at)}")
        contact = entry.about if isinstance(entry.about, ContactRow) else None
        return cls(
            heading=heading,
            when=long_moment(entry.happened_at),
            iso=entry.happened_at.isoformat(),
            by=by,
            details=details,
            note=note,
            promise=promise_words(entry.promise) if entry.promise else "",
            promise_tag=outcome_tag(entry.outcome) if entry.outcome else None,
            folds=tuple(_fold(before) for before in contact.replaced) if contact else (),
            links=_put_right(contact, viewer=viewer) if contact else (),
        )


def promise_words(promise: PromiseMade) -> str:
    """Say what was promised, as every page does."""
    return case_words.promise(
        by=promise.by, way=promise.way, on=promise.due_on, part=promise.part, at=promise.time, place=promise.place
    )


def outcome_tag(outcome: PromiseOutcome) -> Tag:
    """Give what became of a promise as a tag."""
    return Tag(outcome.words, OUTCOME_COLOURS[outcome.code])


def contact_details(contact: ContactRow) -> tuple[str, ...]:
    """Give what was told of a contact besides its note, a line each. What was not asked is left out (R72)."""
    about = ", ".join(kind.label for kind in contact.kinds)
    length = plural(contact.minutes, "minute") if contact.minutes is not None else ""
    lines = [
        "They got in touch with us" if contact.started_by == StartedBy.CLIENT else "",
        ": ".join(filter(None, [length, about])),
        _changed(contact.changes),
        f"They wanted: {contact.wanted.label.lower()}" if contact.wanted else "",
        _barrier(contact.barrier),
        NAME_GIVEN.get(contact.name_given, ""),
        CALLER_KNOWN.get(contact.caller_known, ""),
    ]
    return tuple(filter(None, lines))


def _changed(changes: tuple[Change, ...]) -> str:
    if changes == (Change.NOTHING,):
        return "Nothing had changed"
    return f"What had changed: {', '.join(change.label.lower() for change in changes)}" if changes else ""


def _barrier(barrier: Barrier | None) -> str:
    """Say what got in the way; where something was missed, also that nobody asked (R28)."""
    return f"What got in the way: {barrier.label.lower()}" if barrier else ""


def _fold(before: Replaced) -> Fold:
    if before.moved:
        words = f"Moved here on {long_moment(before.at)} by {before.by}"
        return Fold(words, ("It was put on another person’s record by mistake.", f"Why: {before.reason}"))
    was = before.was
    stood = f"It said: {WHAT_CAME_OF_IT[was.outcome].lower()}, {case_words.BY_WAY[was.way]}"
    told = f"{stood}, {long_moment(was.happened_at)}, {was.worker}"
    heading = f"Corrected on {long_moment(before.at)} by {before.by}"
    return Fold(heading, (f"Why: {before.reason}", told, *contact_details(was)), was.note)


def _put_right(contact: ContactRow, *, viewer: Actor) -> tuple[Link, ...]:
    if not policy.permits(viewer, Permission.RECORD_CONTACT):
        return ()
    which = f"(contact of {long_moment(contact.happened_at)})"
    return (
        Link("Correct this", reverse("contacts:correct", args=[contact.contact_id]), hidden=which),
        Link("Put on another client", reverse("contacts:move", args=[contact.contact_id]), hidden=which),
    )


Told = tuple[str, str, tuple[str, ...], str]
"""Heading, by whom, details, note."""


def _referred(referral: ReferralFacts) -> Told:
    wants = f"They want: {referral.wants}" if referral.wants else ""
    details = tuple(filter(None, [f"Eligible: {referral.why}", wants]))
    return f"Referred by {referral.surgery}", referral.received_by, details, referral.reason


def _decided(referral: ReferralFacts) -> Told:
    return f"Decided: {referral.state.label}", referral.decided_by, (), referral.decision_reason


def _opened(spell: Spell) -> Told:
    heading = "Taken back into the service" if spell.reopened else "Came to a link worker"
    return heading, spell.opened_by, (), ""


def _contacted(contact: ContactRow) -> Told:
    heading = f"{WHAT_CAME_OF_IT[contact.outcome]}, {case_words.BY_WAY[contact.way]}"
    return heading, contact.worker, contact_details(contact), contact.note


def _moved_away(gone: MovedAway) -> Told:
    heading = "A contact with somebody else stood here"
    return heading, "", (f"Put on the right person’s record on {long_moment(gone.at)} by {gone.by}.",), ""


def _reviewed(review: ReviewRow) -> Told:
    return "A manager decided what next", review.made_by, (), review.decided


def _checked_in(check_in: CheckInRow) -> Told:
    details = [
        f"{topic.label}: {answered.label.lower()}. {words}".strip() for topic, answered, words in check_in.answers
    ]
    if check_in.follow_up:
        on = f", {short_date(check_in.extra_on)}" if check_in.extra_on else ""
        details.append(f"Low, and what follows: {check_in.follow_up.label.lower()}{on}. {check_in.plan}".strip())
    return f"Checked in: {check_in.result.label.lower()}", check_in.worker, tuple(details), ""


def _handed_over(handover: HandedOver) -> Told:
    heading = f"Handed over from {handover.from_worker} to {handover.to_worker}"
    return heading, handover.made_by, (), handover.reason


def _closed_entry(spell: Spell) -> Told:
    reason = spell.close_reason.label if spell.close_reason else ""
    return f"Case closed: {reason}", spell.closed_by, (), spell.close_note


TELL: dict[Kind, Callable[[Any], Told]] = {
    Kind.REFERRED: _referred,
    Kind.DECIDED: _decided,
    Kind.OPENED: _opened,
    Kind.CONTACT: _contacted,
    Kind.MOVED_AWAY: _moved_away,
    Kind.CHECKED_IN: _checked_in,
    Kind.REVIEWED: _reviewed,
    Kind.HANDED_OVER: _handed_over,
    Kind.CLOSED: _closed_entry,
}
