"""Questions: what they accept, what they say when they do not, and what they become."""

from datetime import date, time

import pytest

from throughline import nhsuk
from throughline.nhsuk.tests.living_page import Reason


def asked(question: nhsuk.Text, **data: object):
    """Ask one question under the name `it`."""
    form = type("OneQuestion", (nhsuk.Form,), {"it": question})
    return form({name.replace("_", "-"): value for name, value in data.items()})


def problem(question, **data):
    form = asked(question, **data)
    return form.problems[0].text if form.problems else ""


def answer(question, **data):
    form = asked(question, **data)
    assert form.is_valid(), form.errors
    return form.cleaned_data["it"]


def born(**more: object) -> nhsuk.DateParts:
    return nhsuk.DateParts(label="Date of birth", **more)


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("", "3", "1948", "Date of birth: enter the day"),
        ("31", "", "1948", "Date of birth: enter the month"),
        ("", "", "1948", "Date of birth: enter the day and the month"),
        ("31", "2", "1948", "Date of birth must be a real date"),
        ("30", "13", "1948", "Date of birth must be a real date"),
        ("x", "y", "1948", "Date of birth must be a real date"),
        ("³", "2", "1948", "Date of birth must be a real date"),
        ("-1", "2", "1948", "Date of birth must be a real date"),
        ("1", "2", "48", "Date of birth: enter the year with 4 numbers, like 2020"),
        ("1", "2", "0000", "Date of birth must be a real date"),
        ("", "", "", ""),
    ],
)
def test_what_a_date_says(day, month, year, said):
    assert problem(born(), it_day=day, it_month=month, it_year=year) == said


@pytest.mark.parametrize("month", ["2", "02", " 2 ", "feb", "February", "FEB"])
def test_a_month_may_be_a_number_or_a_word(month):
    assert answer(born(), it_day="29", it_month=month, it_year="2020") == date(2020, 2, 29)


def test_a_date_may_have_bounds():
    question = nhsuk.DateParts(label="When was it?", latest=date(2020, 3, 20), earliest=date(2020, 3, 1))
    assert problem(question, it_day="21", it_month="3", it_year="2020") == "Date must be 20 March 2020 or earlier"
    assert problem(question, it_day="29", it_month="2", it_year="2020") == "Date must be 1 March 2020 or later"
    assert answer(question, it_day="20", it_month="3", it_year="2020") == date(2020, 3, 20)


def test_a_date_left_out_is_none_or_missed():
    assert answer(born()) is None
    assert problem(born(missing="Enter the date of birth")) == "Enter the date of birth"


def test_the_summary_leads_to_the_box_that_is_wrong():
    assert asked(born(), it_day="3", it_month="", it_year="1948").problems[0].href == "#id_it-month"
    assert asked(born(), it_day="3", it_month="2", it_year="48").problems[0].href == "#id_it-year"
    assert asked(born(), it_day="31", it_month="2", it_year="1948").problems[0].href == "#id_it-day"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2:15pm", time(14, 15)), ("14:15", time(14, 15)), ("2.15 pm", time(14, 15)), ("9am", time(9)),
        ("12:30am", time(0, 30)), ("midday", time(12)), ("Midnight", time(0)), ("12pm", time(12)), ("", None),
    ],
)  # fmt: skip
def test_a_time_of_day_as_people_write_it(typed, meant):
    assert answer(nhsuk.TimeOfDay(label="Start time"), it=typed) == meant


@pytest.mark.parametrize("typed", ["25:00", "9", "14pm", "2:61", "soon", "0am"])
def test_what_is_no_time_of_day(typed):
    assert problem(nhsuk.TimeOfDay(label="Start time"), it=typed) == "Start time must be a time, like 2:15pm or 14:15"


def test_a_whole_number_has_bounds_and_says_them():
    question = nhsuk.WholeNumber(label="How long?", called="Minutes", smallest=1, largest=600)
    assert problem(question, it="x") == "Minutes must be a whole number, like 12"
    assert problem(question, it="0") == "Minutes must be 1 or more"
    assert problem(question, it="601") == "Minutes must be 600 or less"
    assert answer(question, it="45") == 45
    assert answer(question, it="") is None


def test_words_are_counted():
    question = nhsuk.Textarea(label="Note", max_words=3)
    assert answer(question, it="one two\r\nthree") == "one two\nthree"
    assert problem(question, it="one two three four") == "Note must be 3 words or fewer. You used 4"


def test_text_has_a_longest():
    assert problem(nhsuk.Text(label="Name", max_length=3), it="Zoë!") == "Name must be 3 characters or fewer"


@pytest.mark.parametrize(
    "typed", ["01632 960 001", "07700 900982", "+44 7700 900 982", "(020) 7946 0000", "+252 61 1234567"]
)
def test_a_phone_number_stays_as_it_was_typed(typed):
    assert answer(nhsuk.Phone(label="Phone"), it=typed) == typed


@pytest.mark.parametrize("typed", ["12", "none", "0770090098200000000"])
def test_what_is_no_phone_number(typed):
    assert problem(nhsuk.Phone(label="Phone"), it=typed).startswith("Enter a phone number")


def test_an_email_address():
    assert problem(nhsuk.Email(label="Email"), it="amina@").startswith("Enter an email address in the correct format")


def test_choices_come_back_as_members_of_their_enum():
    radios = nhsuk.Radios(choices=Reason, label="Why?", missing="Select why")
    assert answer(radios, it="OTHER") is Reason.OTHER
    assert problem(radios) == "Select why"
    assert problem(radios, it="FORGED") == "Select why"
    assert answer(nhsuk.Checkboxes(choices=Reason, label="Which?"), it=["OTHER"]) == [Reason.OTHER]
    assert answer(nhsuk.Checkboxes(choices=Reason, label="Which?")) == []
    assert answer(nhsuk.Select(choices=Reason, label="Why?"), it="") == ""


def test_yes_and_no_are_true_and_false():
    assert answer(nhsuk.YesNo(label="Agreed?"), it="yes") is True
    assert answer(nhsuk.YesNo(label="Agreed?"), it="no") is False
    assert answer(nhsuk.YesNo(label="Agreed?")) is None


def test_a_tick_that_must_be_ticked():
    assert problem(nhsuk.Tick(label="Read", missing="Tick it")) == "Tick it"
    assert answer(nhsuk.Tick(label="Read"), it="on") is True


def test_nul_is_refused_rather_than_stored():
    assert problem(nhsuk.Textarea(label="Note"), it="a\0b")
