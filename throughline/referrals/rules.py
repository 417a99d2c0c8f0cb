"""Who the service is for (the paper, MC: "aged 40-74 with at least one of" eight conditions; R7), and what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.circumstances.condition_rules import keys_of, normal_name
from throughline.clients.rules import age_on
from throughline.core.decisions import YES, Decision
from throughline.organisations.conditions import PAPERS_EIGHT
from throughline.referrals.models import Eligible, State

NEEDS_A_PERSON = re.compile(
    r"\b(diabet\w*|heart|epilep\w*|asthma\w*|copd|osteo(?:penia|poro\w*)|emphysema|bronchitis)\b"
)
"""Words near a qualifying condition that are not one by name: a person decides, not the software."""

ENDINGS = frozenset({State.ENDED, State.COULD_NOT_REACH})

TRANSITIONS: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.ALLOCATED, State.DECLINED}),
    State.TO_DECIDE: frozenset({State.WAITING, State.DECLINED}),
    State.NOT_ELIGIBLE: frozenset({State.WAITING, State.CHECK_INS}),
    State.CHECK_INS: frozenset({State.WAITING}),
    State.DECLINED: frozenset(),
    State.ALLOCATED: frozenset({State.CONTACTED, State.ASSESSED, *ENDINGS}),
    State.CONTACTED: frozenset({State.ASSESSED, *ENDINGS}),
    State.ASSESSED: ENDINGS,
    State.ENDED: frozenset({State.ALLOCATED}),
    State.COULD_NOT_REACH: frozenset({State.ALLOCATED}),
}


EXCEPTIONS = (State.NOT_ELIGIBLE, State.CHECK_INS)
"""Whom a manager may still admit, with a reason."""


@dataclass(frozen=True)
class EligibilityAnswer:
    """Yes, no or ask a person, and why."""

    answer: Eligible
    why: str


def eligibility(
    *, born_on: date, referred_on: date, conditions: Sequence[str], youngest: int = 40, oldest: int = 74,
    qualifying: Sequence[str] = PAPERS_EIGHT,
) -> EligibilityAnswer:  # fmt: skip
    """Say whether a person may have the core service, on the day they were referred (R7, AM15-AM17).

    Ages and conditions are those that the provider had set for that day. Anxiety or depression may be present but never
    qualify alone. Something close to a qualifying condition is for a person to decide.
    """
    age = age_on(born_on, referred_on)
    if not youngest <= age <= oldest:
        return EligibilityAnswer(Eligible.NO, f"age {age}; the service is for ages {youngest} to {oldest}")
    named = [normal_name(c) for c in conditions if c.strip()]
    known = {normal_name(q): q for q in qualifying}
    found = [known[c] for c in named if c in known]
    if found:
        return EligibilityAnswer(Eligible.YES, f"age {age}, {found[0]}")
    if not named:
        return EligibilityAnswer(Eligible.NO, "no long-term condition is given")
    unclear = [c for c in named if NEEDS_A_PERSON.search(c) and c not in keys_of(PAPERS_EIGHT)]
    if unclear:
        return EligibilityAnswer(Eligible.ASK, f"{unclear[0]} is not one of the qualifying conditions by name")
    return EligibilityAnswer(Eligible.NO, f"no qualifying condition ({', '.join(named)})")


def state_on_arrival(answer: Eligible) -> State:
    """Give the state that a new referral stands in."""
    return {Eligible.YES: State.WAITING, Eligible.NO: State.NOT_ELIGIBLE, Eligible.ASK: State.TO_DECIDE}[answer]


def may_refer(*, agreed: bool) -> Decision:
    """Say whether a person may be referred: only one who agreed to it (R6)."""
    if agreed:
        return YES
    return Decision("The patient has not agreed to be referred. Ask them first, then send the referral.")


def may_refer_from(*, has_provider: bool) -> Decision:
    """Say whether a surgery can refer: once it has a service to refer to."""
    if has_provider:
        return YES
    return Decision("Your surgery does not refer to a service yet. Ask the service to add your surgery.")


def joined_words(kept: str, added: str, *, said_on: date) -> str:
    """Put what a second referral says under what the first one said, with its date; nothing is said twice."""
    if not added.strip() or added.strip() in kept:
        return kept
    dated = f"{said_on:%-d %B %Y}: {added.strip()}"
    return f"{kept}\n\n{dated}" if kept else dated


def may_move(current: State, wanted: State) -> Decision:
    """Say whether a referral may go from one state to another."""
    if wanted in TRANSITIONS[current]:
        return YES
    return Decision(f"This referral is now “{current.label}”. Reload the page to see what can be done.")


def state_after_correction(current: State, *, reached: bool, assessed: bool) -> State:
    """Give what the surgery is shown after a contact was put right, by whether they spoke and it was an assessment.

    Only what contacts showed is taken back: who was never allocated, or has left, stays where they are.
    """
    if current == State.ASSESSED and not assessed:
        return State.CONTACTED if reached else State.ALLOCATED
    return State.ALLOCATED if current == State.CONTACTED and not reached else current


def may_be_decided(state: State) -> Decision:
    """Say whether there is anything for a person to decide: an open question, or an exception (R8)."""
    if state in (State.TO_DECIDE, *EXCEPTIONS):
        return YES
    return Decision(f"This referral is now “{state.label}”. There is nothing left to decide.")


def may_list_for_check_ins(state: State, *, in_disruption: bool) -> Decision:
    """Say whether somebody who is not eligible can have check-in calls: while a disruption is on (R8, R50)."""
    if state != State.NOT_ELIGIBLE:
        return Decision(f"This referral is now “{state.label}”. Check-in calls are for those who are not eligible.")
    if not in_disruption:
        return Decision("Check-in calls are made while a disruption is on. There is none now.")
    return YES


def may_decide(state: State, *, admit: bool, reason: str) -> Decision:
    """Say whether a person may decide a referral: an exception always has its reason written down (R8)."""
    if not may_be_decided(state):
        return may_be_decided(state)
    if not admit and state in EXCEPTIONS:
        return Decision("The surgery has already been told that this person is not eligible. You can only admit them.")
    if not reason.strip():
        return Decision("Give the reason for your decision. The surgery will see it.")
    return YES
