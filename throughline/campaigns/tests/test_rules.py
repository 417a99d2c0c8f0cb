"""Points, latest days, and when a campaign is complete (R55, R56, SET13)."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.campaigns import rules
from throughline.campaigns.rules import Reason
from throughline.organisations import numbers

POINTS = {reason: number.default for reason, number in rules.POINTS_OF.items()}


def test_every_reason_has_its_points():
    assert set(rules.POINTS_OF) == set(Reason)
    assert all(number.unit == numbers.POINTS for number in rules.POINTS_OF.values())


def test_the_lines_add_up_and_stand_in_one_order():
    lines = rules.lines_of(["NEW_WORKER", "ALONE", "SHIELDING"], points=POINTS)
    assert [(line.reason, line.points) for line in lines] == [("SHIELDING", 5), ("ALONE", 3), ("NEW_WORKER", 3)]
    assert rules.total(lines) == 11


def test_a_reason_that_counts_nothing_is_still_said():
    lines = rules.lines_of(["SHIELDING"], points={**POINTS, Reason.SHIELDING: 0})
    assert (rules.total(lines), len(lines)) == (0, 1)


class TestLatestDays:
    title = "The latest days of a campaign: 5 and 20 working days, never after its finish (SET13)"
    TABLE = """
        begun      | finish     | many points by | everybody by
        2020-03-23 | 2020-06-30 | 2020-03-30     | 2020-04-22
        2020-03-23 | 2020-04-03 | 2020-03-30     | 2020-04-03
        2020-03-23 | 2020-03-25 | 2020-03-25     | 2020-03-25
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_which_they_are(self, row):
        latest = rules.latest_days(
            date.fromisoformat(row["begun"]), date.fromisoformat(row["finish"]), priority_days=5, everyone_days=20
        )
        assert (latest.priority_by.isoformat(), latest.everyone_by.isoformat()) == (
            row["many points by"], row["everybody by"],
        )  # fmt: skip


class TestWhenACampaignIsComplete:
    def test_only_when_nobody_is_untried(self):
        assert rules.may_complete(untried=0, names=[])

    def test_the_refusal_says_how_many_and_who(self):
        reason = rules.may_complete(untried=2, names=["Ada Brook", "Cyril Noonan"]).reason
        assert reason.startswith("2 people have not been tried: Ada Brook, Cyril Noonan.")

    def test_of_many_it_names_the_first(self):
        reason = rules.may_complete(untried=10, names=[f"N{i}" for i in range(10)]).reason
        assert "N7 and 2 more." in reason


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(100, 120, 83), (112, 120, 93), (1, 1000, 1), (999, 1000, 99), (0, 5, 0), (5, 5, 100)]
)
def test_a_share_is_never_rounded_up_to_all_or_down_to_none(part, whole, shown):
    assert rules.percent(part, whole) == shown
