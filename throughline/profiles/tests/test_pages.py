"""Reaching them, as workers and managers meet it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.clients.models import Client
from throughline.profiles.models import ProfileKind, Vulnerability
from throughline.profiles.tests.builders import WHOLE, record, shield

DAY = timedelta(days=1)
MY_DAY, MY_PEOPLE = "/my-day/", "/my-people/"


@pytest.fixture
def worker(client, service):
    client.force_login(service.staff["worker"])
    return client


@pytest.fixture
def case(service):
    return service.open_case(phones=["0191 498 0123"], address="1 Nowhere Lane")


def address(name, case):
    return reverse(f"profiles:{name}", args=[case.client_id])


def words(answer):
    assert answer.status_code == 200
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def filled_in(browser, page, **answers):
    """Send a profile's form as the page opens with it, with these answers."""
    seen = re.search(r'name="seen" value="([^"]*)"', browser.get(page).content.decode())
    return browser.post(page, {"seen": seen[1] if seen else "", **answers}, follow=True)


class TestOnEveryPage:
    """R13: what is ticked on one page is beside the name on every other."""

    def pages(self, case):
        return [reverse("desk:client", args=[case.client_id]), address("access", case), address("change_access", case),
                reverse("contacts:record", args=[case.id]), MY_DAY, MY_PEOPLE]  # fmt: skip

    def test_no_internet_is_digitally_excluded(self, worker, service, case):
        service.contact(case, in_days=0)
        filled_in(worker, address("change_access", case), **WHOLE | {"has_internet": "NO"})
        for page in self.pages(case):
            told = words(worker.get(page))
            assert "Digitally excluded" in told, page
            assert "Profile not asked" not in told, page

    def test_somebody_who_cannot_read_is_known_to(self, worker, service, case):
        service.contact(case, in_days=0)
        filled_in(worker, address("change_access", case), **WHOLE | {"can_read": "NO"})
        for page in self.pages(case):
            assert "Cannot read" in words(worker.get(page)), page

    def test_a_profile_never_asked_is_not_asked(self, worker, service, case):
        service.contact(case, in_days=0)
        for page in self.pages(case):
            assert "Profile not asked" in words(worker.get(page)), page

    def test_whoever_takes_over_reads_it_first(self, client, service, case):
        record(service, case, WHOLE | {"has_internet": "NO"})
        client.force_login(service.staff["manager"])
        assert "Digitally excluded" in words(client.get(reverse("caseload:hand_over", args=[case.id])))


class TestReachingThem:
    def test_never_asked_is_said_and_not_taken_for_no_need(self, worker, case):
        told = words(worker.get(address("access", case)))
        assert "Still to ask: can be phoned, internet at home, can read, can get to the surgery." in told
        assert "Not asked: can be phoned, when to ring, voicemail allowed, agreed word." in told
        assert "Nobody has asked yet." in told

    def test_what_the_surgery_told_is_where_it_starts(self, worker, service):
        case = service.open_case(can_be_phoned="YES", has_internet="NO", access_needs="Speaks Bengali")
        told = words(worker.get(address("access", case)))
        assert "Digitally excluded: no internet at home." in told
        assert "Told when they came to the service" in told
        assert "Internet at home: Not asked → No" in told
        assert "What else Speaks Bengali" in told

    def test_every_way_is_there_with_why_not(self, worker, service, case):
        record(service, case, WHOLE | {"has_internet": "NO", "can_read": "NO"})
        told = words(worker.get(address("access", case)))
        assert "Email Not possible They are digitally excluded: no internet at home." in told
        assert "Post Not possible They cannot read: nothing written may be the only way it goes." in told
        assert "Phone Open" in told

    def test_the_standard_s_codes_are_there(self, worker, service, case):
        record(service, case, {"formats": ["SPOKEN", "LARGE_24"], "language": "Bengali", "interpreter": "YES"})
        told = words(worker.get(address("access", case)))
        for line in ["Told, not written: SNOMED CT 367741000000102", "957351000000102", "203321000000107"]:
            assert line in told

    def test_as_it_stood_on_a_day(self, worker, service, case):
        record(service, case, {"can_read": "YES"})
        clock.move_to(clock.START + 10 * DAY)
        record(service, case, {"can_read": "NO"})
        now = words(worker.get(address("access", case)))
        assert "Can read: Yes → No" in now and "Can read: Not asked → Yes" in now
        then = words(worker.get(address("access", case), {"on-day": "5", "on-month": "3", "on-year": "2020"}))
        assert "What contact needs, on 5 March 2020" in then
        assert "Can read Yes" in then and "Can read No " not in then

    def test_looking_is_written_down(self, worker, service, case):
        from throughline.audit.models import AuditEntry

        worker.get(address("access", case))
        with acting_as(service.actor("worker")):
            assert AuditEntry.objects.filter(act="PROFILE_VIEWED", about_id=case.client_id).count() == 1

    def test_the_number_of_statements_is_fixed(self, worker, service, case):
        def statements():
            with CaptureQueriesContext(connection) as caught:
                worker.get(address("access", case))
            return len(caught)

        record(service, case, {"can_read": "YES"})
        worker.get(address("access", case))
        few = statements()
        for number in range(10):
            record(service, case, {"needs": f"Number {number}"}, at=clock.START + number * DAY)
        assert statements() == few


class TestFillingItIn:
    def test_part_done_is_kept_and_the_rest_stays_not_asked(self, worker, case):
        told = words(filled_in(worker, address("change_access", case), can_be_phoned="YES", safe_times="after 4pm"))
        assert "Saved." in told
        assert "When to ring after 4pm" in told
        assert "Still to ask: internet at home, can read, can get to the surgery." in told
        assert "Profile not asked" in told

    def test_prefer_not_to_say_is_an_answer(self, worker, case):
        told = words(filled_in(worker, address("change_access", case), **WHOLE | {"can_read": "RATHER_NOT"}))
        assert "Can read Prefer not to say" in told
        assert "Still to ask" not in told and "Profile not asked" not in told

    def test_none_of_these_stands_alone(self, worker, case):
        page = address("change_access", case)
        told = words(worker.post(page, {"seen": "", "formats": ["NONE", "EASY_READ"]}))
        assert "Choose what they need, or “None of these”, not both" in told

    def test_a_colleague_saved_meanwhile_and_nothing_typed_is_lost(self, worker, service, case):
        page = address("change_access", case)
        record(service, case, {"can_read": "YES"}, by="colleague")
        answer = worker.post(page, {"seen": "", "needs": "Ring the bell twice"})
        told = words(answer)
        assert "Since you opened this page Colleague of Harbour Trust changed: Can read: Not asked → Yes." in told
        assert "Ring the bell twice" in answer.content.decode()
        seen = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())[1]
        assert "Saved." in words(worker.post(page, {"seen": seen, "needs": "Ring the bell twice"}, follow=True))

    def test_what_was_not_saved_is_offered_again(self, worker, service, case):
        draft = reverse("desk:keep_draft", args=[f"profile:ACCESS:{case.client_id}"])
        assert worker.post(draft, {"seen": "", "needs": "Half a sen"}).status_code == 204
        page = address("change_access", case)
        assert "Half a sen" in worker.get(page).content.decode()
        worker.post(page, {"start_afresh": "yes"})
        assert "Half a sen" not in worker.get(page).content.decode()

    def test_saving_forgets_the_draft(self, worker, service, case):
        draft = reverse("desk:keep_draft", args=[f"profile:ACCESS:{case.client_id}"])
        worker.post(draft, {"seen": "", "needs": "Half a sen"})
        filled_in(worker, address("change_access", case), needs="A whole sentence")
        assert "was not saved" not in words(worker.get(address("change_access", case)))

    def test_naughty_words_are_only_words(self, worker, case):
        answer = filled_in(worker, address("change_access", case), needs="<script>alert(1)</script>{{ 7*7 }}")
        assert "<script>alert" not in answer.content.decode()
        assert "{{ 7*7 }}" in answer.content.decode()

    @pytest.mark.parametrize("who", ["administrator", "practice", "commissioner"])
    def test_others_are_not_let_in(self, client, service, case, who):
        client.force_login(service.staff[who])
        assert client.get(address("access", case)).status_code == 403
        assert client.get(address("change_access", case)).status_code == 403


class TestHowILikeToBeHelped:
    def test_it_is_told_in_their_voice_and_read_before_the_next_call(self, worker, service, case):
        filled_in(worker, address("change_helping", case), motivates=["TOLD", "SEEING_PEOPLE"], where="IN_PERSON",
                  avoid="My sister", trust_sensitive="YES")  # fmt: skip
        for page in (address("access", case), address("sheet", case), reverse("contacts:record", args=[case.id])):
            told = words(worker.get(page))
            assert "What gets me going Somebody telling me what to do, Seeing people" in told, page
            assert "Please avoid My sister" in told, page
        assert "Hard for them to trust new people." in words(worker.get(reverse("contacts:record", args=[case.id])))

    def test_it_is_on_the_page_of_who_hands_over(self, client, service, case):
        record(service, case, {"pace": "Slowly"}, about=ProfileKind.HELPING)
        client.force_login(service.staff["manager"])
        assert "My pace Slowly" in words(client.get(reverse("caseload:hand_over", args=[case.id])))


class TestShielding:
    def start(self, worker, case, **changes):
        sent = {"risk": "SHIELDING", "told_by": "NHS_LETTER", "started_on-day": "22", "started_on-month": "3",
                "started_on-year": "2020", **changes}  # fmt: skip
        return worker.post(address("start_vulnerability", case), sent, follow=True)

    def test_from_start_to_a_confirmed_end(self, worker, service, case):
        clock.move_to(clock.START + 30 * DAY)
        told = words(self.start(worker, case))
        assert "Since 22 March 2020. A letter from the NHS." in told
        assert "Review on 14 June 2020." in told
        assert "In person at the surgery Not possible They are shielding: nothing in person." in told
        assert "On the doorstep, at a distance Open" in told
        clock.move_to(clock.START + 105 * DAY)  # 15 June 2020
        assert "Review due" in words(worker.get(address("access", case)))
        assert "Shielding" in words(worker.get(MY_PEOPLE))
        with acting_as(service.actor("worker")):
            review = reverse("profiles:review_vulnerability", args=[Vulnerability.objects.get().id])
        ended = {"stands": "no", "ended_on-day": "15", "ended_on-month": "6", "ended_on-year": "2020"}
        assert "Say how you know that it ended" in words(worker.post(review, ended))
        told = words(worker.post(review, ended | {"note": "Her surgery rang"}, follow=True))
        assert "Ended on 15 June 2020, confirmed by Worker of Harbour Trust: Her surgery rang" in told
        assert "In person at the surgery Open" in told
        with acting_as(service.actor("worker")):
            assert not Client.objects.get(id=case.client_id).shielding

    def test_it_still_stands(self, worker, service, case):
        clock.move_to(clock.START + 105 * DAY)
        status = shield(service, case, started_on=date(2020, 3, 22))
        review = reverse("profiles:review_vulnerability", args=[status.id])
        sent = {"stands": "yes", "next_on-day": "1", "next_on-month": "8", "next_on-year": "2020"}
        assert "Review on 1 August 2020." in words(worker.post(review, sent, follow=True))

    def test_twice_is_refused(self, worker, service, case):
        clock.move_to(clock.START + 30 * DAY)
        self.start(worker, case)
        assert "This is on record already." in words(self.start(worker, case))
