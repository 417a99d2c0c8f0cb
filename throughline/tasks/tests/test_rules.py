"""By when a reply is due, and when it is late, as tables that a manager can check."""

from datetime import datetime

import pytest

from tests.support.tables import rows
from throughline.core.clock import LONDON
from throughline.tasks import rules
from throughline.tasks.rules import CallFacts


def moment(text):
    return datetime.strptime(text, "%a %d %b %Y %H:%M").replace(tzinfo=LONDON)


def day(text):
    return datetime.strptime(text, "%a %d %b %Y").replace(tzinfo=LONDON).date()


class TestReplyBy:
    title = "By when somebody who called has a reply (one working day, SET6)"
    TABLE = """
        they called           | reply by the end of
        Mon 2 Mar 2020 09:00  | Tue 3 Mar 2020
        Fri 6 Mar 2020 17:00  | Mon 9 Mar 2020
        Sat 7 Mar 2020 11:00  | Mon 9 Mar 2020
        Thu 9 Apr 2020 16:00  | Tue 14 Apr 2020
        Tue 24 Dec 2019 12:00 | Fri 27 Dec 2019
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_table_holds(self, row):
        assert rules.reply_by(moment(row["they called"]), working_days=1) == day(row["reply by the end of"])


class TestLate:
    title = "When a reply is late"
    TABLE = """
        due by         | now                   | late
        Mon 9 Mar 2020 | Fri 6 Mar 2020 17:30  | no
        Mon 9 Mar 2020 | Mon 9 Mar 2020 17:00  | no
        Mon 9 Mar 2020 | Mon 9 Mar 2020 17:01  | yes
        Mon 9 Mar 2020 | Tue 10 Mar 2020 08:00 | yes
        Mon 30 Mar 2020 | Mon 30 Mar 2020 17:00 | no
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_table_holds(self, row):
        assert rules.is_late(day(row["due by"]), at=moment(row["now"])) == (row["late"] == "yes")


class TestFollowUp:
    title = "By when an “open to ideas” moment is followed up (seven days, SET21)"
    TABLE = """
        said on         | followed up by
        Mon 2 Mar 2020  | Mon 9 Mar 2020
        Fri 3 Apr 2020  | Thu 9 Apr 2020
        Sat 28 Mar 2020 | Fri 3 Apr 2020
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_table_holds(self, row):
        assert rules.follow_up_by(day(row["said on"]), days=7) == day(row["followed up by"])


NOON = datetime(2020, 3, 2, 12, 0, tzinfo=LONDON)


class TestNotingACall:
    def test_a_client_we_know_needs_no_words(self):
        assert rules.may_note_call(CallFacts(NOON, True, False, False, False), at=NOON)

    @pytest.mark.parametrize(
        ("name", "number", "words", "enough"),
        [(False, True, False, True), (True, False, True, True), (True, False, False, False), (False,) * 4],
    )
    def test_somebody_unknown_needs_something_to_reply_to(self, name, number, words, enough):
        assert bool(rules.may_note_call(CallFacts(NOON, False, name, number, words), at=NOON)) == enough

    def test_not_in_the_future(self):
        facts = CallFacts(NOON.replace(hour=13), True, False, False, False)
        assert "future" in rules.may_note_call(facts, at=NOON).reason
