"""What an agreement lets us do: tables that a manager can check."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from throughline.agreements import rules
from throughline.agreements.models import About, AgreedWay, Stance
from throughline.agreements.rules import Stated
from throughline.agreements.wordings import FIRST_WORDS
from throughline.cases.models import Way

TODAY = date(2020, 5, 4)
RECORDED = datetime(2020, 5, 4, 10, tzinfo=ZoneInfo("Europe/London"))


def stated(stance, *, about=About.SURGERY, subject="", days_ago=0, later=0):
    said_on = TODAY - timedelta(days=days_ago)
    return Stated(about, subject, stance, said_on, RECORDED + timedelta(hours=later))


GIVEN, REFUSED, WITHDRAWN = (stated(stance) for stance in (Stance.GIVEN, Stance.REFUSED, Stance.WITHDRAWN))


@pytest.mark.parametrize(
    ("held", "letter_refused", "surgery_sees_less"),
    [
        (None, "Ask first", False),
        (GIVEN, "", False),
        (REFUSED, "asked us not to share", True),
        (WITHDRAWN, "asked us not to share", True),
    ],
)
def test_what_the_surgery_may_be_told(held, letter_refused, surgery_sees_less):
    decision = rules.may_share_with_surgery(held)
    assert letter_refused in decision.reason and bool(decision) is not bool(letter_refused)
    assert rules.withholds_from_surgery(held) is surgery_sees_less


@pytest.mark.parametrize(("held", "refused"), [(None, "Ask first"), (GIVEN, ""), (WITHDRAWN, "do not agree")])
def test_a_linked_service_is_told_only_what_was_agreed(held, refused):
    decision = rules.may_share_with_service(held, name="Age UK")
    assert refused in decision.reason and bool(decision) is not bool(refused)


@pytest.mark.parametrize(("held", "refused"), [(None, "Ask first"), (GIVEN, ""), (REFUSED, "tell nothing")])
def test_family_is_talked_with_only_where_that_was_agreed(held, refused):
    decision = rules.may_talk_with(held, name="Her daughter")
    assert refused in decision.reason and bool(decision) is not bool(refused)


@pytest.mark.parametrize(("held", "stopped"), [(None, False), (GIVEN, False), (REFUSED, True), (WITHDRAWN, True)])
def test_a_way_stops_once_they_say_so(held, stopped):
    assert bool(rules.way_refused(held)) is stopped


@pytest.mark.parametrize(("held", "released"), [(None, False), (GIVEN, True), (REFUSED, False), (WITHDRAWN, False)])
def test_researchers_are_given_only_those_who_agreed(held, released):
    assert rules.may_be_asked_about_research(held) is released


def test_what_was_said_last_holds_and_each_name_is_a_subject_of_its_own():
    said = [
        stated(Stance.WITHDRAWN, about=About.FAMILY, subject="zoë"),
        stated(Stance.GIVEN, about=About.FAMILY, subject="Zoe", days_ago=9),
        stated(Stance.GIVEN, about=About.FAMILY, subject="Ann", days_ago=9),
    ]
    held = rules.in_force(said)
    assert rules.held_for(held, About.FAMILY, "ZOE").stance == Stance.WITHDRAWN
    assert rules.held_for(held, About.FAMILY, "Ann").stance == Stance.GIVEN
    assert rules.held_for(held, About.FAMILY, "Bob") is None


def test_a_withdrawal_on_the_day_of_the_agreement_counts():
    held = rules.in_force([stated(Stance.WITHDRAWN, later=1), stated(Stance.GIVEN)])
    assert rules.held_for(held, About.SURGERY).stance == Stance.WITHDRAWN


@pytest.mark.parametrize(
    ("one", "before", "refused"),
    [
        (GIVEN, None, ""),
        (WITHDRAWN, GIVEN, ""),
        (WITHDRAWN, None, "no agreement to withdraw"),
        (WITHDRAWN, WITHDRAWN, "no agreement to withdraw"),
        (stated(Stance.WITHDRAWN, days_ago=1), GIVEN, "They agreed on 4 May 2020"),
        (stated(Stance.GIVEN, days_ago=-1), None, "once they have said it"),
        (stated(Stance.GIVEN, about=About.FAMILY), None, "Say who"),
        (stated(Stance.GIVEN, about=About.WAY, subject="PIGEON"), None, "Select the way"),
        (stated(Stance.GIVEN, about=About.WAY, subject="POST"), None, ""),
    ],
)
def test_what_may_be_recorded(one, before, refused):
    decision = rules.may_record(one, before=before, today=TODAY)
    assert refused in decision.reason and bool(decision) is not bool(refused)


def test_the_ways_are_those_of_a_case():
    assert {(w.value, w.label) for w in AgreedWay} == {(w.value, w.label) for w in Way}


def test_everything_that_can_be_agreed_to_has_its_words():
    assert set(FIRST_WORDS) == set(About)
