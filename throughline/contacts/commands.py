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
from throughline.clients.models import Answer
from throughline.contacts import queries, recording_queries, rules, writing
from throughline.contacts.models import Contact, Outcome
from throughline.contacts.writing import WhatHappened
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.endings import commands as endings
from throughline.endings.commands import Leaving, Spoke


@dataclass(frozen=True)
class Ending:
    """An ending agreed in this contact, in place of a next one."""

    reason: CloseReason
    note: str
    may_contact_again: Answer = Answer.NOT_ASKED
    managers_reason: str = ""


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
        spoke = Spoke(what.way, what.happened_at) if what.outcome == Outcome.SPOKE else None
        _end(case, then, spoke=spoke, by=by, at=at)


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


def _end(case: Case, ending: Ending, *, spoke: Spoke | None, by: Actor, at: datetime) -> None:
    so_far = queries.contacts_so_far(case, viewer=by, on=clock.local_date(at))
    endings.end_case(
        case=case,
        leaving=Leaving(ending.reason, ending.note, ending.may_contact_again, ending.managers_reason),
        days_tried=queries.days_tried(case, viewer=by),
        every_route_tried=so_far.every_route_tried,
        spoke=spoke,
        by=by,
        at=at,
    )


@transaction.atomic
def close_without_contact(*, case_id: UUID, ending: Ending, by: Actor, at: datetime) -> None:
    """Close a case for a reason that no contact told us: they moved, died, were not reached, or wrote to stop.

    Under “review and close” also what was agreed in the review contact.

    :raises NotAllowed: if `by` may not close cases
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if the ending needs a conversation, is without a note, too few days were tried, the policy is
        against it, or something stands open
    """
    policy.require(Permission.CLOSE_CASE, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    cases.require_open(case)
    reviewed = queries.review_contact_of(case, viewer=by, on=clock.local_date(at))
    rules.may_end(ending.reason, outcome=None, reviewed=reviewed is not None).require()
    _end(case, ending, spoke=None, by=by, at=at)
