"""Merging two records of one person, and undoing it to the last column."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Case
from throughline.clients.commands import Particulars
from throughline.clients.correcting_commands import correct_particulars
from throughline.clients.models import Client, Likeness, WayToReach
from throughline.core.database import our_models
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.merging import commands, queries
from throughline.merging.rules import Choices
from throughline.referrals.models import Referral, State

NOT_COMPARED = {"audit_auditentry", "audit_unsealed", "merging_merge"}


@pytest.fixture
def two(service):
    """One person under two spellings, each with a link worker, contacts and ways to reach of their own."""
    first = service.open_case("Amina Begum", nhs_number="9990000018", phones=["0191 498 0123"], conditions=["COPD"])
    later = clock.test_time() + timedelta(hours=1)
    second = service.open_case(
        "Amina Begam", to="colleague", at=later, phones=["07700 900982", "0191 498 0123"],
        conditions=["copd", "asthma"], postcode="NE1 4ST",
    )  # fmt: skip
    service.contact(first, note="spoke")
    service.contact(second, by="colleague", at=later)
    return first, second


def merge(service, two, *, by="manager", keep=0, take=(), **changes):
    given = {"standing_id": two[0].client_id, "merged_id": two[1].client_id, **changes}
    choices = Choices(frozenset(take), two[keep].id if keep is not None else None)
    with acting_as(service.actor(by)) as actor:
        return commands.merge_clients(**given, choices=choices, by=actor, at=clock.test_time())


def undo(service, done, *, by="manager"):
    with acting_as(service.actor(by)) as actor:
        return commands.undo_merge(merge_id=done.id, by=actor, at=clock.test_time())


def everything(service):
    """Give every row of every table of ours, as the database tells it."""
    with acting_as(service.actor("manager")):
        return {
            model._meta.db_table: {row["id"]: row for row in model._default_manager.values()}
            for model in our_models()
            if model._meta.db_table not in NOT_COMPARED and model._meta.pk.name == "id"
        }


def test_all_that_belongs_to_either_belongs_to_the_one_that_stands(service, two):
    merge(service, two)
    with acting_as(service.actor("manager")) as manager:
        [client] = Client.objects.visible_to(manager)
        assert client.id == two[0].client_id
        assert (client.postcode, client.conditions) == ("NE1 4ST", ["COPD", "asthma"])
        assert set(Case.objects.values_list("client_id", flat=True)) == {client.id}
        assert set(Referral.objects.values_list("client_id", flat=True)) == {client.id}
        ways = WayToReach.objects.filter(client=client).values_list("value", flat=True)
        assert set(ways) == {"+441914980123", "+447700900982"}


def test_of_two_open_cases_the_chosen_one_goes_on(service, two):
    merge(service, two, keep=1)
    with acting_as(service.actor("manager")):
        goes_on, closed = Case.objects.get(closed_at=None), Case.objects.exclude(closed_at=None).get()
        assert (goes_on.id, closed.id, closed.close_reason) == (two[1].id, two[0].id, "MERGED")
        ended = Referral.objects.get(id=closed.referral_id)
        assert (ended.state, ended.ended_by_id) == (State.ENDED, service.staff["manager"].id)
        assert Referral.objects.get(id=goes_on.referral_id).state == State.CONTACTED


def test_with_two_open_cases_somebody_has_to_choose(service, two):
    with pytest.raises(Refused, match="Choose who goes on"):
        merge(service, two, keep=None)


def test_what_differs_is_as_somebody_chose(service, two):
    merge(service, two, take=["full_name"])
    with acting_as(service.actor("manager")):
        client = Client.objects.get(id=two[0].client_id)
        assert (client.full_name, client.sort_name, client.nhs_number) == ("Amina Begam", "amina begam", "9990000018")


def test_two_who_wait_leave_one_referral_that_waits(service):
    ids = [service.refer(name).referral_id for name in ("Amina Begum", "Amina Begam")]
    with acting_as(service.actor("manager")) as by:
        one, other = (Referral.objects.get(id=id_).client_id for id_ in ids)
        commands.merge_clients(standing_id=one, merged_id=other, choices=Choices(), by=by, at=clock.test_time())
        assert list(Referral.objects.order_by("id").values_list("state", flat=True)).count(State.WAITING) == 1


def test_the_plan_says_what_the_act_then_does_and_changes_nothing(service, two):
    before = everything(service)
    with acting_as(service.actor("manager")) as by:
        plan = commands.plan_merge(
            standing_id=two[0].client_id, merged_id=two[1].client_id, by=by, at=clock.test_time()
        )
    assert everything(service) == before
    assert plan.moving["cases.Case.client"] == 1 and plan.moving["clients.WayToReach.client"] == 1
    assert plan.staying["clients.WayToReach.client"] == 1
    done = merge(service, two)
    assert {c["key"]: len(c["ids"]) for c in done.changes if "ids" in c} == plan.moving


@pytest.mark.parametrize(("keep", "take"), [(0, ()), (1, ("full_name",))])
def test_undone_everything_is_as_it_was_to_the_last_column(service, two, keep, take):
    before = everything(service)
    done = merge(service, two, keep=keep, take=take)
    assert everything(service) != before
    undo(service, done)
    assert everything(service) == before


def test_a_record_merged_twice_over_is_undone_step_by_step(service, two):
    third = service.open_case("Aminah Begum", to="senior", date_of_birth=date(1960, 5, 1))
    before = everything(service)
    first = merge(service, two, standing_id=two[1].client_id, merged_id=two[0].client_id)
    second = merge(service, (third, two[0]), merged_id=two[1].client_id)
    with acting_as(service.actor("manager")) as by:
        assert queries.stands_for(two[0].client_id, viewer=by) == third.client_id
    with pytest.raises(Refused, match="Undo that first"):
        undo(service, first)
    undo(service, second)
    undo(service, first)
    assert everything(service) == before


def test_what_changed_since_stands_in_the_way_and_is_named(service, two):
    done = merge(service, two)
    given = Particulars(full_name="Amina Khan", date_of_birth=date(1960, 5, 1), phones=["0191 498 0123"])
    with acting_as(service.actor("worker")) as by:
        correct_particulars(
            client_id=two[0].client_id, given=given, address_confirmed=False, reason="", by=by, at=clock.test_time()
        )
    with pytest.raises(Refused, match="changed since"):
        undo(service, done)


def test_a_contact_since_stays_with_its_case(service, two):
    done = merge(service, two, keep=1)
    service.contact(two[1], by="colleague", at=clock.test_time() + timedelta(hours=2))
    undo(service, done)
    with acting_as(service.actor("manager")):
        assert Case.objects.get(id=two[1].id).client_id == two[1].client_id


def test_both_acts_are_in_the_trail_of_both(service, two):
    undo(service, merge(service, two))
    with acting_as(service.actor("manager")):
        for case in two:
            acts = AuditEntry.objects.filter(about_id=case.client_id).values_list("act", flat=True)
            assert {"CLIENTS_MERGED", "MERGE_UNDONE"} <= set(acts)


def test_only_who_may_merges_and_only_what_they_see(service, two):
    with pytest.raises(NotAllowed):
        merge(service, two, by="worker")
    with pytest.raises(NotFound):
        merge(service, two, by="strange manager")
    with pytest.raises(Refused, match="one record"):
        merge(service, two, merged_id=two[0].client_id)
    with pytest.raises(NotAllowed), acting_as(service.actor("worker")) as by:
        commands.plan_merge(standing_id=two[0].client_id, merged_id=two[1].client_id, by=by, at=clock.test_time())
    done = merge(service, two)
    with pytest.raises(Refused, match="merged already"):
        merge(service, two)
    with pytest.raises(NotAllowed):
        undo(service, done, by="worker")
    with pytest.raises(NotFound):
        undo(service, done, by="strange manager")
    undo(service, done)
    with pytest.raises(Refused, match="undone already"):
        undo(service, done)


def test_who_was_merged_comes_in_again_on_the_record_that_stands(service, two):
    merge(service, two)
    assert service.refer("Amina Begam").joined
    with acting_as(service.actor("manager")) as manager:
        assert Client.objects.visible_to(manager).count() == 1


def test_the_pair_is_answered_by_the_merge(service, two):
    merge(service, two)
    with acting_as(service.actor("manager")):
        assert Likeness.objects.get().answer == "SAME"
