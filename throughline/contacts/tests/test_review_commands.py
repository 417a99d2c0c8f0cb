"""Every route tried: the person is with the manager, still open, until somebody answers or a manager decides (R28)."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case, Promise, Way
from throughline.cases.rules import NextContact
from throughline.contacts import review_commands
from throughline.contacts.models import Outcome, Review
from throughline.core.decisions import NotAllowed, NotFound, Refused

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def case(service):
    return service.open_case(address="1 Elm Road")


def try_every_route(service, case):
    """Call on three days at different times, send a text, write a letter."""
    for day, hours in enumerate([0, 0, 8]):
        service.contact(case, Outcome.NO_ANSWER, at=clock.START + day * DAY + hours * HOUR, in_days=1)
    service.contact(case, Outcome.SENT, way=Way.TEXT, at=clock.START + 3 * DAY, in_days=1)
    assert row(service, case).with_manager_since is None
    service.contact(case, Outcome.SENT, way=Way.POST, at=clock.START + 4 * DAY, in_days=7)


def row(service, case):
    with acting_as(service.actor("manager")):
        return Case.objects.get(id=case.id)


def review(service, case, *, by="manager", decided="Ask the surgery whether her number has changed"):
    at = clock.START + 5 * DAY
    next_contact = NextContact(on=date(2020, 3, 16), by_id=service.staff["worker"].id, way=Way.PHONE)
    with acting_as(service.actor(by)) as actor:
        review_commands.review_attempts(case_id=case.id, decided=decided, next_contact=next_contact, by=actor, at=at)


def test_after_the_last_route_it_is_with_the_manager_and_still_open(service, case):
    try_every_route(service, case)
    now = row(service, case)
    assert now.with_manager_since == date(2020, 3, 6)
    assert now.closed_at is None
    assert now.next_contact_on is not None


def test_an_answer_takes_it_back_from_the_manager(service, case):
    try_every_route(service, case)
    service.contact(case, at=clock.START + 5 * DAY)
    assert row(service, case).with_manager_since is None


def test_the_manager_decides_and_gives_a_next_contact(service, case):
    try_every_route(service, case)
    review(service, case)
    now = row(service, case)
    assert (now.with_manager_since, now.next_contact_on) == (None, date(2020, 3, 16))
    with acting_as(service.actor("manager")):
        assert Review.objects.get().decided == "Ask the surgery whether her number has changed"
        assert Promise.objects.filter(case=case).latest("sequence").due_on == date(2020, 3, 16)


def test_only_what_is_with_a_manager_and_only_in_words(service, case):
    with pytest.raises(Refused, match="not with a manager"):
        review(service, case)
    try_every_route(service, case)
    with pytest.raises(Refused, match="Say what you decided"):
        review(service, case, decided=" ")


def test_nobody_who_shields_is_promised_a_meeting_indoors(service, case):
    try_every_route(service, case)
    with acting_as(service.actor("manager")) as manager:
        stands = Case.objects.select_related("client").get(id=case.id)
        stands.client.shielding = True
        stands.client.save()
        from throughline.cases import commands as cases

        meet = NextContact(on=date(2020, 3, 16), by_id=service.staff["worker"].id, way=Way.AT_SURGERY)
        with pytest.raises(Refused, match="They are shielding"):
            cases.note_reviewed(case=stands, next_contact=meet, by=manager, at=clock.START)


def test_a_link_worker_may_not_and_a_stranger_finds_nothing(service, case):
    try_every_route(service, case)
    with pytest.raises(NotAllowed):
        review(service, case, by="worker")
    with pytest.raises(NotFound):
        review(service, case, by="strange manager")
