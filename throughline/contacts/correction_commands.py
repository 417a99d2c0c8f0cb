"""What was written down wrongly is put right: what stood there is kept, with who changed it and why. Nothing goes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases import commands as cases
from throughline.cases.models import Case
from throughline.contacts import correction_rules, queries, writing
from throughline.contacts.events import ContactWithdrawn
from throughline.contacts.models import Change, Contact, Correction, Kind
from throughline.contacts.writing import WhatHappened
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound


@transaction.atomic
def correct_contact(
    *, contact_id: UUID, replacement_id: UUID, what: WhatHappened, reason: str, by: Actor, at: datetime
) -> None:
    """Put a contact right. Sending the same `replacement_id` again changes nothing; what was promised stands.

    :raises NotAllowed: if `by` may not record contacts
    :raises NotFound: if `by` cannot see the contact
    :raises Refused: without a reason, if it was put right already, or if the new facts cannot be
    """
    policy.require(Permission.RECORD_CONTACT, actor=by)
    was = _contact(contact_id, viewer=by)
    case = cases.lock_case(was.case_id, viewer=by)
    if _is_written(replacement_id, of=was):
        return
    _require_standing(was, reason)
    writing.require_possible(what, case=case, at=at)
    instead = writing.write_down(replacement_id, case=case, what=what, made_by=was.happened_by_id, by=by, at=at)
    _replace(was, instead, reason=reason, by=by, at=at)
    _recount(case, was=was, by=by, at=at)
    _tell(was, instead, of=case, now_of=case, by=by, at=at)


@transaction.atomic
def move_contact(
    *, contact_id: UUID, replacement_id: UUID, to_case_id: UUID, reason: str, by: Actor, at: datetime
) -> None:
    """Move a contact that was put on the wrong client to the right one. Both records say so; both cases are recounted.

    :raises NotAllowed: if `by` may not record contacts
    :raises NotFound: if `by` cannot see the contact or the other case
    :raises Refused: without a reason, to the same case, if it was put right already, or if it cannot be of that case
    """
    policy.require(Permission.RECORD_CONTACT, actor=by)
    was = _contact(contact_id, viewer=by)
    # Both are held in one order, so that two moves across each other wait and do not lock up.
    held = {case_id: cases.lock_case(case_id, viewer=by) for case_id in sorted({was.case_id, to_case_id})}
    case, to_case = held[was.case_id], held[to_case_id]
    if _is_written(replacement_id, of=was):
        return
    correction_rules.may_move(same_case=was.case_id == to_case_id).require()
    cases.require_open(to_case)
    _require_standing(was, reason)
    what = writing.as_told(was)
    writing.require_possible(what, case=to_case, at=at)
    instead = writing.write_down(replacement_id, case=to_case, what=what, made_by=was.happened_by_id, by=by, at=at)
    _replace(was, instead, reason=reason, by=by, at=at)
    for each in (case, to_case):
        _recount(each, was=was, by=by, at=at)
    _tell(was, instead, of=case, now_of=to_case, by=by, at=at)


def _contact(contact_id: UUID, *, viewer: Actor) -> Contact:
    contact: Contact | None = Contact.objects.visible_to(viewer).filter(id=contact_id).first()
    if contact is None:
        raise NotFound("no such contact")
    return contact


def _is_written(replacement_id: UUID, *, of: Contact) -> bool:
    return Correction.objects.filter(replaced_by_id=replacement_id, contact=of).exists()


def _require_standing(was: Contact, reason: str) -> None:
    standing = not Correction.objects.filter(contact=was).exists()
    correction_rules.may_put_right(standing=standing, reason=reason).require()


def _replace(was: Contact, instead: Contact, *, reason: str, by: Actor, at: datetime) -> None:
    correction = Correction.objects.create(
        provider_id=was.provider_id, contact=was, replaced_by=instead, reason=reason.strip(), made_at=at,
        made_by_id=by.user_id,
    )  # fmt: skip
    moved = was.case_id != instead.case_id
    act = "CONTACT_MOVED" if moved else "CONTACT_CORRECTED"
    audit.record(act, about=was, by=by, at=at, details={"correction": correction.id, "instead": instead.id})
    audit.record(
        "CONTACT_RECORDED", about=instead, by=by, at=at, details={"case": instead.case_id, "outcome": instead.outcome}
    )


def _recount(case: Case, *, was: Contact, by: Actor, at: datetime) -> None:
    assessed = was.two_way and Kind.ASSESSMENT in was.kinds
    cases.recount_contacts(
        case=case,
        so_far=queries.contacts_so_far(case, viewer=by, on=clock.local_date(at)),
        not_assessed_on=clock.local_date(was.happened_at) if assessed else None,
        by=by,
        at=at,
    )


def _tell(was: Contact, instead: Contact, *, of: Case, now_of: Case, by: Actor, at: datetime) -> None:
    events.publish(
        ContactWithdrawn(
            contact_id=was.id, replaced_by_id=instead.id, case_id=of.id, client_id=of.client_id,
            referral_id=of.referral_id, moved=of.id != now_of.id, reached=of.last_reached_at is not None,
            assessed=of.assessed_on is not None, changed=tuple(Change(change) for change in was.changes),
            still_told=queries.changes_told(of.id, viewer=by), by=by, at=at,
        )
    )  # fmt: skip
    events.publish(writing.recorded(instead, case=now_of, replaces=was, by=by, at=at))
