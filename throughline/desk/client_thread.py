"""A client's thread: everything that happened, in order, each next contact with what became of it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum
from uuid import UUID

from throughline.cases.rules import PromiseFacts, PromiseOutcome, promise_outcome
from throughline.check_ins.queries import CheckInRow
from throughline.contacts.queries import ContactRow, MovedAway, ReviewRow
from throughline.contacts.rules import is_try, keeps
from throughline.core import clock
from throughline.desk.client_queries import HandedOver, PromiseMade, Record, ReferralFacts, Spell

Outcomes = dict[tuple[UUID, int], PromiseOutcome]
"""What became of each promise, by its case and its number there."""


class Kind(IntEnum):
    """What an entry tells. Of one moment, the entries stand in this order."""

    REFERRED = 1
    DECIDED = 2
    OPENED = 3
    CONTACT = 4
    MOVED_AWAY = 5
    CHECKED_IN = 6
    REVIEWED = 7
    HANDED_OVER = 8
    CLOSED = 9


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `written_at` is when it was recorded, and so when its promise was made."""

    kind: Kind
    happened_at: datetime
    written_at: datetime
    case_id: UUID | None
    about: ReferralFacts | Spell | ContactRow | MovedAway | CheckInRow | ReviewRow | HandedOver
    promise: PromiseMade | None = None
    outcome: PromiseOutcome | None = None


def thread(record: Record, *, today: date) -> list[Entry]:
    """Put a record's whole thread in order, oldest first, each promise beside what it was made in."""
    made: dict[tuple[UUID | None, datetime], deque[PromiseMade]] = defaultdict(deque)
    for promise in record.promises:
        made[promise.case_id, promise.made_at].append(promise)
    outcomes = promise_outcomes(record, today=today)
    as_written = sorted(_entries(record), key=lambda entry: (entry.written_at, entry.kind))
    entries = [_with_promise(entry, made[entry.case_id, entry.written_at], outcomes) for entry in as_written]
    return sorted(entries, key=lambda entry: (entry.happened_at, entry.kind, entry.written_at))


def _with_promise(entry: Entry, made: deque[PromiseMade], outcomes: Outcomes) -> Entry:
    if not made or entry.kind == Kind.CLOSED:
        return entry
    promise = made.popleft()
    return replace(entry, promise=promise, outcome=outcomes[promise.case_id, promise.sequence])


def in_force(record: Record, *, today: date) -> tuple[PromiseMade, PromiseOutcome] | None:
    """Give the promise that stands for an open case, and how it stands today."""
    spell = record.last_spell
    if spell is None or spell.closed_at is not None:
        return None
    last = max((p for p in record.promises if p.case_id == spell.case_id), key=lambda promise: promise.sequence)
    return last, promise_outcomes(record, today=today)[last.case_id, last.sequence]


def promise_outcomes(record: Record, *, today: date) -> Outcomes:
    """Say of every promise whether it was kept."""
    return {
        (spell.case_id, promise.sequence): promise_outcome(facts, today=today)
        for spell in record.spells
        for promise, facts in _facts(spell, record)
    }


def _facts(spell: Spell, record: Record) -> Iterator[tuple[PromiseMade, PromiseFacts]]:
    made = [promise for promise in record.promises if promise.case_id == spell.case_id]
    contacts = [contact for contact in record.contacts if contact.case_id == spell.case_id]
    for promise, following in zip(made, [*made[1:], None], strict=True):
        later = [contact for contact in contacts if contact.happened_at > promise.made_at]
        yield (
            promise,
            PromiseFacts(
                due_on=promise.due_on,
                kept_on=_first([c for c in later if keeps(promise.way, way=c.way, outcome=c.outcome)]),
                tried_on=_first([c for c in later if is_try(c.outcome)]),
                replaced_on=clock.local_date(following.made_at) if following else None,
                ended_on=clock.local_date(spell.closed_at) if spell.closed_at and not following else None,
            ),
        )


def _first(contacts: Sequence[ContactRow]) -> date | None:
    return min((clock.local_date(contact.happened_at) for contact in contacts), default=None)


def _entries(record: Record) -> Iterator[Entry]:
    for referral in record.referrals:
        yield Entry(Kind.REFERRED, referral.received_at, referral.received_at, None, referral)
        if referral.decided_at:
            yield Entry(Kind.DECIDED, referral.decided_at, referral.decided_at, None, referral)
    for spell in record.spells:
        yield Entry(Kind.OPENED, spell.opened_at, spell.opened_at, spell.case_id, spell)
        if spell.closed_at:
            yield Entry(Kind.CLOSED, spell.closed_at, spell.closed_at, spell.case_id, spell)
    for handover in record.handovers:
        yield Entry(Kind.HANDED_OVER, handover.made_at, handover.made_at, handover.case_id, handover)
    for contact in record.contacts:
        yield Entry(Kind.CONTACT, contact.happened_at, contact.promised_at, contact.case_id, contact)
    for gone in record.moved_away:
        yield Entry(Kind.MOVED_AWAY, gone.happened_at, gone.recorded_at, gone.case_id, gone)
    for review in record.reviews:
        yield Entry(Kind.REVIEWED, review.made_at, review.made_at, review.case_id, review)
    for found in record.check_ins:  # Without its case: what was promised then stands beside its contact.
        yield Entry(Kind.CHECKED_IN, found.happened_at, found.recorded_at, None, found)
