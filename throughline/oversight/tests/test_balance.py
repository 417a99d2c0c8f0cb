"""Shares that add to a hundred, and the list that a hand would count (R60)."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.contacts.models import Kind
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed
from throughline.oversight import balance_queries, balance_rules
from throughline.triage.tests.calling import calls, listed, told


@pytest.mark.parametrize("parts", [(1, 1, 1), (2, 1, 1, 1, 1), (7, 5, 3), (1,), (1, 999)])
def test_whole_shares_add_to_a_hundred(parts):
    shared = balance_rules.shares({str(place): Fraction(part) for place, part in enumerate(parts)})
    assert sum(shared.values()) == 100
    assert all(abs(shared[str(i)] - Fraction(100 * part, sum(parts))) < 1 for i, part in enumerate(parts))


def test_of_nothing_there_are_no_shares():
    assert set(balance_rules.shares({"a": Fraction(0)}).values()) == {0}


def test_a_contact_about_two_things_counts_once_in_all():
    many, minutes = balance_rules.divided([(["CHECK_IN", "ADVOCACY"], 30), ([], 5)])
    assert (many["CHECK_IN"], many["ADVOCACY"], many["NOT_SAID"]) == (Fraction(1, 2), Fraction(1, 2), 1)
    assert (sum(many.values()), sum(minutes.values())) == (2, 35)


def on(year, month, day):
    clock.move_to(datetime(year, month, day, 10, tzinfo=LONDON))


def test_march_to_september_adds_up_and_the_list_equals_a_hand_count(service):
    on(2020, 3, 2)
    cases = [service.open_case(f"Person {number}") for number in range(4)]
    kinds = [[Kind.CHECK_IN], [Kind.CONDITION_AND_GOALS], [Kind.CHECK_IN, Kind.PRACTICAL_HELP], []]
    last_talk = {}
    for month in range(3, 10):
        for number, case in enumerate(cases):
            on(2020, month, 5 + number)
            told = kinds[(number + month) % 4] if number else [Kind.CHECK_IN]
            service.contact(case, kinds=told, minutes=10 + number)
            if Kind.CONDITION_AND_GOALS in told:
                last_talk[case.id] = date(2020, month, 5 + number)
    on(2020, 9, 30)
    today = date(2020, 9, 30)
    with acting_as(service.actor("manager")) as manager:
        found = balance_queries.balance(viewer=manager, on=today)
    assert [month.month.month for month in found.months] == [9, 8, 7, 6, 5, 4, 3]
    for month in found.months:
        assert (month.contacts, month.minutes) == (4, 46)
        assert sum(month.of_contacts.values()) == sum(month.of_minutes.values()) == 100
    by_hand = {c.id for c in cases if last_talk.get(c.id, date.min) <= today - timedelta(days=90)}
    assert {one.case_id for one in found.without} == by_hand
    assert cases[0].id in by_hand


def test_calls_to_listed_people_stand_beside_with_their_minutes(service):
    on(2020, 3, 25)
    people = listed(service, 3)
    for person, minutes in zip(people, (15, 20, None), strict=True):
        calls(service, person, told(minutes=minutes))
    for by, expected in (("manager", (3, 35)), ("strange manager", (0, 0))):
        with acting_as(service.actor(by)) as viewer:
            [march] = balance_queries.balance(viewer=viewer, on=date(2020, 3, 30), months=1).months
        assert (march.list_calls, march.list_minutes) == expected
        assert march.contacts == 0


def test_who_may_not_see_counts_sees_none(service):
    with acting_as(service.actor("worker")) as worker, pytest.raises(NotAllowed):
        balance_queries.balance(viewer=worker, on=date(2020, 9, 30))
