"""What may be recorded, and when the next contact is proposed, as tables that a manager can check."""

from datetime import date, datetime

import pytest

from tests.support.tables import rows
from throughline.cases.models import CloseReason, PartOfDay, Way
from throughline.contacts import rules
from throughline.contacts.models import Outcome
from throughline.core.clock import LONDON


def at(text):
    return datetime.fromisoformat(f"2020-{text}").replace(tzinfo=LONDON)


class TestWhatMayBeRecorded:
    title = "What may be recorded on 20 March 2020 at noon, in a case opened on 2 March at ten"
    TABLE = """
        outcome        | way        | happened    | minutes | may be recorded
        SPOKE          | PHONE      | 03-20 11:00 | 45      | yes
        SPOKE          | AT_SURGERY | 03-20 12:00 |         | yes
        SPOKE          | TEXT       | 03-20 11:00 |         | yes
        SPOKE          | POST       | 03-20 11:00 |         | A letter is one-way. Choose “I sent something”.
        SENT           | POST       | 03-20 11:00 |         | yes
        LEFT_MESSAGE   | PHONE      | 03-20 11:00 |         | yes
        NO_ANSWER      | PHONE      | 03-20 11:00 |         | yes
        NO_ANSWER      | VIDEO      | 03-20 11:00 |         | yes
        NO_ANSWER      | AT_SURGERY | 03-20 11:00 |         | “No answer” is for calls
        DID_NOT_ATTEND | AT_SURGERY | 03-20 11:00 |         | yes
        DID_NOT_ATTEND | VIDEO      | 03-20 11:00 |         | yes
        DID_NOT_ATTEND | PHONE      | 03-20 11:00 |         | “Did not attend” is for appointments
        SPOKE          | PHONE      | 03-20 12:01 |         | The contact is in the future. Give the time it took place.
        SPOKE          | PHONE      | 03-02 09:00 |         | yes
        SPOKE          | PHONE      | 03-01 23:59 |         | They came to their link worker on 2 March 2020
        SPOKE          | PHONE      | 03-20 11:00 | 0       | yes
        SPOKE          | PHONE      | 03-20 11:00 | 600     | yes
        SPOKE          | PHONE      | 03-20 11:00 | 601     | Give the length as a number of minutes from 0 to 600.
        SPOKE          | PHONE      | 03-20 11:00 | -1      | Give the length as a number of minutes from 0 to 600.
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_what_may_be_recorded(self, row):
        facts = rules.ContactFacts(
            way=Way[row["way"]],
            outcome=Outcome[row["outcome"]],
            happened_at=at(row["happened"].replace(" ", "T")),
            recorded_at=at("03-20T12:00"),
            opened_at=at("03-02T10:00"),
            minutes=int(row["minutes"]) if row["minutes"] else None,
        )
        assert (rules.may_record(facts).reason or "yes").startswith(row["may be recorded"])


class TestWhichEndingNeedsAConversation:
    title = "Which ending needs a conversation"
    TABLE = """
        reason          | contact   | may end
        COMPLETED       | SPOKE     | yes
        COMPLETED       | NO_ANSWER | no
        COMPLETED       |           | no
        CLIENT_WISH     | SPOKE     | yes
        CLIENT_WISH     | SENT      | no
        CLIENT_WISH     | DECLINED  | yes
        CLIENT_WISH     |           | yes
        MOVED_AWAY      | SPOKE     | yes
        MOVED_AWAY      |           | yes
        COULD_NOT_REACH | NO_ANSWER | yes
        COULD_NOT_REACH |           | yes
        DIED            |           | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_agreeing_takes_two(self, row):
        outcome = Outcome[row["contact"]] if row["contact"] else None
        assert bool(rules.may_end(CloseReason[row["reason"]], outcome=outcome)) is (row["may end"] == "yes")


class TestWhatIsProposed:
    title = "What is proposed on 20 March 2020, where six weeks are usual and the next try is on Monday evening"
    TABLE = """
        promised for | outcome        | proposed   | part
        2020-03-20   | SPOKE          | 2020-05-01 |
        2020-03-20   | NO_ANSWER      | 2020-03-23 | EVENING
        2020-03-20   | LEFT_MESSAGE   | 2020-03-23 | EVENING
        2020-03-20   | DID_NOT_ATTEND | 2020-03-23 | EVENING
        2020-03-20   | REARRANGED     | 2020-03-23 | EVENING
        2020-03-20   | SENT           | 2020-03-20 | MORNING
        2020-04-06   | SENT           | 2020-04-06 | MORNING
        2020-04-06   | ASKED_TRUSTED  | 2020-04-06 | MORNING
        2020-03-19   | SENT           | 2020-03-23 |
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_what_is_proposed(self, row):
        today, promised_on = date(2020, 3, 20), date.fromisoformat(row["promised for"])
        tried = rules.Proposed(date(2020, 3, 23), Way.PHONE, PartOfDay.EVENING)
        promised = rules.Proposed(promised_on, Way.PHONE, PartOfDay.MORNING)
        spoke, sent = (
            rules.Proposed(date(2020, 5, 1), Way.PHONE), rules.after_sending(promised, tried=tried, today=today)
        )  # fmt: skip
        found = rules.proposed(Outcome[row["outcome"]], rules.Proposals(spoke, tried, sent))
        part = PartOfDay[row["part"]] if row["part"] else None
        assert (found.on, found.part) == (date.fromisoformat(row["proposed"]), part)


class TestWhatKeepsAPromise:
    title = "What keeps a promise"
    TABLE = """
        promised | done  | outcome        | keeps it
        PHONE    | PHONE | SPOKE          | yes
        PHONE    | VIDEO | SPOKE          | yes
        PHONE    | PHONE | NO_ANSWER      | no
        PHONE    | PHONE | LEFT_MESSAGE   | no
        PHONE    | POST  | SENT           | no
        POST     | POST  | SENT           | yes
        POST     | PHONE | SPOKE          | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_what_keeps_a_promise(self, row):
        kept = rules.keeps(Way[row["promised"]], way=Way[row["done"]], outcome=Outcome[row["outcome"]])
        assert kept is (row["keeps it"] == "yes")


def test_a_promise_made_meanwhile_is_shown_before_it_is_replaced():
    changed = rules.may_replace(seen=3, now=4, now_promised="Tom will phone on Monday 6 April 2020")
    assert "Tom will phone on Monday 6 April 2020" in changed.reason
    assert rules.may_replace(seen=4, now=4, now_promised="")
