"""A client's record in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import presenters as case_words
from throughline.cases.rules import PromiseOutcome
from throughline.clients.models import Answer
from throughline.clients.presenters import Phone, emails, phones
from throughline.clients.rules import age_on
from throughline.contacts.models import Outcome
from throughline.contacts.queries import ContactRow
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.desk.client_queries import HandedOver, Identity, PromiseMade, Record, ReferralFacts, Spell
from throughline.desk.client_thread import Entry, Kind, in_force, thread
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import long_moment, plural, short_date

OUTCOME_COLOURS = {
    "KEPT": "green", "KEPT_LATE": "yellow", "TRIED": "yellow", "MOVED": "grey", "ENDED": "grey", "MISSED": "red",
    "LATE": "red", "OPEN": "blue",
}  # fmt: skip
WHAT_CAME_OF_IT = {
    Outcome.SPOKE: "Spoke",
    Outcome.LEFT_MESSAGE: "Left a message",
    Outcome.NO_ANSWER: "No answer",
    Outcome.DID_NOT_ATTEND: "Did not attend",
    Outcome.SENT: "Sent something",
}


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

    @classmethod
    def of(cls, entry: Entry) -> ThreadLine:
        """Put an entry in words."""
        heading, by, details, note = TELL[entry.kind](entry.about)
        if clock.local_date(entry.written_at) != clock.local_date(entry.happened_at):
            details = (*details, f"Written up on {long_moment(entry.written_at)}")
        return cls(
            heading=heading,
            when=long_moment(entry.happened_at),
            iso=entry.happened_at.isoformat(),
            by=by,
            details=details,
            note=note,
            promise=_promise(entry.promise) if entry.promise else "",
            promise_tag=_outcome_tag(entry.outcome) if entry.outcome else None,
        )


@dataclass(frozen=True)
class ClientPage:
    """The whole record."""

    identity: Identity
    spell: Spell | None
    next_contact: str
    next_tag: Tag | None
    last_spoke: ThreadLine | None
    lines: tuple[ThreadLine, ...]
    actions: tuple[Link, ...]
    closed: str
    today: date

    @classmethod
    def of(cls, record: Record, *, viewer: Actor, today: date) -> ClientPage:
        """Put a record in words, with what this viewer may do."""
        entries, spell, promised = thread(record, today=today), record.last_spell, in_force(record, today=today)
        spoke = [e for e in entries if isinstance(e.about, ContactRow) and e.about.two_way]
        return cls(
            identity=record.identity,
            spell=spell,
            next_contact=_promise(promised[0]) if promised else "",
            next_tag=_outcome_tag(promised[1]) if promised else None,
            last_spoke=ThreadLine.of(spoke[-1]) if spoke else None,
            lines=tuple(ThreadLine.of(entry) for entry in entries),
            actions=_actions(spell, viewer=viewer),
            closed=_closed(spell) if spell and spell.closed_at else "",
            today=today,
        )

    @property
    def name(self) -> str:
        return self.identity.name

    @property
    def tags(self) -> list[Tag]:
        """What must not be overlooked before getting in touch."""
        who = self.identity
        marks = [
            (who.can_be_phoned == Answer.NO, Tag("Cannot be phoned", "orange")),
            (who.can_read == Answer.NO, Tag("Cannot read", "orange")),
            (who.has_internet == Answer.NO, Tag("Digitally excluded", "orange")),
        ]
        return [tag for holds, tag in marks if holds]

    @property
    def phones(self) -> tuple[Phone, ...]:
        return phones(self.identity.ways)

    @property
    def reach_rows(self) -> list[SummaryRow]:
        """How to reach them. What was not asked is said so: it is never "no need" (R13)."""
        who = self.identity
        return [
            SummaryRow("What contact needs", who.access_needs or "Not asked"),
            SummaryRow("Can be phoned", who.can_be_phoned.label),
            SummaryRow("Can read", who.can_read.label),
            SummaryRow("Has internet", who.has_internet.label),
            SummaryRow("Email", ", ".join(emails(who.ways)) or "None known"),
            SummaryRow("Address", ", ".join(filter(None, [who.address, who.postcode])) or "None known"),
        ]

    @property
    def identity_rows(self) -> list[SummaryRow]:
        who = self.identity
        rows = [
            SummaryRow("Born", f"{short_date(who.born_on)}, aged {age_on(who.born_on, self.today)}"),
            SummaryRow("NHS number", _spaced(who.nhs_number) or "None known"),
            SummaryRow("Surgery", who.surgery or "None known"),
            SummaryRow("Conditions", ", ".join(who.conditions) or "None given"),
        ]
        if self.spell:
            rows += [SummaryRow("Link worker", self.spell.worker), SummaryRow("Level", self.spell.level.label)]
        return rows


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
    about = ", ".join(kind.label for kind in contact.kinds)
    length = plural(contact.minutes, "minute") if contact.minutes is not None else ""
    together = ": ".join(filter(None, [length, about]))
    details = (together,) if together else ()
    heading = f"{WHAT_CAME_OF_IT[contact.outcome]}, {case_words.BY_WAY[contact.way]}"
    return heading, contact.worker, details, contact.note


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
    Kind.HANDED_OVER: _handed_over,
    Kind.CLOSED: _closed_entry,
}


def _actions(spell: Spell | None, *, viewer: Actor) -> tuple[Link, ...]:
    """List what this viewer may do with the case as it stands."""
    if spell is None:
        return ()
    offered = [
        (Permission.RECORD_CONTACT, "Record contact", "contacts:record"),
        (Permission.HAND_OVER, "Hand over", "caseload:hand_over"),
        (Permission.CLOSE_CASE, "Close the case", "contacts:close"),
    ]
    if spell.closed_at:
        offered = [(Permission.REOPEN_CASE, "Take back into the service", "caseload:reopen")]
    return tuple(
        Link(label, reverse(name, args=[spell.case_id]))
        for permission, label, name in offered
        if policy.permits(viewer, permission)
    )


def _closed(spell: Spell) -> str:
    on = short_date(spell.closed_at) if spell.closed_at else ""
    reason = spell.close_reason.label if spell.close_reason else ""
    return f"This case was closed on {on}: {reason}."


def _promise(promise: PromiseMade) -> str:
    return case_words.promise(by=promise.by, way=promise.way, on=promise.due_on, part=promise.part)


def _outcome_tag(outcome: PromiseOutcome) -> Tag:
    return Tag(outcome.words, OUTCOME_COLOURS[outcome.code])


def _spaced(nhs_number: str) -> str:
    return f"{nhs_number[:3]} {nhs_number[3:6]} {nhs_number[6:]}".strip()
