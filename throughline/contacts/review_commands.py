"""What a manager decides for somebody whom no route reached (R28)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases import commands as cases
from throughline.cases.rules import NextContact
from throughline.contacts import attempt_rules
from throughline.contacts.models import Review
from throughline.core.actor import Actor


@transaction.atomic
def review_attempts(*, case_id: UUID, decided: str, next_contact: NextContact, by: Actor, at: datetime) -> None:
    """Decide what is done next for somebody whom no route reached, with the next contact it leads to.

    :raises NotAllowed: if `by` may not review
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if it is not with a manager, without a decision, or the next contact cannot stand
    """
    policy.require(Permission.REVIEW_ATTEMPTS, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    cases.require_open(case)
    since = case.with_manager_since
    attempt_rules.may_review(with_manager=since is not None, decided=decided).require()
    assert since is not None  # or the rule would have refused
    review = Review.objects.create(
        provider_id=case.provider_id, case=case, with_manager_since=since, decided=decided.strip(), made_at=at,
        made_by_id=by.user_id,
    )  # fmt: skip
    cases.note_reviewed(case=case, next_contact=next_contact, by=by, at=at)
    audit.record("ATTEMPTS_REVIEWED", about=case, by=by, at=at, details={"review": review.id})
