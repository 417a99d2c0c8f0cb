"""What can happen: a contact is recorded, always with the next one or an agreed ending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases import commands as cases
from throughline.cases import rules as case_rules
from throughline.cases.models import Case, CloseReason
from throughline.cases.rules import NextContact
from throughline.contacts import queries, recording_queries, rules, writing
from throughline.contacts.models import Contact
from throughline.contacts.writing import WhatHappened
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import Refused


@dataclass(frozen=True)
class Ending:
    """An ending agreed in this contact, in place of a next one."""

    reason: CloseReason
    note: str


@transaction.atomic
def record_contact(
    *,
    contact_id: UUID,
    case_id: UUID,
    what: WhatHappened,
    then: NextContact | Ending | None,
    promise_seen: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Record a contact together with the next one, or the ending, that it leads to (R25, R26).

    Sending the same `contact_id` again changes nothing. A contact may be written up later with its true time.
    `promise_seen` is the number of the promise that stood on the page, so that a colleague's is not replaced unseen.

    :raises NotAllowed: if `by` may not record contacts
    :raises NotFound: if `by` cannot see the case
    :raises Refused: without a next contact or an ending, if a colleague promised another meanwhile, or a rule says no
    """
    policy.require(Permission.RECORD_CONTACT, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    if _is_recorded(contact_id, case=case):
        return
    cases.require_open(case)
    _require_promise_seen(case, promise_seen, viewer=by)
    writing.require_possible(what, case=case, at=at)
    if isinstance(then, Ending):
        rules.may_end(then.reason, outcome=what.outcome).require()
    else:
        case_rules.may_promise(then, on=clock.local_date(at)).require()
    contact = writing.write_down(contact_id, case=case, what=what, by=by, at=at)
    cases.note_contact(
        case=case,
        so_far=queries.contacts_so_far(case, viewer=by, on=clock.local_date(at)),
        next_contact=None if isinstance(then, Ending) else then,
        by=by,
        at=at,
    )
    audit.record("CONTACT_RECORDED", about=contact, by=by, at=at, details={"case": case.id, "outcome": what.outcome})
    events.publish(writing.recorded(contact, case=case, by=by, at=at))
    if isinstance(then, Ending):
        _end(case, then, by=by, at=at)


def _is_recorded(contact_id: UUID, *, case: Case) -> bool:
    """Say whether this page was sent before.

    :raises Refused: if it was sent for somebody else
    """
    known = Contact.objects.filter(id=contact_id).values_list("case_id", flat=True).first()
    if known not in (None, case.id):
        raise Refused("This page belongs to another record. Open this person's record again and start there.")
    return known is not None


def _require_promise_seen(case: Case, seen: int | None, *, viewer: Actor) -> None:
    last = recording_queries.promise_in_force(case.id, viewer=viewer) if seen is not None else None
    if seen is not None and last is not None:
        rules.may_replace(seen=seen, now=last.number, now_promised=last.words).require()


def _end(case: Case, ending: Ending, *, by: Actor, at: datetime) -> None:
    days = queries.days_tried(case, viewer=by)
    cases.close_case(case_id=case.id, reason=ending.reason, note=ending.note, days_tried=days, by=by, at=at)


@transaction.atomic
def close_without_contact(*, case_id: UUID, ending: Ending, by: Actor, at: datetime) -> None:
    """Close a case for a reason that no contact told us: they moved, they died, or they could not be reached.

    :raises NotAllowed: if `by` may not close cases
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if the ending needs a conversation, is without a note, or too few days were tried
    """
    policy.require(Permission.CLOSE_CASE, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    cases.require_open(case)
    rules.may_end(ending.reason, outcome=None).require()
    _end(case, ending, by=by, at=at)
