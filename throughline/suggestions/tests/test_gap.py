"""The gap: whose needs nothing meets now, by need, and whom to ask for a phone or post version (S13)."""

import html
import re

import pytest
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.directory.kinds import Category, Mode, Status
from throughline.profiles.tests.builders import WHOLE, record
from throughline.suggestions import gap_queries
from throughline.suggestions.tests.builders import FAR, HOME, know_postcodes, listed
from throughline.support_plans.tests.saying import goal

PAINT = "Paint again"
OFFLINE = {**WHOLE, "has_internet": "NO"}


@pytest.fixture
def people(service):
    """Three people who want to paint: one without the internet, one with, one who shields and has it."""
    found = {name: service.open_case(name, postcode=HOME) for name in ("Ann Reed", "Bob Hill", "Cat Vale")}
    for name, case in found.items():
        record(service, case, OFFLINE if name == "Ann Reed" else WHOLE)
        goal(service, case, PAINT)
    return found


def gap(service, by="worker"):
    with acting_as(service.actor(by)) as viewer:
        return gap_queries.gap(viewer=viewer, on=clock.test_time().date())


def test_somebody_whom_nothing_fits_is_counted_under_the_need(service, people):
    listed(service, "Zoom painting", Mode.ONLINE)
    found = gap(service)
    assert [(one.name, one.needs) for one in found.unserved] == [("Ann Reed", (Category.ARTS,))]
    [need] = found.needs
    assert (need.need, need.people, need.without, need.digitally_excluded) == (Category.ARTS, 3, 1, 1)


def test_a_service_that_could_offer_a_phone_or_post_version_is_named(service, people):
    listed(service, "Zoom painting", Mode.ONLINE)
    listed(service, "Paused painting", Mode.ONLINE, status=Status.PAUSED)
    listed(service, "Zoom debts", Mode.ONLINE, category=Category.DEBT)
    found = gap(service)
    assert [(one.name, one.modes, one.would_help) for one in found.to_ask] == [("Zoom painting", (Mode.ONLINE,), 1)]


def test_a_way_that_they_can_use_closes_the_gap(service, people):
    listed(service, "Painting by post", Mode.POST)
    assert gap(service).unserved == ()
    assert gap(service).to_ask == ()


def test_what_is_too_far_or_for_another_age_closes_none(service, people):
    know_postcodes()
    listed(service, "Painting far away", Mode.IN_PERSON, place=FAR)
    listed(service, "Painting for the young", Mode.PHONE, maximum_age=25)
    assert len(gap(service).unserved) == 3


def test_of_whom_nothing_is_written_nothing_is_said(service, people):
    service.open_case("Dee Moss")
    found = gap(service)
    assert (found.people, found.unknown) == (4, 1)
    assert "Dee Moss" not in [one.name for one in found.unserved]


def test_a_worker_sees_their_own_people_a_manager_everybodys_and_a_stranger_nobody(service, people):
    elsewhere = service.open_case("Eve Dale", to="colleague")
    goal(service, elsewhere, PAINT, by="colleague")
    assert (gap(service).people, gap(service, by="colleague").people) == (3, 1)
    assert (gap(service, by="manager").people, gap(service, by="strange manager").people) == (4, 0)


def test_it_costs_the_same_for_many_as_for_few(service, people, django_assert_num_queries):
    listed(service, "Zoom painting", Mode.ONLINE)
    with acting_as(service.actor("manager")) as viewer, django_assert_num_queries(10):
        gap_queries.gap(viewer=viewer, on=clock.test_time().date())
    for number in range(5):
        goal(service, service.open_case(f"Person {number}"), PAINT)
    with acting_as(service.actor("manager")) as viewer, django_assert_num_queries(10):
        gap_queries.gap(viewer=viewer, on=clock.test_time().date())


def test_the_page_says_it_in_words_and_leads_on(client, service, people):
    listed(service, "Zoom painting", Mode.ONLINE)
    client.force_login(service.staff["worker"])
    page = client.get(reverse("suggestions:gap")).content.decode()
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert "1 of 3 people has a need that nothing in the directory meets now in a way that they can use." in words
    assert "Arts and crafts People who need it 3 Of whom nothing fits 1 Of these digitally excluded 1" in words
    assert "Zoom painting Joined only online Need Arts and crafts People it would help 1" in words
    assert "Ann Reed Digitally excluded What nothing fits Arts and crafts" in words
    assert reverse("suggestions:find", args=[people["Ann Reed"].client_id]) in page
