"""Whom to ask, and whose status to review."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from throughline.profiles.tests.builders import WHOLE, record, shield

DAY = timedelta(days=1)
ADDRESS = "/to-fill-in/"


def told(client, service, who):
    client.force_login(service.staff[who])
    text = re.sub(r"<[^>]+>", " ", client.get(ADDRESS).content.decode())
    return " ".join(text.split())


def test_who_was_never_asked_heads_the_list_until_they_are(client, service):
    asked = service.open_case("Asked Already")
    service.open_case("Part Done")
    service.open_case("Amina Begum", to="colleague")
    record(service, asked, WHOLE)
    mine = told(client, service, "worker")
    assert "1 person never asked" in mine
    assert "Part Done" in mine and "Asked Already" not in mine and "Amina" not in mine
    assert "2 people never asked" in told(client, service, "manager")


def test_a_review_is_due_and_the_status_stands_all_the_same(client, service):
    case = service.open_case()
    shield(service, case, started_on=clock.START.date())
    assert "Reviews due" not in told(client, service, "worker")
    clock.move_to(clock.START + 12 * 7 * DAY)
    assert "Reviews due" in told(client, service, "worker")
    assert "Amina Begum Extremely clinically vulnerable (shielding)" in re.sub(
        r"(Person|What) ", "", told(client, service, "worker")
    )


def test_the_number_of_statements_is_fixed(client, service):
    def statements():
        with CaptureQueriesContext(connection) as caught:
            client.get(ADDRESS)
        return len(caught)

    service.open_case()
    told(client, service, "worker")
    few = statements()
    for number in range(10):
        service.open_case(f"Person {number}")
    assert statements() == few


def test_nobody_sees_another_provider_s_people(client, service):
    service.open_case()
    assert "Amina" not in told(client, service, "stranger")
