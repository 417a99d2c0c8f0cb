"""Where link workers work and what they are good at, as their manager says (R3, R10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import commands as accounts
from throughline.accounts.models import User
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.office import rules
from throughline.organisations import queries as organisations


@transaction.atomic
def attach_worker(*, worker_id: UUID, surgery_id: UUID, from_on: date, by: Actor, at: datetime) -> None:
    """Attach a link worker to a surgery of their provider from a day on.

    :raises NotAllowed: if `by` may not
    :raises NotFound: if there is no such link worker here, or no such surgery
    :raises Refused: if the surgery does not refer to the provider on that day, or they are attached to it then already
    """
    policy.require(Permission.KEEP_TEAM, actor=by)
    worker = User.objects.filter(id=worker_id, may_hold_cases=True).select_related("organisation").first()
    surgery = organisations.surgery(surgery_id)
    if worker is None or worker.organisation is None or surgery is None:
        raise NotFound("no such link worker or surgery")
    ours = organisations.surgeries_of(worker.organisation.id, on=from_on)
    rules.may_be_attached(
        surgery=surgery.name, provider=worker.organisation.name, refers=surgery in ours, from_on=from_on
    ).require()
    accounts.attach(worker=worker, surgery=surgery, from_on=from_on, by=by, at=at)


@transaction.atomic
def detach_worker(*, attachment_id: UUID, last_day: date, by: Actor, at: datetime) -> None:
    """End a link worker's tie to a surgery with a last day. Nobody's case changes hands by it.

    :raises NotAllowed: if `by` may not
    :raises NotFound: if no link worker of this provider has such a tie
    :raises Refused: if it has ended already, or would end before it began
    """
    policy.require(Permission.KEEP_TEAM, actor=by)
    accounts.end_attachment(attachment_id=attachment_id, last_day=last_day, by=by, at=at)


@transaction.atomic
def change_strengths(
    *, worker_id: UUID, languages: Sequence[str], skills: Sequence[str], by: Actor, at: datetime
) -> None:
    """Say which languages a link worker speaks with clients, and what they know well.

    :raises NotAllowed: if `by` may not
    :raises NotFound: if there is no such link worker at this provider
    """
    policy.require(Permission.KEEP_TEAM, actor=by)
    accounts.note_strengths(user_id=worker_id, languages=languages, skills=skills, by=by, at=at)
