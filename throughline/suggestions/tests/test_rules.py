"""Who can use what, what suits whom, and why: tables that a manager can check."""

from datetime import date

import pytest

from throughline.directory.kinds import Mode, Suits
from throughline.suggestions import rules
from throughline.suggestions.person import Person, person_of
from throughline.suggestions.rules import Shape, Why

ONLINE, PHONE, POST = Shape(Mode.ONLINE), Shape(Mode.PHONE), Shape(Mode.POST)
IN_PERSON, DOORSTEP = Shape(Mode.IN_PERSON), Shape(Mode.DOORSTEP)
NOT_TO_READ = Shape(Mode.POST, needs_reading=False)
APP_BY_PHONE = Shape(Mode.PHONE, needs_internet=True)

WITHOUT_INTERNET = Person(digitally_excluded=("no internet at home",))
SHIELDING = Person(shielding=True)
CANNOT_READ = Person(cannot_read=True)


@pytest.mark.parametrize(
    ("shape", "person", "why"),
    [
        (ONLINE, WITHOUT_INTERNET, Why.NO_INTERNET),
        (APP_BY_PHONE, WITHOUT_INTERNET, Why.NO_INTERNET),
        (PHONE, WITHOUT_INTERNET, None),
        (POST, WITHOUT_INTERNET, None),
        (IN_PERSON, SHIELDING, Why.SHIELDING),
        (DOORSTEP, SHIELDING, None),
        (ONLINE, SHIELDING, None),
        (POST, CANNOT_READ, Why.CANNOT_READ),
        (NOT_TO_READ, CANNOT_READ, None),
        (Shape(Mode.ONLINE, needs_reading=True), CANNOT_READ, Why.CANNOT_READ),
        (POST, Person(cannot_read=True, is_read_to=True), None),
        (PHONE, Person(can_be_phoned=False), Why.CANNOT_BE_PHONED),
        (ONLINE, Person(failing={Mode.ONLINE: "it is not the same"}), Why.DOES_NOT_WORK),
        (ONLINE, Person(stopped={Mode.ONLINE: date(2020, 11, 1)}), Why.SAID_NO),
        (PHONE, Person(stopped={Mode.ONLINE: date(2020, 11, 1)}), None),
        (Shape(Mode.IN_PERSON, needs_travel=True), Person(cannot_travel=("no transport",)), None),
    ],
)
def test_what_somebody_cannot_use_is_hidden_with_its_reason_and_a_remedy(shape, person, why):
    hidden = rules.why_hidden(shape, person)
    assert (hidden.why if hidden else None) == why
    assert hidden is None or (hidden.reason.endswith(".") and hidden.remedy.endswith("."))


@pytest.mark.parametrize("shape", [ONLINE, APP_BY_PHONE, PHONE, POST, IN_PERSON, DOORSTEP])
def test_what_nobody_asked_hides_nothing(shape):
    never_asked = person_of(
        age=60, shielding=False, digitally_excluded=(), cannot_read=False, access={}, helping={}, stopped={}
    )
    assert rules.why_hidden(shape, never_asked) is None


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (ONLINE, "Nobody has asked whether they have the internet"),
        (POST, "Nobody has asked whether they can read"),
        (PHONE, "Nobody has asked whether they can be phoned"),
    ],
)
def test_and_is_named_beside_the_suggestion(shape, words):
    never_asked = person_of(
        age=60, shielding=False, digitally_excluded=(), cannot_read=False, access={}, helping={}, stopped={}
    )
    found = rules.points(shape, never_asked)
    assert any(words in point.reason and point.counts < 0 for point in found)


def test_a_way_that_may_be_hard_is_not_hidden_but_comes_later_with_its_reason():
    """As at the gate, what keeps somebody from the surgery is a doubt about any other place, and no bar."""
    found = rules.points(Shape(Mode.IN_PERSON, needs_travel=True), Person(cannot_travel=("no transport",)))
    assert [(point.counts, point.reason) for point in found] == [(-2, "Getting there may be hard: no transport")]


def suits(mode, *manner):
    return Shape(mode, helps_by=frozenset(manner))


JOHN = Person(shielding=True, motivates=frozenset({"TOLD"}), best_where="IN_PERSON")
CHRISTINE = Person(digitally_excluded=("no internet at home",), motivates=frozenset({"SEEING_PEOPLE"}))
COACH = suits(Mode.PHONE, Suits.TOLD, Suits.ONE_TO_ONE)
ONLINE_CLASS = suits(Mode.ONLINE, Suits.TOLD, Suits.SEEING_PEOPLE)
LEAFLET = suits(Mode.POST, Suits.ALONE)


def total(shape, person):
    return sum(point.counts for point in rules.points(shape, person))


def test_for_john_a_coach_by_phone_comes_first_and_the_online_class_last():
    assert rules.why_hidden(suits(Mode.IN_PERSON, Suits.TOLD), JOHN).why is Why.SHIELDING
    assert total(COACH, JOHN) > total(LEAFLET, JOHN) > total(ONLINE_CLASS, JOHN)
    assert [point.reason for point in rules.points(COACH, JOHN)] == [
        "Somebody says what to do, which gets them going", "One person for themselves, the nearest to face to face",
    ]  # fmt: skip
    assert rules.points(ONLINE_CLASS, JOHN)[0].reason == "Online, and they do best face to face or seeing people"


def test_a_picture_of_people_is_not_seeing_people():
    group = Suits.SEEING_PEOPLE
    assert total(suits(Mode.IN_PERSON, group), CHRISTINE) > total(suits(Mode.PHONE, group), CHRISTINE)
    assert total(suits(Mode.PHONE, group), CHRISTINE) > 0 > total(suits(Mode.ONLINE, group), CHRISTINE)


def test_the_facts_are_read_from_both_profiles():
    found = person_of(
        age=60, shielding=False, digitally_excluded=("no data",), cannot_read=True, stopped={},
        access={"has_internet": "NO", "can_be_phoned": "NO", "formats": ["READ_OUT"], "helper": "her niece",
                "failing": ["VIDEO"], "fails_video": "the screen freezes", "why_not_surgery": ["TRANSPORT", "COST"]},
        helping={"motivates": ["TOLD", "NONE"], "where": "PHONE"},
    )  # fmt: skip
    assert (found.can_be_phoned, found.is_read_to, found.cannot_travel) == (False, True, ("no transport",))
    assert (found.failing, found.motivates) == ({Mode.ONLINE: "the screen freezes"}, {"TOLD"})
    assert (found.internet_asked, found.reading_asked) == (True, False)


@pytest.mark.parametrize(
    ("weeks", "words"), [(None, "Wait not known"), (0, "No wait"), (1, "Wait about 1 week"), (8, "Wait about 8 weeks")]
)
def test_a_wait_is_said(weeks, words):
    assert rules.wait_words(weeks) == words


@pytest.mark.parametrize(
    ("ages", "words"),
    [((None, None), ""), ((50, None), "For people of 50 and over"), ((None, 25), "For people up to 25"),
     ((18, 64), "For people of 18 to 64")],
)  # fmt: skip
def test_ages_are_said(ages, words):
    assert rules.age_words(*ages) == words


@pytest.mark.parametrize(
    ("miles", "words"),
    [(None, "Distance not known"), (0.3, "Less than half a mile away"), (1.2, "1 mile away"), (7.6, "8 miles away")],
)
def test_a_distance_is_said(miles, words):
    assert rules.distance_words(rules.Place(miles)) == words
