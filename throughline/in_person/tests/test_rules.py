"""Who is seen first, and why, as a table."""

from datetime import date, timedelta

import pytest

from tests.support.tables import rows
from throughline.in_person import rules
from throughline.in_person.models import Need
from throughline.in_person.rules import WaitFacts

TODAY = date(2020, 7, 6)
NEEDS = {"much": Need.HIGH, "some": Need.MIDDLE, "a little": Need.LOW}


def facts(row):
    return WaitFacts(
        need=NEEDS[row["need"]],
        since=TODAY - timedelta(days=int(row["days waiting"])),
        shielding=row["shielding"] == "yes",
        never_met=row["met before"] == "no",
    )


class TestTheOrder:
    title = "Who is seen face to face first"
    TABLE = """
        need     | met before | days waiting | shielding | why
        much     | no         | 7            | no        | waiting 1 week; never met in person
        much     | yes        | 90           | no        | waiting 12 weeks
        much     | yes        | 30           | no        | waiting 4 weeks
        some     | no         | 200          | no        | waiting 28 weeks; never met in person
        a little | yes        | 3            | no        | waiting since this week
        much     | no         | 300          | yes       | waiting 42 weeks; never met in person
    """

    def test_the_lines_stand_in_their_order(self):
        lines = [facts(row) for row in rows(self.TABLE)]
        assert sorted(lines, key=rules.order) == lines

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_reasons_are_told(self, row):
        told = "; ".join(rules.reasons(facts(row), on=TODAY))
        assert told.endswith(f"{NEEDS[row['need']].label}; {row['why']}")
        assert told.startswith("not yet: shielding") == (row["shielding"] == "yes")


class TestTopics:
    @pytest.mark.parametrize(
        ("text", "topics"),
        [
            ("legs, coping at work", ["legs", "coping at work"]),
            ("legs\ncoping at work\n", ["legs", "coping at work"]),
            (" legs ,, legs", ["legs"]),
            (" , \n", []),
        ],
    )
    def test_each_on_a_line_or_between_commas(self, text, topics):
        assert rules.topics_told(text) == topics

    @pytest.mark.parametrize(
        ("topics", "in_service", "waits", "why"),
        [
            (["legs"], True, False, ""),
            ([], True, False, "Say what they want to talk about"),
            (["legs"], True, True, "in the queue already"),
            (["legs"], False, False, "Take them back first"),
        ],
    )
    def test_who_can_be_put_in_the_queue(self, topics, in_service, waits, why):
        decision = rules.may_queue(topics, has_open_case=in_service, waits_already=waits)
        assert bool(decision) == (not why)
        assert why in decision.reason
