"""Who stands on a worker's day, why, and in which order, as tables that a manager can check."""

from datetime import date, timedelta

import pytest

from tests.support.tables import rows
from throughline.caseload import rules
from throughline.caseload.rules import DayFacts

TODAY = date(2020, 3, 20)


def facts(row):
    return DayFacts(
        due_on=TODAY - timedelta(days=int(row["days late"])),
        first_contact=row["first contact"] == "yes",
        last_reached_on=TODAY - timedelta(days=int(row["days since they spoke"]))
        if row["days since they spoke"]
        else None,
        tries_since_reached=int(row.get("tries", 0)),
    )


class TestWhySomebodyIsOnTheList:
    title = "Why somebody is on today's list"
    TABLE = """
        days late | first contact | days since they spoke | tries | why
        0         | no            | 42                    | 0     | promised for today
        0         | no            | 43                    | 0     | promised for today; last spoke 43 days ago
        0         | yes           |                       | 0     | first contact due today
        0         | yes           |                       | 1     | first contact due today; tried once
        1         | yes           |                       | 2     | 1 day late for a first contact; tried 2 times
        4         | no            | 46                    | 0     | 4 days late; last spoke 46 days ago
        4         | no            | 10                    | 1     | 4 days late; tried once since you last spoke
        4         | no            | 10                    | 3     | 4 days late; tried 3 times since you last spoke
        0         | no            |                       | 0     | promised for today; never spoken to
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_every_reason_is_a_fact_in_words(self, row):
        assert "; ".join(rules.reasons(facts(row), on=TODAY)) == row["why"]


class TestTheOrder:
    title = "Who comes first"
    TABLE = """
        who             | days late | first contact | days since they spoke
        ten days late   | 10        | no            | 60
        late first call | 3         | yes           |
        late            | 3         | no            | 200
        one day late    | 1         | no            | 10
        first call      | 0         | yes           |
        today           | 0         | no            | 300
    """

    def test_late_ones_first_and_the_latest_of_them_at_the_top(self):
        in_order = rows(self.TABLE)
        mixed = [*in_order[3:], *in_order[:3]]
        assert sorted(mixed, key=lambda row: rules.order(facts(row), on=TODAY)) == in_order
