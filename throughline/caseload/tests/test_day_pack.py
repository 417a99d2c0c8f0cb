"""The day on paper, and in a file that opens with its password and nothing else."""

import hashlib
import re
from base64 import b64decode
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.caseload import commands
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed

PAPER, PACK = "/my-day/paper/", "/my-day/pack/"
PASSWORD = "three quiet harbours"


@pytest.fixture
def worker(client, service):
    client.force_login(service.staff["worker"])
    return client


def a_morning(service):
    """Have one person due today, one next week, and one far off."""
    today = service.open_case("Amina Begum", address="12 Sea Road", access_needs="Speak slowly")
    service.contact(today, in_days=0, note="Her knee is better <b>now</b>")
    service.contact(service.open_case("Nora Next", phones=[]), in_days=5)
    service.contact(service.open_case("Fara Far"), in_days=30)


def take(worker, password=PASSWORD, again=PASSWORD):
    return worker.post(PACK, {"password": password, "again": again})


def opened(answer, password=PASSWORD):
    """Open a pack as the browser does, from nothing but the file and the password."""
    file = answer.content.decode()
    found = re.search(r'id="sealed" data-salt="(.+?)" data-nonce="(.+?)" data-rounds="(\d+)">(.+?)<', file)
    salt, nonce, sealed = (b64decode(found[n]) for n in (1, 2, 4))
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, int(found[3]))
    return AESGCM(key).decrypt(nonce, sealed, None).decode()


class TestThePack:
    def test_it_opens_with_its_password_and_holds_names_numbers_needs_and_what_was_said(self, worker, service):
        a_morning(service)
        answer = take(worker)
        assert answer["Content-Disposition"] == 'attachment; filename="day-pack-2020-03-02.html"'
        content = " ".join(opened(answer).split())
        for words in ["Amina Begum", "0191 498 0123", "12 Sea Road", "Speak slowly", "Last spoke on 2 March 2020",
                      "Her knee is better &lt;b&gt;now&lt;/b&gt;", "Next contact on: ____"]:  # fmt: skip
            assert words in content
        assert content.index("Amina Begum") < content.index("Next 7 days") < content.index("Nora Next")
        assert "Fara Far" not in content

    def test_nothing_of_anybody_is_outside_the_seal(self, worker, service):
        a_morning(service)
        answer = take(worker)
        assert not re.search(rb"Amina|Begum|0191|Sea Road|worker@", answer.content)

    def test_it_does_not_open_with_another_password(self, worker, service):
        a_morning(service)
        with pytest.raises(InvalidTag):
            opened(take(worker), password="three quiet harbour")

    def test_each_pack_is_sealed_anew(self, worker, service):
        assert take(worker).content != take(worker).content

    @pytest.mark.parametrize(("password", "again", "why"), [
        ("", "", "Enter a password for the pack"),
        ("short", "short", "12 characters or more"),
        (PASSWORD, "three quiet harbors", "The two passwords are not the same"),
    ])  # fmt: skip
    def test_a_password_that_is_weak_or_mistyped_is_asked_for_again(self, worker, password, again, why):
        answer = take(worker, password, again)
        assert "Content-Disposition" not in answer
        assert why in answer.content.decode()

    def test_that_it_was_taken_is_written_down_without_names(self, worker, service):
        a_morning(service)
        take(worker)
        with acting_as(SYSTEM):
            entry = AuditEntry.objects.get(act="DAY_PACK_TAKEN")
        assert (entry.user_id, entry.details) == (service.staff["worker"].id, {"people": 2})

    def test_a_surgery_has_no_day_to_take(self, service, now):
        with acting_as(service.actor("practice")) as practice, pytest.raises(NotAllowed):
            commands.take_day_pack(by=practice, at=now)


class TestThePaper:
    def test_it_shows_the_same_day_with_room_to_write(self, worker, service):
        a_morning(service)
        page = " ".join(worker.get(PAPER).content.decode().split())
        assert "Monday 2 March 2020" in page
        assert page.index("Amina Begum") < page.index("Next contact on: ____") < page.index("Nora Next")

    def test_what_must_not_be_overlooked_is_marked(self, worker, service):
        case = service.open_case("Amina Begum", can_be_phoned="NO")
        service.contact(case, Outcome.NO_ANSWER, in_days=1)
        clock.move_to(clock.START + timedelta(days=3))
        page = worker.get(PAPER).content.decode()
        assert '<span class="mark">Cannot be phoned</span>' in page
        assert '<span class="mark">2 days late</span>' in page

    def test_many_people_cost_no_more_statements_than_one(self, worker, service):
        def statements():
            with CaptureQueriesContext(connection) as captured:
                worker.get(PAPER)
            return len(captured)

        a_morning(service)
        few = statements()
        for number in range(5):
            service.contact(service.open_case(f"Person {chr(65 + number)}"), in_days=0)
        assert statements() == few
