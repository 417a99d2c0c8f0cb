"""When a check-in may be finished, as a table that a manager can check (R31)."""

from datetime import date, timedelta

import pytest

from tests.support.tables import rows
from throughline.check_ins import rules
from throughline.check_ins.models import Answered, FollowUp, Result, Topic
from throughline.check_ins.rules import CheckInFacts

TODAY = date(2020, 4, 20)
TICKS = {
    "fine": Answered.FINE, "needs": Answered.NEEDS, "low": Answered.NEEDS, "words": Answered.TOLD,
    "rather not": Answered.RATHER_NOT,
}  # fmt: skip
FOLLOWS = {
    "extra contact tomorrow": (FollowUp.EXTRA_CONTACT, TODAY + timedelta(days=1), False),
    "extra contact yesterday": (FollowUp.EXTRA_CONTACT, TODAY - timedelta(days=1), False),
    "plan": (FollowUp.PLAN_AGREED, None, True),
    "plan without words": (FollowUp.PLAN_AGREED, None, False),
    "GP told": (FollowUp.GP_TOLD, None, False),
    "declined": (FollowUp.DECLINED, None, False),
    "": (None, None, False),
}


def facts(row):
    topics = {"food": Topic.FOOD, "condition": Topic.CONDITION, "mood": Topic.MOOD, "people": Topic.PEOPLE}
    answers = {topic: TICKS[row[name]] for name, topic in topics.items() if row[name]}
    follow_up, extra_on, has_plan = FOLLOWS[row["what follows"]]
    return CheckInFacts(answers, follow_up, extra_on, has_plan)


class TestFinishing:
    title = "When a check-in may be finished, and what it came to"
    TABLE = """
        food  | condition  | mood       | people     | what follows            | answer
        fine  |            |            |            |                         | Ask how their condition is
        fine  | fine       |            | fine       |                         | Ask how they are coping
        fine  | fine       | fine       |            |                         | Ask who is around them
        fine  | fine       | words      | fine       |                         | Ask how they are coping
        fine  | words      | fine       | words      |                         | Check-in only
              | rather not | rather not | rather not |                         | Check-in only
        needs | fine       | fine       | fine       |                         | Needs something
        fine  | fine       | low        | fine       |                         | They are low: choose what follows
        fine  | fine       | low        | fine       | declined                | Needs something
        fine  | fine       | low        | fine       | GP told                 | Needs something
        fine  | fine       | low        | fine       | plan                    | Needs something
        fine  | fine       | low        | fine       | plan without words      | Say what plan you agreed
        fine  | fine       | low        | fine       | extra contact tomorrow  | Needs something
        fine  | fine       | low        | fine       | extra contact yesterday | Give the day of the extra contact
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_table_holds(self, row):
        given = facts(row)
        decision = rules.may_finish(given, on=TODAY)
        said = rules.result(given.answers).label if decision else decision.reason
        assert said.startswith(row["answer"])

    def test_not_asked_is_not_an_answer(self):
        assert rules.answered(ticked=None, has_words=False) is None
        assert rules.answered(ticked=None, has_words=True) == Answered.TOLD
        assert rules.answered(ticked=Answered.RATHER_NOT, has_words=True) == Answered.RATHER_NOT

    def test_all_well_is_a_check_in_only(self):
        assert rules.result(dict.fromkeys(Topic, Answered.FINE)) == Result.CHECK_IN_ONLY
