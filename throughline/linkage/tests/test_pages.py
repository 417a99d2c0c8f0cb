"""The queue of who may be a client already, as a manager meets it."""

import pytest
from django.urls import reverse

from throughline.accounts.scopes import acting_as
from throughline.linkage.models import PossibleMatch, Said
from throughline.linkage.tests.test_commands import AMINA, asked, case, compare, doubtful  # noqa: F401
from throughline.outreach.models import ListedPerson
from throughline.outreach.tests.lists import csv_of, person, take

LIST = "linkage:questions"


@pytest.fixture
def as_somebody(client, service):
    """Sign a member of staff in."""

    def sign_in(name):
        client.force_login(service.staff[name])
        return client

    return sign_in


def address(match):
    return reverse("linkage:question", args=[match.person_id])


def test_nobody_to_decide_on(as_somebody):
    assert "Nobody has to be decided on" in as_somebody("manager").get(reverse(LIST)).content.decode()


def test_a_question_shows_both_sides_and_says_in_words_what_differs(as_somebody, asked):  # noqa: F811
    manager = as_somebody("manager")
    assert "Rukhsana Begum" in manager.get(reverse(LIST)).content.decode()
    page = manager.get(address(asked)).content.decode()
    assert "Client 1: Amina Begum" in page
    assert page.count("Differs") == 2
    assert "Nothing to compare" in page
    assert "Cannot tell yet" in page


def test_nothing_selected_is_said(as_somebody, asked):  # noqa: F811
    page = as_somebody("manager").post(address(asked), {}).content.decode()
    assert "Select who it is" in page


def test_the_same_person(as_somebody, service, asked, case):  # noqa: F811
    answer = as_somebody("manager").post(address(asked), {"who": str(case.client_id)})
    assert answer.headers["Location"] == reverse(LIST)
    with acting_as(service.actor("manager")):
        assert ListedPerson.objects.get().client_id == case.client_id


def test_cannot_tell_yet_goes_to_the_end_and_the_next_one_comes(as_somebody, service, asked, tmp_path):  # noqa: F811
    more = person(2, **{**AMINA, "NHS Number": "", "Forename": "Zainab"})
    compare(service, take(service, csv_of(tmp_path, "more.csv", more)), tmp_path)
    manager = as_somebody("manager")
    answer = manager.post(address(asked), {"who": "NOT_YET"})
    with acting_as(service.actor("manager")):
        other = PossibleMatch.objects.exclude(id=asked.id).get()
    assert answer.headers["Location"] == address(other)
    page = manager.get(reverse(LIST)).content.decode()
    assert page.index("Zainab") < page.index("Rukhsana")
    assert manager.post(address(other), {"who": Said.DIFFERENT}).headers["Location"] == reverse(LIST)


def test_a_link_worker_does_not_decide_and_another_provider_finds_nothing(as_somebody, asked):  # noqa: F811
    assert as_somebody("worker").get(address(asked)).status_code == 403
    assert as_somebody("strange manager").get(address(asked)).status_code == 404
    assert "Rukhsana" not in as_somebody("strange manager").get(reverse(LIST)).content.decode()
