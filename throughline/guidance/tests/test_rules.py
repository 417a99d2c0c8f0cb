"""What may be published, and which version may be explained on which day (R54)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.tables import rows
from throughline.guidance import rules

WORDS = rules.Words(
    source="https://www.example.gov.uk/staying-at-home", summary="Stay at home.", can="Shop for food",
    cannot="Meet people you do not live with", ring="111", easy_read="Stay at home.", script="You have to stay at home",
)  # fmt: skip


class TestWhichVersionMayBeExplained:
    title = "Which version may be explained, where version 1 holds from 23 March 2020 and version 2 from 13 May"
    TABLE = """
        version | on         | may be explained
        1       | 2020-03-22 | holds from 23 March 2020
        1       | 2020-04-01 | yes
        1       | 2020-05-12 | yes
        1       | 2020-05-13 | superseded on 13 May 2020
        2       | 2020-05-12 | holds from 13 May 2020
        2       | 2020-05-13 | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_which_version(self, row):
        number = int(row["version"])
        from_on, until = (date(2020, 3, 23), date(2020, 5, 13)) if number == 1 else (date(2020, 5, 13), None)
        on = date.fromisoformat(row["on"])
        decision = rules.may_explain(number, on, from_on=from_on, superseded_on=until)
        assert row["may be explained"] in (decision.reason or "yes")
        assert rules.holds(on, from_on=from_on, superseded_on=until) is bool(decision)


@pytest.mark.parametrize("part", sorted(rules.WANTED))
def test_nothing_that_a_caller_needs_is_left_out(part):
    assert rules.may_publish(replace(WORDS, **{part: " "}), from_on=date(2020, 3, 23), last_from=None).reason


@pytest.mark.parametrize("source", ["", "gov.uk", "ftp://example.org/x", "https://"])
def test_it_says_where_it_is_from(source):
    assert "web address" in rules.may_publish(replace(WORDS, source=source), from_on=date(2020, 3, 23),
                                              last_from=None).reason  # fmt: skip


def test_the_next_holds_from_a_later_day():
    assert "later day" in rules.may_publish(WORDS, from_on=date(2020, 3, 23), last_from=date(2020, 3, 23)).reason
    assert rules.may_publish(WORDS, from_on=date(2020, 5, 13), last_from=date(2020, 3, 23))
