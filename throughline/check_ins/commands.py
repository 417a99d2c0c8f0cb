"""What can happen: a check-in is finished, together with its contact and the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.cases import level_commands as levels
from throughline.cases.models import LevelReason, Way
from throughline.cases.rules import NextContact
from throughline.check_ins import queries, rules
from throughline.check_ins.models import Answered, CheckIn, CheckInAnswer, FollowUp, Topic
from throughline.contacts import commands as contacts
from throughline.contacts.models import Contact, Kind, Outcome, Wanted
from throughline.contacts.writing import WhatHappened
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.drafts import commands as drafts
from throughline.tasks import commands as tasks


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was answered in a check-in. A topic that is not there was not asked."""

    way: Way
    happened_at: datetime
    answers: Mapping[Topic, Answered]
    words: Mapping[Topic, str] = field(default_factory=dict)
    wanted: Wanted | None = None
    """What the client wanted today; none if nobody asked (R23)."""
    follow_up: FollowUp | None = None
    extra_on: date | None = None
    plan: str = ""
    note: str = ""
    minutes: int | None = None


@transaction.atomic
def record_check_in(
    told: Told,
    *,
    contact_id: UUID,
    case_id: UUID,
    then: NextContact | None,
    promise_seen: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Record a check-in, its contact and the next one as one act (R31, R26). Sending it again changes nothing.

    :raises NotAllowed: if `by` may not record contacts
    :raises NotFound: if `by` cannot see the case
    :raises Refused: if condition, mood or people were left out, low mood has no follow-up, or the contact cannot be
    """
    if CheckIn.objects.visible_to(by).filter(contact_id=contact_id).exists():
        return
    low = rules.is_low(told.answers)
    facts = rules.CheckInFacts(told.answers, told.follow_up, told.extra_on, bool(told.plan.strip()))
    rules.may_finish(facts, on=clock.local_date(at)).require()
    what = WhatHappened(
        way=told.way, outcome=Outcome.SPOKE, happened_at=told.happened_at, kinds=[Kind.CHECK_IN],
        minutes=told.minutes, note=told.note, wanted=told.wanted,
    )  # fmt: skip
    contacts.record_contact(
        contact_id=contact_id, case_id=case_id, what=what, then=then, promise_seen=promise_seen, by=by, at=at
    )
    check_in = CheckIn.objects.create(
        provider_id=Contact.objects.visible_to(by).values_list("provider_id", flat=True).get(id=contact_id),
        case_id=case_id,
        contact_id=contact_id,
        result=rules.result(told.answers),
        follow_up=told.follow_up or "" if low else "",
        extra_on=told.extra_on if low and told.follow_up == FollowUp.EXTRA_CONTACT else None,
        plan=told.plan.strip() if low else "",
        recorded_at=at,
        recorded_by_id=by.user_id,
    )
    CheckInAnswer.objects.bulk_create(
        CheckInAnswer(
            provider_id=check_in.provider_id, check_in=check_in, topic=topic, answered=answered,
            words=told.words.get(topic, "").strip(),
        )
        for topic, answered in told.answers.items()
    )  # fmt: skip
    if check_in.extra_on:
        reason = "Low at the check-in: we agreed an extra contact about how they are."
        tasks.follow_up(contact_id=contact_id, due_on=check_in.extra_on, reason=reason, by=by, at=at)
    if low:
        levels.raise_level(case_id=case_id, reason=LevelReason.LOW_MOOD, told_at=told.happened_at, by=by, at=at)
    audit.record("CHECKED_IN", about=check_in, by=by, at=at, details={"contact": contact_id})
    drafts.discard(page=f"check-in:{case_id}", by=by)


@transaction.atomic
def follow_low_mood(*, case_id: UUID, client_id: UUID, by: Actor, at: datetime) -> None:
    """Let a case be proposed to speak more often in where a check-in that stands was low, and no longer if none was.

    After a contact was put right or moved: its check-in goes with it.
    """
    told_at = queries.last_low(case_id, client_id=client_id, viewer=by)
    levels.take_back_level(case_id=case_id, reason=LevelReason.LOW_MOOD, last_told_at=told_at, by=by, at=at)
    if told_at is not None:
        levels.raise_level(case_id=case_id, reason=LevelReason.LOW_MOOD, told_at=told_at, by=by, at=at)
