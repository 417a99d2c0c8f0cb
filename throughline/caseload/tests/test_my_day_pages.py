"""My day and my people, as a worker and those who oversee the team meet them."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from throughline.absences import commands as absences
from throughline.accounts.scopes import acting_as
from throughline.caseload import queries
from throughline.cases.models import PartOfDay
from throughline.contacts.models import Outcome
from throughline.core.paging import PAGE_SIZE
from throughline.tasks import commands as tasks
from throughline.tasks.commands import Call
from throughline.tasks.models import Route

DAY = timedelta(days=1)
MY_DAY, MY_PEOPLE = "/my-day/", "/my-people/"


@pytest.fixture
def worker(client, service):
    client.force_login(service.staff["worker"])
    return client


def words(answer):
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def promised(service, name, in_days, *, to="worker", **changes):
    """Open a case, spoken to at once, whose next contact is so many days on."""
    case = service.open_case(name, to=to, **changes)
    service.contact(case, by=to, in_days=in_days)
    return case


class TestMyDay:
    def test_nobody_waits(self, worker):
        page = words(worker.get(MY_DAY))
        assert "Monday 2 March 2020. Nobody is late, nobody for today." in page
        assert "Nobody is waiting for you today." in page
        assert "Nobody is promised for the next 7 days." in page

    def test_late_ones_stand_first_with_reasons_in_words(self, worker, service):
        for name, in_days in [("Tara Day", 4), ("Lena Later", 2), ("Lars Latest", 1), ("Nora Next", 6)]:
            promised(service, name, in_days)
        clock.move_to(clock.START + 4 * DAY)
        page = words(worker.get(MY_DAY))
        assert "Friday 6 March 2020. 2 people late, 1 for today." in page
        order = [page.index(name) for name in ("Lars Latest", "Lena Later", "Tara Day", "Nora Next")]
        assert order == sorted(order)
        assert "<p>3 days late</p> <p>Promised: Tuesday 3 March 2020, by phone</p>" in page
        assert "<p>Promised for today, by phone</p>" in page
        assert "Sunday 8 March 2020" in page[page.index("Next 7 days") : page.index("Nora Next")]

    def test_appointments_say_their_time_and_place_and_stand_in_their_order(self, worker, service):
        for name, at in [("Ann First", time(14, 15)), ("Bob Second", time(9, 0))]:
            case = promised(service, name, 0)
            with acting_as(service.actor("worker")):
                type(case).objects.filter(id=case.id).update(next_contact_time=at, next_contact_place="room 3")
        page = words(worker.get(MY_DAY))
        assert "Promised for today, by phone at 2:15pm (room 3)" in page
        assert page.index("Bob Second") < page.index("Ann First")

    def test_whoever_called_and_waits_for_a_reply_stands_on_top(self, worker, service):
        case = promised(service, "Amina Begum", 3)
        with acting_as(service.actor("worker")) as actor:
            tasks.note_call(
                Call(route=Route.VOICEMAIL, received_at=clock.test_time(), words="Please <i>ring</i> me"),
                client_id=case.client_id, by=actor, at=clock.test_time(),
            )  # fmt: skip
        page = words(worker.get(MY_DAY))
        assert "Waiting for you (1)" in page
        assert "Please &lt;i&gt;ring&lt;/i&gt; me" in page
        assert "Reply by the end of Tuesday 3 March 2020" in page
        service.contact(case, in_days=3)
        assert "Waiting for you" not in words(worker.get(MY_DAY)), "speaking with them is the reply"

    def test_the_people_of_a_colleague_who_is_away_stand_on_the_day_of_the_cover(self, worker, service):
        promised(service, "Colin Colleague", 0, to="colleague")
        today = clock.test_time().date()
        with acting_as(service.actor("manager")) as manager:
            absences.record_absence(
                worker_id=service.staff["colleague"].id, cover_id=service.staff["worker"].id, starts_on=today,
                ends_on=today, by=manager, at=clock.test_time(),
            )  # fmt: skip
        page = words(worker.get(MY_DAY))
        assert "Colin Colleague" in page
        assert "You are covering for Colleague of Harbour Trust." in page

    def test_a_part_of_the_day_can_be_looked_at_by_itself(self, worker, service):
        for name, in_days in [("Tara Day", 4), ("Lars Latest", 1)]:
            promised(service, name, in_days)
        clock.move_to(clock.START + 4 * DAY)
        everybody = words(worker.get(MY_DAY))
        assert '<a href="?" aria-current="true">Everybody (2)</a>' in everybody
        assert '<a href="?show=late">Late (1)</a>' in everybody
        assert '<a href="?show=first">First contacts (0)</a>' in everybody
        late = words(worker.get(MY_DAY, {"show": "late"}))
        assert "Lars Latest" in late
        assert "Tara Day" not in late
        assert "2 people late" not in late, "the counts are of the whole day"
        assert "Nobody in this part of the day" in words(worker.get(MY_DAY, {"show": "first"}))
        assert "Tara Day" in words(worker.get(MY_DAY, {"show": "nonsense"}))

    def test_each_card_says_how_they_can_be_reached(self, worker, service):
        case = promised(service, "Amina Begum", 0, can_be_phoned="NO", access_needs="Write in large letters")
        page = words(worker.get(MY_DAY))
        assert "Cannot be phoned" in page
        assert "Write in large letters" in page
        assert 'href="tel:+441914980123"' in page
        assert "0191 498 0123</a>" in page
        assert f'href="{reverse("contacts:record", args=[case.id])}"' in page
        assert f'href="{reverse("desk:client", args=[case.client_id])}"' in page

    def test_somebody_without_a_number_is_said_to_have_none(self, worker, service):
        promised(service, "Amina Begum", 0, phones=[])
        assert "No phone number" in words(worker.get(MY_DAY))

    def test_what_a_colleague_promised_to_do_is_on_the_colleagues_day(self, worker, service, client):
        promised(service, "Amina Begum", 0, to="colleague")
        assert "Amina" not in words(worker.get(MY_DAY))

    def test_the_part_of_the_day_is_shown(self, worker, service):
        case = service.open_case()
        service.contact(case, Outcome.NO_ANSWER, in_days=0)
        with acting_as(service.actor("worker")):
            type(case).objects.filter(id=case.id).update(next_contact_part=PartOfDay.EVENING)
        assert "First contact due today, by phone in the evening" in words(worker.get(MY_DAY))

    def test_naughty_names_are_only_names(self, worker, service):
        promised(service, "<script>alert(1)</script>", 0, access_needs="{{ 7*7 }}<b>")
        page = worker.get(MY_DAY).content.decode()
        assert "<script>alert" not in page
        assert "{{ 7*7 }}&lt;b&gt;" in page

    def test_the_number_of_statements_is_fixed(self, worker, service):
        def statements():
            with CaptureQueriesContext(connection) as caught:
                worker.get(MY_DAY)
            return len(caught)

        promised(service, "Person 0", 0)
        worker.get(MY_DAY)
        one = statements()
        for number in range(1, 20):
            promised(service, f"Person {number}", number % 3)
        assert statements() == one == 10


class TestAColleaguesDay:
    @pytest.mark.parametrize("who", ["senior", "manager"])
    def test_those_who_oversee_the_team_may_look(self, client, service, who):
        promised(service, "Amina Begum", 0)
        client.force_login(service.staff[who])
        page = words(client.get(MY_DAY, {"worker": service.staff["worker"].id}))
        assert "The day of Worker of Harbour Trust" in page
        assert "Amina Begum" in page
        assert "Amina Begum" in words(client.get(MY_PEOPLE, {"worker": service.staff["worker"].id}))

    def test_a_link_worker_who_asks_sees_their_own(self, client, service):
        promised(service, "Amina Begum", 0)
        client.force_login(service.staff["colleague"])
        for page in (MY_DAY, MY_PEOPLE):
            assert "Amina" not in words(client.get(page, {"worker": service.staff["worker"].id}))

    @pytest.mark.parametrize("asked", ["strange", "nonsense", "\0"])
    def test_who_is_no_colleague_is_not_shown(self, client, service, asked):
        promised(service, "Amina Begum", 0)
        client.force_login(service.staff["strange manager"])
        asked = service.staff["worker"].id if asked == "strange" else asked
        assert "Amina" not in words(client.get(MY_DAY, {"worker": asked}))

    @pytest.mark.parametrize("who", ["administrator", "practice", "commissioner"])
    @pytest.mark.parametrize("page", [MY_DAY, MY_PEOPLE])
    def test_others_are_not_let_in(self, client, service, who, page):
        client.force_login(service.staff[who])
        assert client.get(page).status_code == 403


class TestMyPeople:
    def test_everybody_is_there_by_name_with_next_contact_and_last_spoke(self, worker, service):
        promised(service, "Éva Zorn", 42)
        service.open_case("Ewan Young")
        page = words(worker.get(MY_PEOPLE))
        assert page.index("Éva Zorn") < page.index("Ewan Young")
        assert "Monday 13 April 2020, by phone" in page
        assert "2 March 2020" in page
        assert "Not yet" in page

    def test_whose_next_contact_a_colleague_makes_is_still_the_workers_own(self, worker, service):
        case = service.open_case()
        service.contact(case, by="colleague", in_days=3)
        clock.move_to(clock.START + 5 * DAY)
        page = words(worker.get(MY_PEOPLE))
        assert "by phone, from Colleague of Harbour Trust" in page
        assert "2 days late" in page

    def test_nobody_yet(self, worker):
        assert "Nobody has been given to you yet." in words(worker.get(MY_PEOPLE))

    @pytest.mark.parametrize("page", ["2", "0", "-1", "x", "99999999999999999999"])
    def test_a_page_that_is_not_there_says_so_or_shows_the_first(self, worker, service, page):
        service.open_case()
        found = words(worker.get(MY_PEOPLE, {"page": page}))
        assert ("Amina Begum" in found) is (page != "2")

    def test_long_lists_come_in_pages(self, worker, service, monkeypatch):
        monkeypatch.setattr("throughline.core.paging.PAGE_SIZE", 2)
        for number in range(5):
            service.open_case(f"Person {number}")
        first, last = words(worker.get(MY_PEOPLE)), words(worker.get(MY_PEOPLE, {"page": 3}))
        assert "Person 1" in first and "Person 2" not in first
        assert 'href="?page=2"' in first
        assert "Person 4" in last and "Next<" not in last
        assert PAGE_SIZE > 2

    def test_the_number_of_statements_is_fixed(self, service):
        def statements():
            with acting_as(service.actor("worker")) as viewer, CaptureQueriesContext(connection) as caught:
                queries.people(viewer=viewer, asked=None, on=clock.START.date())
            return len(caught)

        service.open_case("Person 0")
        one = statements()
        for number in range(1, 20):
            service.open_case(f"Person {number}")
        assert statements() == one == 1
