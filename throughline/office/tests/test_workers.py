"""Where link workers work, and what they are good at, as their manager says it (R3, R10)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.service import FIRST_DAY, SYSTEM
from throughline.accounts import queries as accounts
from throughline.accounts.models import Attachment, User
from throughline.accounts.scopes import acting_as
from throughline.caseload import commands as caseload
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.office import worker_commands, worker_queries
from throughline.organisations import commands as organisations
from throughline.organisations.models import Kind, RelationKind
from throughline.referrals import queries as referrals
from throughline.referrals.models import State

MARCH, APRIL, LAST_OF_APRIL, MAY = date(2020, 3, 1), date(2020, 4, 15), date(2020, 4, 30), date(2020, 5, 1)


@pytest.fixture
def service(service, now):
    """Give Harbour Trust a second surgery, whose staff can sign in."""
    with acting_as(SYSTEM):
        quayside = organisations.register_organisation(kind=Kind.SURGERY, name="Quayside", by=SYSTEM, at=now)
        organisations.relate(
            source=quayside, kind=RelationKind.REFERS_TO, target=service.places["Harbour Trust"], from_on=FIRST_DAY,
            by=SYSTEM, at=now,
        )  # fmt: skip
    service.places["Quayside"] = quayside
    Attachment.objects.all().delete()
    return service


def attach(service, now, place, *, who="worker", by="manager", from_on=MARCH):
    with acting_as(service.actor(by)) as actor:
        worker_commands.attach_worker(
            worker_id=service.staff[who].id, surgery_id=service.places[place].id, from_on=from_on, by=actor, at=now
        )
    return Attachment.objects.get(worker=service.staff[who], surgery=service.places[place])


def detach(service, now, attachment, last_day, *, by="manager"):
    with acting_as(service.actor(by)) as actor:
        worker_commands.detach_worker(attachment_id=attachment.id, last_day=last_day, by=actor, at=now)


def listed(service, place, on):
    return [(w.name, w.since) for w in accounts.workers_attached_to(service.places[place].id, on=on)]


def test_two_surgeries_list_their_link_worker_until_one_of_them_ends(service, now):
    attach(service, now, "Elm Street")
    detach(service, now, attach(service, now, "Quayside"), LAST_OF_APRIL)
    theirs = [("Worker of Harbour Trust", MARCH)]
    assert [listed(service, place, APRIL) for place in ("Elm Street", "Quayside")] == [theirs, theirs]
    assert [listed(service, place, MAY) for place in ("Elm Street", "Quayside")] == [theirs, []]


def test_what_the_other_surgery_refers_then_needs_allocating_and_the_manager_sees_it(service, now):
    attach(service, now, "Elm Street")
    detach(service, now, attach(service, now, "Quayside"), LAST_OF_APRIL)
    on_1_may = now + timedelta(days=60)
    User.objects.filter(id=service.staff["practice"].id).update(organisation=service.places["Quayside"])
    service.staff["practice"].refresh_from_db()
    received = service.refer(surgery="Quayside", at=on_1_may)
    with acting_as(service.actor("manager")) as manager:
        [waiting] = referrals.people_waiting(viewer=manager, on=MAY).rows
        assert (waiting.referral_id, waiting.state) == (received.referral_id, State.WAITING)
        with pytest.raises(Refused, match="not attached to this surgery"):
            caseload.allocate_referral(
                referral_id=received.referral_id, worker_id=service.staff["worker"].id, by=manager, at=on_1_may
            )


def test_a_surgery_that_refers_to_another_provider_is_refused_and_says_why(service, now):
    with pytest.raises(Refused, match="Hilltop does not refer to Harbour Trust on 1 March 2020"):
        attach(service, now, "Hilltop")
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("by", ["worker", "senior", "administrator", "practice"])
def test_who_works_where_is_the_managers_to_say(service, now, by):
    attachment = attach(service, now, "Elm Street", who="colleague")
    with pytest.raises(NotAllowed):
        attach(service, now, "Elm Street", by=by)
    with pytest.raises(NotAllowed):
        detach(service, now, attachment, APRIL, by=by)
    with acting_as(service.actor(by)) as actor, pytest.raises(NotAllowed):
        worker_commands.change_strengths(
            worker_id=service.staff["worker"].id, languages=["Urdu"], skills=[], by=actor, at=now
        )


@pytest.mark.parametrize("who", ["stranger", "manager"])
def test_only_the_own_link_workers_are_there(service, now, who):
    with pytest.raises((NotFound, Refused)):
        attach(service, now, "Elm Street", who=who)
    with acting_as(service.actor("manager")) as manager, pytest.raises(NotFound):
        worker_queries.worker(service.staff[who].id, viewer=manager, on=MARCH)


def test_another_providers_attachment_is_not_there(service, now):
    attachment = attach(service, now, "Elm Street")
    with acting_as(service.actor("strange manager")) as stranger, pytest.raises(NotFound):
        worker_queries.tie(attachment.id, viewer=stranger, on=MARCH)


def test_a_link_workers_page_costs_the_same_however_many_surgeries_they_have(service, now):
    with acting_as(service.actor("manager")) as manager:
        for place in ("Elm Street", "Quayside"):
            attach(service, now, place)
            with CaptureQueriesContext(connection) as asked:
                found = worker_queries.worker(service.staff["worker"].id, viewer=manager, on=APRIL)
            assert len(asked) == 4
    assert [tie.surgery for tie in found.ties] == ["Elm Street", "Quayside"]


class TestOnThePage:
    @pytest.fixture
    def manager(self, client, service):
        client.force_login(service.staff["manager"])
        return client

    @pytest.fixture
    def here(self, service):
        return reverse("office:worker", args=[service.staff["worker"].id])

    def words_of(self, answer):
        return " ".join(answer.content.decode().split())

    def test_the_team_page_leads_there(self, manager, here):
        assert here in self.words_of(manager.get(reverse("caseload:team")))

    def test_a_worker_is_attached_and_given_a_last_day_which_stays_in_sight(self, manager, service, here):
        assert "not attached to any surgery" in self.words_of(manager.get(here))
        sent = {"surgery": str(service.places["Quayside"].id), "from_on-day": "1", "from_on-month": "3",
                "from_on-year": "2020"}  # fmt: skip
        page = self.words_of(manager.post(f"{here}attach/", sent, follow=True))
        assert "is attached from 1 March 2020" in page and "Quayside" in page
        assert "then already" in self.words_of(manager.post(f"{here}attach/", sent))
        end = reverse("office:detach", args=[Attachment.objects.get().id])
        sent = {"last_day-day": "1", "last_day-month": "3", "last_day-year": "2020"}
        page = self.words_of(manager.post(end, sent, follow=True))
        assert "not attached to any surgery" in page and "before" in page and "Quayside" in page

    def test_a_last_day_before_the_first_is_told_on_the_page(self, manager, service, now):
        end = reverse("office:detach", args=[attach(service, now, "Quayside").id])
        sent = {"last_day-day": "1", "last_day-month": "2", "last_day-year": "2020"}
        assert "It began on 1 March 2020" in self.words_of(manager.post(end, sent))

    def test_languages_and_skills_are_changed(self, manager, here, service):
        page = self.words_of(
            manager.post(f"{here}strengths/", {"languages": "Urdu, Polish", "skills": ""}, follow=True)
        )
        assert "Urdu, Polish" in page and "None on record" in page
        assert 'value="Urdu, Polish"' in self.words_of(manager.get(f"{here}strengths/"))

    def test_the_surgery_sees_who_works_with_it_how_to_reach_them_and_since_when(self, client, service, now):
        attach(service, now, "Elm Street")
        User.objects.filter(id=service.staff["worker"].id).update(phone="0191 498 0155")
        client.force_login(service.staff["practice"])
        page = self.words_of(client.get(reverse("referrals:ours")))
        assert "Worker of Harbour Trust" in page and "0191 498 0155" in page and "1 March 2020" in page
