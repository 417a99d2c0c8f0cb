"""How a contact is written down and told of: what recording one and putting one right share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from throughline.cases.models import Case, Way
from throughline.clients.models import Answer
from throughline.contacts import rules
from throughline.contacts.events import ContactRecorded
from throughline.contacts.models import Barrier, Change, Contact, Kind, Outcome, StartedBy, Wanted
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.guidance import queries as guidance
from throughline.guidance import rules as guidance_rules


@dataclass(frozen=True, kw_only=True)
class WhatHappened:
    """A try or a conversation as the worker tells it."""

    way: Way
    outcome: Outcome
    happened_at: datetime
    kinds: Sequence[Kind] = ()
    minutes: int | None = None
    note: str = ""
    started_by: StartedBy = StartedBy.WORKER
    changes: Sequence[Change] = ()
    wanted: Wanted | None = None
    barrier: Barrier | None = None
    name_given: Answer = Answer.NOT_ASKED
    caller_known: Answer = Answer.NOT_ASKED
    rapport: int | None = None
    understanding: int | None = None
    guidance_id: UUID | None = None
    worried_about_rules: Answer = Answer.NOT_ASKED


def require_possible(what: WhatHappened, *, case: Case, at: datetime) -> None:
    """Go on if this can be a contact of the case.

    :raises Refused: if it lies outside the case's time, or its answers do not fit together
    """
    facts = rules.ContactFacts(
        what.way, what.outcome, what.happened_at, at, case.opened_at, what.minutes, frozenset(what.changes),
        (what.rapport, what.understanding),
    )  # fmt: skip
    rules.may_record(facts).require()
    if what.guidance_id is not None:
        told = guidance.version(what.guidance_id)
        on = clock.local_date(what.happened_at)
        rules.may_tell_guidance(what.outcome).require()
        guidance_rules.may_explain(told.number, on, from_on=told.from_on, superseded_on=told.superseded_on).require()


def recorded(
    contact: Contact, *, case: Case, by: Actor, at: datetime, replaces: Contact | None = None
) -> ContactRecorded:
    """Tell others of a contact."""
    of_same_client = replaces is not None and replaces.case_id == case.id
    two_way = contact.outcome == Outcome.SPOKE
    wanted = Wanted(contact.wanted) if contact.wanted else None
    return ContactRecorded(
        contact_id=contact.id,
        case_id=case.id,
        client_id=case.client_id,
        referral_id=case.referral_id,
        two_way=two_way,
        happened_at=contact.happened_at,
        way=Way(contact.way),
        outcome=Outcome(contact.outcome),
        kinds=tuple(Kind(kind) for kind in contact.kinds),
        changed=tuple(Change(change) for change in contact.changes),
        wanted=wanted,
        open_to_ideas=wanted == Wanted.SOMETHING_NEW,
        barrier=Barrier(contact.barrier) if contact.barrier else None,
        assessed=two_way and Kind.ASSESSMENT in contact.kinds,
        caller_known=Answer(contact.caller_known),
        replaces_id=replaces.id if replaces else None,
        told_before=Answer(replaces.caller_known) if replaces and of_same_client else Answer.NOT_ASKED,
        by=by,
        at=at,
    )


def write_down(
    contact_id: UUID, *, case: Case, what: WhatHappened, made_by: UUID | None = None, by: Actor, at: datetime
) -> Contact:
    """Write a contact down as told. `made_by`: who made it, where that is not who writes."""
    return Contact.objects.create(
        id=contact_id,
        provider_id=case.provider_id,
        case=case,
        way=what.way,
        started_by=what.started_by,
        kinds=rules.kinds_told(what.kinds, wanted=what.wanted),
        outcome=what.outcome,
        minutes=what.minutes,
        note=what.note,
        changes=list(what.changes),
        wanted=what.wanted or "",
        barrier=rules.barrier_told(what.barrier, outcome=what.outcome) or "",
        name_given=what.name_given,
        caller_known=what.caller_known,
        rapport=what.rapport,
        understanding=what.understanding,
        guidance_id=what.guidance_id,
        worried_about_rules=what.worried_about_rules,
        happened_at=what.happened_at,
        happened_by_id=made_by or by.user_id,
        recorded_at=at,
        recorded_by_id=by.user_id,
    )


def as_told(contact: Contact) -> WhatHappened:
    """Give what a contact told, to be written down elsewhere."""
    return WhatHappened(
        way=Way(contact.way),
        outcome=Outcome(contact.outcome),
        happened_at=contact.happened_at,
        kinds=[Kind(kind) for kind in contact.kinds],
        minutes=contact.minutes,
        note=contact.note,
        started_by=StartedBy(contact.started_by),
        changes=[Change(change) for change in contact.changes],
        wanted=Wanted(contact.wanted) if contact.wanted else None,
        barrier=Barrier(contact.barrier) if contact.barrier else None,
        name_given=Answer(contact.name_given),
        caller_known=Answer(contact.caller_known),
        rapport=contact.rapport,
        understanding=contact.understanding,
        guidance_id=contact.guidance_id,
        worried_about_rules=Answer(contact.worried_about_rules),
    )
