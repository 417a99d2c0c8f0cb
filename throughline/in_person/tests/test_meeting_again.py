"""Many people are met again when it is possible, and who would be lost by it is kept. First class: the check of R29."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from tests.support.tables import rows
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case, Way
from throughline.clients.models import Client
from throughline.contacts.models import Barrier, Outcome
from throughline.core.decisions import NotAllowed, Refused
from throughline.correspondence.models import About, Notice, State
from throughline.in_person import return_commands, return_queries, rules
from throughline.in_person.rules import ReturnFacts
from throughline.organisations import commands as organisations


class TestWhoIsKept:
    title = "Whose next contact stays as it was promised when others are met again (R29)"
    TABLE = """
        shielding | refused           | lost by meeting   | due in | kept because
        no        |                   |                   | 7      |
        no        |                   |                   | 0      |
        no        |                   |                   | -1     | it was due before today: record what happened first
        yes       |                   |                   | 7      | shielding
        no        | they do not agree | came 0 of 4 times | 7      | they do not agree, came 0 of 4 times
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_with_every_reason(self, row):
        today = clock.START.date()
        due_on = today + timedelta(days=int(row["due in"]))
        facts = ReturnFacts(row["shielding"] == "yes", row["refused"], row["lost by meeting"], due_on)
        assert ", ".join(rules.why_kept(facts, today=today)) == row["kept because"]


def tried(service, case, outcomes, *, way):
    """Let so many tries have been made, a day apart."""
    for outcome in outcomes:
        barrier = {"barrier": Barrier.NOT_ASKED} if outcome == Outcome.DID_NOT_ATTEND else {}
        service.contact(case, outcome, way=way, in_days=7, **barrier)
        clock.move_to(clock.in_days(1))


def meet_again(service, *cases, by="worker"):
    with acting_as(service.actor(by)) as actor:
        return return_commands.meet_again(
            case_ids=[case.id for case in cases], worker_id=service.staff["worker"].id, by=actor, at=clock.test_time()
        )


def now(service, case):
    with acting_as(service.actor("worker")):
        return Case.objects.get(id=case.id)


def listed(service, *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        asked = service.staff["worker"].id
        return return_queries.returning(asked, viewer=actor, on=clock.test_time().date())


def page(service, *, by="worker", sent=None, asked=""):
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse("in_person:meet_again") + asked
    answer = browser.get(address) if sent is None else browser.post(address, sent, follow=True)
    return " ".join(answer.content.decode().split())


def disruption(service):
    with acting_as(SYSTEM):
        return organisations.declare_disruption(
            provider_id=service.places["Harbour Trust"].id, starts_on=clock.test_time().date(), name="Lockdown",
            by=SYSTEM, at=clock.test_time(),
        )  # fmt: skip


@pytest.fixture
def kept(service):
    """Give somebody who came to the surgery none of four times and answered three of three calls."""
    case = service.open_case("Dennis Ash")
    tried(service, case, [Outcome.DID_NOT_ATTEND] * 4, way=Way.AT_SURGERY)
    tried(service, case, [Outcome.SPOKE] * 3, way=Way.PHONE)
    return case


class TestBackFromTheTelephone:
    def test_who_answers_calls_and_did_not_come_is_kept_on_the_phone_with_the_reason(self, service, kept):
        other = service.open_case("Beryl Hope")
        service.contact(other)
        found = listed(service)
        assert [(p.name, p.why_kept) for p in found.kept] == [
            ("Dennis Ash", ("came 0 of 4 times; answered 3 of 3 by phone",))
        ]
        told = page(service)
        assert "Came 0 of 4 times; answered 3 of 3 by phone" in told

        meet_again(service, other)
        assert now(service, other).next_contact_way == Way.AT_SURGERY
        assert now(service, kept).next_contact_way == Way.PHONE

    def test_the_day_stands_and_a_notice_tells_them(self, service):
        case = service.open_case("Beryl Hope")
        service.contact(case, in_days=14)
        before = now(service, case)
        meet_again(service, case)
        after = now(service, case)
        assert (after.next_contact_on, after.next_contact_by_id) == (before.next_contact_on, before.next_contact_by_id)
        with acting_as(service.actor("worker")):
            notice = Notice.objects.get(case_id=case.id, state=State.QUEUED)
        assert notice.about == About.MEETING
        assert "face to face" in notice.words


class TestRefusing:
    def test_while_working_in_person_is_not_on(self, service):
        case = service.open_case()
        service.contact(case)
        disruption(service)
        with pytest.raises(Refused, match="not on"):
            meet_again(service, case)
        assert "Working in person is not on" in page(service)

    def test_somebody_who_is_kept_for_a_reason_and_nobody_is_changed(self, service, kept):
        other = service.open_case("Beryl Hope")
        service.contact(other)
        with pytest.raises(Refused, match="kept as they are"):
            meet_again(service, other, kept)
        assert now(service, other).next_contact_way == Way.PHONE

    def test_somebody_who_shields(self, service):
        case = service.open_case()
        service.contact(case)
        with acting_as(SYSTEM):
            Client.objects.filter(id=case.client_id).update(shielding=True)
        with pytest.raises(Refused, match="kept as they are"):
            meet_again(service, case)

    def test_somebody_already_met_and_nobody_at_all(self, service):
        case = service.open_case()
        service.contact(case, next_way=Way.AT_SURGERY)
        with pytest.raises(Refused, match="has changed since"):
            meet_again(service, case)
        with pytest.raises(Refused, match="Select who"):
            meet_again(service)

    def test_another_provider_s_and_who_does_not_keep_the_queue(self, service):
        case = service.open_case()
        service.contact(case)
        with pytest.raises(Refused, match="has changed since"):
            meet_again(service, case, by="stranger")
        with pytest.raises(NotAllowed):
            meet_again(service, case, by="practice")


class TestThePage:
    def test_those_chosen_are_met_and_the_page_says_so(self, service):
        case = service.open_case("Beryl Hope")
        service.contact(case)
        assert "1 person is met at the surgery next time" in page(service, sent={"people": [str(case.id)]})
        assert "Nobody is left" in page(service)

    def test_without_a_choice_it_says_what_is_missing(self, service):
        service.contact(service.open_case("Beryl Hope"))
        assert "Select who is met in person from now on" in page(service, sent={})

    def test_a_worker_sees_their_own_and_a_manager_whoever_s_they_ask_for(self, service):
        service.contact(service.open_case("Beryl Hope"))
        worker = f"?worker={service.staff['worker'].id}"
        assert "Beryl Hope" in page(service, by="manager", asked=worker)
        assert "Beryl Hope" not in page(service, by="colleague", asked=worker)

    def test_it_costs_the_same_however_many(self, service):
        def statements():
            with CaptureQueriesContext(connection) as caught:
                page(service)
            return len(caught)

        service.contact(service.open_case("One Person"))
        first = statements()
        for name in ("Two People", "Three People"):
            service.contact(service.open_case(name))
        assert statements() == first
