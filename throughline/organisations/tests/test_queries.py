"""Which number was in force on a day, and who referred to whom (R150)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.service import FIRST_DAY, SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotFound
from throughline.organisations import commands, numbers, queries
from throughline.organisations.models import Relation


def set_gap(service, value, from_on, at):
    with acting_as(SYSTEM):
        commands.set_number(
            provider_id=service.places["Harbour Trust"].id, name="gap_regular", value=value, from_on=from_on,
            reason="A trial", by=SYSTEM, at=at,
        )  # fmt: skip


def gap(service, on, provider="Harbour Trust"):
    return queries.number_in_force(numbers.GAP_REGULAR, provider_id=service.places[provider].id, on=on)


def test_without_a_setting_the_papers_six_weeks_hold(service):
    assert gap(service, date(2020, 3, 2)) == 42


@pytest.mark.parametrize(
    ("on", "days"),
    [(date(2020, 6, 1), 42), (date(2020, 6, 30), 42), (date(2020, 7, 1), 28), (date(2030, 1, 1), 28)],
)
def test_a_change_from_1_july_leaves_june_as_it_was(service, now, on, days):
    set_gap(service, 28, date(2020, 7, 1), now)
    assert gap(service, on) == days


def test_what_is_set_later_for_the_same_day_holds(service, now):
    set_gap(service, 28, date(2020, 7, 1), now)
    set_gap(service, 35, date(2020, 7, 1), now + timedelta(hours=1))
    assert gap(service, date(2020, 7, 1)) == 35


def test_a_change_set_now_for_the_past_is_followed_by_what_came_after_it(service, now):
    set_gap(service, 28, date(2020, 7, 1), now)
    set_gap(service, 14, date(2020, 6, 1), now + timedelta(hours=1))
    assert [gap(service, date(2020, month, 15)) for month in (5, 6, 7)] == [42, 14, 28]


def test_the_other_provider_keeps_its_own(service, now):
    set_gap(service, 28, date(2020, 7, 1), now)
    assert gap(service, date(2020, 8, 1), "Northgate Wellbeing") == 42


def test_several_numbers_cost_one_statement(service):
    with CaptureQueriesContext(connection) as asked:
        found = queries.numbers_in_force(numbers.ALL.values(), provider_id=service.places["CCG"].id, on=FIRST_DAY)
    assert len(asked) == 1
    assert found == {number.name: number.default for number in numbers.ALL.values()}


def test_a_surgery_refers_to_one_provider_on_a_day(service, now):
    elm, harbour, northgate = (service.places[n] for n in ("Elm Street", "Harbour Trust", "Northgate Wellbeing"))
    Relation.objects.filter(source=elm).update(ends_on=date(2020, 6, 30))
    with acting_as(SYSTEM):
        commands.relate(source=elm, kind="REFERS_TO", target=northgate, from_on=date(2020, 7, 1), by=SYSTEM, at=now)
    assert queries.provider_for_surgery(elm.id, on=date(2020, 6, 30)) == harbour
    assert queries.provider_for_surgery(elm.id, on=date(2020, 7, 1)) == northgate
    assert [s.name for s in queries.surgeries_of(northgate.id, on=date(2020, 7, 1))] == ["Elm Street", "Hilltop"]
    assert queries.surgeries_of(harbour.id, on=date(2020, 7, 1)) == []


def test_a_surgery_that_refers_to_nobody_is_said_to(service):
    with pytest.raises(NotFound):
        queries.provider_for_surgery(service.places["Elm Street"].id, on=FIRST_DAY - timedelta(days=1))


def test_a_surgery_is_found_by_name_and_a_provider_is_not_one(service):
    assert queries.surgery_named(" elm street ") == service.places["Elm Street"]
    assert queries.surgery_named("Harbour Trust") is None
