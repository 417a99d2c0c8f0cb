"""Honest counts and admissions by exception: each person once, and a check-in is not counted as support (R34, R8)."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from tests.support.tables import rows
from throughline.accounts.scopes import acting_as
from throughline.caseload import commands as caseload
from throughline.cases.models import Way
from throughline.contacts import rules
from throughline.contacts.models import Kind, Outcome
from throughline.contacts.rules import CameTo
from throughline.core.clock import LONDON
from throughline.oversight import count_queries, exception_queries
from throughline.referrals import commands as referrals


class TestUnderWhatSomebodyCounts:
    title = "Under what a person counts, by what their contacts in the days were (R34)"
    TABLE = """
        tried | reached | helped | ongoing | counts as
        no    | no      | no     | no      | NOT_TRIED
        yes   | no      | no     | no      | TRIED
        yes   | yes     | no     | no      | NEEDED_NOTHING
        yes   | yes     | yes    | no      | HELPED
        yes   | yes     | yes    | yes     | ONGOING
        yes   | yes     | no     | yes     | ONGOING
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_once_and_under_one_heading(self, row):
        facts = {key: row[key] == "yes" for key in ("tried", "reached", "helped", "ongoing")}
        assert rules.came_to(**facts) == row["counts as"]

    def test_every_kind_of_contact_has_its_place(self):
        nothing = {Kind.CHECK_IN, Kind.FRIENDLY_CHECK_IN, Kind.INTRODUCTION}
        assert set(Kind) - nothing == rules.ONGOING_WORK | rules.HELP
        assert not rules.ONGOING_WORK & rules.HELP


@pytest.fixture
def ten(service):
    """Give ten people: three fine, two helped, one with ongoing work, two tried and two not tried."""
    cases = [service.open_case(f"Person {number}", at=clock.START - timedelta(days=40)) for number in range(10)]
    said = [[Kind.CHECK_IN]] * 3 + [[Kind.CHECK_IN, Kind.PRACTICAL_HELP], [Kind.ADVOCACY], [Kind.EMOTIONAL_SUPPORT]]
    for case, kinds in zip(cases, said, strict=False):
        service.contact(case, Outcome.NO_ANSWER, in_days=1)
        service.contact(case, kinds=kinds)
    service.contact(cases[6], Outcome.NO_ANSWER, in_days=1)
    service.contact(cases[7], Outcome.LEFT_MESSAGE, in_days=1)
    return cases


def counted(service, since, until, by="manager"):
    with acting_as(service.actor(by)) as viewer:
        return count_queries.honest_counts(viewer=viewer, since=since, until=until)


MARCH = (date(2020, 3, 1), date(2020, 3, 31))


class TestTheCheckOfR34:
    def test_ten_people_read_3_2_1_2_2(self, service, ten):
        found = counted(service, *MARCH)
        assert list(found.whole.by_result.values()) == [3, 2, 1, 2, 2]
        assert found.whole.total == 10
        assert [(worker.name, worker.total) for worker in found.workers] == [("Worker of Harbour Trust", 10)]

    def test_only_contacts_of_the_days_count_and_only_people_who_were_in_the_service(self, service, ten):
        assert counted(service, date(2020, 2, 1), date(2020, 2, 29)).whole.by_result[CameTo.NOT_TRIED] == 10
        assert counted(service, date(2019, 12, 1), date(2019, 12, 31)).whole.total == 0

    def test_the_last_day_counts_to_its_end(self, service):
        case = service.open_case()
        late = datetime(2020, 3, 31, 23, 30, tzinfo=LONDON)
        service.contact(case, at=late)
        assert counted(service, *MARCH).whole.by_result[CameTo.NEEDED_NOTHING] == 1

    def test_the_other_provider_counts_nobody_of_ours(self, service, ten):
        assert counted(service, *MARCH, by="strange manager").whole.total == 0


class TestChangesOfWorker:
    def hand_over(self, service, case):
        with acting_as(service.actor("manager")) as manager:
            caseload.hand_over_case(
                case_id=case.id, to_worker_id=service.staff["colleague"].id, contact_on=date(2020, 3, 5), way=Way.PHONE,
                reason="Closer by", by=manager, at=clock.START,
            )  # fmt: skip

    def test_two_of_ten_are_twenty_for_each_hundred(self, service, ten):
        for case in ten[:2]:
            self.hand_over(service, case)
        found = counted(service, *MARCH)
        [provider] = found.providers
        assert (found.changes[provider.id], found.changes_per_100(provider)) == (2, 20.0)
        assert found.changes_per_100(found.whole) == 20.0
        page = signed_in(service).get(reverse("oversight:counts")).content.decode()
        assert "2 changes of link worker in these days, 20 for each 100 people in the service." in page

    def test_of_nobody_there_is_no_rate(self, service):
        found = counted(service, *MARCH)
        assert (found.changes_per_100(found.whole), sum(found.changes.values())) == (None, 0)


class TestThePages:
    def test_the_counts_are_shown_as_bars_with_their_table(self, service, ten):
        page = signed_in(service).get(reverse("oversight:counts")).content.decode()
        assert "10 people in the service, 6 of them reached." in page
        assert page.count('class="app-chart__row"') == 5

    def test_other_days_may_be_asked_for(self, service, ten):
        asked = {"since-day": 1, "since-month": 2, "since-year": 2020, "until-day": 29, "until-month": 2,
                 "until-year": 2020}  # fmt: skip
        page = signed_in(service).get(reverse("oversight:counts"), asked).content.decode()
        assert "1 February 2020 to 29 February 2020" in page
        assert "The last day must be" in signed_in(service).get(
            reverse("oversight:counts"), {**asked, "until-month": 1}
        ).content.decode()  # fmt: skip

    def test_a_link_worker_sees_no_counts_of_others(self, service):
        assert signed_in(service, "worker").get(reverse("oversight:counts")).status_code == 403


class TestExceptions:
    def admit(self, service):
        received = service.refer("Young Person", date_of_birth=date(1982, 1, 1), conditions=["asthma"])
        with acting_as(service.actor("manager")) as manager:
            referrals.decide_referral(
                referral_id=received.referral_id, admit=True, reason="Cares for two parents", by=manager, at=clock.START
            )

    def test_somebody_admitted_although_not_eligible_is_listed_with_the_reason(self, service):
        """The check of R8."""
        self.admit(service)
        service.refer("Another", date_of_birth=date(1982, 1, 1), conditions=["asthma"])
        page = signed_in(service).get(reverse("oversight:exceptions")).content.decode()
        assert "1 referral admitted by exception" in page
        assert "Cares for two parents" in page
        assert "Another" not in page

    def test_the_other_provider_sees_none(self, service):
        self.admit(service)
        with acting_as(service.actor("strange manager")) as viewer:
            assert exception_queries.admitted_by_exception(viewer=viewer).total == 0
            assert exception_queries.every_exception(viewer=viewer) == []


def signed_in(service, name="manager"):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser
