"""What an onward referral makes us owe: checking back, company while they wait, a new search where it was not enough.

Part of the acts in `commands`, which have asked for permission and hold the referral.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from throughline.cases import commands as cases
from throughline.cases.models import Way
from throughline.cases.rules import NextContact
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.correspondence import plan_commands as correspondence
from throughline.correspondence.models import About
from throughline.onward_referrals import rules
from throughline.onward_referrals.models import OnwardReferral, State
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.numbers import Number
from throughline.tasks import owing_commands as owed
from throughline.tasks.models import TaskKind

REASONS = {
    State.SUGGESTED: "Ask whether they would like to try {service}.",
    State.AGREED: "Ask what came of {service}.",
    State.SENT: "Ask whether {service} has been in touch.",
    State.ACKNOWLEDGED: "Ask whether {service} has given them a date.",
    State.WAITING: "They wait for {service}. Be in touch, and ask whether there is news.",
    State.STARTED: "Ask how {service} is going, and whether it is enough.",
}
LONG_WAIT = "They have waited since {since:%-d %B %Y} for {service}. Look for something else meanwhile."
NOTHING_ELSE = "They have waited since {since:%-d %B %Y} for {service}, and nothing else was found."
SEARCH = "{service} ended before the need did. Look for something else: {need}."


def escalates_on(onward: OnwardReferral, *, today: date) -> date | None:
    """Give the day on which their wait grows too long, if they wait."""
    if onward.waiting_since is None:
        return None
    after = _number(numbers.WAITING_ESCALATE, onward, today)
    return rules.escalates_on(onward.waiting_since, after_days=after)


def asks_online_from(onward: OnwardReferral, *, today: date) -> date:
    """Give the day before which nobody asks them about going online again (SET19)."""
    return today + timedelta(days=_number(numbers.ASK_ONLINE_AGAIN, onward, today))


def check_back(onward: OnwardReferral, *, by: Actor, at: datetime) -> None:
    """Owe that somebody asks what became of it, on the day that was chosen."""
    if onward.check_back_on is None:
        owed.settle(kind=TaskKind.CHECK_BACK, subject_id=onward.id, answer="This referral is over.", by=by, at=at)
        return
    owed.owe(
        kind=TaskKind.CHECK_BACK, case_id=onward.case_id, subject_id=onward.id, due_on=onward.check_back_on,
        reason=_reason(onward, on=onward.check_back_on), by=by, at=at,
    )  # fmt: skip


def follow(onward: OnwardReferral, to: State, *, none_found: bool, by: Actor, at: datetime) -> None:
    """Let follow what a step asks for."""
    today = clock.local_date(at)
    check_back(onward, by=by, at=at)
    if to == State.WAITING:
        keep_in_touch(onward, within=_number(numbers.WAITING_TOUCH, onward, today), by=by, at=at)
        correspondence.tell_of_plans(
            what={onward.case_id: _what_they_wait_for(onward)}, about=About.WAITING, by=by, at=at
        )
    if none_found:
        owed.owe(
            kind=TaskKind.WAITED_TOO_LONG, case_id=onward.case_id, subject_id=onward.id, due_on=today,
            reason=NOTHING_ELSE.format(since=onward.waiting_since, service=onward.service.name), by=by, at=at,
        )  # fmt: skip
    if to == State.NOT_ENOUGH:
        within = _number(numbers.NOT_ENOUGH_CONTACT, onward, today)
        keep_in_touch(onward, within=within, by=by, at=at)
        owed.owe(
            kind=TaskKind.SEARCH_AGAIN, case_id=onward.case_id, subject_id=onward.id,
            due_on=rules.working_day_within(today, days=within),
            reason=SEARCH.format(service=onward.service.name, need=onward.unmet_need), by=by, at=at,
        )  # fmt: skip


def keep_in_touch(onward: OnwardReferral, *, within: int, by: Actor, at: datetime) -> None:
    """Bring the next contact forward to at most so many days from now. One that is nearer stands (R40, R42)."""
    case, today = onward.case, clock.local_date(at)
    if case.next_contact_on is None or case.next_contact_by_id is None:
        return
    if case.next_contact_on <= today + timedelta(days=within):
        return
    sooner = NextContact(
        on=rules.working_day_within(today, days=within), by_id=case.next_contact_by_id, way=Way(case.next_contact_way)
    )
    cases.promise_next_contact(case=cases.lock_case(case.id, viewer=by), next_contact=sooner, by=by, at=at)


def _reason(onward: OnwardReferral, *, on: date) -> str:
    service, state = onward.service.name, State(onward.before_hold or onward.state)
    grows_long = escalates_on(onward, today=on) if state == State.WAITING else None
    if grows_long and on >= grows_long and onward.escalated_at is None:
        return LONG_WAIT.format(since=onward.waiting_since, service=service)
    return REASONS[state].format(service=service)


def _what_they_wait_for(onward: OnwardReferral) -> str:
    weeks = onward.expected_wait_weeks
    wait = f"They think that the wait is about {weeks} week{'' if weeks == 1 else 's'}" if weeks else (
        "They could not say how long the wait is"
    )  # fmt: skip
    return f"You are waiting for {onward.service.name}. {wait}. We stay in touch with you until it starts."


def _number(number: Number, onward: OnwardReferral, today: date) -> int:
    return organisations.number_in_force(number, provider_id=onward.provider_id, on=today)
