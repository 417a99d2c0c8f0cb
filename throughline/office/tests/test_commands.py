"""A number changes from a day on, and what was decided before keeps its own (R150)."""

from datetime import date

import pytest

from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.office import commands, queries
from throughline.organisations import numbers
from throughline.organisations import queries as organisations


def change(service, now, *, by="manager", provider="Harbour Trust", **changes):
    given = {"name": "gap_regular", "value": 35, "from_on": date(2020, 7, 1), "reason": "A trial", **changes}
    with acting_as(service.actor(by)) as actor:
        commands.change_number(provider_id=service.places[provider].id, **given, by=actor, at=now)


def test_plans_made_in_june_keep_42_and_the_history_says_who_and_why(service, now):
    change(service, now)
    harbour = service.places["Harbour Trust"].id
    gaps = [
        organisations.number_in_force(numbers.GAP_REGULAR, provider_id=harbour, on=on)
        for on in (date(2020, 6, 30), date(2020, 7, 1))
    ]
    assert gaps == [42, 35]
    with acting_as(service.actor("manager")) as manager:
        setting = queries.setting("gap_regular", provider_id=harbour, viewer=manager, on=now.date())
    [(kept, who)] = setting.changes
    assert (kept.value, kept.reason, who) == (35, "A trial", "Manager of Harbour Trust")


def test_a_day_that_is_over_is_refused(service, now):
    with pytest.raises(Refused, match="Choose today or a later day"):
        change(service, now, from_on=date(2020, 3, 1))


@pytest.mark.parametrize("by", ["worker", "senior", "administrator", "practice"])
def test_settings_are_the_managers(service, now, by):
    with pytest.raises(NotAllowed):
        change(service, now, by=by)


def test_another_providers_settings_are_not_there(service, now):
    with pytest.raises(NotFound):
        change(service, now, provider="Northgate Wellbeing")


def change_conditions(service, now, *, by="manager", provider="Harbour Trust", from_on=date(2020, 7, 1)):
    with acting_as(service.actor(by)) as actor:
        commands.change_conditions(
            provider_id=service.places[provider].id, conditions=["asthma"], from_on=from_on, reason="A trial",
            by=actor, at=now,
        )  # fmt: skip


def test_the_conditions_change_from_a_day_on_and_the_history_says_who_and_why(service, now):
    change_conditions(service, now)
    harbour = service.places["Harbour Trust"].id
    with acting_as(service.actor("manager")) as manager:
        found = queries.conditions(provider_id=harbour, viewer=manager, on=date(2020, 6, 30))
    [(kept, who)] = found.changes
    assert (len(found.now), found.in_force, kept.conditions, kept.reason, who) == (
        8, None, ("asthma",), "A trial", "Manager of Harbour Trust",
    )  # fmt: skip


@pytest.mark.parametrize("by", ["worker", "senior", "administrator", "practice"])
def test_the_conditions_are_the_managers_to_change(service, now, by):
    with pytest.raises(NotAllowed):
        change_conditions(service, now, by=by)


def test_the_conditions_are_changed_at_the_own_provider_and_from_today_on(service, now):
    with pytest.raises(NotFound):
        change_conditions(service, now, provider="Northgate Wellbeing")
    with pytest.raises(Refused, match="Choose today or a later day"):
        change_conditions(service, now, from_on=date(2020, 3, 1))
