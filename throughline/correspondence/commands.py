"""What can happen to a notice: it is queued by what happens in a case, and settled by a person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.correspondence import ending_rules, queries, rules
from throughline.correspondence.models import TOLD_BY_SPEAKING, About, Form, Notice, State
from throughline.endings import commands as endings_commands
from throughline.endings import queries as endings


@transaction.atomic
def queue_notice(*, case_id: UUID, about: About, by: Actor, at: datetime) -> Notice:
    """Queue what somebody is to be told, in a form they can use. It takes the place of one not told yet.

    Part of the act that makes it needed, which has asked for permission.

    :raises NotFound: if `by` cannot see the case
    """
    facts = queries.facts_of(case_id, viewer=by)
    chosen = rules.form_for(facts.reach)
    _settle_queued(case_id, State.WITHDRAWN, note="A newer notice took its place", by=by, at=at)
    notice = Notice.objects.create(
        provider_id=facts.provider_id,
        case_id=case_id,
        about=about,
        form=chosen.form,
        why_so=chosen.why,
        words=rules.words_of(about, facts.told),
        queued_at=at,
        queued_by_id=by.user_id,
    )
    audit.record("NOTICE_QUEUED", about=notice, by=by, at=at, details={"case": case_id, "form": chosen.form})
    return notice


@transaction.atomic
def tell_who_calls(*, case_id: UUID, asked_at: datetime, by: Actor, at: datetime) -> None:
    """Queue the notice that says who rings, once for each time that somebody did not know (R33).

    Nothing is queued for who has left the service, or was told since: the contact that says so may be put right later.
    """
    told = Notice.objects.visible_to(by).filter(case_id=case_id, about=About.WHO_CALLS, queued_at__gte=asked_at)
    if queries.is_in_the_service(case_id, viewer=by) and not told.exists():
        queue_notice(case_id=case_id, about=About.WHO_CALLS, by=by, at=at)


@transaction.atomic
def withdraw_what_waits(*, case_id: UUID, by: Actor, at: datetime) -> None:
    """Take off the list what somebody who has left the service, or has died, is not to be told any more."""
    for notice in Notice.objects.visible_to(by).select_for_update().filter(case_id=case_id, state=State.QUEUED):
        _settle(notice, State.WITHDRAWN, note="Their time in the service ended", by=by, at=at)


@transaction.atomic
def note_conversation(*, case_id: UUID, spoke_at: datetime, by: Actor, at: datetime) -> None:
    """Take off the list what somebody need not be told any more: they have spoken since it was put there."""
    _settle_queued(case_id, State.SPOKEN_SINCE, by_then=spoke_at, note="", by=by, at=at)


@transaction.atomic
def tell_what_was_not_told(*, case_id: UUID, by: Actor, at: datetime) -> None:
    """Work out anew what somebody is still to be told, after a contact with them was put right or moved.

    Whom nobody told after all is to be told again, in words that are true now.
    """
    said = queries.said_in(case_id, viewer=by)
    last = queries.last_notice(case_id, viewer=by)
    if last and last.state == State.QUEUED and last.about == About.WHO_CALLS and not said.did_not_know_caller:
        _settle_queued(case_id, State.WITHDRAWN, note="The contact that asked for it was put right", by=by, at=at)
        last = queries.last_notice(case_id, viewer=by)
    untold = last if last and rules.is_to_be_told_again(State(last.state), last.queued_at, said.spoke_at) else None
    if untold and queries.is_in_the_service(case_id, viewer=by):
        queue_notice(case_id=case_id, about=About(untold.about), by=by, at=at)


@transaction.atomic
def mark_done(*, notice_id: UUID, by: Actor, at: datetime) -> None:
    """Record that somebody was told: posted, read out, or brought.

    :raises NotAllowed: if `by` may not see to notices
    :raises NotFound: if `by` cannot see the notice
    :raises Refused: if it is settled already
    """
    policy.require(Permission.SEE_TO_NOTICES, actor=by)
    notice = _lock(notice_id, viewer=by)
    rules.may_settle(State(notice.state)).require()
    _settle(notice, State.DONE, note="", by=by, at=at)
    if notice.about == About.ENDING and endings.ending_of(notice.case_id, viewer=by).told_at is None:
        way = ending_rules.TOLD_BY[Form(notice.form)]
        endings_commands.note_ending_told(case_id=notice.case_id, way=way, by=by, at=at)


@transaction.atomic
def withdraw_notice(*, notice_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Take a notice off the list without telling anybody, saying why.

    :raises NotAllowed: if `by` may not see to notices
    :raises NotFound: if `by` cannot see the notice
    :raises Refused: without a reason, or if it is settled already
    """
    policy.require(Permission.SEE_TO_NOTICES, actor=by)
    notice = _lock(notice_id, viewer=by)
    rules.may_withdraw(State(notice.state), reason=reason).require()
    _settle(notice, State.WITHDRAWN, note=reason.strip(), by=by, at=at)


def _settle(notice: Notice, state: State, *, note: str, by: Actor, at: datetime) -> None:
    notice.state, notice.settled_note, notice.settled_at, notice.settled_by_id = state, note, at, by.user_id
    notice.save(update_fields=["state", "settled_note", "settled_at", "settled_by"])
    audit.record("NOTICE_SETTLED", about=notice, by=by, at=at, details={"state": state})


def _settle_queued(
    case_id: UUID, state: State, *, note: str, by: Actor, at: datetime, by_then: datetime | None = None
) -> None:
    queued = Notice.objects.select_for_update().filter(case_id=case_id, state=State.QUEUED)
    waiting = queued.filter(about__in=TOLD_BY_SPEAKING).first()
    if waiting is not None and (by_then is None or rules.spoken_since(waiting.queued_at, by_then)):
        _settle(waiting, state, note=note, by=by, at=at)


def _lock(notice_id: UUID, *, viewer: Actor) -> Notice:
    notice: Notice | None = Notice.objects.visible_to(viewer).select_for_update().filter(id=notice_id).first()
    if notice is None:
        raise NotFound("no such notice")
    return notice
