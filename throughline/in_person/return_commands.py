"""What can happen to many at once: their next contact is in person again, but for those whom it would lose (R29)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import commands as cases
from throughline.cases.models import Case, Way
from throughline.contacts.rules import IN_PERSON
from throughline.core import clock, events
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY
from throughline.in_person import return_queries, rules
from throughline.in_person.events import MovedToMeeting
from throughline.organisations import queries as organisations


@transaction.atomic
def meet_again(*, case_ids: Collection[UUID], worker_id: UUID, by: Actor, at: datetime) -> int:
    """Let the next contact of several people be at the surgery, on the day it was promised; give how many.

    All of them, or none. Each is told by a notice, so that nobody waits for a call.

    :raises NotAllowed: if `by` may not keep the queue
    :raises Refused: while working in person is not on, or if one is kept as they are for a reason
    """
    policy.require(Permission.QUEUE_IN_PERSON, actor=by)
    today = clock.local_date(at)
    held = Case.objects.visible_to(by).still_open().filter(id__in=case_ids, worker_id=worker_id)
    held = held.exclude(next_contact_way__in=IN_PERSON).select_related("client").order_by("id")
    chosen = list(held.select_for_update(of=("self",)))
    kept = return_queries.reasons_kept(chosen, viewer=by, on=today)
    rules.may_return(
        chosen=len(set(case_ids)),
        still_theirs=len(chosen),
        kept=sum(bool(person.why_kept) for person in kept),
        possible=not organisations.meets_nobody(by.organisation_id or NOBODY, on=today),
    ).require()
    for case in chosen:
        cases.promise_another_way(case=case, way=Way.AT_SURGERY, by=by, at=at)
        events.publish(MovedToMeeting(case_id=case.id, by=by, at=at))
    return len(chosen)
