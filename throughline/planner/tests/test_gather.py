"""What a plan is made from: nobody is lost, nobody on leave is given calls, promises and appointments stand."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.absences import commands as absences
from throughline.accounts.models import User
from throughline.accounts.scopes import acting_as
from throughline.campaigns import queries as campaigns
from throughline.campaigns.tests.builders import begun, people
from throughline.cases.models import Case
from throughline.core.working_days import is_working_day
from throughline.planner import commands, queries
from throughline.planner.engine.explain import prices
from throughline.planner.engine.propose import propose
from throughline.planner.gather import Hours, gather
from throughline.planner.tests.builders import SIX_CALLS, act, calls_of, planned
from throughline.profiles.models import ProfileKind, ProfileVersion

TODAY = clock.test_time().date()


def gathered(service, campaign, hours=SIX_CALLS):
    with acting_as(service.actor("manager")) as viewer:
        return gather(campaign, hours, viewer=viewer, on=TODAY)


class TestWhoAndWhen:
    def test_only_working_days_up_to_the_last(self, service):
        people(service, 1)
        campaign = begun(service)
        days = gathered(service, campaign).problem.days
        assert all(is_working_day(day) for day in days)
        assert days[0] >= TODAY and days[-1] <= campaign.finish_on

    def test_nobody_on_leave_has_minutes(self, service):
        people(service, 1)
        campaign = begun(service)
        worker = service.staff["worker"]
        act(
            service, absences.record_absence, worker_id=worker.id, cover_id=service.staff["colleague"].id,
            starts_on=TODAY, ends_on=TODAY + timedelta(days=6),
        )  # fmt: skip
        found = gathered(service, campaign, Hours({worker.id: 90}))
        mine = found.problem.workers[found.workers.index(worker.id)]
        away = [day <= TODAY + timedelta(days=6) for day in found.problem.days]
        assert mine.minutes == tuple(0 if gone else 90 for gone in away)

    def test_what_was_promised_sooner_is_the_latest_day(self, service):
        [case] = people(service, 1)
        campaign = begun(service)
        with acting_as(service.actor("manager")):
            Case.objects.filter(id=case.id).update(next_contact_on=TODAY + timedelta(days=1))
        [person] = gathered(service, campaign).problem.people
        days = gathered(service, campaign).problem.days
        assert person.latest == sum(day <= TODAY + timedelta(days=1) for day in days) - 1

    def test_an_appointment_stands(self, service):
        case, other = people(service, 2)
        campaign = begun(service)
        soon = next(TODAY + timedelta(days=n) for n in range(1, 9) if is_working_day(TODAY + timedelta(days=n)))
        with acting_as(service.actor("manager")):
            Case.objects.filter(id=case.id).update(next_contact_on=soon, next_contact_time=time(10))
        found = gathered(service, campaign)
        assert [one.row.case_id for one in found.appointments] == [case.id]
        assert [row.case_id for row in found.rows] == [other.id]

    def test_languages_and_who_knows_whom(self, service):
        case, other = people(service, 2)
        service.contact(case, by="colleague", at=clock.test_time() - timedelta(days=3))
        campaign = begun(service)
        manager = service.staff["manager"]
        with acting_as(SYSTEM):
            User.objects.filter(id=service.staff["colleague"].id).update(languages=["Punjabi"])
            for told in (case, other):
                ProfileVersion.objects.create(
                    provider_id=told.provider_id, client_id=told.client_id, about=ProfileKind.ACCESS,
                    answers={"language": "Punjabi", "interpreter": "NO" if told is other else "YES"},
                    recorded_at=clock.test_time(), recorded_by=manager,
                )  # fmt: skip
        found = gathered(service, campaign)
        by_case = {row.case_id: found.problem.people[index] for index, row in enumerate(found.rows)}
        colleague = found.workers.index(service.staff["colleague"].id)
        assert by_case[case.id].language == "Punjabi" and by_case[other.id].language == "English"
        assert by_case[case.id].known == {colleague} and by_case[other.id].known == frozenset()
        speaking = [w.id for w in found.problem.workers if "Punjabi" in w.languages]
        assert speaking == [colleague]


@pytest.fixture
def many(service):
    people(service, 30)
    people(service, 6, first=30, shielding=True, lives_alone=True)
    return begun(service)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.integers(0, 200), call=st.integers(5, 60), longer=st.integers(5, 120))
def test_everybody_still_to_call_is_planned_or_priced_or_may_wait(service, many, minutes, call, longer):
    found = gathered(service, many, Hours({}, otherwise=minutes, call=call, longer=longer))
    with acting_as(service.actor("manager")) as viewer:
        asked = {row.case_id for row in campaigns.still_to_call(many.id, viewer=viewer, on=TODAY)}
    assert {row.case_id for row in found.rows} | {one.row.case_id for one in found.appointments} == asked
    plan = propose(found.problem)
    called = {one.person for one in plan.calls}
    priced = {price.person for price in prices(found.problem, plan)}
    may_wait = {one.id for one in found.problem.people if one.latest >= len(found.problem.days)}
    assert called | priced | may_wait == {one.id for one in found.problem.people}


def test_where_there_is_no_room_everybody_keeps_a_line_that_says_what_it_would_take(service):
    plan = planned(service, count=3, hours=Hours({}, otherwise=0), shielding=True)
    lines = calls_of(service, plan)
    assert len(lines) == 3
    assert all(line.call_on is None for line in lines)
    assert all("it would take" in line.not_kept[0] for line in lines)


@pytest.mark.parametrize("count", [2, 12])
def test_the_number_of_statements_does_not_grow(service, count):
    people(service, count)
    campaign = begun(service)
    with CaptureQueriesContext(connection) as asked:
        gathered(service, campaign)
    plan = act(service, commands.propose_calls, campaign_id=campaign.id, hours=SIX_CALLS)
    with acting_as(service.actor("manager")) as viewer, CaptureQueriesContext(connection) as looked:
        queries.call_plan(plan.id, viewer=viewer, on=TODAY)
    assert len(asked) <= 16
    assert len(looked) <= 9
