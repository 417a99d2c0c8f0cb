"""The manager's settings, on the page."""

import re

import pytest
from django.urls import reverse

from throughline.office.presenters.settings import GROUPS
from throughline.organisations import numbers


@pytest.fixture
def manager(client, service):
    client.force_login(service.staff["manager"])
    return client


def words_of(answer):
    return " ".join(answer.content.decode().split())


SENT = {"value": "35", "from_on-day": "1", "from_on-month": "7", "from_on-year": "2020", "reason": "A trial"}


def test_a_number_is_changed_and_its_history_stands_under_it(manager):
    address = reverse("office:setting", args=["gap_regular"])
    page = words_of(manager.post(address, SENT, follow=True))
    assert "42 days today" in page
    assert "1 July 2020" in page and "35 days" in page and "A trial" in page and "Manager of Harbour Trust" in page


def test_the_list_says_what_holds_now_what_is_to_come_and_who_changed_it_why(manager):
    page = words_of(manager.get(reverse("office:settings")))
    assert "Never changed" in page and "10 working days" in page and "1 working day<" in page
    manager.post(reverse("office:setting", args=["gap_regular"]), SENT)
    assert "42 days, then 35 days from 1 July 2020" in words_of(manager.get(reverse("office:settings")))
    manager.post(reverse("office:setting", args=["tries"]), SENT | {"from_on-day": "2", "from_on-month": "3"})
    page = words_of(manager.get(reverse("office:settings")))
    assert "2 March 2020, Manager of Harbour Trust: A trial" in page


def test_no_number_is_left_out_of_the_list(manager):
    listed = [number for _, group in GROUPS for number in group]
    assert sorted(listed, key=lambda n: n.name) == sorted(numbers.ALL.values(), key=lambda n: n.name)


def test_a_question_of_yes_or_no_is_asked_and_answered_as_one(manager):
    address = reverse("office:setting", args=["disruption_given_back"])
    page = words_of(manager.get(address))
    assert "No today" in page and 'value="yes"' in page
    today = SENT | {"from_on-day": "2", "from_on-month": "3"}
    assert "Yes today" in words_of(manager.post(address, today | {"value": "yes"}, follow=True))
    assert "No today" in words_of(manager.post(address, today | {"value": "no"}, follow=True))


def test_no_page_speaks_in_the_codes_of_the_requirements(manager):
    pages = [reverse("office:settings"), *(reverse("office:setting", args=[name]) for name in numbers.ALL)]
    spoken = re.compile(r"\b(SET\d+|R\d+|AM\d+|1 yes)\b")
    assert [page for page in pages if spoken.search(words_of(manager.get(page)))] == []


def test_the_conditions_are_changed_on_a_page_of_their_own(manager):
    address = reverse("office:conditions")
    assert "Coronary heart disease" in words_of(manager.get(address))
    sent = SENT | {"conditions": "Asthma\nHypertension"}
    page = words_of(manager.post(address, sent, follow=True))
    assert "Asthma, Hypertension" in page and "Manager of Harbour Trust" in page
    assert "COPD, then others from 1 July 2020" in words_of(manager.get(reverse("office:settings")))
    page = words_of(manager.post(address, sent | {"conditions": "Anxiety"}))
    assert "Anxiety may be present and does not qualify anybody by itself" in page


def test_a_day_that_is_over_is_told_on_the_page(manager):
    page = words_of(manager.post(reverse("office:setting", args=["gap_regular"]), SENT | {"from_on-year": "2019"}))
    assert "Choose today or a later day" in page


def test_an_unknown_setting_is_not_there(manager):
    assert manager.get(reverse("office:setting", args=["gap_weekly"])).status_code == 404
