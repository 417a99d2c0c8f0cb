"""The guide of 42 months: warned of in time, and never an end by itself (R9)."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case
from throughline.cases.time_rules import Stage
from throughline.core.clock import LONDON
from throughline.organisations import commands as organisations
from throughline.watch import time_queries


@pytest.fixture
def long_ago(service):
    """Give somebody born on 1 June 1945 and assessed on 1 January 2017."""
    case = service.open_case(date_of_birth=date(1945, 6, 1), at=datetime(2019, 2, 4, 9, tzinfo=LONDON))
    with acting_as(SYSTEM):
        Case.objects.filter(id=case.id).update(
            opened_at=datetime(2017, 1, 1, 9, tzinfo=LONDON), worker_since=datetime(2017, 1, 1, 9, tzinfo=LONDON),
            assessed_on=date(2017, 1, 1),
        )  # fmt: skip
    return case


def listed(service, on, by="worker"):
    with acting_as(service.actor(by)) as viewer:
        return [row.time.stage for row in time_queries.long_in_service(viewer=viewer, asked=None, on=on).page.rows]


def test_the_warnings_come_to_the_day(service, long_ago):
    assert listed(service, date(2019, 12, 31)) == []
    assert listed(service, date(2020, 1, 1)) == [Stage.FIRST_WARNING]
    assert listed(service, date(2020, 7, 2)) == [Stage.PAST_GUIDE]


def test_past_the_guide_and_past_75_they_are_still_here_with_a_next_contact(service, long_ago):
    clock.move_to(datetime(2020, 7, 2, 9, tzinfo=LONDON))
    browser = Browser()
    browser.force_login(service.staff["worker"])
    page = browser.get(reverse("watch:time_in_service")).content.decode()
    assert "Past the 42-month guide" in page
    with acting_as(SYSTEM):
        case = Case.objects.get(id=long_ago.id)
    assert (case.closed_at, case.next_contact_on is None) == (None, False)


def test_an_earlier_spell_adds_up(service, long_ago):
    with acting_as(SYSTEM):
        Case.objects.filter(id=long_ago.id).update(
            closed_at=datetime(2018, 1, 1, 9, tzinfo=LONDON), closed_by=service.staff["worker"],
            close_reason="COMPLETED",
        )  # fmt: skip
        now = Case.objects.get(id=long_ago.id)
        Case.objects.create(
            provider_id=now.provider_id, client_id=now.client_id, worker=service.staff["worker"], level="REGULAR",
            worker_since=clock.START, opened_at=datetime(2018, 7, 1, 9, tzinfo=LONDON),
            opened_by=service.staff["worker"],
            next_contact_on=date(2020, 3, 3), next_contact_way="PHONE", next_contact_by=service.staff["worker"],
        )  # fmt: skip
    with_break = date(2018, 7, 1) - timedelta(days=365)
    assert listed(service, date(with_break.year + 3, with_break.month, with_break.day)) == [Stage.FIRST_WARNING]
    assert listed(service, date(2020, 6, 30)) == []


def test_a_service_may_leave_disruptions_out(service, long_ago):
    provider = service.places["Harbour Trust"].id
    with acting_as(SYSTEM):
        organisations.declare_disruption(
            provider_id=provider, name="lockdown", starts_on=date(2020, 3, 2), by=SYSTEM, at=clock.START
        )
    assert listed(service, date(2020, 7, 2)) == [Stage.PAST_GUIDE]
    with acting_as(SYSTEM):
        organisations.set_number(
            provider_id=provider, name="disruption_given_back", value=1, from_on=date(2020, 3, 2), reason="Our policy",
            by=SYSTEM, at=clock.START,
        )  # fmt: skip
    assert listed(service, date(2020, 7, 2)) == [Stage.FIRST_WARNING]


def test_the_other_provider_sees_nobody(service, long_ago):
    assert listed(service, date(2020, 7, 2), by="strange manager") == []
    with acting_as(service.actor("strange manager")) as viewer:
        assert time_queries.time_of_case(long_ago.id, viewer=viewer, on=date(2020, 7, 2)) is None
