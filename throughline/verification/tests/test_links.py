"""A service says for itself how it is, by a link and without an account (R37)."""

import re
from uuid import uuid4

import pytest
from django.core import signing
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.directory import listing_commands
from throughline.directory.kinds import Category, How, Mode, Status, Teller
from throughline.directory.models import StatusObservation, WayOfJoining
from throughline.directory.writing import Described, Observed
from throughline.verification import link_commands, rules
from throughline.verification.queries import SIGNED_FOR


@pytest.fixture
def gym(service):
    with acting_as(service.actor("worker")) as by:
        return listing_commands.list_service(
            offered_by="Riverside", described=Described(name="Riverside gym", category=Category.PHYSICAL_ACTIVITY),
            modes=[Mode.PHONE], observed=Observed(Status.OPEN), place=None, by=by, at=clock.test_time(),
        )  # fmt: skip


@pytest.fixture
def page(client, service, gym):
    """Have a worker make a link, sign out, and give its address."""
    client.force_login(service.staff["worker"])
    told = client.post(reverse("verification:link", args=[gym.id])).content.decode()
    client.logout()
    return re.search(r"http://testserver(/how-are-you/[^ <]+)", told)[1]


def words(answer):
    return " ".join(answer.content.decode().split())


def test_it_opens_signed_out_and_what_is_said_is_an_observation_of_the_service_itself(client, gym, page):
    assert "How is Riverside gym now?" in words(client.get(page))
    assert "Thank you" in words(client.post(page, {"status_0": Status.PAUSED, "remark": "Until May"}))
    way = WayOfJoining.objects.get(service=gym)
    said = StatusObservation.objects.filter(way=way).latest("recorded_at", "status")
    assert (way.status, way.said_by, way.how) == (Status.PAUSED, Teller.SERVICE, How.LINK)
    assert (said.reporting_provider, said.remark) == (None, "Until May")


def test_it_works_once(client, page):
    client.post(page, {"status_0": Status.PAUSED})
    again = client.post(page, {"status_0": Status.OPEN})
    assert again.status_code == 410 and "used already" in words(again)


def test_it_runs_out(client, page):
    clock.move_to(clock.in_days(15))
    assert "run out" in words(client.get(page))


def test_it_can_be_tried_so_often_and_no_more(client, page):
    answers = [client.get(page).status_code for _ in range(rules.OPENED_AT_MOST + 1)]
    assert answers[-2:] == [200, 410]


@pytest.mark.parametrize("forged", [
    "nonsense", "AAAA:AAAA", signing.Signer(salt=SIGNED_FOR).sign("x"), signing.Signer(salt="other").sign("A" * 22),
    signing.Signer(salt=SIGNED_FOR).sign("A" * 22),
])  # fmt: skip
def test_what_we_did_not_sign_for_it_opens_nothing(client, gym, forged):
    answer = client.get(reverse("verification:answer", args=[forged]))
    assert answer.status_code == 410 and "not whole" in words(answer)


def test_nothing_answered_is_asked_for_again(client, page):
    assert "Select how it is by phone" in words(client.post(page, {}))
    assert "Say how it is now" in words(client.post(page, {"status_0": "NOT_SAID"}))


def test_a_service_has_five_links_at_most(client, service, gym):
    client.force_login(service.staff["worker"])
    for _ in range(rules.LINKS_AT_MOST):
        client.post(reverse("verification:link", args=[gym.id]))
    assert "Ring it instead" in words(client.post(reverse("verification:link", args=[gym.id])))


def test_the_commands_refuse(service, gym, page):
    token = page.rstrip("/").rpartition("/")[2]
    with acting_as(service.actor("practice")) as by, pytest.raises(NotAllowed):
        link_commands.make_link(service_id=gym.id, by=by, at=clock.test_time())
    with acting_as(SYSTEM):
        same = {"by": SYSTEM, "at": clock.test_time()}
        with pytest.raises(NotFound):
            link_commands.make_link(service_id=uuid4(), **same)
        with pytest.raises(Refused):
            link_commands.open_link(token="nonsense", **same)
        with pytest.raises(NotFound):
            link_commands.answer_link(token=token, said={uuid4(): Observed(Status.OPEN)}, **same)
