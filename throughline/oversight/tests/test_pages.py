"""What a manager sees of the nightly check."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.models import Attachment
from throughline.accounts.scopes import acting_as
from throughline.oversight import commands
from throughline.oversight.models import IntegrityReport

PAGE = "/integrity/"


def signed_in(service, name):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def words_of(response):
    return " ".join(response.content.decode().split())


def keep_report(service, problems, at=clock.START):
    with acting_as(SYSTEM):
        IntegrityReport.objects.create(
            provider=service.places["Harbour Trust"], ran_on=at.date(), ran_time=at, checked=214, problems=problems
        )


def problem(rule, about, why="something is wrong"):
    return {"rule": rule, "about": str(about), "why": why}


def test_before_the_first_night_it_says_so(service):
    page = words_of(signed_in(service, "manager").get(reverse("oversight:integrity")))
    assert "No report yet" in page and "The first check runs tonight" in page


def test_a_well_kept_service_is_told_calmly(service):
    service.open_case()
    with acting_as(SYSTEM):
        commands.keep_integrity_report(by=SYSTEM, at=clock.START)
    page = words_of(signed_in(service, "manager").get(PAGE))
    assert "0 problems in 2 records" in page
    assert "Checked by the nightly job on Monday 2 March 2020 at 10am." in page
    assert "Everybody in the service has a link worker" in page


def test_each_problem_is_listed_by_rule_with_where_to_mend_it(service):
    case = service.open_case()
    tie = Attachment.objects.first()
    keep_report(service, [
        problem("open_case_without_next_contact", case.id, "open case without a dated next contact"),
        problem("referral_without_case", case.referral_id, "referral has no case"),
        problem("worker_without_account", tie.id, "attachment of a closed account"),
    ])  # fmt: skip
    page = words_of(signed_in(service, "manager").get(PAGE))
    assert "3 problems in 214 records" in page
    assert "Open case without a dated next contact (1)" in page
    for address in (
        reverse("desk:client", args=[case.client_id]),
        reverse("caseload:hand_over", args=[case.id]),
        reverse("referrals:sheet", args=[case.referral_id]),
    ):
        assert f'href="{address}"' in page
    assert "an attachment must end" in page
    assert "Amina" not in page


def test_a_record_that_is_gone_breaks_nothing(service):
    keep_report(service, [problem("referral_without_case", "00000000-0000-4000-8000-00000000dead")])
    assert "No longer there." in words_of(signed_in(service, "manager").get(PAGE))


def test_the_last_night_counts(service):
    keep_report(service, [problem("r", "00000000-0000-4000-8000-00000000dead")], at=clock.START - timedelta(days=1))
    keep_report(service, [])
    assert "0 problems in 214 records" in words_of(signed_in(service, "manager").get(PAGE))


def test_as_many_statements_for_twenty_problems_as_for_one(service):
    manager = signed_in(service, "manager")
    counts = []
    for many in (1, 20):
        keep_report(service, [problem("r", service.refer(f"P {many} {n}").referral_id) for n in range(many)],
                    at=clock.START + timedelta(days=many))  # fmt: skip
        with CaptureQueriesContext(connection) as caught:
            manager.get(PAGE)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 10


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("practice", 403), ("senior", 200)])
def test_who_may_see_it(service, who, status):
    assert signed_in(service, who).get(PAGE).status_code == status


def test_the_other_provider_does_not_see_ours(service):
    keep_report(service, [])
    assert "No report yet" in words_of(signed_in(service, "strange manager").get(PAGE))
