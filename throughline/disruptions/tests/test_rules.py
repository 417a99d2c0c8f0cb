"""What takes the place of a meeting, what may return, and when it may be over."""

from datetime import timedelta

import pytest

from tests.support import clock
from tests.support.tables import rows
from throughline.disruptions import rules
from throughline.disruptions.rules import LeftOver, ReturnFacts
from throughline.organisations.rules import Stage
from throughline.profiles.gate_rules import Reach


class TestInsteadOfAMeeting:
    title = "What takes the place of a meeting (R48)"
    TABLE = """
        phone | number | likes best | video | cannot read | instead | because
        yes   | yes    |            |       | no          | PHONE   |
              | yes    |            |       | no          | PHONE   |
        yes   | yes    | VIDEO      | YES   | no          | VIDEO   |
        yes   | yes    | VIDEO      | NO    | no          | PHONE   |
        yes   | yes    | AT_SURGERY |       | no          | PHONE   |
        yes   | yes    | POST       |       | no          | PHONE   |
        no    | yes    |            | YES   | no          | VIDEO   |
        no    | yes    |            |       | no          |         | They cannot be phoned. What is open: post, email, text message, on the doorstep, at a distance.
        yes   | no     |            |       | no          |         | No number is known. What is open: post, email, on the doorstep, at a distance.
        no    | no     |            |       | yes         |         | They cannot be phoned. What is open: on the doorstep, at a distance.
    """  # noqa: E501

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_is_a_way_of_talking_or_somebody_is_to_find_one(self, row):
        answers = {key: row[said] for key, said in (("first_way", "likes best"), ("video", "video")) if row[said]}
        reach = Reach(
            can_be_phoned={"yes": True, "no": False}.get(row["phone"]), has_phone=row["number"] == "yes",
            cannot_read=row["cannot read"] == "yes", answers=answers,
        )  # fmt: skip
        found = rules.instead_of_meeting(reach)
        assert ((found.way or ""), found.why) == (row["instead"], row["because"])


class TestMayReturn:
    title = "When a meeting that was switched can be a meeting again (R48)"
    TABLE = """
        settled | nobody met | promised since | shielding | due in | may
        no      | no         | no             | no        | 7      | yes
        no      | no         | no             | no        | 0      | yes
        no      | no         | no             | no        | -1     | no
        no      | no         | no             | yes       | 7      | no
        no      | no         | yes            | no        | 7      | no
        no      | yes        | no             | no        | 7      | no
        yes     | no         | no             | no        | 7      | no
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_one_by_one(self, row):
        today = clock.START.date()
        yes = {key: value == "yes" for key, value in row.items()}
        facts = ReturnFacts(
            settled=yes["settled"], nobody_met=yes["nobody met"], promised_since=yes["promised since"],
            shielding=yes["shielding"], due_on=today + timedelta(days=int(row["due in"])),
        )  # fmt: skip
        assert bool(rules.may_return(facts, today=today)) is yes["may"]


class TestMayBeOver:
    title = "When a disruption may be over (R61)"
    TABLE = """
        number | answered for | open
        0      |              | no
        3      |              | yes
        3      | 3            | no
        2      | 3            | no
        4      | 3            | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_more_than_was_answered_asks_again(self, row):
        left = LeftOver(int(row["number"]), int(row["answered for"]) if row["answered for"] else None)
        assert left.is_open is (row["open"] == "yes")
        over = rules.may_be_over({"Holds": left}, stage=Stage.EASING)
        assert bool(over) is not left.is_open
        if left.is_open:
            assert f"holds ({left.number})" in over.reason

    def test_not_when_none_is_on(self):
        assert not rules.may_be_over({}, stage=None)

    @pytest.mark.parametrize(("stage", "switched", "may"), [
        (Stage.ON, False, True), (Stage.ON, True, False), (None, False, False),
    ])  # fmt: skip
    def test_at_once_only_where_nothing_was_switched(self, stage, switched, may):
        assert bool(rules.may_end_at_once(stage=stage, switched=switched)) is may


@pytest.mark.parametrize(("stage", "nobody", "stay_in", "may"), [
    (Stage.DECLARED, True, False, True), (Stage.ON, True, False, True), (Stage.ON, False, True, True),
    (Stage.EASING, True, True, False), (Stage.ON, False, False, False), (None, True, True, False),
])  # fmt: skip
def test_a_switch_needs_a_disruption_that_forbids_something(stage, nobody, stay_in, may):
    assert bool(rules.may_switch(stage=stage, nobody_met=nobody, stay_in=stay_in)) is may


@pytest.mark.parametrize(("people", "hours"), [(0, 0), (1, 0.5), (3, 0.5), (40, 6.5), (6, 1)])
def test_hours_are_told_to_the_nearest_half(people, hours):
    assert rules.hours(people, minutes_each=10) == hours
