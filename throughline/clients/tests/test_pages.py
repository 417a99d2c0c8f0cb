"""The page on which particulars are put right."""

import pytest

from throughline.accounts.scopes import acting_as
from throughline.clients.models import Client

RIGHT = {
    "full_name": "Amina Khan", "date_of_birth-day": "1", "date_of_birth-month": "5", "date_of_birth-year": "1960",
    "nhs_number": "999 000 0018", "phones": "0191 498 0123\n+33 1 23 45 67 89", "postcode": "zz993vz",
    "reason": "married",
}  # fmt: skip


@pytest.fixture
def address(service, client):
    case = service.open_case("Amina Begum")
    client.force_login(service.staff["worker"])
    return f"/clients/{case.client_id}/particulars/"


def test_it_opens_with_what_is_known(address, client):
    page = client.get(address).content.decode()
    assert "Amina Begum" in page and "0191 498 0123" in page and 'value="1960"' in page


def test_it_puts_right_and_shows_what_it_was(address, client, service):
    assert client.post(address, RIGHT).status_code == 302
    with acting_as(service.actor("worker")):
        kept = Client.objects.get()
        assert (kept.full_name, kept.postcode, kept.nhs_number) == ("Amina Khan", "ZZ99 3VZ", "9990000018")
    page = client.get(address).content.decode()
    assert "Amina Begum" in page and "married" in page and "Worker of Harbour Trust" in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"full_name": "123"}, "Give the person&#39;s name"),
        ({"nhs_number": "9990000019"}, "check digit does not fit"),
        ({"phones": "12"}, "telephone number"),
        ({"postcode": "X"}, "not a postcode"),
        ({"date_of_birth-year": "2031"}, "or earlier"),
    ],
)
def test_what_cannot_be_right_is_said_at_the_field(address, client, wrong, told):
    answer = client.post(address, RIGHT | wrong)
    assert answer.status_code == 200
    assert told in answer.content.decode()
