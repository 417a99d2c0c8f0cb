"""Recording a contact, and closing without one, as the worker meets them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case, CloseReason, PartOfDay, Promise, Way
from throughline.contacts.models import Contact, Kind, Outcome
from throughline.drafts.models import Draft

NAUGHTY = "<script>alert('x')</script> {{ 7*7 }} \" onmouseover=\"x"


@pytest.fixture
def case(service):
    return service.open_case()


@pytest.fixture
def worker(client, service):
    client.force_login(service.staff["worker"])
    return client


def seen(service, find):
    with acting_as(service.actor("worker")):
        return find()


def words(answer):
    return " ".join(answer.content.decode().split())


def answers(service, case, **changes):
    """Give what the page sends for an ordinary "spoke, all well": what it was opened with, and one choice."""
    last = seen(service, lambda: Promise.objects.filter(case=case).latest("sequence").sequence)
    return {
        "contact_id": str(uuid4()), "promise_seen": str(last), "outcome": "SPOKE", "way": "PHONE", "note": "All well.",
        "started_by": "WORKER", "minutes": "", "then": "PROPOSED", "next_part": "", "next_way": "PHONE",
        "next_by": str(service.staff["worker"].id), "happened_on-day": "", "happened_on-month": "",
        "happened_on-year": "", "happened_time": "", **changes,
    }  # fmt: skip


def a_day(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def address(case):
    return reverse("contacts:record", args=[case.id])


class TestOpeningThePage:
    def test_everything_but_the_outcome_is_answered(self, worker, case):
        page = words(worker.get(address(case)))
        assert "Amina Begum</bdi></span> Record a contact" in page
        assert 'value="SPOKE" autofocus' in page
        assert '<option value="PHONE" selected>' in page
        assert 'value="PROPOSED" checked' in page
        assert "If you spoke: in 6 weeks, Tuesday 14 April 2020, by phone." in page
        assert "If you could not speak: try again on Tuesday 3 March 2020, in the afternoon, by phone." in page
        assert "Error:" not in page

    def test_it_tells_how_to_reach_them(self, worker, service):
        case = service.open_case("Bob Stone", can_be_phoned="NO", access_needs="Ring the neighbour first")
        page = words(worker.get(address(case)))
        assert "Cannot be phoned" in page
        assert '<a class="app-phone" href="tel:+441914980123">0191 498 0123</a>' in page
        assert "Ring the neighbour first" in page

    def test_the_number_of_statements_is_fixed(self, worker, service, case):
        worker.get(address(case))
        with CaptureQueriesContext(connection) as few:
            worker.get(address(case))
        for _ in range(20):
            service.contact(case, Outcome.NO_ANSWER)
        with CaptureQueriesContext(connection) as many:
            worker.get(address(case))
        assert len(few) == len(many) <= 35

    def test_with_somebody_never_met_the_introduction_is_on_top_of_the_guide(self, worker, service, case):
        page = words(worker.get(address(case)))
        assert 0 < page.index("You have not met: introduce yourself") < page.index("Is now a good time?")
        service.contact(case, way=Way.AT_SURGERY)
        page = words(worker.get(address(case)))
        assert "You have not met" not in page and "Say who you are and why you are calling." in page

    def test_the_guide_can_be_turned_off_and_on_and_the_form_still_works(self, worker, service, case):
        worker.post(address(case), {"guide": "off"})
        page = words(worker.get(address(case)))
        assert "Is now a good time?" not in page and "Turn the call guide on" in page
        assert worker.post(address(case), answers(service, case)).status_code == 302
        assert seen(service, Contact.objects.count) == 1
        worker.post(address(case), {"guide": "on"})
        assert "Is now a good time?" in words(worker.get(address(case)))

    def test_a_manager_promises_for_the_link_worker(self, client, service, case):
        client.force_login(service.staff["manager"])
        page = words(client.get(address(case)))
        assert f'<option value="{service.staff["worker"].id}" selected>' in page

    def test_a_closed_case_says_so_and_has_no_form(self, worker, service, case):
        worker.post(address(case), answers(service, case, then="ENDING", ending_reason="COMPLETED", ending_note="Well"))
        page = words(worker.get(address(case)))
        assert "This case was closed on 2 March 2020." in page
        assert "Save the contact" not in page

    def test_a_stranger_learns_nothing(self, client, service, case):
        client.force_login(service.staff["stranger"])
        for answer in (client.get(address(case)), client.post(address(case), answers(service, case))):
            assert answer.status_code == 404
            assert "Amina" not in answer.content.decode()
        assert seen(service, Contact.objects.count) == 0

    def test_an_administrator_is_not_let_in(self, client, service, case):
        client.force_login(service.staff["administrator"])
        assert client.get(address(case)).status_code == 403


class TestSaving:
    def test_an_ordinary_call_says_what_was_promised(self, worker, service, case):
        answer = worker.post(address(case), answers(service, case))
        assert answer.status_code == 302
        kept = seen(service, Case.objects.get)
        assert (kept.next_contact_on, kept.last_reached_at) == (date(2020, 4, 14), clock.START)
        said = worker.get(reverse("caseload:my_day")).content.decode()
        assert "Next for Amina Begum: Worker of Harbour Trust will phone on Tuesday 14 April 2020." in said

    def test_no_name_stands_in_a_cookie(self, worker, service, case):
        answer = worker.post(address(case), answers(service, case))
        assert {name for name in answer.cookies if "messages" in name} == set()
        assert "Amina" not in str(answer.cookies)

    @pytest.mark.parametrize("outcome", ["NO_ANSWER", "LEFT_MESSAGE"])
    def test_as_proposed_means_the_next_try_when_nobody_spoke(self, worker, service, case, outcome):
        worker.post(address(case), answers(service, case, outcome=outcome))
        kept = seen(service, Case.objects.get)
        assert (kept.next_contact_on, kept.next_contact_part) == (date(2020, 3, 3), PartOfDay.AFTERNOON)

    def test_something_sent_leaves_what_was_promised(self, worker, service, case):
        worker.post(address(case), answers(service, case, outcome="SENT", way="POST"))
        assert seen(service, Case.objects.get).next_contact_on == date(2020, 3, 16)

    @pytest.mark.parametrize(
        ("then", "on"),
        [("INTENSIVE", date(2020, 3, 16)), ("REGULAR", date(2020, 4, 14)), ("LIGHT", date(2020, 6, 1))],
    )
    def test_a_level_gives_its_own_day(self, worker, service, case, then, on):
        worker.post(address(case), answers(service, case, then=then, outcome="NO_ANSWER", next_part="EVENING"))
        kept = seen(service, Case.objects.get)
        assert (kept.next_contact_on, kept.next_contact_part) == (on, PartOfDay.EVENING)

    def test_another_date_with_another_person_by_another_way(self, worker, service, case):
        colleague = service.staff["colleague"].id
        sent = answers(service, case, then="OTHER", next_way="VIDEO", next_by=str(colleague))
        worker.post(address(case), sent | a_day("other_on", date(2020, 3, 25)))
        kept = seen(service, Case.objects.get)
        assert (kept.next_contact_on, kept.next_contact_way) == (date(2020, 3, 25), Way.VIDEO)
        assert kept.next_contact_by_id == colleague

    def test_an_agreed_ending_closes_the_case(self, worker, service, case):
        sent = answers(service, case, then="ENDING", ending_reason="COMPLETED", ending_note="Well again")
        worker.post(address(case), sent)
        assert seen(service, Case.objects.get).close_reason == CloseReason.COMPLETED
        assert "Amina Begum’s time in the service has ended." in words(worker.get(reverse("caseload:my_day")))

    def test_a_call_of_two_kinds_is_one_contact(self, worker, service, case):
        worker.post(address(case), answers(service, case, kinds=["EMOTIONAL_SUPPORT", "INFORMATION"], minutes="45"))
        contact = seen(service, Contact.objects.get)
        assert (contact.kinds, contact.minutes) == ([Kind.EMOTIONAL_SUPPORT, Kind.INFORMATION], 45)

    def test_a_late_write_up_keeps_its_true_time(self, worker, service, case):
        clock.move_to(clock.START + timedelta(days=3))
        sent = answers(service, case, happened_time="2:15pm") | a_day("happened_on", date(2020, 3, 4))
        worker.post(address(case), sent)
        contact = seen(service, Contact.objects.get)
        assert contact.happened_at == clock.START + timedelta(days=2, hours=4, minutes=15)
        assert contact.recorded_at == clock.START + timedelta(days=3)

    def test_sending_twice_saves_once(self, worker, service, case):
        sent = answers(service, case)
        first, second = worker.post(address(case), sent), worker.post(address(case), sent)
        assert first.url == second.url
        assert seen(service, Contact.objects.count) == 1


class TestWhenItCannotBeSaved:
    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"then": ""}, "Say when the next contact is, or choose “We agreed an ending”"),
            ({"outcome": ""}, "Select what happened"),
            ({"then": "OTHER"}, "Enter the date of the next contact"),
            ({"then": "OTHER", **a_day("other_on", date(2020, 3, 1))}, "next contact must be 2 March 2020 or later"),
            ({"then": "ENDING"}, "Select why it ends"),
            ({"then": "ENDING", "ending_reason": "COMPLETED"}, "Enter what you agreed"),
            ({"then": "ENDING", "ending_reason": "DIED", "ending_note": "x"}, "Select why it ends"),
            ({"outcome": "NO_ANSWER", "then": "ENDING", "ending_reason": "COMPLETED", "ending_note": "x"},
             "Record the conversation in which you agreed this"),
            ({"happened_time": "11:59pm"}, "The contact is in the future"),
            (a_day("happened_on", date(2020, 3, 2)), "Enter the time of the contact, roughly if need be"),
            (a_day("happened_on", date(2020, 3, 3)), "Day of the contact must be 2 March 2020 or earlier"),
            ({"outcome": "NO_ANSWER", "way": "AT_SURGERY"}, "choose “they did not attend”"),
            ({"minutes": "601"}, "Minutes must be 600 or less"),
            ({"next_by": str(uuid4())}, "Select who makes the next contact"),
            ({"contact_id": "x"}, "This page was damaged on its way"),
            ({"promise_seen": "²"}, "Since you opened this page it was agreed"),
            ({"note": "a\0b"}, "Null characters are not allowed"),
        ],
    )  # fmt: skip
    def test_the_page_comes_back_with_why_and_every_word_and_keeps_a_draft(self, worker, service, case, changes, why):
        sent = answers(service, case, note="Every word") | changes
        page = words(worker.post(address(case), sent))
        assert "There is a problem" in page
        assert "<title>Error: Record a contact" in page
        assert why in page
        assert sent["note"].replace("\0", "") in page.replace("\0", "")
        assert seen(service, Contact.objects.count) == 0
        assert seen(service, Draft.objects.count) == 1

    def test_what_a_colleague_promised_meanwhile_is_shown_and_the_second_time_it_is_saved(self, worker, service, case):
        opened = answers(service, case, note="Every word")
        service.contact(case, by="colleague", in_days=7)
        page = words(worker.post(address(case), opened))
        assert "it was agreed: Colleague of Harbour Trust will phone on Monday 9 March 2020" in page
        assert "Every word" in page
        assert 'name="promise_seen" value="2"' in page
        worker.post(address(case), opened | {"promise_seen": "2"})
        assert seen(service, Contact.objects.count) == 2

    def test_naughty_words_come_back_as_words(self, worker, service):
        case = service.open_case(f"Robert {NAUGHTY}")
        page = worker.post(address(case), answers(service, case, note=NAUGHTY, then="")).content.decode()
        assert "<script>alert" not in page
        assert page.count("&lt;script&gt;alert") >= 2
        assert "49" not in page.split("<h1")[1].split("</h1>")[0]


class TestDrafts:
    def test_what_was_not_saved_is_offered_when_the_page_is_opened_again(self, worker, service, case):
        worker.post(
            address(case), answers(service, case, note="Half a note", then="", kinds=["ADVOCACY"], minutes="12")
        )
        clock.move_to(clock.START + timedelta(days=1))
        page = words(worker.get(address(case)))
        assert "You started this on 2 March 2020 at 10am and it was not saved." in page
        assert "Half a note</textarea>" in page
        assert 'value="ADVOCACY" checked' in page
        assert 'value="12"' in page
        assert "There is a problem" not in page

    def test_it_happened_when_it_was_typed_not_when_it_is_saved(self, worker, service, case):
        worker.post(address(case), answers(service, case, then=""))
        page = words(worker.get(address(case)))
        assert 'name="happened_on-day" type="text" value="2"' in page
        assert 'value="10am"' in page

    def test_starting_afresh_forgets_it(self, worker, service, case):
        worker.post(address(case), answers(service, case, note="Half a note", then=""))
        assert worker.post(address(case), {"start_afresh": "yes"}).url == address(case)
        assert "Half a note" not in words(worker.get(address(case)))
        assert seen(service, Draft.objects.count) == 0

    def test_a_session_that_ended_loses_no_word(self, worker, service, case):
        page = words(worker.get(address(case)))
        ticket = page.split('name="draft_ticket" value="')[1].split('"')[0]
        worker.logout()
        sent = answers(service, case, note="Typed for twenty minutes", draft_ticket=ticket)
        answer = worker.post(address(case), sent)
        assert answer.url == f"{reverse('account_login')}?next={address(case)}"
        assert seen(service, Contact.objects.count) == 0
        worker.force_login(service.staff["worker"])
        assert "Typed for twenty minutes</textarea>" in words(worker.get(address(case)))
        assert worker.post(address(case), sent).status_code == 302
        assert seen(service, Contact.objects.count) == 1
        assert "You started this" not in words(worker.get(address(case)))

    def test_a_draft_is_its_writers_alone(self, worker, client, service, case):
        worker.post(address(case), answers(service, case, note="Half a note", then=""))
        client.force_login(service.staff["colleague"])
        assert "Half a note" not in words(client.get(address(case)))

    def test_the_page_says_where_drafts_are_kept(self, worker, case):
        page = words(worker.get(address(case)))
        assert f'data-draft-url="{reverse("desk:keep_draft", args=[f"contact:{case.id}"])}"' in page
        assert "data-keep-on-failure" in page


class TestClosing:
    def address(self, case):
        return reverse("contacts:close", args=[case.id])

    def test_why_not_is_said_before_one_tries(self, worker, service, case):
        for days in range(2):
            service.contact(case, Outcome.NO_ANSWER, at=clock.START + timedelta(days=days))
        page = words(worker.get(self.address(case)))
        assert "You have tried on 2 days. Try on 3 before you close." in page

    def test_and_said_again_when_one_does(self, worker, service, case):
        page = words(worker.post(self.address(case), {"reason": "COULD_NOT_REACH", "note": "No reply"}))
        assert "There is a problem" in page
        assert "You have tried on 0 days. Try on 3 before you close." in page
        assert "No reply</textarea>" in page
        assert seen(service, Case.objects.get).closed_at is None

    def test_an_empty_page_says_what_is_missing(self, worker, case):
        page = words(worker.post(self.address(case)))
        assert "Select why you close this case" in page
        assert "Enter what happened" in page

    def test_they_moved(self, worker, service, case):
        answer = worker.post(self.address(case), {"reason": "MOVED_AWAY", "note": "Daughter rang us"})
        assert answer.url == reverse("desk:client", args=[case.client_id])
        assert seen(service, Case.objects.get).close_note == "Daughter rang us"
        assert "This case was closed on 2 March 2020." in words(worker.get(self.address(case)))

    def test_a_stranger_learns_nothing(self, client, service, case):
        client.force_login(service.staff["stranger"])
        assert client.get(self.address(case)).status_code == 404
        assert client.post(self.address(case), {"reason": "MOVED_AWAY", "note": "x"}).status_code == 404
