"""How single values are read, in tables that a manager can check."""

import csv
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.clock import LONDON
from throughline.cases.models import Way
from throughline.clients import rules as clients
from throughline.clients.models import Answer
from throughline.core.decisions import Refused
from throughline.imports import commands, queries, rules
from throughline.imports.columns import KINDS
from throughline.imports.tests.files import saved
from throughline.sheets import dates, values

TODAY = date(2020, 3, 2)
ELIGIBILITY = """date_of_birth,referral_date,conditions,eligible,why
1980-05-01,2020-04-30,type 2 diabetes,no,age 39
1980-05-01,2020-05-01,type 2 diabetes,yes,age 40
1945-05-01,2020-05-01,COPD,no,age 75
1960-01-01,2020-05-01,COPD; anxiety,yes,COPD
1960-01-01,2020-05-01,anxiety; depression,no,anxiety
1960-01-01,2020-05-01,,no,no long-term condition
1960-01-01,2020-05-01,gestational diabetes,ask,gestational diabetes
31/02/1960,2020-05-01,asthma,ask,date_of_birth: “31/02/1960” is not a date
1960-01-01,,asthma,ask,referral_date: Give the date
2021-01-01,2020-05-01,asthma,ask,date_of_birth: the date of birth is after the referral
"""


@pytest.mark.parametrize(
    "text",
    ["01/02/1950", "1/2/1950", "1950-02-01", "1950/02/01", "1 Feb 1950", "1st February 1950", "01-Feb-1950",
     "1.2.1950", "01/02/1950 00:00", "1950-02-01T00:00:00"],
)  # fmt: skip
def test_dates_are_read_day_first(text):
    assert dates.day(text) == date(1950, 2, 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("01/02/50", "could be 1950 or 2050. Write the year with four digits."),
        ("1 Feb 50", "Write the year with four digits."),
        ("02/13/1950", "Write the day first"),
        ("31/02/1950", "is not a date"),
        ("18295", "Format the column as a date"),
        ("1 Foo 1950", "is not a date"),
        ("soon", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_other_dates_are_refused_with_the_remedy(text, says):
    with pytest.raises(Refused, match=says):
        dates.day(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("", ""), ("9990000018", "9990000018"), ("999 000 0018", "9990000018"), ("9990000018.0", "9990000018")],
)
def test_nhs_numbers_are_read_as_spreadsheets_leave_them(text, number):
    assert values.nhs_number(text) == number


def test_an_nhs_number_that_a_spreadsheet_rounded_is_refused_with_the_remedy():
    with pytest.raises(Refused, match="Format the column as text"):
        values.nhs_number("9.43477E+09")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", ()),
        ("0191 498 0123", ("+441914980123",)),
        ("0191 498 0123; +44 7700 900123;", ("+441914980123", "+447700900123")),
        ("7700900123.0", ("+447700900123",)),
        ("0191 498 0123;01914980123", ("+441914980123",)),
    ],
)
def test_telephone_numbers(text, numbers):
    assert values.phones(text) == numbers


@pytest.mark.parametrize("text", ["7.70E+09", "ask her daughter", "12"])
def test_what_is_no_telephone_number_is_refused(text):
    with pytest.raises(Refused):
        values.phones(text)


@given(
    st.text("0123456789 -()+.x", max_size=16)
    | st.from_regex(r"(0|\+44|0044|44)[ -]?[1-9][0-9 ()-]{8,13}", fullmatch=True)
)
def test_the_quick_way_with_numbers_of_this_country_gives_the_same_answer(text):
    assert _answer(clients.phone_number, text) == _answer(clients.any_phone_number, text)


def test_the_quick_way_is_right_for_every_area():
    for area in range(1000, 10000):
        number = f"0{area}98012{area % 10}"
        assert clients.phone_number(number) == clients.any_phone_number(number)


def _answer(rule, text):
    try:
        return rule(text)
    except Refused as refusal:
        return str(refusal)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+Amina", "-", "@x", "'=Amina", " =A"])
def test_a_formula_is_no_name(name):
    with pytest.raises(Refused, match="looks like a formula"):
        values.name(name)


@pytest.mark.parametrize("name", ["Amina Begum", "'t Hooft", "O’Brien", "Nguyễn Thị Minh-Khai", "X"])
def test_names_stay_as_they_are_written(name):
    assert values.name(name) == name


@pytest.mark.parametrize(
    ("text", "can_be_phoned", "way"),
    [
        ("", Answer.NOT_ASKED, Way.PHONE),
        ("", Answer.NO, Way.POST),
        ("Phone", Answer.NO, Way.PHONE),
        ("surgery", Answer.YES, Way.AT_SURGERY),
        ("In person at the surgery", Answer.YES, Way.AT_SURGERY),
        ("e-mail", Answer.YES, Way.EMAIL),
        ("text", Answer.YES, Way.TEXT),
    ],
)
def test_the_way_of_the_next_contact(text, can_be_phoned, way):
    assert rules.way(text, can_be_phoned=can_be_phoned) == way


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("2020-03-02", True),
        ("2021-03-03", True),
        ("2021-03-04", False),
        ("2019-03-02", True),
        ("2019-02-28", False),
        ("", False),
    ],
)
def test_which_next_contact_stands(text, stands):
    if stands:
        assert rules.next_contact_on(text, on=TODAY) == date.fromisoformat(text)
    else:
        with pytest.raises(Refused):
            rules.next_contact_on(text, on=TODAY)


def test_a_day_without_a_time_is_noon_but_never_still_to_come():
    at = datetime(2020, 3, 2, 10, tzinfo=LONDON)
    assert rules.moment_of(date(2020, 3, 2), at=at) == at
    assert rules.moment_of(date(2020, 3, 1), at=at) == datetime(2020, 3, 1, 12, tzinfo=LONDON)


def test_eligibility_is_answered_row_for_row(tmp_path):
    path = saved(tmp_path, ELIGIBILITY)
    with path.open() as file:
        expected = list(csv.DictReader(file))
    answers = commands.check_eligibility(path)
    assert [a.row for a in answers] == list(range(2, len(expected) + 2))
    assert [a.eligible for a in answers] == [row["eligible"] for row in expected]
    assert [row["why"] for a, row in zip(answers, expected, strict=True) if row["why"] not in a.why] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_says_what_to_write_and_gives_an_example(kind):
    columns = queries.schema(kind)
    assert len({c.name for c in columns}) == len(columns)
    assert all(c.says and c.example for c in columns)


def test_an_unknown_kind_names_the_kinds():
    with pytest.raises(Refused, match="clients, referrals, eligibility"):
        queries.schema("surgeries")
