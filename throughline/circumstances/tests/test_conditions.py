"""The two lists of long-term conditions, and the client's own row beside them."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.circumstances import condition_commands as commands
from throughline.circumstances import queries
from throughline.circumstances.models import Condition, Said
from throughline.clients.models import Client
from throughline.core.decisions import NotAllowed, NotFound, Refused

TODAY = clock.START.date()


@pytest.fixture
def amina(service):
    return service.open_case(conditions=["T2DM", "hypertension"]).client_id


@pytest.fixture
def add(service, amina):
    def _add(name, said=Said.CLIENT, since_on=None, by="worker"):
        with acting_as(service.actor(by)) as actor:
            return commands.add_condition(
                client_id=amina, name=name, said=said, since_on=since_on, by=actor, at=clock.test_time()
            )

    return _add


@pytest.fixture
def end(service):
    def _end(condition, on=TODAY, mistaken=False, by="worker"):
        with acting_as(service.actor(by)) as actor:
            commands.end_condition(
                condition_id=condition.id, ended_on=on, mistaken=mistaken, by=actor, at=clock.test_time()
            )

    return _end


@pytest.fixture
def row(service, amina):
    def _row():
        with acting_as(service.actor("worker")):
            return Client.objects.get(id=amina)

    return _row


def lists(service, client_id):
    with acting_as(service.actor("worker")) as viewer:
        about = queries.about_client(client_id, viewer=viewer, on=TODAY, today=TODAY)
    return {(c.name, c.said.value) for c in about.standing_conditions}, about.count


def test_what_the_referral_says_is_the_referrers_list(service, amina, row):
    listed, count = lists(service, amina)
    assert listed == {("T2DM", "REFERRER"), ("hypertension", "REFERRER")}
    assert (count.shown, count.qualifying) == ("2+", 1)
    assert row().conditions_count == 2


def test_what_they_tell_us_may_differ_and_both_show(service, amina, add, row):
    add("type 2 diabetes"), add("Fibromyalgia")
    listed, count = lists(service, amina)
    assert ("T2DM", "REFERRER") in listed and ("type 2 diabetes", "CLIENT") in listed
    assert count.all == 3 == row().conditions_count
    assert row().conditions == ["T2DM", "hypertension", "Fibromyalgia"]


def test_a_second_referral_adds_what_is_new(service, amina, row):
    service.refer(conditions=["type 2 diabetes", "anxiety"])
    listed, _ = lists(service, amina)
    assert listed == {("T2DM", "REFERRER"), ("hypertension", "REFERRER"), ("anxiety", "REFERRER")}
    assert row().conditions_count == 3


def test_what_is_taken_off_stays_in_the_history(service, amina, add, end, row):
    condition = add("asthma")
    assert row().conditions_count == 3
    end(condition)
    assert (row().conditions_count, row().conditions) == (2, ["T2DM", "hypertension"])
    with acting_as(service.actor("worker")):
        assert Condition.objects.get(id=condition.id).ended_by_id == service.staff["worker"].id
    add("asthma")
    assert row().conditions_count == 3


def test_refusals_say_why(add, end):
    condition = add("asthma")
    with pytest.raises(Refused, match="on that list already"):
        add("Asthma")
    end(condition, mistaken=True)
    with pytest.raises(Refused, match="taken off the list already"):
        end(condition)


@pytest.mark.parametrize(
    ("by", "no"), [("practice", NotAllowed), ("administrator", NotAllowed), ("stranger", NotFound)]
)
def test_only_those_who_work_with_them_may(add, end, by, no):
    condition = add("asthma")
    with pytest.raises(no):
        add("COPD", by=by)
    with pytest.raises(no):
        end(condition, by=by)


def test_the_page_shows_both_lists_and_takes_one_off(service, amina):
    browser = Browser()
    browser.force_login(service.staff["worker"])
    href = reverse("circumstances:add_condition", args=[amina])
    assert "Enter the condition" in browser.post(href, {"said": "CLIENT"}).content.decode()
    page = browser.post(href, {"name": "fibromyalgia", "said": "CLIENT"}, follow=True).content.decode()
    assert "Long-term conditions: 2+" in page and "Fibromyalgia" in page and "Hypertension" in page
    with acting_as(service.actor("worker")):
        condition = Condition.objects.get(name="fibromyalgia")
    href = reverse("circumstances:end_condition", args=[amina, condition.id])
    assert "Select why" in browser.post(href, {}).content.decode()
    page = browser.post(href, {"why": "MISTAKEN"}, follow=True).content.decode()
    assert "recorded by mistake, taken off on 2 March 2020" in page
    assert browser.get(reverse("circumstances:end_condition", args=[amina, amina])).status_code == 404


def test_the_page_says_that_a_neighbourhood_is_not_known(service, amina):
    browser = Browser()
    browser.force_login(service.staff["worker"])
    page = browser.get(reverse("circumstances:about", args=[amina])).content.decode()
    assert "No table of deprivation has been loaded" in page
