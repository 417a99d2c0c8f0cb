"""What can happen: somebody is away, and is back. The floors above ask for permission before they call these."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from throughline.absences import rules
from throughline.absences.models import Absence
from throughline.accounts.models import User
from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused


@transaction.atomic
def record_absence(
    *, worker_id: UUID, cover_id: UUID, starts_on: date, ends_on: date | None, by: Actor, at: datetime
) -> Absence:
    """Record that a link worker is away from a day on, and who covers.

    :raises NotFound: if there is no such link worker at the actor's provider
    :raises Refused: if the days make no sense, or the cover cannot cover
    """
    # Held until we are done, in one order, so that two people cannot mark one another as cover at the same moment.
    held = User.objects.link_workers_of(_provider(by)).filter(id__in=[worker_id, cover_id]).order_by("id")
    found = set(held.select_for_update(no_key=True).values_list("id", flat=True))
    if worker_id not in found:
        raise NotFound("no such link worker")
    touching = Absence.objects.visible_to(by).touching(starts_on, ends_on)
    away = set(touching.filter(worker_id__in=[worker_id, cover_id]).values_list("worker_id", flat=True))
    facts = rules.AbsenceFacts(
        starts_on=starts_on,
        ends_on=ends_on,
        covers_for_self=worker_id == cover_id,
        cover_may_hold_cases=cover_id in found,
        cover_is_away=cover_id in away,
        away_already=worker_id in away,
    )
    rules.may_be_away(facts, on=clock.local_date(at)).require()
    absence = Absence.objects.create(
        provider_id=_provider(by), worker_id=worker_id, cover_id=cover_id, starts_on=starts_on, ends_on=ends_on,
        recorded_at=at, recorded_by_id=by.user_id,
    )  # fmt: skip
    audit.record("ABSENCE_RECORDED", about=absence, by=by, at=at, details={"worker": worker_id, "cover": cover_id})
    return absence


@transaction.atomic
def end_absence(*, absence_id: UUID, by: Actor, at: datetime) -> Absence:
    """Record that somebody is back today: yesterday was the last day away, or it did not come about at all.

    :raises NotFound: if `by` cannot see the absence
    :raises Refused: if it is over already
    """
    today = clock.local_date(at)
    absence: Absence | None = Absence.objects.visible_to(by).select_for_update().filter(id=absence_id).first()
    if absence is None:
        raise NotFound("no such absence")
    if absence.ends_on is not None and absence.ends_on < today:
        raise Refused("This absence is over already. Nothing needs to be done.")
    absence.ends_on = max(today, absence.starts_on) - timedelta(days=1)
    absence.ended_at, absence.ended_by_id = at, by.user_id
    absence.save(update_fields=["ends_on", "ended_at", "ended_by"])
    audit.record("ABSENCE_ENDED", about=absence, by=by, at=at)
    return absence


def _provider(by: Actor) -> UUID:
    if by.organisation_id is None:
        raise NotFound("no organisation whose staff could be away")
    return by.organisation_id
