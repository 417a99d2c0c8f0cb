"""The bridge to the study names who agrees to be asked about research, and nobody else (R5)."""

from datetime import timedelta

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.agreements import commands
from throughline.agreements.commands import Stating
from throughline.agreements.models import About, Stance
from throughline.agreements.sampling_commands import release_sampling_list
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed

LIST = "/research/sampling-list/"
TODAY = clock.START.date()


def says(service, case, stance, on=TODAY):
    stating = Stating(about=About.RESEARCH, stance=stance, said_on=on)
    with acting_as(service.actor("worker")) as worker:
        commands.record_agreement(stating, client_id=case.client_id, by=worker, at=clock.test_time())


def release(service, by="manager"):
    with acting_as(service.actor(by)) as actor:
        return release_sampling_list(by=actor, at=clock.test_time())


def test_only_who_agrees_now_is_named_and_the_rest_are_counted(service):
    agrees, changed_her_mind = service.open_case("Amina Begum", address="12 Sea Road"), service.open_case("Bea Cole")
    service.open_case("Cas Dunn")
    says(service, agrees, Stance.GIVEN)
    says(service, changed_her_mind, Stance.GIVEN, on=TODAY - timedelta(days=1))
    says(service, changed_her_mind, Stance.WITHDRAWN)
    released = release(service)
    assert [(person.name, person.address, person.agreed_on) for person in released.people] == [
        ("Amina Begum", "12 Sea Road", TODAY)
    ]
    assert released.left_out == 2


def test_who_released_it_and_how_many_it_named_is_written_down(service):
    says(service, service.open_case(), Stance.GIVEN)
    release(service)
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(act="SAMPLING_LIST_RELEASED")
    assert (entry.user_id, entry.at, entry.details) == (
        service.staff["manager"].id, clock.test_time(), {"people": 1}
    )  # fmt: skip


def test_the_other_provider_s_people_are_on_its_own_list_alone(service):
    says(service, service.open_case(), Stance.GIVEN)
    released = release(service, by="strange manager")
    assert (released.people, released.left_out) == ((), 0)


@pytest.mark.parametrize("name", ["worker", "practice", "commissioner", "administrator"])
def test_nobody_but_a_manager_releases_it(service, name):
    with pytest.raises(NotAllowed):
        release(service, by=name)


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing(client, service):
    case = service.open_case("Amina Begum", address='=HYPERLINK("http://example.org")')
    says(service, case, Stance.GIVEN)
    client.force_login(service.staff["manager"])
    assert "Release the list" in client.get(LIST).content.decode()
    answer = client.post(LIST)
    assert answer["Content-Disposition"] == 'attachment; filename="sampling-list-2020-03-02.csv"'
    head, row = answer.content.decode().splitlines()
    assert head == "name,address,telephone and email,agreed to be asked on"
    assert row.startswith("Amina Begum,\"'=HYPERLINK(")
    assert row.endswith(",0191 498 0123,2020-03-02")
