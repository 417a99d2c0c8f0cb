"""Who of a list would be eligible, by the rule that answers every referral. Nothing is kept, nobody looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from throughline.core.decisions import Refused
from throughline.imports.columns import columns_of
from throughline.referrals import rules as referrals
from throughline.sheets import Problem, Row, dates, joined, open_table, values
from throughline.sheets.values import Reading


@dataclass(frozen=True)
class EligibilityRow:
    """The answer for one row, numbered as a spreadsheet shows it: the headings are row 1."""

    row: int
    eligible: str
    why: str


def check_eligibility(path: Path) -> list[EligibilityRow]:
    """Answer yes, no or ask for every row, with the reason. A row that cannot be read is for a person to look at.

    :raises Refused: if the file cannot be read at all
    """
    table = open_table(path, columns_of("eligibility"), extra_allowed=True)
    return [_answer(row) for row in table.rows()]


def _answer(row: Row) -> EligibilityRow:
    read = Reading(row.values)
    born_on = read.of("date_of_birth", _day)
    referred_on = read.of("referral_date", _day)
    problems = [Problem(row.field, row.problem)] if row.problem else read.problems
    if problems:
        return EligibilityRow(row.number, "ask", ": ".join(part for part in joined(problems) if part))
    if born_on > referred_on:
        return EligibilityRow(row.number, "ask", "date_of_birth: the date of birth is after the referral. Check both.")
    answer = referrals.eligibility(
        born_on=born_on, referred_on=referred_on, conditions=values.listed(read.text("conditions"))
    )
    return EligibilityRow(row.number, answer.answer.value.lower(), answer.why)


def _day(text: str) -> date:
    if not text:
        raise Refused("Give the date.")
    return dates.day(text)
