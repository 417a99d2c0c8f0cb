"""What follows when somebody who likes best to be met is spoken with some other way: the wish is kept (R13, R35)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.in_person import wish_rules
from throughline.in_person.models import Need, Wait, WhyLeft
from throughline.organisations import queries as organisations
from throughline.profiles import queries as profiles

BY_A_PERSON = [WhyLeft.NOT_WANTED, WhyLeft.NOT_NEEDED]


@transaction.atomic
def keep_unmet_wish(*, client_id: UUID, by: Actor, at: datetime) -> None:
    """Put somebody in the queue who likes best to be met and cannot be now, with that as what they wait for.

    Part of recording a conversation, which has asked for permission. Who waits already stays as they are, and whom a
    person took out is not put in again.
    """
    likes_best = profiles.likes_best(client_id, viewer=by)
    if likes_best is None:
        return
    client = Client.objects.visible_to(by).select_for_update().filter(id=client_id).first()
    if client is None:
        return
    possible = not organisations.meets_nobody(client.provider_id, on=clock.local_date(at))
    wish = wish_rules.unmet_wish(likes_best, shielding=client.shielding, possible=possible)
    if not wish or _waits_or_was_taken_out(client_id, by=by):
        return
    if not Case.objects.visible_to(by).still_open().filter(client_id=client_id).exists():
        return
    wait = Wait.objects.create(
        provider_id=client.provider_id, client_id=client_id, topics=[wish], need=Need.MIDDLE, queued_at=at,
        queued_by_id=by.user_id,
    )  # fmt: skip
    audit.record("QUEUED_IN_PERSON", about=wait, by=by, at=at, details={"client": client_id, "wish": True})


def _waits_or_was_taken_out(client_id: UUID, *, by: Actor) -> bool:
    waits = Wait.objects.visible_to(by).filter(client_id=client_id)
    waiting, taken_out = waits.filter(left_at__isnull=True), waits.filter(why_left__in=BY_A_PERSON)
    return waiting.exists() or taken_out.exists()
