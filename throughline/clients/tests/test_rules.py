"""How particulars are read, as tables that a manager can check."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.clients import rules
from throughline.core.decisions import Refused
from throughline.nhsuk.words import phone_for_reading


class TestAge:
    title = "How old somebody is on a day"
    TABLE = """
        born       | on         | age | because
        1960-05-01 | 2020-04-30 | 59  | the day before the birthday
        1960-05-01 | 2020-05-01 | 60  | the birthday itself
        1960-05-01 | 2020-05-02 | 60  | the day after
        1960-02-29 | 2020-02-28 | 59  | leap year, the day before
        1960-02-29 | 2020-02-29 | 60  | leap year, the birthday
        1980-02-29 | 2021-02-28 | 40  | common year: not yet a year older on 28 February
        1980-02-29 | 2021-03-01 | 41  | common year: a year older on 1 March
        2020-03-02 | 2020-03-02 | 0   | born today
        1895-01-01 | 2020-03-02 | 125 |
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_how_old_somebody_is(self, row):
        assert rules.age_on(date.fromisoformat(row["born"]), date.fromisoformat(row["on"])) == int(row["age"])


class TestNhsNumbers:
    title = "How an NHS number is read"
    TABLE = """
        given            | read as
        9990000018       | 9990000018
        999 000 0018     | 9990000018
        999-000-0018     | 9990000018
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_how_it_is_read(self, row):
        assert rules.nhs_number(row["given"]) == row["read as"]

    @pytest.mark.parametrize("nothing", ["", "  ", "\t\n"])
    def test_none_given_is_none(self, nothing):
        assert rules.nhs_number(nothing) is None

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            ("9990000019", "check digit does not fit"),
            ("999000001", "10 digits"),
            ("99900000180", "10 digits"),
            ("٩٩٩٠٠٠٠٠١٨", "10 digits"),
            ("9.99E+09", "spreadsheet has rounded"),
            ("abc", "10 digits"),
            ("<b>9990000018</b>", "10 digits"),
        ],
    )
    def test_what_it_cannot_be_is_said_with_the_remedy(self, given, told):
        with pytest.raises(Refused, match=told):
            rules.nhs_number(given)


class TestPhones:
    title = "How a telephone number is read, and written again"
    TABLE = """
        given             | kept           | written
        0191 498 0123     | +441914980123  | 0191 498 0123
        (0191) 498-0123   | +441914980123  | 0191 498 0123
        +44 191 498 0123  | +441914980123  | 0191 498 0123
        0044 191 498 0123 | +441914980123  | 0191 498 0123
        07700 900982      | +447700900982  | 07700 900982
        +880 1712 345678  | +8801712345678 | +880 1712-345678
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_how_it_is_read(self, row):
        kept = rules.phone_number(row["given"])
        assert (kept, phone_for_reading(kept)) == (row["kept"], row["written"])

    @pytest.mark.parametrize("given", ["12", "no phone", "0191 498 0123 4567 89", "=cmd|' /C calc'!A0", ""])
    def test_what_cannot_be_one_is_refused(self, given):
        with pytest.raises(Refused):
            rules.phone_number(given)


class TestPostcodes:
    title = "How a postcode is read"
    TABLE = """
        given     | read as
        NE1 4ST   | NE1 4ST
        ne14st    | NE1 4ST
        n e1 4s t | NE1 4ST
        SW1A 1AA  | SW1A 1AA
        ZZ99 3CZ  | ZZ99 3CZ
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_how_it_is_read(self, row):
        assert rules.postcode(row["given"]) == row["read as"]

    def test_none_given_is_none(self):
        assert rules.postcode("  ") == ""

    @pytest.mark.parametrize("given", ["NOWHERE", "12345", "NE1", "NE1 4ST; drop table"])
    def test_what_cannot_be_one_is_refused(self, given):
        with pytest.raises(Refused, match="is not a postcode"):
            rules.postcode(given)


class TestNames:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("  Amina   Begum ", "Amina Begum"),
            ("আমিনা বেগম", "আমিনা বেগম"),
            ("عبد الرحمن", "عبد الرحمن"),
            ("李", "李"),
            ("O'Brien-Smith, Jr.", "O'Brien-Smith, Jr."),
            ("<b>Bob</b>", "<b>Bob</b>"),
        ],
    )
    def test_a_name_is_kept_as_it_is_written(self, given, kept):
        assert rules.full_name(given) == kept

    @pytest.mark.parametrize("given", ["", "   ", "--", "123", "\u200b", "?"])
    def test_what_has_no_letter_is_no_name(self, given):
        with pytest.raises(Refused, match="Give the person's name"):
            rules.full_name(given)


class TestDatesOfBirth:
    @pytest.mark.parametrize("given", [date(1895, 1, 1), date(2020, 3, 2)])
    def test_possible_ones(self, given):
        assert rules.date_of_birth(given, on=date(2020, 3, 2)) == given

    @pytest.mark.parametrize(
        ("given", "told"), [(date(1894, 12, 31), "before 1895"), (date(2020, 3, 3), "in the future")]
    )
    def test_impossible_ones(self, given, told):
        with pytest.raises(Refused, match=told):
            rules.date_of_birth(given, on=date(2020, 3, 2))


class TestTheSamePerson:
    title = "Whether a record found by NHS number can be this person's: on record is Amina Begum, 1 May 1960"
    TABLE = """
        name        | born       | can be
        Amina Begum | 1960-05-01 | yes
        AMINA BEGUM | 1960-05-01 | yes
        Amína Begum | 1960-05-01 | yes
        Amina Khan  | 1960-05-01 | yes
        Amina Begum | 1960-01-05 | yes
        Bob Young   | 1981-07-09 | no
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_whether_it_can_be(self, row):
        decision = rules.may_be_same_person(
            row["name"], date.fromisoformat(row["born"]), kept_name="Amina Begum", kept_born_on=date(1960, 5, 1)
        )
        assert bool(decision) is (row["can be"] == "yes")
