"""Many cases at once keep the first promise just as one does."""

from datetime import date

import pytest

from tests.support.clock import START
from throughline.accounts.scopes import acting_as
from throughline.cases import bulk_commands as cases
from throughline.cases.bulk_commands import Opening
from throughline.cases.models import Case, Level, Way
from throughline.cases.rules import NextContact
from throughline.clients.commands import Particulars, register_client
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused

SYSTEM = Actor.system("import")


@pytest.fixture
def opening(service):
    """Say how a case is to be opened, for somebody new unless a client is named."""

    def make(worker="worker", next_by=None, client_id=None):
        with acting_as(SYSTEM):
            client_id = client_id or register_client(
                Particulars(full_name="Amina Begum", date_of_birth=date(1960, 5, 1)),
                provider_id=service.places["Harbour Trust"].id, surgery_id=None, by=SYSTEM, at=START,
            ).id  # fmt: skip
        promised = NextContact(on=date(2020, 3, 16), by_id=service.staff[next_by or worker].id, way=Way.PHONE)
        return Opening(
            client_id=client_id, worker_id=service.staff[worker].id, level=Level.REGULAR, next_contact=promised,
            first_contact_due_on=promised.on, last_reached_at=None,
        )  # fmt: skip

    return make


def open_them(*openings, service, by=SYSTEM):
    with acting_as(by):
        return cases.open_many(openings, provider_id=service.places["Harbour Trust"].id, by=by, at=START)


def test_each_has_its_worker_and_its_next_contact(service, opening):
    [case_id] = open_them(opening(), service=service)
    with acting_as(service.actor("worker")):
        case = Case.objects.get(id=case_id)
    assert (case.worker_id, case.next_contact_on) == (service.staff["worker"].id, date(2020, 3, 16))


@pytest.mark.parametrize("worker", ["manager", "stranger"])
@pytest.mark.parametrize("as_what", ["worker", "next_by"])
def test_a_worker_who_may_not_hold_cases_here_is_refused(service, opening, worker, as_what):
    with pytest.raises(Refused, match="does not work here now, or does not hold cases"):
        open_them(opening(**{as_what: worker}), service=service)


def test_nobody_gets_two(service, opening):
    first = opening()
    with pytest.raises(Refused, match="has a link worker already"):
        open_them(first, opening(client_id=first.client_id), service=service)
    open_them(first, service=service)
    with pytest.raises(Refused, match="has a link worker already"):
        open_them(opening(client_id=first.client_id), service=service)


def test_a_client_of_another_provider_is_not_there(service, opening):
    theirs = opening()
    with pytest.raises(NotFound):
        open_them(theirs, service=service, by=service.actor("stranger"))
