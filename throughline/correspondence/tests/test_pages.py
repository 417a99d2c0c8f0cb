"""What is to be told, as the administrator who does the post meets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.correspondence.models import Notice

TO_DO = "/notices/"


@pytest.fixture
def administrator(client, service):
    client.force_login(service.staff["administrator"])
    return client


def words(answer):
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def address_of(case):
    with acting_as(SYSTEM):
        return f"{TO_DO}{Notice.objects.get(case_id=case.id).id}/"


def test_nobody_waits(administrator):
    assert "Nobody is waiting to be told anything." in words(administrator.get(TO_DO))


def test_the_post_is_where_an_administrator_begins(administrator, service):
    service.open_case()
    page = words(administrator.get("/", follow=True))
    assert '<h1 class="nhsuk-heading-l">Notices</h1>' in page
    assert "Amina Begum" in page


def test_the_list_costs_the_same_for_one_as_for_many(administrator, service):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            administrator.get(TO_DO)
        return len(captured)

    service.open_case("Amina Begum")
    one = statements()
    for name in ("Bea Cole", "Cas Dunn", "Dee East"):
        service.open_case(name)
    assert statements() == one


def test_a_letter_is_shown_as_it_prints_and_marked_done(administrator, service):
    case = service.open_case(address="12 Sea Road")
    page = words(administrator.get(address_of(case)))
    assert "Amina Begum<br>12 Sea Road" in page
    assert "A letter reaches them" in page
    page = words(administrator.post(address_of(case), {"done": "yes"}, follow=True))
    assert "Amina Begum has been told" in page
    assert "Done" in words(administrator.get(address_of(case)))


def test_withdrawing_without_a_reason_says_what_is_missing(administrator, service):
    case = service.open_case()
    assert "Say why nobody needs to be told" in words(administrator.post(address_of(case), {}))


def test_withdrawing_with_one_keeps_it(administrator, service):
    case = service.open_case()
    administrator.post(address_of(case), {"reason": "The <b>surgery</b> told them"})
    assert "The &lt;b&gt;surgery&lt;/b&gt; told them" in words(administrator.get(address_of(case)))


def test_a_second_press_says_that_it_was_done_already(administrator, service):
    case = service.open_case()
    for _ in range(2):
        answer = administrator.post(address_of(case), {"done": "yes"})
    assert "settled already" in words(answer)
