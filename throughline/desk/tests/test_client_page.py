"""A client's whole record, as those who may read it meet it."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.caseload import commands as caseload
from throughline.cases.models import CloseReason, Way
from throughline.clients.models import Answer
from throughline.contacts import correction_commands
from throughline.contacts.commands import Ending, WhatHappened
from throughline.contacts.models import Change, Kind, Outcome, Wanted
from throughline.referrals.queries import referral_sheet

DAY = timedelta(days=1)
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def worker(client, service):
    client.force_login(service.staff["worker"])
    return client


def address(case):
    return reverse("desk:client", args=[case.client_id])


def words(browser, case):
    answer = browser.get(address(case))
    assert answer.status_code == 200
    return " ".join(TAGS.sub(" ", answer.content.decode()).split()).replace(" ,", ",")


def thread(page):
    return page.split("Everything that happened")[1]


def hand_over(service, case, *, to="colleague", at):
    with acting_as(service.actor("manager")) as manager:
        caseload.hand_over_case(
            case_id=case.id, to_worker_id=service.staff[to].id, contact_on=at.date() + DAY, way=Way.PHONE,
            reason="Worker goes on leave", by=manager, at=at,
        )  # fmt: skip


def take_back(service, case, *, at):
    with acting_as(service.actor("manager")) as manager:
        return caseload.reopen_case(
            case_id=case.id, worker_id=service.staff["worker"].id, contact_on=at.date() + DAY, way=Way.PHONE,
            by=manager, at=at,
        )  # fmt: skip


def put_right(service, contact_id, **what):
    with acting_as(service.actor("worker")) as by:
        correction_commands.correct_contact(
            contact_id=contact_id, replacement_id=uuid4(), reason="Written down wrongly", by=by, at=clock.START + DAY,
            what=WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=clock.START, **what),
        )  # fmt: skip
    clock.move_to(clock.START + 2 * DAY)


class TestWhoTheyAre:
    def test_how_to_reach_them_and_what_contact_needs(self, worker, service):
        case = service.open_case(
            phones=["0191 498 0123", "07700 900982"], email="amina@example.org", nhs_number="9990000018",
            address="1 Nowhere Lane", postcode="ZZ99 3CZ", access_needs="Speak slowly",
        )  # fmt: skip
        page = words(worker, case)
        told = ["0191 498 0123", "07700 900982", "amina@example.org", "999 000 0018", "1 Nowhere Lane, ZZ99 3CZ",
                "Born 1 May 1960, aged 59", "Surgery Elm Street", "Conditions type 2 diabetes",
                "Link worker Worker of Harbour Trust", "Level Regular", "So that it works: Speak slowly"]  # fmt: skip
        assert [fact for fact in told if fact not in page] == []
        assert 'href="tel:+447700900982"' in worker.get(address(case)).content.decode()

    def test_not_asked_is_never_no_need(self, worker, service):
        page = words(worker, service.open_case(phones=[]))
        for question in ("What contact needs", "Can be phoned", "Can read", "Has internet"):
            assert f"{question} Not asked" in page
        assert "No phone number." in page
        assert "Digitally excluded" not in page
        assert "Profile not asked" in page

    def test_what_must_not_be_overlooked_stands_at_the_top(self, worker, service):
        case = service.open_case(can_be_phoned="NO", can_read="NO", has_internet="NO")
        top = words(worker, case).split("Next contact")[0]
        assert "Cannot be phoned Cannot read Digitally excluded Profile not asked" in top

    def test_naughty_words_are_only_words(self, worker, service):
        case = service.open_case("<script>alert(1)</script>", access_needs="{{ 7*7 }}")
        service.contact(case, note="<b onload=x>\nsecond line")
        page = worker.get(address(case)).content.decode()
        assert "<script>alert" not in page and "<b onload" not in page
        assert "{{ 7*7 }}" in page
        assert "&lt;b onload=x&gt;\nsecond line" in page


class TestTheNextContact:
    def test_it_stands_in_one_sentence(self, worker, service):
        case = service.open_case()
        service.contact(case, in_days=35)
        assert "Next contact Worker of Harbour Trust will phone on Monday 6 April 2020 To come" in words(worker, case)

    def test_late_is_said(self, worker, service):
        case = service.open_case()
        service.contact(case, in_days=1)
        clock.move_to(clock.START + 4 * DAY)
        assert "will phone on Tuesday 3 March 2020 3 days late" in words(worker, case)

    def test_the_last_conversation_is_at_hand(self, worker, service):
        case = service.open_case()
        service.contact(case, note="Worried about the stairs")
        service.contact(case, Outcome.NO_ANSWER, note="Rang out")
        top = words(worker, case).split("How to reach them")[0]
        assert "When we last spoke Monday 2 March 2020 at 10am, Worker of Harbour Trust Worried about the stairs" in top
        assert "Rang out" not in top


class TestTheThread:
    def test_it_tells_the_whole_story_in_order(self, worker, service):
        start = clock.START
        case = service.open_case()
        service.contact(case, Outcome.NO_ANSWER, at=start + DAY, in_days=1)
        service.contact(case, at=start + 2 * DAY, in_days=7, minutes=45, kinds=[Kind.CHECK_IN], note="All well")
        hand_over(service, case, at=start + 3 * DAY)
        service.contact(case, by="colleague", at=start + 4 * DAY, ending=Ending(CloseReason.COMPLETED, "Well again"))
        take_back(service, case, at=start + 30 * DAY)
        clock.move_to(start + 40 * DAY)
        told = thread(words(worker, case))
        story = [
            "Referred by Elm Street Monday 2 March 2020 at 10am, Practice of Elm Street",
            "Eligible: age 59, type 2 diabetes",
            "Came to a link worker",
            "Promised: Worker of Harbour Trust will phone on Monday 16 March 2020 Kept",
            "No answer, by phone Tuesday 3 March 2020 at 10am",
            "will phone on Wednesday 4 March 2020 Kept",
            "Spoke, by phone Wednesday 4 March 2020 at 10am, Worker of Harbour Trust All well 45 minutes: Check-in",
            "will phone on Wednesday 11 March 2020 Kept",
            "Handed over from Worker of Harbour Trust to Colleague of Harbour Trust",
            "Worker goes on leave",
            "Colleague of Harbour Trust will phone on Friday 6 March 2020 Kept",
            "Spoke, by phone Friday 6 March 2020 at 10am, Colleague of Harbour Trust",
            "Case closed: We agreed that they no longer need the service",
            "Well again",
            "Taken back into the service",
            "will phone on Thursday 2 April 2020 9 days late",
        ]
        places = [told.find(line) for line in story]
        assert -1 not in places, [line for line, place in zip(story, places, strict=True) if place == -1]
        assert places == sorted(places)

    def test_a_promise_that_nobody_kept_is_missed(self, worker, service):
        case = service.open_case()
        service.contact(case, at=clock.START, in_days=1)
        service.contact(case, Outcome.NO_ANSWER, at=clock.START + 4 * DAY)
        assert "will phone on Tuesday 3 March 2020 Missed" in thread(words(worker, case))

    def test_a_letter_keeps_a_promise_to_write_and_not_one_to_phone(self, worker, service):
        case = service.open_case(can_be_phoned="NO")
        service.contact(case, Outcome.SENT, way=Way.POST, at=clock.START + DAY, in_days=1)
        service.contact(case, Outcome.SENT, way=Way.POST, at=clock.START + 2 * DAY, in_days=1)
        told = thread(words(worker, case))
        assert "will write by post on Monday 16 March 2020 Kept" in told
        assert "will phone on Wednesday 4 March 2020 Moved" in told

    def test_what_was_written_up_late_stands_where_it_happened_and_says_so(self, worker, service):
        case = service.open_case()
        service.contact(case, at=clock.START + 3 * DAY, note="Second")
        service.contact(case, happened_at=clock.START + DAY, at=clock.START + 4 * DAY, note="First")
        clock.move_to(clock.START + 5 * DAY)
        told = thread(words(worker, case))
        assert told.index("First") < told.index("Second")
        assert "Written up on Friday 6 March 2020 at 10am" in told

    def test_a_long_thread_has_a_way_to_its_end(self, worker, service):
        case = service.open_case()
        for _ in range(5):
            service.contact(case)
        page = worker.get(address(case)).content.decode()
        assert 'href="#latest"' in page and 'id="latest"' in page

    def test_the_number_of_statements_is_fixed(self, worker, service):
        def statements():
            with CaptureQueriesContext(connection) as caught:
                worker.get(address(case))
            return len(caught)

        case = service.open_case()
        service.contact(case)
        worker.get(address(case))
        one = statements()
        for _ in range(20):
            service.contact(case)
        assert statements() == one == 28


class TestWhatWasPutRight:
    def test_what_stood_there_is_in_a_fold_with_who_when_and_why(self, worker, service):
        case = service.open_case()
        contact_id = service.contact(case, note="She has moved")
        put_right(service, contact_id, note="She has <b>not</b> moved")
        told = thread(words(worker, case))
        assert "She has &lt;b&gt;not&lt;/b&gt; moved" in told
        assert "Corrected on Tuesday 3 March 2020 at 10am by Worker of Harbour Trust" in told
        assert "Why: Written down wrongly" in told and "It said: spoke, by phone" in told and "She has moved" in told
        assert told.count("Spoke, by phone") == 1

    def test_a_moved_contact_is_said_in_both_records_and_its_words_only_where_they_belong(self, worker, service):
        case, other = service.open_case(), service.open_case("Bob Right")
        contact_id = service.contact(case, note="About Bob", in_days=7)
        with acting_as(service.actor("worker")) as by:
            correction_commands.move_contact(
                contact_id=contact_id, replacement_id=uuid4(), to_case_id=other.id, reason="Wrong person", by=by,
                at=clock.START + DAY,
            )  # fmt: skip
        clock.move_to(clock.START + 2 * DAY)
        gone, come = thread(words(worker, case)), thread(words(worker, other))
        assert "A contact with somebody else stood here" in gone
        assert "About Bob" not in gone and "Bob Right" not in gone
        assert "will phone on Monday 9 March 2020" in gone
        assert "About Bob" in come and "Moved here on Tuesday 3 March 2020 at 10am" in come
        assert "Why: Wrong person" in come and "Amina" not in come

    def test_each_contact_can_be_corrected_and_moved(self, worker, service):
        case = service.open_case()
        contact_id = service.contact(case)
        page = worker.get(address(case)).content.decode()
        for door in ("contacts:correct", "contacts:move"):
            assert f'href="{reverse(door, args=[contact_id])}"' in page

    def test_what_they_told_is_in_words_and_what_was_not_asked_is_not(self, worker, service):
        case = service.open_case()
        service.contact(
            case, changes=[Change.HEALTH, Change.LOSS], wanted=Wanted.CHAT, name_given=Answer.YES,
            caller_known=Answer.NO,
        )  # fmt: skip
        service.contact(case, Outcome.NO_ANSWER)
        told = thread(words(worker, case))
        for line in ("What had changed: health, somebody died", "They wanted: a chat", "Said who was calling",
                     "They did not know who was calling", "What got in the way: not asked"):  # fmt: skip
            assert told.count(line) == 1


class TestHowTheyAreReached:
    def test_missed_at_the_surgery_and_answered_by_phone_proposes_the_phone_with_its_figures(self, worker, service):
        case = service.open_case()
        for day in range(1, 5):
            at = clock.START + day * DAY
            service.contact(case, Outcome.DID_NOT_ATTEND, way=Way.AT_SURGERY, at=at, next_way=Way.AT_SURGERY)
        for day in range(5, 8):
            service.contact(case, at=clock.START + day * DAY, next_way=Way.AT_SURGERY)
        clock.move_to(clock.START + 8 * DAY)
        page = words(worker, case)
        assert "Proposed: be in touch by phone. In person at the surgery they answered 0 of 4, by phone 3 of 3." in page
        assert "Answered In person at the surgery 0 of 4, by phone 3 of 3" in page
        assert "What got in the way Not asked" in page

    def test_never_met_is_said_until_they_meet(self, worker, service):
        case = service.open_case()
        service.contact(case)
        assert "Never met in person" in words(worker, case)
        service.contact(case, way=Way.AT_SURGERY)
        assert "Never met in person" not in words(worker, case)

    def test_two_hard_calls_propose_to_meet_or_to_call_again_soon(self, worker, service):
        case = service.open_case()
        service.contact(case, rapport=1)
        assert "hard to connect in" not in words(worker, case)
        service.contact(case, rapport=1, at=clock.START + DAY)
        clock.move_to(clock.START + 2 * DAY)
        assert "offer to meet when that is allowed, or call again within a week" in words(worker, case)


class TestWhatCanBeDone:
    @pytest.mark.parametrize(
        ("who", "offered"),
        [
            ("worker", ["Record contact", "How often to speak", "Close the case"]),
            ("senior", ["Record contact", "How often to speak", "Hand over", "Close the case"]),
            ("manager", ["Record contact", "How often to speak", "Hand over", "Close the case"]),
        ],
    )
    def test_with_an_open_case(self, client, service, who, offered):
        case = service.open_case()
        client.force_login(service.staff[who])
        page = client.get(address(case)).content.decode()
        assert re.findall(r'<a class="nhsuk-button[^>]*>([^<]+)</a>', page) == offered

    @pytest.mark.parametrize(
        ("who", "offered"), [("worker", ["How it ended"]), ("senior", ["Take back into the service", "How it ended"])]
    )
    def test_with_a_closed_case(self, client, service, who, offered):
        case = service.open_case()
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well again"))
        client.force_login(service.staff[who])
        page = client.get(address(case)).content.decode()
        assert re.findall(r'<a class="nhsuk-button[^>]*>([^<]+)</a>', page) == offered
        assert "This case was closed on 2 March 2020: We agreed that they no longer need the service." in page

    def test_with_nobody_allocated_yet(self, worker, service):
        received = service.refer("Wanda Waits")
        with acting_as(service.actor("worker")) as actor:
            client_id = referral_sheet(received.referral_id, viewer=actor).client_id
        page = worker.get(reverse("desk:client", args=[client_id])).content.decode()
        assert "Wanda Waits" in page
        assert "nhsuk-button" not in page.split("<main")[1]


class TestWhoMayLook:
    def test_looking_is_written_down(self, worker, service):
        case = service.open_case()
        worker.get(address(case))
        with acting_as(service.actor("worker")):
            assert AuditEntry.objects.get(act="RECORD_VIEWED").about_id == case.client_id

    def test_a_stranger_learns_nothing_and_leaves_no_entry(self, client, service):
        case = service.open_case()
        client.force_login(service.staff["stranger"])
        answer = client.get(address(case))
        assert answer.status_code == 404
        assert "Amina" not in answer.content.decode()
        with acting_as(service.actor("worker")):
            assert not AuditEntry.objects.filter(act="RECORD_VIEWED").exists()

    @pytest.mark.parametrize("who", ["administrator", "practice", "commissioner"])
    def test_others_are_not_let_in(self, client, service, who):
        case = service.open_case()
        client.force_login(service.staff[who])
        assert client.get(address(case)).status_code == 403


def test_the_day_of_birth_is_told_with_the_age_on_that_day(worker, service):
    case = service.open_case(date_of_birth=date(1960, 3, 2))
    assert "aged 60" in words(worker, case)
