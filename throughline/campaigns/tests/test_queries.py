"""Coverage from contacts alone, the order of the calls, the lines of a score, and that nobody is hidden (R55, R56)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.campaigns import commands, coverage_queries, queries, rules
from throughline.campaigns.coverage_queries import By
from throughline.campaigns.models import Order
from throughline.campaigns.tests.builders import begun, people
from throughline.caseload import commands as caseload
from throughline.cases import level_commands as levels
from throughline.cases.models import LevelReason, Way
from throughline.clients.models import Client
from throughline.contacts import correction_commands
from throughline.contacts.models import Outcome
from throughline.contacts.writing import WhatHappened
from throughline.core.decisions import NotFound
from throughline.core.ids import new_id
from throughline.organisations import commands as organisations
from throughline.organisations.numbers import POINTS

LATER = date(2020, 3, 31)


def asked(service, query, campaign, *, by="manager", on=None, **more):
    with acting_as(service.actor(by)) as viewer:
        return query(campaign.id, viewer=viewer, on=on or clock.test_time().date(), **more)


def no_points(service):
    """Have a manager set every point to none."""
    with acting_as(SYSTEM):
        for number in rules.POINTS_OF.values():
            organisations.set_number(
                provider_id=service.places["Harbour Trust"].id, name=number.name, value=0, reason="A trial",
                from_on=clock.START.date(), by=SYSTEM, at=clock.START,
            )  # fmt: skip


def hand_over(service, case):
    with acting_as(service.actor("manager")) as by:
        caseload.hand_over_case(
            case_id=case.id, to_worker_id=service.staff["colleague"].id, contact_on=clock.START.date(), way=Way.PHONE,
            reason="Moved", by=by, at=clock.test_time(),
        )  # fmt: skip


class TestCoverage:
    def test_of_120_people_100_reached_12_tried_and_8_untried(self, service):
        cases = people(service, 120)
        first = cases[117]
        with acting_as(service.actor("manager")):
            Client.objects.filter(id=first.client_id).update(shielding=True, lives_alone=True)
            Client.objects.filter(id=cases[118].client_id).update(shielding=True)
        hand_over(service, first)
        campaign = begun(service)
        for case in cases[:100]:
            service.contact(case)
        for case in cases[100:112]:
            service.contact(case, Outcome.NO_ANSWER, in_days=1)
        found = asked(service, coverage_queries.coverage, campaign)
        assert (found.whole.people, found.whole.reached_share, found.whole.tried_share) == (120, 83, 93)
        assert found.whole.untried == 8
        named = asked(service, queries.untried, campaign, order=Order.NEED)
        assert len(named) == 8
        assert named[0].case_id == first.id, "shielding, alone and with a new worker comes first"
        assert named[1].case_id == cases[118].id
        assert len(asked(service, queries.still_to_call, campaign)) == 20

    def test_by_each_group(self, service):
        alone, other = people(service, 2)
        with acting_as(service.actor("manager")):
            Client.objects.filter(id=alone.client_id).update(
                lives_alone=True, conditions_count=4, digitally_excluded=True, shielding=True
            )
        service.contact(alone, at=clock.START - timedelta(days=35))
        campaign = begun(service)
        service.contact(alone)
        groups = asked(service, coverage_queries.coverage, campaign).groups
        assert set(groups) == set(By) - {By.EVERYBODY}
        for by, value in [(By.ALONE, "true"), (By.CONDITIONS, "3"), (By.DIGITAL, "true"), (By.SHIELDING, "true"),
                          (By.SPOKEN, "2")]:  # fmt: skip
            assert [(c.people, c.reached) for c in groups[by] if c.value == value] == [(1, 1)], by
        assert [(c.value, c.people) for c in groups[By.WORKER]] == [("Worker of Harbour Trust", 2)]
        assert [(c.value, c.people) for c in groups[By.AREA]] == [("9", 2)], "no table was loaded"
        assert [c.people for c in groups[By.SPOKEN] if c.value == "9"] == [1], other

    def test_what_was_before_it_began_what_was_corrected_and_who_came_later_do_not_count(self, service):
        before, corrected = people(service, 2)
        service.contact(before, at=clock.START - timedelta(days=1))
        campaign = begun(service)
        contact_id = service.contact(corrected, at=clock.START)
        with acting_as(service.actor("worker")) as by:
            what = WhatHappened(way=Way.POST, outcome=Outcome.SENT, happened_at=clock.START)
            correction_commands.correct_contact(
                contact_id=contact_id, replacement_id=new_id(), reason="A letter", what=what, by=by, at=clock.START
            )
        clock.move_to(clock.START + timedelta(days=1))
        service.open_case("Newcomer Late", at=clock.test_time())
        whole = asked(service, coverage_queries.coverage, campaign).whole
        assert (whole.people, whole.reached, whole.tried) == (2, 0, 1)

    def test_it_asks_as_often_for_many_as_for_few(self, service):
        people(service, 2)
        campaign = begun(service)

        def statements():
            with CaptureQueriesContext(
                connection,
            ) as asked_for:
                asked(service, coverage_queries.coverage, campaign)
            return len(asked_for)

        few = statements()
        people(service, 5, first=2)
        assert statements() == few

    def test_another_provider_sees_nothing_of_it(self, service):
        campaign = begun(service)
        for query in (coverage_queries.coverage, queries.untried, queries.still_to_call, queries.calls):
            with pytest.raises(NotFound):
                asked(service, query, campaign, by="strange manager")


class TestTheOrder:
    def test_the_lines_add_up_to_what_orders_the_list(self, service):
        cases = people(service, 2, days_ago=100)
        with acting_as(service.actor("manager")):
            Client.objects.filter(id=cases[1].client_id).update(
                shielding=True, lives_alone=True, conditions_count=2, digitally_excluded=True
            )
        with acting_as(service.actor("worker")) as by:
            for reason in (LevelReason.LOW_MOOD, LevelReason.LOSS):
                levels.raise_level(case_id=cases[1].id, reason=reason, by=by, at=clock.test_time())
        campaign = begun(service)
        first, second = asked(service, queries.still_to_call, campaign)
        assert first.case_id == cases[1].id
        assert [(line.reason.value, line.points) for line in first.lines] == [
            ("SHIELDING", 5), ("ALONE", 3), ("CONDITIONS", 2), ("LOW_MOOD", 3), ("LOSS", 3), ("LONG_AGO", 3),
            ("DIGITALLY_EXCLUDED", 2),
        ]  # fmt: skip
        assert (first.score, second.score) == (21, 3)
        assert (first.latest_on, second.latest_on) == (campaign.priority_by_on, campaign.everyone_by_on)

    def test_with_no_points_at_all_the_latest_day_stands_and_past_it_one_comes_first(self, service):
        [early] = people(service, 1)
        campaign = begun(service, finish_on=date(2020, 6, 30))
        clock.move_to(clock.START + timedelta(days=1))
        no_points(service)
        [row] = asked(service, queries.still_to_call, campaign)
        assert (row.score, row.latest_on, row.overdue) == (0, campaign.everyone_by_on, False)
        [row] = asked(service, queries.still_to_call, campaign, on=LATER)
        assert row.overdue, early

    def test_whoever_is_past_their_day_comes_before_more_points(self, service):
        low, high = people(service, 2)
        campaign = begun(service, finish_on=date(2020, 6, 30))
        with acting_as(service.actor("worker")) as by:
            commands.move_up(campaign_id=campaign.id, case_id=high.id, reason="Low", by=by, at=clock.test_time())
        between = campaign.priority_by_on + timedelta(days=1)
        rows = asked(service, queries.still_to_call, campaign, on=between)
        assert [(row.case_id, row.overdue) for row in rows] == [(high.id, True), (low.id, False)]

    def test_the_one_longest_not_spoken_with_first_where_the_campaign_says_so(self, service):
        [recent] = people(service, 1, days_ago=10, shielding=True)
        [long_ago] = people(service, 1, first=1, days_ago=50)
        campaign = begun(service, order=Order.LONGEST)
        assert [r.case_id for r in asked(service, queries.still_to_call, campaign)] == [long_ago.id, recent.id]

    def test_ones_own_come_first_and_whoever_was_tried_today_last(self, service):
        [others] = people(service, 1, to="colleague", shielding=True)
        tried, own = people(service, 2, first=1)
        campaign = begun(service)
        service.contact(tried, Outcome.NO_ANSWER, in_days=1)
        found = asked(service, queries.calls, campaign, by="worker")
        assert [row.case_id for row in found.page.rows] == [own.id, tried.id, others.id]
        assert (found.total, found.own) == (3, 2)

    def test_after_enough_tries_on_different_days_they_leave_the_calls_but_never_the_count(self, service):
        [case] = people(service, 1)
        campaign = begun(service, tries=2)
        for days in range(2):
            service.contact(case, Outcome.NO_ANSWER, in_days=1, at=clock.START + timedelta(days=days))
        assert asked(service, queries.still_to_call, campaign) == []
        whole = asked(service, coverage_queries.coverage, campaign).whole
        assert (whole.people, whole.reached, whole.tried) == (1, 0, 1)


def test_a_manager_sets_the_points_from_nought_on():
    number = rules.POINTS_OF[rules.Reason.SHIELDING]
    assert (number.unit, number.can_be(0), number.can_be(-1)) == (POINTS, True, False)
