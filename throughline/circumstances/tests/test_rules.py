"""What held on a day, which group somebody counts in: tables that a manager can check."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from throughline.circumstances import rules
from throughline.circumstances.rules import Dated
from throughline.circumstances.topics import CODE_OF_2001, Answer, Ethnicity, Household, Income, Topic

TODAY = date(2020, 5, 4)
RECORDED = datetime(2020, 5, 4, 10, tzinfo=ZoneInfo("Europe/London"))


def dated(value="", *, on, answer=Answer.ANSWERED, topic=Topic.EMPLOYMENT, corrects=None, later=0):
    values = (value,) if value else ()
    return Dated(uuid4(), topic, answer, values, on, RECORDED + timedelta(hours=later), corrects)


def held(entries, on):
    found = rules.in_force(entries, on=on).get(Topic.EMPLOYMENT)
    return (found.answer, found.values) if found else None


FULL_TIME = dated("FULL_TIME", on=date(2018, 1, 1))
FURLOUGHED = dated("FURLOUGHED", on=date(2020, 4, 1))


@pytest.mark.parametrize(
    ("on", "what"),
    [
        (date(2017, 12, 31), None),
        (date(2018, 1, 1), "FULL_TIME"),
        (date(2020, 3, 1), "FULL_TIME"),
        (date(2020, 3, 31), "FULL_TIME"),
        (date(2020, 4, 1), "FURLOUGHED"),
        (date(2020, 5, 1), "FURLOUGHED"),
    ],
)
def test_what_held_on_a_day_is_the_last_that_began_by_then(on, what):
    assert held([FURLOUGHED, FULL_TIME], on) == (what and (Answer.ANSWERED, (what,)))


def test_of_two_from_the_same_day_the_one_recorded_last_holds():
    first, second = dated("RETIRED", on=TODAY), dated("PART_TIME", on=TODAY, later=1)
    assert held([second, first], TODAY) == (Answer.ANSWERED, ("PART_TIME",))


def test_what_was_corrected_no_longer_counts_even_where_the_correction_begins_later():
    wrong = dated("RETIRED", on=date(2020, 1, 1))
    right = dated("RETIRED", on=date(2020, 4, 1), corrects=wrong.id, later=1)
    assert held([wrong, right], date(2020, 3, 1)) is None
    assert held([wrong, right], date(2020, 4, 1)) == (Answer.ANSWERED, ("RETIRED",))


def test_a_mistake_taken_out_lets_what_was_there_before_hold_again():
    wrong = dated("RETIRED", on=date(2020, 4, 1))
    out = dated(on=date(2020, 4, 1), answer=Answer.MISTAKEN, corrects=wrong.id, later=1)
    assert held([FULL_TIME, wrong, out], TODAY) == (Answer.ANSWERED, ("FULL_TIME",))


def test_preferring_not_to_say_holds_like_any_answer():
    silent = dated(on=date(2020, 4, 1), answer=Answer.PREFER_NOT)
    assert held([FULL_TIME, silent], TODAY) == (Answer.PREFER_NOT, ())


@pytest.mark.parametrize(
    ("topic", "answer", "values", "on", "refused"),
    [
        (Topic.HOUSEHOLD, Answer.ANSWERED, ["ALONE"], TODAY, ""),
        (Topic.HOUSEHOLD, Answer.PREFER_NOT, [], TODAY, ""),
        (Topic.HOUSEHOLD, Answer.NOT_ASKED, [], TODAY, ""),
        (Topic.HOUSEHOLD, Answer.ANSWERED, [], TODAY, "Give the answer"),
        (Topic.HOUSEHOLD, Answer.ANSWERED, ["ALONE", "PARTNER"], TODAY, "Select one"),
        (Topic.HOUSEHOLD, Answer.ANSWERED, ["A CASTLE"], TODAY, "Select one"),
        (Topic.HOUSEHOLD, Answer.ANSWERED, ["ALONE"], TODAY + timedelta(days=1), "once it has happened"),
        (Topic.HOUSEHOLD, Answer.MISTAKEN, [], TODAY, "on record"),
        (Topic.HOUSEHOLD, Answer.PREFER_NOT, ["ALONE"], TODAY, "not both"),
        (Topic.BENEFITS, Answer.ANSWERED, ["PIP", "UNIVERSAL_CREDIT"], TODAY, ""),
        (Topic.BENEFITS, Answer.ANSWERED, ["NONE", "PIP"], TODAY, "not both"),
        (Topic.AREA, Answer.ANSWERED, ["E01008162"], TODAY, ""),
        (Topic.AREA, Answer.ANSWERED, ["NE1 4ST"], TODAY, "for example E01008162"),
        (Topic.LANGUAGE, Answer.ANSWERED, ["  "], TODAY, "Give the answer"),
    ],
)
def test_what_may_be_recorded(topic, answer, values, on, refused):
    decision = rules.may_record(topic, answer, values, from_on=on, today=TODAY)
    assert refused in decision.reason and bool(decision) is not bool(refused)


@pytest.mark.parametrize(
    ("why", "corrected", "refused"),
    [("Misheard", False, ""), ("", False, "Say what was wrong"), ("Misheard", True, "corrected already")],
)
def test_what_may_be_corrected(why, corrected, refused):
    decision = rules.may_correct(
        Topic.EMPLOYMENT, Answer.MISTAKEN, [], from_on=TODAY, today=TODAY, why=why, corrected=corrected
    )
    assert refused in decision.reason and bool(decision) is not bool(refused)


@pytest.mark.parametrize(
    ("answer", "value", "alone"),
    [
        (Answer.ANSWERED, "ALONE", True),
        (Answer.ANSWERED, "PARTNER", False),
        (Answer.PREFER_NOT, "", None),
        (Answer.NOT_ASKED, "", None),
    ],
)
def test_living_alone_is_not_known_until_somebody_said_so(answer, value, alone):
    entries = [dated(value, on=TODAY, answer=answer, topic=Topic.HOUSEHOLD)]
    assert rules.lives_alone(rules.in_force(entries, on=TODAY)) is alone
    assert rules.lives_alone({}) is None


@pytest.mark.parametrize(
    ("benefits", "group"),
    [
        (["NONE"], "none of those counted"),
        (["OTHER"], "none of those counted"),
        (["UNIVERSAL_CREDIT"], "means-tested benefits"),
        (["UNIVERSAL_CREDIT_LCW"], "health-related benefits"),
        (["UNIVERSAL_CREDIT", "PIP"], "health-related benefits"),
        (["CARERS_ALLOWANCE"], "health-related benefits"),
    ],
)
def test_somebody_with_several_benefits_counts_in_one_group(benefits, group):
    assert rules.benefit_group(benefits) == group


@pytest.mark.parametrize(
    ("pounds", "band"),
    [
        (0, Income.UNDER_10),
        (9_999, Income.UNDER_10),
        (10_000, Income.FROM_10),
        (20_500, Income.FROM_10),
        (20_999, Income.FROM_10),
        (21_000, Income.FROM_21),
        (30_999, Income.FROM_21),
        (31_000, Income.FROM_31),
        (40_999, Income.FROM_31),
        (41_000, Income.FROM_41),
    ],
)
def test_no_income_falls_between_two_bands(pounds, band):
    assert rules.income_band(pounds) is band


@pytest.mark.parametrize(
    ("partner", "adults", "children", "three", "household"),
    [
        (False, False, False, False, Household.ALONE),
        (True, False, False, False, Household.PARTNER),
        (True, True, False, False, Household.FAMILY_ADULTS),
        (True, True, True, False, Household.FAMILY_WITH_CHILD),
        (True, True, True, True, Household.MULTIGENERATIONAL),
    ],
)
def test_which_household_holds_where_several_could(partner, adults, children, three, household):
    found = rules.household_of(partner=partner, adults=adults, children=children, three_generations=three)
    assert found is household


@pytest.mark.parametrize(
    ("group", "code"),
    [("WHITE_BRITISH", "A"), ("ROMA", "C"), ("CHINESE", "R"), ("ARAB", "S"), ("BANGLADESHI", "K"), ("OTHER", "S")],
)
def test_each_group_of_2021_has_its_code_of_2001(group, code):
    assert rules.ethnic_code_of_2001(dated(group, on=TODAY, topic=Topic.ETHNICITY)) == code


def test_no_group_is_without_a_code_and_silence_is_told_from_ignorance():
    assert set(CODE_OF_2001) == set(Ethnicity)
    assert rules.ethnic_code_of_2001(dated(on=TODAY, answer=Answer.PREFER_NOT, topic=Topic.ETHNICITY)) == "Z"
    assert rules.ethnic_code_of_2001(None) == "99"
