"""The pages about a person's life."""

import re

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.circumstances import commands, queries
from throughline.circumstances.models import Circumstance
from throughline.circumstances.topics import Answer, Topic
from throughline.circumstances.writing import Said

SAVED = {"chosen": "ALONE", "source": "CLIENT", "from_on-day": "20", "from_on-month": "2", "from_on-year": "2020"}

WAYS = {Topic.BENEFITS: "ticked"} | dict.fromkeys((Topic.HOME, Topic.AREA, Topic.LANGUAGE), "worded")


@pytest.fixture
def amina(service):
    return service.open_case(address="1 Elm Street", postcode="NE1 4ST").client_id


@pytest.fixture
def worker(service):
    browser = Browser()
    browser.force_login(service.staff["worker"])
    return browser


def page_of(browser, client_id, **query):
    return browser.get(reverse("circumstances:about", args=[client_id]), query).content.decode()


def change(browser, client_id, topic, **posted):
    return browser.post(reverse("circumstances:change", args=[client_id, topic]), posted, follow=True)


def seen_on(page):
    return re.search(r'name="seen"[^>]*value="([^"]+)"', page)[1]


def last_of(service, client_id, topic):
    with acting_as(service.actor("worker")) as viewer:
        return queries.last_recorded(client_id, topic, viewer=viewer)


def test_nothing_asked_is_said_so(worker, amina):
    page = page_of(worker, amina)
    assert page.count("Not asked") >= 9
    assert "1 Elm Street, NE1 4ST" in page


def test_a_change_is_one_answer_and_a_day(service, worker, amina):
    answer = change(worker, amina, "household", **SAVED)
    assert answer.redirect_chain
    page = answer.content.decode()
    assert "Alone" in page and "Since 20 February 2020" in page and "Recorded: who they live with" in page


def test_another_day_can_be_looked_at(worker, amina):
    change(worker, amina, "household", **SAVED)
    before = page_of(worker, amina, **{"on-day": "19", "on-month": "2", "on-year": "2020"})
    assert "About them on 19 February 2020" in before and "Since 20 February" not in before
    assert "Change<" not in before
    assert "must be 2 March 2020 or earlier" in page_of(
        worker, amina, **{"on-day": "1", "on-month": "1", "on-year": "2021"}
    )


@pytest.mark.parametrize("topic", [topic.value.lower() for topic in Topic])
def test_every_topic_can_be_answered_not_said_and_not_asked(service, worker, amina, topic):
    asked = Topic(topic.upper())
    for answer in (Answer.PREFER_NOT, Answer.NOT_ASKED):
        posted = {
            WAYS.get(asked, "chosen"): answer.value,
            "source": "CLIENT",
            "seen": str(last_of(service, amina, asked) or ""),
        }
        assert change(worker, amina, topic, **posted).redirect_chain, topic
    with acting_as(service.actor("worker")):
        kept = Circumstance.objects.filter(client_id=amina, topic=asked).exclude(answer="ANSWERED")
        assert kept.count() == 2


def test_an_answer_in_words_and_several_answers_are_kept(worker, amina):
    worded = change(worker, amina, "language", worded="ANSWERED", words="বাংলা", source="CLIENT")
    assert "বাংলা" in worded.content.decode()
    ticked = change(worker, amina, "benefits", ticked=["PIP", "UNIVERSAL_CREDIT"], source="CLIENT").content.decode()
    assert "Counted as: health-related benefits" in ticked
    moved = change(
        worker, amina, "home", worded="ANSWERED", address="2 Oak\r\nRoad", postcode="ne14sx", source="FAMILY"
    )
    assert "2 Oak, Road, NE1 4SX" in moved.content.decode()


def test_what_is_wrong_is_said_and_what_was_typed_stays(worker, amina):
    page = change(worker, amina, "household", note="She said so herself").content.decode()
    assert "Select an answer" in page and "Select who says so" in page and "She said so herself" in page
    wrong = change(worker, amina, "home", worded="ANSWERED", address="2 Oak", postcode="ZZZ", source="CLIENT")
    assert "is not a postcode" in wrong.content.decode()


def test_the_second_of_two_is_shown_what_the_first_recorded_and_loses_nothing(service, worker, amina):
    with acting_as(service.actor("colleague")) as by:
        said = Said(topic=Topic.HOUSEHOLD, answer=Answer.ANSWERED, values=["PARTNER"], from_on=clock.START.date())
        commands.record_circumstance(said, client_id=amina, by=by, at=clock.test_time())
    answer = change(worker, amina, "household", **SAVED, seen="", note="Told me on the phone")
    page = answer.content.decode()
    assert "Somebody else recorded this" in page and "With a partner only" in page and "Told me on the phone" in page
    again = change(worker, amina, "household", **SAVED, seen=seen_on(page))
    assert again.redirect_chain


def test_a_correction_is_shown_beside_the_first_answer(service, worker, amina):
    change(worker, amina, "household", **SAVED)
    entry = last_of(service, amina, Topic.HOUSEHOLD)
    href = reverse("circumstances:correct", args=[amina, entry])
    assert "Say what was wrong" in worker.post(href, {"chosen": "PARTNER", "source": "CLIENT"}).content.decode()
    page = worker.post(href, SAVED | {"chosen": "PARTNER", "note": "Misheard"}, follow=True).content.decode()
    assert "Corrected" in page and "Misheard" in page and "With a partner only" in page


def test_no_such_topic_is_no_page(worker, amina):
    assert worker.get(reverse("circumstances:change", args=[amina, "secrets"])).status_code == 404


def test_the_page_takes_as_many_statements_however_long_the_history(service, worker, amina):
    def statements():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page_of(worker, amina)
        return len(asked)

    before = statements()
    for _ in range(12):
        seen = last_of(service, amina, Topic.HOUSEHOLD)
        change(worker, amina, "household", **SAVED, seen=str(seen or ""))
    assert statements() == before
