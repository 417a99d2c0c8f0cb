"""What can be asked of accounts."""

from datetime import date

import pytest

from tests.support.service import FIRST_DAY, SYSTEM
from throughline.accounts import commands, queries
from throughline.accounts.models import Attachment
from throughline.accounts.scopes import acting_as
from throughline.core.scope import NOBODY
from throughline.organisations.models import Organisation


def test_link_workers_are_those_who_may_hold_cases_seniors_too(service, now):
    found = queries.link_workers(provider_id=service.places["Harbour Trust"].id)
    assert [colleague.id for colleague in found] == [service.staff[n].id for n in ("colleague", "senior", "worker")]
    assert [colleague.role for colleague in found] == ["Link worker", "Senior link worker", "Link worker"]


def test_a_closed_account_is_nobodys_link_worker(service, now):
    with acting_as(SYSTEM):
        commands.deactivate_account(user_id=service.staff["colleague"].id, by=SYSTEM, at=now)
    found = queries.link_workers(provider_id=service.places["Harbour Trust"].id)
    assert service.staff["colleague"].id not in {colleague.id for colleague in found}
    assert queries.account_by_email("colleague@example.org") is None


@pytest.mark.parametrize(
    ("on", "attached"),
    [(date(2018, 12, 31), False), (FIRST_DAY, True), (date(2020, 6, 30), True), (date(2020, 7, 1), False)],
)
def test_an_attachment_holds_from_its_first_day_to_its_last(service, on, attached):
    Attachment.objects.filter(worker=service.staff["worker"]).update(ends_on=date(2020, 6, 30))
    found = queries.attached_worker_ids(service.places["Elm Street"].id, on=on)
    assert (service.staff["worker"].id in found) is attached


def test_an_account_is_found_by_its_address_whatever_the_letters(service):
    assert queries.account_by_email(" Worker@EXAMPLE.org ") == service.staff["worker"]
    assert queries.account_by_email("nobody@example.org") is None


def test_names_are_given_by_id(service):
    worker = service.staff["worker"]
    assert queries.names_of([worker.id, worker.id]) == {worker.id: "Worker of Harbour Trust"}


def test_an_actor_is_an_account_at_work(service):
    actor = service.actor("senior")
    assert actor.user_id == service.staff["senior"].id
    assert actor.organisation_id == service.places["Harbour Trust"].id
    assert actor.roles == {"SENIOR_LINK_WORKER"}
    assert not actor.is_system


class TestTheScopeOfATransaction:
    """`acting_as` sets it; it is what row-level security asks."""

    def seen(self):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select coalesce(current_setting('app.orgs', true), '')")
            return cursor.fetchone()[0]

    def test_it_is_the_actors_own_organisation(self, service):
        with acting_as(service.actor("worker")):
            assert self.seen() == str(service.places["Harbour Trust"].id)
        assert self.seen() == ""

    def test_the_systems_is_every_organisation_and_the_installation_itself(self, service):
        with acting_as(SYSTEM):
            assert set(self.seen().split(",")) == {
                str(NOBODY),
                *map(str, Organisation.objects.values_list("id", flat=True)),
            }

    def test_one_within_another_gives_it_back(self, service):
        with acting_as(service.actor("worker")):
            with acting_as(service.actor("stranger")):
                assert self.seen() == str(service.places["Northgate Wellbeing"].id)
            assert self.seen() == str(service.places["Harbour Trust"].id)

    def test_an_error_within_gives_it_back_too(self, service):
        with acting_as(service.actor("worker")):
            with pytest.raises(ValueError, match="within"), acting_as(service.actor("stranger")):
                raise ValueError("within")
            assert self.seen() == str(service.places["Harbour Trust"].id)
