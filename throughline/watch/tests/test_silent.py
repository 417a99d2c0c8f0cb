"""Who is silent, why, in which order, and that only a conversation takes somebody off the list (R74, SET14)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from tests.support.tables import rows
from throughline.accounts.scopes import acting_as
from throughline.caseload import commands
from throughline.cases.models import Case, Level, Way
from throughline.clients.models import Client
from throughline.contacts.models import Outcome
from throughline.core.clock import LONDON
from throughline.core.working_days import add_working_days
from throughline.organisations import commands as organisations
from throughline.watch import silent_queries
from throughline.watch.silent_rules import Reason, SilentFacts, in_words


def a_case(service, *, level=Level.REGULAR, reached_days_ago=None, gap_days=None, name="Amina Begum", **about):
    case = service.open_case(name, at=clock.START - timedelta(days=reached_days_ago or 0))
    with acting_as(SYSTEM):
        Case.objects.filter(id=case.id).update(
            level=level, gap_days=gap_days, next_contact_on=clock.START.date() + timedelta(days=3),
            last_reached_at=clock.START - timedelta(days=reached_days_ago) if reached_days_ago else None,
        )  # fmt: skip
        Client.objects.filter(id=case.client_id).update(**about)
    return case


def silent_now(service, by="manager", on=None, **asked):
    with acting_as(service.actor(by)) as viewer:
        return silent_queries.silent_people(viewer=viewer, asked=None, on=on or clock.START.date(), **asked)


def declare_lockdown(service):
    with acting_as(SYSTEM):
        organisations.declare_disruption(
            provider_id=service.places["Harbour Trust"].id, name="lockdown", starts_on=clock.START.date(), by=SYSTEM,
            at=clock.START,
        )  # fmt: skip


class TestWhenSomebodyIsSilent:
    title = "When somebody is silent: one and a half agreed gaps, in a disruption at most 56 days (SET14)"
    TABLE = """
        level     | own gap | disruption | days | silent
        INTENSIVE |         |            | 21   | no
        INTENSIVE |         |            | 22   | yes
        REGULAR   |         |            | 63   | no
        REGULAR   |         |            | 64   | yes
        REGULAR   |         | on         | 56   | no
        REGULAR   |         | on         | 57   | yes
        LIGHT     |         |            | 136  | no
        LIGHT     |         |            | 137  | yes
        LIGHT     |         | on         | 57   | yes
        INTENSIVE |         | on         | 22   | yes
        LIGHT     | 30      |            | 45   | no
        LIGHT     | 30      |            | 46   | yes
        INTENSIVE | 200     |            | 300  | no
        INTENSIVE | 200     |            | 301  | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_after_so_many_days(self, service, row):
        gap = int(row["own gap"]) if row["own gap"] else None
        case = a_case(service, level=row["level"], gap_days=gap, reached_days_ago=int(row["days"]))
        if row["disruption"]:
            declare_lockdown(service)
        found = [line.case_id for line in silent_now(service).page.rows]
        assert found == ([case.id] if row["silent"] == "yes" else [])

    def test_somebody_never_reached_counts_from_the_day_the_case_opened(self, service):
        service.open_case(at=clock.START - timedelta(days=64))
        [row] = silent_now(service).page.rows
        assert (row.days, row.last_reached_on) == (64, None)
        assert "never spoken to" in row.reasons

    def test_the_services_own_number_holds(self, service):
        a_case(service, reached_days_ago=50)
        with acting_as(SYSTEM):
            organisations.set_number(
                provider_id=service.places["Harbour Trust"].id, name="silent_gaps", value=100,
                from_on=clock.START.date(), reason="A trial", by=SYSTEM, at=clock.START,
            )  # fmt: skip
        assert silent_now(service).total == 1

    def test_a_new_worker_has_ten_working_days_to_speak_with_them(self, service):
        case = a_case(service, reached_days_ago=20)
        hand_over(service, case, to="colleague", at=clock.START)
        last_day = add_working_days(clock.START.date(), 10)
        assert silent_now(service, on=last_day).total == 0
        [row] = silent_now(service, on=last_day + timedelta(days=1)).page.rows
        assert row.reasons[0].startswith("link worker changed on 2 March 2020")


class TestTheOrder:
    def test_reena_is_at_the_top_with_her_reasons(self, service):
        """The check of R74."""
        reena = a_case(service, name="Reena Patel", shielding=True, lives_alone=True)
        with acting_as(SYSTEM):
            Case.objects.filter(id=reena.id).update(
                opened_at=datetime(2019, 9, 2, 9, tzinfo=LONDON),
                last_reached_at=datetime(2019, 12, 10, 9, tzinfo=LONDON),
            )
        hand_over(service, reena, to="colleague", at=datetime(2020, 2, 3, 9, tzinfo=LONDON))
        a_case(service, name="Longest Unheard", reached_days_ago=300)
        with acting_as(SYSTEM):
            Case.objects.update(next_contact_on=date(2020, 5, 1))
        first, second = silent_now(service, on=date(2020, 4, 20)).page.rows
        assert (first.name, first.days) == ("Reena Patel", 132)
        assert first.reasons == (
            "lives alone",
            "shielding",
            "link worker changed on 3 February 2020, and the new one has not spoken to them",
        )
        assert (second.name, second.reasons) == ("Longest Unheard", ())

    def test_more_reasons_stand_first_and_then_more_days(self, service):
        a_case(service, name="Long", reached_days_ago=200)
        a_case(service, name="Longer", reached_days_ago=210)
        a_case(service, name="Two reasons", reached_days_ago=70, shielding=True, cannot_read=True)
        a_case(service, name="One reason", reached_days_ago=80, digitally_excluded=True)
        assert [r.name for r in silent_now(service).page.rows] == ["Two reasons", "One reason", "Longer", "Long"]

    def test_every_reason_that_counts_is_said(self, service):
        case = a_case(service, reached_days_ago=90, lives_alone=True, conditions_count=3, shielding=True,
                      digitally_excluded=True, cannot_read=True)  # fmt: skip
        with acting_as(SYSTEM):
            Case.objects.filter(id=case.id).update(
                worker_since=clock.START, last_reached_at=None, next_contact_on=clock.START.date() - timedelta(days=1),
                tries_since_reached=4, with_manager_since=clock.START.date(),
            )  # fmt: skip
        [row] = silent_now(service).page.rows
        assert len(row.reasons) == len(Reason)
        assert "3 long-term conditions" in row.reasons
        assert "tried 4 times since, without reaching them" in row.reasons
        assert row.reasons[-1] == "every route was tried: with a manager since 2 March 2020"

    @pytest.mark.parametrize("reason", Reason)
    def test_every_reason_has_its_words(self, reason):
        assert in_words(reason, SilentFacts())


class TestLeavingTheList:
    @pytest.mark.parametrize("outcome", [Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE])
    def test_a_try_does_not_take_somebody_off(self, service, outcome):
        case = a_case(service, reached_days_ago=70)
        service.contact(case, outcome, in_days=1)
        assert silent_now(service).total == 1

    def test_neither_does_a_letter_or_another_worker(self, service):
        case = a_case(service, reached_days_ago=70)
        service.contact(case, Outcome.SENT, way=Way.POST, in_days=1)
        hand_over(service, case, to="colleague", at=clock.START)
        assert silent_now(service).total == 1

    def test_a_conversation_does(self, service):
        case = a_case(service, reached_days_ago=70)
        service.contact(case)
        assert silent_now(service).total == 0


class TestWhoSeesWhom:
    def test_a_link_worker_sees_their_own_and_a_manager_everybodys(self, service):
        a_case(service, reached_days_ago=70)
        assert silent_now(service, by="worker").total == 1
        assert silent_now(service, by="colleague").total == 0
        assert silent_now(service, by="manager").total == 1

    def test_the_other_provider_learns_nothing_not_even_a_number(self, service):
        a_case(service, reached_days_ago=70)
        found = silent_now(service, by="strange manager")
        assert (found.total, found.page.rows) == (0, ())

    def test_counts_by_worker_the_page_and_the_whole_list_agree(self, service):
        for name in ("One", "Two", "Three"):
            a_case(service, name=name, reached_days_ago=70)
        a_case(service, name="Spoken with", reached_days_ago=10)
        with acting_as(service.actor("manager")) as viewer:
            by_worker = silent_queries.silent_by_worker(viewer=viewer, on=clock.START.date())
            whole = silent_queries.every_silent_case(viewer=viewer, on=clock.START.date())
            days = silent_queries.days_since_reached(viewer=viewer, on=clock.START.date())
        assert by_worker == {service.staff["worker"].id: 3}
        assert len(whole) == silent_now(service).total == sum(line.is_silent for line in days) == 3
        assert [line.days for line in days] == [70, 70, 70, 10]


class TestThePage:
    def test_each_reason_has_its_line_and_there_is_a_way_to_record_a_contact(self, service):
        case = a_case(service, reached_days_ago=70, shielding=True)
        page = signed_in(service, "worker").get(reverse("watch:silent")).content.decode()
        assert "Silent: 1 person" in page
        assert "<li>Shielding</li>" in page
        assert reverse("contacts:record", args=[case.id]) in page

    def test_nobody_is_silent(self, service):
        page = signed_in(service, "worker").get(reverse("watch:silent")).content.decode()
        assert "Nobody is silent." in page

    def test_a_manager_may_look_at_one_worker(self, service):
        a_case(service, reached_days_ago=70)
        browser = signed_in(service, "manager")
        theirs = browser.get(reverse("watch:silent"), {"worker": service.staff["worker"].id}).content.decode()
        others = browser.get(reverse("watch:silent"), {"worker": service.staff["colleague"].id}).content.decode()
        assert "Amina Begum" in theirs
        assert "Amina Begum" not in others

    def test_a_surgery_may_not_look(self, service):
        assert signed_in(service, "practice").get(reverse("watch:silent")).status_code == 403

    @pytest.mark.parametrize("page", ["silent", "late", "first_contacts_late"])
    def test_it_costs_the_same_however_many_there_are(self, service, page):
        a_case(service, reached_days_ago=70)
        browser = signed_in(service, "manager")
        one = statements(browser, page)
        for number in range(8):
            a_case(service, name=f"Person {number}", reached_days_ago=70)
        assert statements(browser, page) == one


class TestLateLists:
    def test_a_late_first_contact_heads_the_list_with_its_days(self, service):
        """The check of R10: ten working days on, and one day past."""
        case = service.open_case()
        day_after = datetime.combine(case.first_contact_due_on + timedelta(days=1), clock.START.timetz())
        clock.move_to(day_after)
        page = signed_in(service, "manager").get(reverse("watch:first_contacts_late")).content.decode()
        assert "1 day late" in page
        assert "Amina Begum" in page

    def test_nobody_stands_there_on_the_day_itself_or_once_spoken_to(self, service):
        case = service.open_case()
        clock.move_to(datetime.combine(case.first_contact_due_on, clock.START.timetz()))
        browser = signed_in(service, "manager")
        assert "No first contact is late." in browser.get(reverse("watch:first_contacts_late")).content.decode()
        service.contact(case, in_days=1)
        clock.move_to(clock.in_days(5))
        assert "No first contact is late." in browser.get(reverse("watch:first_contacts_late")).content.decode()
        assert "4 days late" in browser.get(reverse("watch:late")).content.decode()


def hand_over(service, case, *, to, at):
    with acting_as(service.actor("manager")) as manager:
        commands.hand_over_case(
            case_id=case.id, to_worker_id=service.staff[to].id, contact_on=at.date() + timedelta(days=1),
            way=Way.PHONE, reason="moves", by=manager, at=at,
        )  # fmt: skip


def signed_in(service, name):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def statements(browser, page):
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(reverse(f"watch:{page}")).status_code == 200
    return len(caught)
