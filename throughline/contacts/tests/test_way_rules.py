"""Which way works, how calls go and when goals may be brought up: tables that a manager can check (R23, R29, R30)."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.cases.models import Way
from throughline.contacts import rules, way_rules
from throughline.contacts.models import Barrier, Kind, Wanted
from throughline.contacts.way_rules import Past, Reach, WayEvidence


def reach(text):
    """Read "0 of 4" as none answered of four."""
    answered, tried = text.split(" of ")
    return Reach(int(tried), int(answered))


def evidence(row):
    by_way = {way: reach(row[way.value]) for way in (Way.AT_SURGERY, Way.PHONE) if row[way.value]}
    barrier = Barrier[row["barrier"]] if row.get("barrier") else None
    return WayEvidence(Way.AT_SURGERY, by_way, {Way[way] for way in row["open"].split()}, barrier)


class TestWhichWayIsProposed:
    title = "Which way is proposed to somebody who is seen at the surgery so far: how often they answered, of how many"
    TABLE = """
        AT_SURGERY | PHONE  | open             | proposed
        0 of 4     | 3 of 3 | AT_SURGERY PHONE | PHONE
        0 of 3     |        | AT_SURGERY PHONE | PHONE
        0 of 2     |        | AT_SURGERY PHONE | AT_SURGERY
        0 of 4     | 3 of 3 | AT_SURGERY       | AT_SURGERY
        1 of 4     | 2 of 2 | AT_SURGERY PHONE | AT_SURGERY
        3 of 3     | 3 of 3 | AT_SURGERY PHONE | AT_SURGERY
        2 of 4     | 1 of 4 | AT_SURGERY PHONE | AT_SURGERY
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_way_that_works_is_proposed_with_its_figures(self, row):
        facts = evidence(row)
        found = way_rules.proposed_way(facts)
        assert found.way == Way[row["proposed"]]
        if found.way != facts.usual:
            assert (found.of_usual, found.of_way) == (facts.by_way[Way.AT_SURGERY], facts.by_way.get(Way.PHONE))


class TestWhoStaysOnThePhone:
    title = "Who would be lost by meeting at the surgery only"
    TABLE = """
        AT_SURGERY | PHONE  | barrier       | open             | kept because
        0 of 4     | 3 of 3 | NOT_ASKED     | AT_SURGERY PHONE | came 0 of 4 times; answered 3 of 3 by phone
        0 of 4     |        |               | AT_SURGERY PHONE | came 0 of 4 times
        3 of 3     |        |               | AT_SURGERY PHONE |
        3 of 3     |        | WORRY         | AT_SURGERY PHONE | what got in the way of coming: worry
        3 of 3     |        | GETTING_THERE | AT_SURGERY PHONE | what got in the way of coming: getting there
        3 of 3     |        | FORGOT        | AT_SURGERY PHONE |
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_who_stays_on_the_phone_and_why(self, row):
        assert way_rules.why_not_meeting(evidence(row)) == row["kept because"]


@pytest.mark.parametrize(
    ("ratings", "proposed"),
    [
        ([(1, None), (1, 4)], True),
        ([(1, None)], False),
        ([(1, None), (None, None), (None, 2)], True),
        ([(4, 5), (1, 1), (1, 1)], False),
        ([], False),
    ],
)
def test_two_rated_calls_in_a_row_that_were_hard_propose_to_meet(ratings, proposed):
    assert rules.wants_meeting(ratings) is proposed


@pytest.mark.parametrize(
    ("wanted_chat_on", "held_until"),
    [
        (date(2020, 2, 24), date(2020, 3, 23)),
        (date(2020, 2, 3), None),
        (None, None),
    ],
)
def test_after_a_chat_goals_wait_their_days_and_no_longer(wanted_chat_on, held_until):
    assert rules.goal_prompts_held_until(wanted_chat_on, days=28, on=date(2020, 3, 2)) == held_until


def test_a_chat_is_a_friendly_check_in_whatever_else_it_was():
    assert rules.kinds_told([Kind.ADVOCACY], wanted=Wanted.CHAT) == [Kind.FRIENDLY_CHECK_IN, Kind.ADVOCACY]
    assert rules.kinds_told([Kind.CHECK_IN, Kind.CHECK_IN], wanted=None) == [Kind.CHECK_IN]


@pytest.mark.parametrize(
    ("kinds", "only"),
    [([Kind.CHECK_IN], True), ([Kind.CHECK_IN, Kind.FRIENDLY_CHECK_IN], True), ([Kind.CHECK_IN, Kind.ADVOCACY], False),
     ([], False)],
)  # fmt: skip
def test_a_check_in_alone_is_not_support(kinds, only):
    assert rules.is_check_in_only(kinds) is only


class TestWhatThePastTells:
    title = "How somebody answered by each way, what got in the way, and whether anybody met them: oldest contact first"
    TABLE = """
        contacts                                             | reach                        | barrier       | never met
        PHONE SPOKE                                          | PHONE 1 of 1                 |               | yes
        PHONE NO_ANSWER, PHONE REARRANGED, AT_SURGERY SPOKE  | AT_SURGERY 1 of 1, PHONE 1 of 2 |            | no
        POST SENT, TEXT ASKED_TRUSTED                        |                              |               | yes
        PHONE SPOKE by client                                |                              |               | yes
        AT_SURGERY DID_NOT_ATTEND WORRY                      | AT_SURGERY 0 of 1            | WORRY         | yes
        PHONE NO_ANSWER TIME, PHONE NO_ANSWER NOT_ASKED      | PHONE 0 of 2                 | TIME          | yes
        PHONE NO_ANSWER TIME, PHONE NO_ANSWER HEALTH         | PHONE 0 of 2                 | HEALTH        | yes
        PHONE NO_ANSWER NOT_ASKED                            | PHONE 0 of 1                 | NOT_ASKED     | yes
        DOORSTEP SPOKE, PHONE LEFT_MESSAGE                   | DOORSTEP 1 of 1, PHONE 0 of 1 |              | no
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_as_the_table_says(self, row):
        past = [self.told(text) for text in row["contacts"].split(", ")]
        reached = {way: f"{found.answered} of {found.tried}" for way, found in way_rules.reach_by_way(past).items()}
        assert ", ".join(f"{way} {found}" for way, found in reached.items()) == row["reach"]
        assert (way_rules.last_barrier(past) or "") == row["barrier"]
        assert way_rules.never_met(past) == (row["never met"] == "yes")

    @staticmethod
    def told(text):
        by_client = text.endswith(" by client")
        way, outcome, *barrier = text.removesuffix(" by client").split()
        return Past("CLIENT" if by_client else "WORKER", way, outcome, *barrier or [""], None, None)

    def test_ratings_stand_newest_first_and_calls_without_any_say_nothing(self):
        rated = [(1, 2), (None, None), (None, 3)]
        past = [Past("WORKER", "PHONE", "SPOKE", "", rapport, understood) for rapport, understood in rated]
        assert way_rules.last_ratings(past) == [(None, 3), (1, 2)]
