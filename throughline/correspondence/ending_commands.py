"""The notice that says that somebody's time has ended, what they gained, and how they come back (R58)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.cases.models import CloseReason
from throughline.core.actor import Actor
from throughline.correspondence import ending_rules, queries, rules
from throughline.correspondence.models import About, Notice
from throughline.endings import queries as endings


@transaction.atomic
def tell_of_ending(*, case_id: UUID, by: Actor, at: datetime) -> None:
    """Queue what somebody is told of the end of their time, in a form they can use. Part of closing a case.

    Nothing is queued for who died, or whose case only moved elsewhere.
    """
    found = endings.found_ending(case_id, viewer=by)
    if found is None or found.reason == CloseReason.DIED:
        return
    facts = queries.facts_of_who_left(case_id, viewer=by)
    chosen = rules.form_for(facts.reach)
    words = ending_rules.ending_letter(ending_rules.Ended(
        client=found.name, worker=facts.worker, provider=facts.provider, provider_phone=facts.provider_phone,
        surgery=facts.surgery, on=found.ended_at, reason=found.reason, gained=found.gained,
        still_open=found.still_open, come_back_until=found.come_back_until,
    ))  # fmt: skip
    notice = Notice.objects.create(
        provider_id=facts.provider_id, case_id=case_id, about=About.ENDING, form=chosen.form, why_so=chosen.why,
        words=words, queued_at=at, queued_by_id=by.user_id,
    )  # fmt: skip
    audit.record("NOTICE_QUEUED", about=notice, by=by, at=at, details={"case": case_id, "form": chosen.form})
