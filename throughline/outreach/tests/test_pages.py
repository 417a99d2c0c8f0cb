"""The pages of lists as a manager and a link worker meet them."""

from datetime import date

import pytest
from django.urls import reverse

from throughline.outreach.tests.lists import csv_of, person, take


@pytest.fixture
def taken(service, tmp_path):
    """Give a list with two people and a row that is bad."""
    return take(service, csv_of(tmp_path, "elm.csv", person(1), person(2), person(3, Postcode="=nowhere")))


@pytest.fixture
def as_somebody(client, service):
    """Sign a member of staff in."""

    def sign_in(name):
        client.force_login(service.staff[name])
        return client

    return sign_in


def test_every_list_is_there_with_its_counts(as_somebody, taken):
    page = as_somebody("worker").get(reverse("outreach:lists")).content.decode()
    assert "Elm Street: shielding list" in page


def test_no_list_yet(as_somebody, service):
    assert "No list has come in yet" in as_somebody("worker").get(reverse("outreach:lists")).content.decode()


def test_a_report_says_what_it_came_to_and_who_calls(as_somebody, taken):
    page = as_somebody("manager").get(reverse("outreach:report", args=[taken.list_id])).content.decode()
    assert "2 people" in page
    assert "Rows to return" in page
    assert "is not a postcode" in page
    assert "Who calls whom" in page


def test_the_rows_to_return_are_a_file_that_is_safe_to_open(as_somebody, taken):
    answer = as_somebody("manager").get(reverse("outreach:returned", args=[taken.list_id]))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("row_number,field,reason,NHS Number")
    assert lines[1].startswith("4,postcode,")
    assert "'=nowhere" in lines[1]


def test_a_link_worker_does_not_download_them(as_somebody, taken):
    assert as_somebody("worker").get(reverse("outreach:returned", args=[taken.list_id])).status_code == 403


def test_another_provider_finds_nothing(as_somebody, taken):
    assert as_somebody("strange manager").get(reverse("outreach:report", args=[taken.list_id])).status_code == 404


def test_a_client_who_is_named_finds_it_on_their_record(as_somebody, service, tmp_path):
    row = person(900)
    case = service.open_case("Ada Testwood", nhs_number=row["NHS Number"], date_of_birth=date(1957, 4, 1))
    take(service, csv_of(tmp_path, "elm.csv", row))
    page = as_somebody("worker").get(reverse("desk:client", args=[case.client_id])).content.decode()
    assert "Named on a list received on" in page
    assert "Elm Street: shielding list" in page
