"""How a team's people are reached, by each way (R29)."""

from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Way
from throughline.contacts import reach_queries
from throughline.contacts.models import Outcome
from throughline.contacts.way_rules import Reach


def told(service):
    browser = Browser()
    browser.force_login(service.staff["manager"])
    return " ".join(browser.get(reverse("contacts:reach")).content.decode().split())


def test_each_way_s_share_stands_for_the_team_and_for_each_worker(service):
    case = service.open_case()
    for outcome, way in [(Outcome.SPOKE, Way.PHONE), (Outcome.NO_ANSWER, Way.PHONE), (Outcome.SENT, Way.POST)]:
        service.contact(case, outcome, way=way, in_days=7)
    page = told(service)
    assert "By phone 1 of 2" in page
    assert "50%" in page
    assert "By post" not in page


def test_tries_of_long_ago_do_not_count_and_a_worker_without_tries_is_named(service):
    case = service.open_case()
    service.contact(case)
    clock.move_to(clock.in_days(reach_queries.LATELY + 1))
    with acting_as(service.actor("manager")) as manager:
        found = reach_queries.reach_of_team(viewer=manager, on=clock.test_time().date())
    assert service.staff["worker"].id in {worker.worker_id for worker in found}
    assert all(worker.by_way == {} for worker in found)


def test_the_days_are_counted_back_from_the_day_asked_for(service):
    case = service.open_case()
    service.contact(case)
    clock.move_to(clock.in_days(reach_queries.LATELY))
    with acting_as(service.actor("manager")) as manager:
        found = reach_queries.reach_of_team(viewer=manager, on=clock.test_time().date())
    assert [worker.by_way for worker in found if worker.by_way] == [{Way.PHONE: Reach(1, 1)}]
