"""A referral as a surgery fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.journeys.answering import Answer
from tests.journeys.journey import Journey

ELIGIBLE: Mapping[str, Answer] = {
    "Full name": "Norma Teasdale",
    "Date of birth": date(1960, 5, 1),
    "NHS number (optional)": "999 123 4543",
    "Phone number (optional)": "0191 498 0999",
    "long-term conditions": ["Type 2 diabetes"],
    "Why are you referring them?": "Lonely since the spring",
    "Can the patient use the phone?": "Yes",
    "Has the patient agreed to be referred?": "Yes",
    "Has the patient agreed to be phoned?": "Yes",
}


def fill_in(journey: Journey, answers: Mapping[str, Answer]) -> None:
    """Answer the questions of the referral page."""
    for question, given in answers.items():
        journey.when_i_answer(question, given)
