"""Who may be marked away, and who stands in, as tables."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.absences import rules
from throughline.absences.rules import AbsenceFacts

TODAY = date(2020, 3, 6)


class TestMarkingSomebodyAway:
    title = "Marking somebody away"
    TABLE = """
    days                   | cover    | answer
    today until further    | there    | yes
    next week              | there    | yes
    ends before it starts  | there    | The last day away is before the first
    last week              | there    | That absence is over
    next week              | self     | Nobody can cover for themselves
    next week              | has left | Choose a link worker who works here now
    next week              | away too | That colleague is away then too
    away already           | there    | They are marked away on some of these days already
    """
    DAYS = {
        "today until further": (TODAY, None),
        "next week": (date(2020, 3, 9), date(2020, 3, 13)),
        "ends before it starts": (date(2020, 3, 13), date(2020, 3, 9)),
        "last week": (date(2020, 2, 24), date(2020, 2, 28)),
        "away already": (date(2020, 3, 9), date(2020, 3, 13)),
    }

    @pytest.mark.parametrize("line", rows(TABLE), ids=lambda line: f"{line['days']}, {line['cover']}")
    def test_the_table_holds(self, line):
        starts_on, ends_on = self.DAYS[line["days"]]
        facts = AbsenceFacts(
            starts_on=starts_on,
            ends_on=ends_on,
            covers_for_self=line["cover"] == "self",
            cover_may_hold_cases=line["cover"] != "has left",
            cover_is_away=line["cover"] == "away too",
            away_already=line["days"] == "away already",
        )
        decision = rules.may_be_away(facts, on=TODAY)
        assert bool(decision) == (line["answer"] == "yes")
        assert decision.reason.startswith(line["answer"]) or decision


class TestWhoStandsIn:
    title = "Who stands in for somebody"
    TABLE = """
    who covers for whom          | Tom is away, so this one stands in
    nobody is away               |
    Tom: Priya                   | Priya
    Tom: Priya, Priya: Sam       | Sam
    Tom: Priya, Priya: Tom       |
    Priya: Tom                   |
    """

    @pytest.mark.parametrize("line", rows(TABLE), ids=lambda line: line["who covers for whom"])
    def test_the_table_holds(self, line):
        told = line["who covers for whom"]
        covers = dict(pair.split(": ") for pair in told.split(", ") if ": " in pair)
        assert (rules.stands_in("Tom", covers) or "") == line["Tom is away, so this one stands in"]
