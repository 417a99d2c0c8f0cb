"""When a check-in may be finished, and what it came to (R31). "No need" of food and medicine never ends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from throughline.check_ins.models import Answered, FollowUp, Result, Topic
from throughline.core.decisions import YES, Decision

NEVER_LEFT_OUT = (Topic.CONDITION, Topic.MOOD, Topic.PEOPLE)
ASK = {
    Topic.CONDITION: "Ask how their condition is, or mark that they did not want to say",
    Topic.MOOD: "Ask how they are coping, or mark that they did not want to say",
    Topic.PEOPLE: "Ask who is around them, or mark that they did not want to say",
}


@dataclass(frozen=True)
class CheckInFacts:
    """What the rules look at. A topic that is not there was not asked."""

    answers: Mapping[Topic, Answered]
    follow_up: FollowUp | None = None
    extra_on: date | None = None
    has_plan: bool = False


def answered(*, ticked: Answered | None, has_words: bool) -> Answered | None:
    """Give how a topic was answered: by a tick, or by words alone; nothing if it was not asked."""
    return ticked or (Answered.TOLD if has_words else None)


def left_out(answers: Mapping[Topic, Answered]) -> list[Topic]:
    """List what must still be asked. Words alone do not tell whether somebody is low, so mood needs a tick."""
    return [
        topic
        for topic in NEVER_LEFT_OUT
        if answers.get(topic) is None or (topic == Topic.MOOD and answers[topic] == Answered.TOLD)
    ]


def is_low(answers: Mapping[Topic, Answered]) -> bool:
    """Say whether their mood was low."""
    return answers.get(Topic.MOOD) == Answered.NEEDS


def may_finish(facts: CheckInFacts, *, on: date) -> Decision:
    """Say whether a check-in is whole."""
    for topic in left_out(facts.answers):
        return Decision(f"{ASK[topic]}.")
    if not is_low(facts.answers):
        return YES
    if facts.follow_up is None:
        return Decision("They are low: choose what follows. “They want nothing of this now” is an answer too.")
    if facts.follow_up == FollowUp.EXTRA_CONTACT and (facts.extra_on is None or facts.extra_on < on):
        return Decision("Give the day of the extra contact, today or later.")
    if facts.follow_up == FollowUp.PLAN_AGREED and not facts.has_plan:
        return Decision("Say what plan you agreed.")
    return YES


def result(answers: Mapping[Topic, Answered]) -> Result:
    """Say what it came to: a check-in only, unless something is needed (R34)."""
    needs = Answered.NEEDS in answers.values()
    return Result.NEEDS_SOMETHING if needs else Result.CHECK_IN_ONLY
