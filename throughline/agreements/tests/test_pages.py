"""The pages of what somebody agrees to."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from throughline.accounts.scopes import acting_as
from throughline.agreements.models import Agreement


@pytest.fixture
def case(service):
    return service.open_case()


@pytest.fixture
def worker(service):
    return signed_in(service, "worker")


def signed_in(service, name):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def ask(browser, case, about, **posted):
    return browser.post(reverse("agreements:ask", args=[case.client_id, about]), posted, follow=True)


def text(browser, name, *arguments):
    return browser.get(reverse(name, args=arguments)).content.decode()


def newest(service, case):
    with acting_as(service.actor("worker")):
        return Agreement.objects.filter(client_id=case.client_id).order_by("-recorded_at", "-said_on", "id").last()


def test_what_was_said_on_referring_stands_there_and_the_rest_is_not_asked(worker, case):
    page = text(worker, "agreements:list", case.client_id)
    assert page.count("Not asked") == 9 and page.count(">Agreed<") >= 2
    assert "Nobody is named yet." in page


def test_the_words_to_read_out_stand_above_the_question(worker, case):
    page = text(worker, "agreements:ask", case.client_id, "research")
    assert "Researchers may get in touch with you" in page and "Do they agree?" in page


def test_withdrawing_from_the_surgery_is_seen_there_at_once(service, worker, case):
    recorded = ask(worker, case, "surgery", stance="GIVEN", how="SPOKEN")
    assert recorded.redirect_chain
    with acting_as(service.actor("worker")):
        given = Agreement.objects.get(about="SURGERY")
    href = reverse("agreements:withdraw", args=[case.client_id, given.id])
    assert "no longer sees what became" in worker.get(href).content.decode()
    assert "No longer agrees" in worker.post(href, {"how": "SPOKEN"}, follow=True).content.decode()
    practice = signed_in(service, "practice")
    ours, sheet = text(practice, "referrals:ours"), text(practice, "referrals:sheet", case.referral_id)
    for page in (ours, sheet):
        assert "The patient has asked us not to share this" in page and "Not shared" in page
    assert "Worker of Harbour Trust is the link worker" not in sheet
    assert "Worker of Harbour Trust is the link worker" in text(
        signed_in(service, "manager"), "referrals:sheet", case.referral_id
    )


def test_somebody_close_is_named_and_shown(worker, case):
    page = ask(worker, case, "family", name="Zoë, her sister", stance="GIVEN", how="WRITTEN").content.decode()
    assert "Zoë, her sister" in page and "written, 2 March 2020" in page


def test_a_way_of_contact_is_chosen_already(worker, case):
    page = worker.get(reverse("agreements:ask", args=[case.client_id, "way"]), {"way": "POST"}).content.decode()
    assert 'value="POST" checked' in page


def test_what_is_left_out_is_asked_for(worker, case):
    page = ask(worker, case, "linked_service").content.decode()
    for words in ("Enter which service", "Select whether they agree", "Select how they said so"):
        assert words in page


def test_a_second_withdrawal_is_refused_in_words(service, worker, case):
    phone = newest(service, case)
    href = reverse("agreements:withdraw", args=[case.client_id, phone.id])
    worker.post(href, {"how": "SPOKEN"})
    assert "There is no agreement to withdraw" in worker.post(href, {"how": "SPOKEN"}).content.decode()


def test_no_such_agreement_is_no_page(worker, case):
    assert worker.get(reverse("agreements:ask", args=[case.client_id, "secrets"])).status_code == 404
    assert worker.get(reverse("agreements:withdraw", args=[case.client_id, case.id])).status_code == 404
