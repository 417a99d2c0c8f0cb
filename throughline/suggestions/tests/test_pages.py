"""The page on which something is found for somebody, and the three ideas."""

import html
import re

import pytest
from django.urls import reverse

from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.models import Location
from throughline.profiles.tests.builders import WHOLE, record
from throughline.suggestions.dictionary import DICTIONARY
from throughline.suggestions.rules import Why
from throughline.suggestions.tests.builders import NEAR, know_postcodes, listed


@pytest.fixture(autouse=True)
def no_words_of_another_test():
    DICTIONARY.forget()


@pytest.fixture
def case(service):
    return service.open_case("Christine Vale")


@pytest.fixture
def worker(client, service):
    client.force_login(service.staff["worker"])
    return client


def words_of(response):
    assert response.status_code == 200, response
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def find(browser, case, **sent):
    address = reverse("suggestions:find", args=[case.client_id])
    return words_of(browser.post(address, sent, follow=True) if sent else browser.get(address))


def test_the_record_leads_there(worker, case):
    record_page = worker.get(reverse("desk:client", args=[case.client_id])).content.decode()
    assert reverse("suggestions:find", args=[case.client_id]) in record_page


def test_a_card_tells_all_that_one_says_on_the_phone(worker, service, case):
    listed(
        service, "Art pack", Mode.POST, wait=2, is_free=True, who_to_ring="Dot", phone="+441914980123",
        eligibility="Anybody in Tyneside", minimum_age=18, description="Paints and paper", session_limit=6,
    )  # fmt: skip
    page = find(worker, case, words="art")
    for told in (
        "Art pack", "By post", "Open", "By post: ring Dot on 0191 498 0123", "Wait about 2 weeks", "Free",
        "Anybody in Tyneside; For people of 18 and over", "Up to 6 times", "Paints and paper",
        "2 March 2020, by the service itself", "Those who offer Art pack", "1 way of joining they can use now",
    ):  # fmt: skip
        assert told in page, told


def test_a_profile_that_nobody_filled_in_is_said_and_never_read_as_no_need(worker, service, case):
    """The check of R38: for a client with an empty profile, a banner."""
    listed(service, "Zoom art", Mode.ONLINE)
    page = find(worker, case)
    assert "What they need is not known: nobody has gone through it with them." in page
    assert "Nobody has asked whether they have the internet: ask first" in page
    record(service, case, WHOLE)
    assert "is not known" not in find(worker, case).replace("distances are not known", "")


def test_what_is_hidden_is_counted_and_can_be_shown_with_its_reason(worker, service, case):
    record(service, case, {**WHOLE, "has_internet": "NO"})
    listed(service, "Zoom art", Mode.ONLINE)
    page = find(worker, case)
    assert "Nothing that they can use was found" in page
    assert "1 way of joining needs the internet. Show" in page
    shown = words_of(worker.get(reverse("suggestions:find", args=[case.client_id]), {"hidden": Why.NO_INTERNET.value}))
    assert "Not for them now: 1 way of joining that needs the internet" in shown
    assert "Needs the internet: no internet at home. Ask whether they can join by phone or post." in shown


def test_what_is_stale_says_for_how_long(worker, service, case):
    listed(service, "Choir", Mode.PHONE, days_ago=120)
    assert "Not verified for 120 days" in find(worker, case)


def test_nothing_that_was_typed_stands_in_an_address_and_it_is_there_on_the_way_back(worker, service, case):
    listed(service, "Choir", Mode.PHONE)
    listed(service, "Debt line", Mode.PHONE, category=Category.DEBT)
    address = reverse("suggestions:find", args=[case.client_id])
    sent = worker.post(address, {"words": "money worries", "mode": "PHONE"})
    assert sent.url == address
    page = worker.get(address).content.decode()
    assert 'value="money worries"' in page
    assert "Debt line" in page
    assert "Choir" not in page
    other = service.open_case("Somebody Else")
    assert "money worries" not in worker.get(reverse("suggestions:find", args=[other.client_id])).content.decode()


def test_how_a_search_was_understood_is_said(worker, service, case):
    listed(service, "Counselling line", Mode.PHONE, category=Category.COUNSELLING, wait=3)
    page = find(worker, case, words="councelling by phone under 8 weeks")
    assert "No service uses the word “councelling”: this is what there is for “counselling”." in page
    assert "Looked for: counselling, by phone, wait of at most 8 weeks." in page


@pytest.mark.parametrize("sent", [{"mode": "OWL"}, {"words": "x" * 201}, {"within_weeks": "-1"}, {"category": "&"}])
def test_an_answer_that_cannot_be_is_told_at_the_field(worker, case, sent):
    assert "There is a problem" in find(worker, case, **sent)


@pytest.mark.parametrize("asked", ["?page=0", "?page=99999999", "?hidden=77", "?hidden=x", "?hidden=²&page=-1"])
def test_an_address_that_makes_no_sense_gives_the_page_all_the_same(worker, case, asked):
    assert worker.get(reverse("suggestions:find", args=[case.client_id]) + asked).status_code == 200


def test_a_map_of_the_places_stands_beside_the_list_where_maps_are_on(worker, service, case, settings):
    know_postcodes()
    listed(service, "Choir", Mode.IN_PERSON, place=NEAR)
    Location.objects.update(latitude=54.97, longitude=-1.61)
    address = reverse("suggestions:find", args=[case.client_id])
    assert "OpenStreetMap" not in worker.get(address).content.decode()
    settings.MAP_TILES = "https://tiles.example/{z}/{x}/{y}.png"
    page = worker.get(address).content.decode()
    assert "Map. 1: Choir" in page
    assert "1. <a href" in page
    Location.objects.update(is_private=True)
    assert "Map. 1" not in worker.get(address).content.decode()


def test_three_ideas_are_of_three_kinds(worker, service, case):
    for name, category in [("Choir", Category.ARTS), ("Painting", Category.ARTS), ("Walk", Category.PHYSICAL_ACTIVITY),
                           ("Chat", Category.SOCIAL_GROUP), ("Debts", Category.DEBT)]:  # fmt: skip
        listed(service, name, Mode.PHONE, category=category)
    listed(service, "Closed", Mode.PHONE, category=Category.FOOD, status=Status.CLOSED)
    page = words_of(worker.get(reverse("suggestions:ideas", args=[case.client_id])))
    assert page.count("Last said") == 3
    assert not ("Choir" in page and "Painting" in page)
    assert "Closed" not in page


@pytest.mark.parametrize("page", ["find", "ideas"])
@pytest.mark.parametrize("who", ["practice", "commissioner", "linked service"])
def test_nobody_else_may_open_it(client, service, case, page, who):
    client.force_login(service.staff[who])
    assert client.get(reverse(f"suggestions:{page}", args=[case.client_id])).status_code in (403, 404)


def test_an_idea_they_take_up_becomes_a_goal_in_their_words(worker, service, case):
    """S15: starting one creates a goal, and the goal leans on it."""
    listed(service, "Choir", Mode.PHONE)
    page = worker.get(reverse("suggestions:ideas", args=[case.client_id])).content.decode()
    [way] = re.findall(r'href="([^"]+/plan/goal/[^"]*)"', page)
    asked = worker.get(html.unescape(way)).content.decode()
    assert "Choir" in asked
