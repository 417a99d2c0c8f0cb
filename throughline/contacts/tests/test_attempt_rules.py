"""What to try next when nobody answers, as a table that a manager can check (R28, SET5)."""

from datetime import date, datetime

import pytest

from tests.support.tables import rows
from throughline.cases.models import PartOfDay, Way
from throughline.contacts import attempt_rules
from throughline.contacts.attempt_rules import Limits, Step, Try
from throughline.contacts.models import Barrier, Outcome
from throughline.contacts.rules import IN_PERSON, barrier_told
from throughline.core.clock import LONDON

LIMITS = Limits(days=3, parts=2)
ALL_WAYS = frozenset({Way.PHONE, Way.TEXT, Way.POST, Way.AT_SURGERY})
SENT, PASSED_ON = Outcome.SENT, Outcome.ASKED_TRUSTED


def effort(text):
    """Read "02 10 PHONE" as a call in vain on 2 March 2020 at ten."""
    day, hour, way = text.split()
    outcome = Outcome.DID_NOT_ATTEND if Way[way] in IN_PERSON else SENT if way == "POST" else Outcome.NO_ANSWER
    return Try(datetime(2020, 3, int(day), int(hour), tzinfo=LONDON), Way[way], outcome)


def efforts(text):
    return [effort(one) for one in text.split(",") if one.strip()]


class TestWhatToTryNext:
    title = "What to try next on 6 March 2020, where three days and two parts of the day are tried before another way"
    TABLE = """
        tried in vain                                     | open ways       | step      | way        | part
        06 10 PHONE                                       | PHONE POST      | TRY_AGAIN | PHONE      | AFTERNOON
        05 10 PHONE, 06 10 PHONE                          | PHONE POST      | TRY_AGAIN | PHONE      | AFTERNOON
        04 10 PHONE, 05 14 PHONE                          | PHONE POST      | TRY_AGAIN | PHONE      | EVENING
        04 10 PHONE, 05 10 PHONE, 06 10 PHONE             | PHONE POST      | TRY_AGAIN | PHONE      | AFTERNOON
        04 10 PHONE, 05 10 PHONE, 06 14 PHONE             | PHONE TEXT POST | OTHER_WAY | TEXT       |
        04 10 PHONE, 05 10 PHONE, 06 14 PHONE             | PHONE POST      | LETTER    | POST       |
        04 10 AT_SURGERY, 05 10 AT_SURGERY                | PHONE POST      | TRY_AGAIN | AT_SURGERY | AFTERNOON
        04 10 AT_SURGERY, 05 10 AT_SURGERY, 06 10 AT_SURGERY | PHONE POST   | OTHER_WAY | PHONE      | AFTERNOON
        03 10 PHONE, 04 10 PHONE, 05 14 PHONE, 06 10 POST | PHONE POST      | MANAGER   | PHONE      |
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_what_to_try_next(self, row):
        tried = efforts(row["tried in vain"])
        found = attempt_rules.next_try(
            tried, limits=LIMITS, open_ways={Way[way] for way in row["open ways"].split()}, usual=tried[0].way,
            on=date(2020, 3, 6),
        )  # fmt: skip
        part = PartOfDay[row["part"]] if row["part"] else None
        assert (found.step, found.way, found.part) == (Step[row["step"]], Way[row["way"]], part)
        assert found.after == tuple(tried)
        assert found.on > date(2020, 3, 6)


def test_after_two_calls_at_ten_the_third_is_at_another_part_of_the_day():
    found = attempt_rules.next_try(
        efforts("05 10 PHONE, 06 10 PHONE"), limits=LIMITS, open_ways=ALL_WAYS, usual=Way.PHONE, on=date(2020, 3, 6)
    )
    assert found.part in (PartOfDay.AFTERNOON, PartOfDay.EVENING)


@pytest.mark.parametrize("outcome", [Outcome.SPOKE, Outcome.REARRANGED, Outcome.DECLINED])
def test_an_answer_of_any_kind_starts_anew(outcome):
    answered = Try(datetime(2020, 3, 5, 10, tzinfo=LONDON), Way.PHONE, outcome)
    before, after = effort("04 10 PHONE"), effort("06 10 PHONE")
    assert attempt_rules.unanswered_since([after, answered, before]) == [after]


@pytest.mark.parametrize(
    ("said", "outcome", "kept"),
    [
        (None, Outcome.DID_NOT_ATTEND, Barrier.NOT_ASKED),
        (None, Outcome.NO_ANSWER, Barrier.NOT_ASKED),
        (Barrier.WORRY, Outcome.DID_NOT_ATTEND, Barrier.WORRY),
        (None, Outcome.SPOKE, None),
    ],
)
def test_what_got_in_the_way_of_something_missed_is_not_asked_until_somebody_says(said, outcome, kept):
    assert barrier_told(said, outcome=outcome) == kept


@pytest.mark.parametrize(
    ("with_manager", "decided", "may"), [(True, "Visit on Monday", True), (True, " ", False), (False, "Visit", False)]
)
def test_a_manager_decides_in_words_while_it_is_theirs(with_manager, decided, may):
    assert bool(attempt_rules.may_review(with_manager=with_manager, decided=decided)) is may
