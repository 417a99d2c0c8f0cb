"""How a search is read: a table that a link worker can check."""

import pytest

from throughline.directory.kinds import Category, Mode
from throughline.suggestions import reading

KNOWN = {"counselling", "zoom", "knitting", "allotment", "painting", "pottery", "welfare", "chair"}


def read(text):
    return reading.read(text, known=KNOWN)


def words(text):
    return [" ".join(phrase) for phrase in read(text).typed]


@pytest.mark.parametrize(
    ("typed", "sought", "mode", "weeks"),
    [
        ("counselling by phone under 8 weeks", ["counselling"], Mode.PHONE, 8),
        ("Counselling by telephone, under 8 weeks’ wait", ["counselling"], Mode.PHONE, 8),
        ("counselling over the phone no waiting list", ["counselling"], Mode.PHONE, 0),
        ("art class on Zoom", ["art"], Mode.ONLINE, None),
        ("pottery online", ["pottery"], Mode.ONLINE, None),
        ("get online", ["get online"], None, None),
        ("painting by post", ["painting"], Mode.POST, None),
        ("gym face-to-face", ["gym"], Mode.IN_PERSON, None),
        ("telephone befriending", ["telephone", "befriending"], None, None),
    ],
)
def test_the_way_and_the_wait_are_taken_out_of_the_words(typed, sought, mode, weeks):
    found = read(typed)
    assert ([" ".join(p) for p in found.typed], found.mode, found.within_weeks) == (sought, mode, weeks)


def test_cost_distance_and_hours_are_understood():
    found = read("free knitting within 3 miles open now")
    assert (found.free, found.within_miles, found.open_now, words("free knitting within 3 miles open now")) == (
        True, 3, True, ["knitting"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("benefits", "universal credit"),
        ("PIP", "welfare rights"),
        ("gym", "fitness"),
        ("foodbank", "food parcel"),
        ("men's shed", "woodwork"),
        ("carer's allowance", "social security"),
    ],
)
def test_a_word_finds_what_it_means(typed, also):
    assert tuple(also.split()) in read(typed).words[0]


def test_a_phrase_of_the_table_is_one_thing_and_other_words_are_each_their_own():
    assert words("universal credit pottery") == ["universal credit", "pottery"]
    assert words("lunch club") == ["lunch club"]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [("councelling", "counselling"), ("alotment", "allotment"), ("benifits", "benefits"), ("kniting", "knitting")],
)
def test_a_slip_is_read_as_the_nearest_word_that_some_service_uses_and_is_said(typed, read_as):
    found = read(typed)
    assert (words(typed), found.mended) == ([read_as], {typed: read_as})


@pytest.mark.parametrize("typed", ["xylophone", "gm", "1234", ""])
def test_what_is_near_to_nothing_is_left_as_it_is(typed):
    assert (words(typed), read(typed).mended) == ([typed] if typed else [], {})


@pytest.mark.parametrize("typed", ["help with debts", "some support for my debts please", "a debts service nearby"])
def test_words_that_say_nothing_are_left_out(typed):
    assert words(typed) == ["debts"]


def test_unless_nothing_else_was_typed():
    assert words("groups") == ["groups"]


@pytest.mark.parametrize(
    ("goal", "about"),
    [
        ("I want to sort out my PIP before the tribunal", [Category.SOCIAL_SECURITY]),
        ("Swim again, for my legs", [Category.PHYSICAL_ACTIVITY]),
        ("Lose weight and stop smoking", [Category.WEIGHT, Category.SMOKING]),
        ("Paint again", [Category.ARTS]),
        ("Company", [Category.SOCIAL_GROUP]),
        ("Help with benefits", [Category.SOCIAL_SECURITY]),
        ("Arts and crafts", [Category.ARTS]),
        ("Be happier", []),
    ],
)
def test_a_goal_in_somebodys_own_words_tells_what_it_is_about(goal, about):
    assert list(reading.categories_in([goal])) == about
