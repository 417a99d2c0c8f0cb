"""What held on a day, what may be recorded, and what follows from an answer. Nothing here reads a clock or a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.circumstances.topics import (
    CHOICES,
    CODE_OF_2001,
    NOT_KNOWN,
    NOT_STATED,
    Answer,
    Benefit,
    Ethnicity,
    Household,
    Income,
    Topic,
)
from throughline.core.decisions import YES, Decision

LSOA = re.compile(r"[EW]01[0-9]{6}")
HEALTH_RELATED = frozenset(
    {Benefit.PIP, Benefit.DLA, Benefit.ESA, Benefit.CARERS_ALLOWANCE, Benefit.ATTENDANCE_ALLOWANCE,
     Benefit.UNIVERSAL_CREDIT_LCW}
)  # fmt: skip
"""Note b of Table 1 (requirements F191, AM40)."""
MEANS_TESTED = frozenset(
    {Benefit.UNIVERSAL_CREDIT, Benefit.WORKING_TAX_CREDIT, Benefit.INCOME_SUPPORT, Benefit.PENSION_CREDIT,
     Benefit.HOUSING_BENEFIT}
)  # fmt: skip


@dataclass(frozen=True)
class Dated:
    """One row of the history, as the rules look at it."""

    id: UUID
    topic: Topic
    answer: Answer
    values: tuple[str, ...]
    from_on: date
    recorded_at: datetime
    corrects: UUID | None = None


def in_force(entries: Iterable[Dated], *, on: date) -> dict[Topic, Dated]:
    """Give what held on a day, by topic: the latest start by then, and of two the one recorded last (R11).

    What was corrected no longer counts, nor what was recorded by mistake.
    """
    kept = list(entries)
    corrected = {entry.corrects for entry in kept if entry.corrects}
    held: dict[Topic, Dated] = {}
    for entry in sorted(kept, key=lambda e: (e.from_on, e.recorded_at)):
        if entry.id not in corrected and entry.answer != Answer.MISTAKEN and entry.from_on <= on:
            held[entry.topic] = entry
    return held


def may_record(topic: Topic, answer: Answer, values: Sequence[str], *, from_on: date, today: date) -> Decision:
    """Say whether an answer can be recorded: an answer to this question, of a day that has come."""
    if from_on > today:
        return Decision("Record a change once it has happened. Choose today or an earlier day.")
    if answer == Answer.MISTAKEN:
        return Decision("Only an answer that is on record can be a mistake. Correct that one.")
    return _answers(topic, answer, values)


def may_correct(
    topic: Topic, answer: Answer, values: Sequence[str], *, from_on: date, today: date, why: str, corrected: bool
) -> Decision:
    """Say whether an answer on record can be corrected: once, with the reason; the first one stays to be read."""
    if corrected:
        return Decision("This answer was corrected already. Correct the newer one.")
    if not why.strip():
        return Decision("Say what was wrong. The first answer stays on record beside the correction.")
    if from_on > today:
        return Decision("It cannot hold from a day that has not come yet. Choose today or an earlier day.")
    return YES if answer == Answer.MISTAKEN else _answers(topic, answer, values)


def may_save_after(seen: UUID | None, latest: UUID | None) -> Decision:
    """Say whether what the page showed still stands, so that two people never undo each other unseen."""
    if seen == latest:
        return YES
    return Decision("Somebody else recorded this while you were typing. Look at it, then save again if yours is right.")


def _answers(topic: Topic, answer: Answer, values: Sequence[str]) -> Decision:
    if answer != Answer.ANSWERED:
        return YES if not values else Decision("Give the answer, or say that they prefer not to say it: not both.")
    if not any(value.strip() for value in values):
        return Decision("Give the answer, or select “Prefer not to say” or “Not asked”.")
    if topic == Topic.AREA and not LSOA.fullmatch(values[0]):
        return Decision("A neighbourhood code is E or W, then 01, then 6 digits, for example E01008162.")
    return _one_of_the_choices(topic, values) if topic in CHOICES else YES


def _one_of_the_choices(topic: Topic, values: Sequence[str]) -> Decision:
    if topic == Topic.BENEFITS and Benefit.NONE in values and len(values) > 1:
        return Decision("Select the benefits, or “None”: not both.")
    if set(values) - set(CHOICES[topic].values) or (topic != Topic.BENEFITS and len(values) > 1):
        return Decision("Select one of the choices.")
    return YES


def filled_home(known: tuple[str, str], told: tuple[str, str], *, answer: Answer | None) -> tuple[str, str] | None:
    """Give address and postcode with what was missing filled in, or None: what they said is not written over."""
    if answer in (Answer.PREFER_NOT, Answer.MISTAKEN):
        return None
    filled = (known[0] or told[0], known[1] or told[1])
    return filled if filled != known else None


def lives_alone(held: Mapping[Topic, Dated]) -> bool | None:
    """Say whether somebody lives alone; None while nobody knows. Not asked is never no."""
    household = held.get(Topic.HOUSEHOLD)
    if household is None or household.answer != Answer.ANSWERED:
        return None
    return household.values == (Household.ALONE,)


def benefit_group(benefits: Collection[str]) -> str:
    """Give the one group that Table 1 counts somebody in: health-related first, then means-tested (AM40)."""
    if HEALTH_RELATED & set(benefits):
        return "health-related benefits"
    return "means-tested benefits" if MEANS_TESTED & set(benefits) else "none of those counted"


def income_band(pounds: int) -> Income:
    """Give the band of an amount, floored to whole thousands, so that no amount falls between two (AM39)."""
    thousands = pounds // 1000
    bands = [(10, Income.UNDER_10), (21, Income.FROM_10), (31, Income.FROM_21), (41, Income.FROM_31)]
    return next((band for below, band in bands if thousands < below), Income.FROM_41)


def household_of(*, partner: bool, adults: bool, children: bool, three_generations: bool) -> Household:
    """Give the household that holds where several could (AM41): the order is theirs."""
    found = [
        (three_generations, Household.MULTIGENERATIONAL), (children, Household.FAMILY_WITH_CHILD),
        (adults, Household.FAMILY_ADULTS), (partner, Household.PARTNER),
    ]  # fmt: skip
    return next((household for holds, household in found if holds), Household.ALONE)


def ethnic_code_of_2001(held: Dated | None) -> str:
    """Give the NHS's code: Z where they would rather not say, 99 where nobody knows (standards, section 6.2)."""
    if held is None or held.answer == Answer.NOT_ASKED:
        return NOT_KNOWN
    return CODE_OF_2001[Ethnicity(held.values[0])] if held.answer == Answer.ANSWERED else NOT_STATED
