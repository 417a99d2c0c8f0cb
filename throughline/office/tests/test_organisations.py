"""The organisations a service works with and how they are tied, as its manager keeps them (R1)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.service import FIRST_DAY, SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed, Refused
from throughline.office import organisation_commands as commands
from throughline.office import organisation_queries as queries
from throughline.office import rules
from throughline.organisations.models import Kind, Organisation, Relation, RelationKind

JULY, APRIL = date(2020, 7, 1), date(2020, 4, 30)


def add(service, now, *, by="manager", kind=Kind.LINKED_SERVICE, name="Riverside Pool", commissioned_by=None):
    chosen = service.places[commissioned_by].id if commissioned_by else None
    with acting_as(service.actor(by)) as actor:
        service.places[name] = commands.add_organisation(
            kind=kind, name=name, phone="", commissioned_by_id=chosen, from_on=JULY, by=actor, at=now
        )
    return service.places[name]


def tie(service, now, source, kind, target, *, by="manager", from_on=FIRST_DAY):
    ends = {"source_id": service.places[source].id, "target_id": service.places[target].id}
    with acting_as(service.actor(by)) as actor:
        commands.add_relation(**ends, kind=kind, from_on=from_on, by=actor, at=now)
    return Relation.objects.get(**ends, kind=kind)


def untie(service, now, relation, *, by="manager", last_day=APRIL):
    with acting_as(service.actor(by)) as actor:
        commands.close_relation(relation_id=relation.id, last_day=last_day, by=actor, at=now)


def wind_up(service, now, name, *, by="manager", last_day=APRIL):
    actor = SYSTEM if by is SYSTEM else service.actor(by)
    with acting_as(actor):
        commands.wind_up_organisation(organisation_id=service.places[name].id, last_day=last_day, by=actor, at=now)


@pytest.mark.parametrize("by", ["manager", "administrator"])
def test_an_organisation_is_added_tied_and_closed_and_the_trail_says_who(service, now, by):
    add(service, now, by=by)
    relation = tie(service, now, "Riverside Pool", RelationKind.RECEIVES_REFERRAL, "Harbour Trust", by=by)
    untie(service, now, relation, by=by)
    wind_up(service, now, "Riverside Pool", by=by, last_day=JULY)
    with acting_as(SYSTEM):
        acts = AuditEntry.objects.filter(user_id=service.staff[by].id).order_by("id").values_list("act", flat=True)
        assert list(acts) == [
            "ORGANISATION_REGISTERED", "ORGANISATIONS_RELATED", "RELATION_ENDED", "ORGANISATION_CLOSED",
        ]  # fmt: skip


@pytest.mark.parametrize("by", ["worker", "senior", "practice", "commissioner"])
def test_organisations_are_the_managers_and_the_administrators(service, now, by):
    relation = Relation.objects.get(source=service.places["Elm Street"])
    with pytest.raises(NotAllowed):
        add(service, now, by=by)
    with pytest.raises(NotAllowed):
        tie(service, now, "Allotment", RelationKind.RECEIVES_REFERRAL, "Harbour Trust", by=by)
    with pytest.raises(NotAllowed):
        untie(service, now, relation, by=by)
    with pytest.raises(NotAllowed):
        wind_up(service, now, "Allotment", by=by)
    with acting_as(service.actor(by)) as actor, pytest.raises(NotAllowed):
        queries.directory(viewer=actor, on=JULY)


def test_a_provider_with_no_commissioner_is_refused_and_with_one_it_is_there(service, now):
    with pytest.raises(Refused, match="A provider needs a commissioner"):
        add(service, now, kind=Kind.PROVIDER, name="Kind Hearts")
    added = add(service, now, kind=Kind.PROVIDER, name="Kind Hearts", commissioned_by="CCG")
    assert Relation.objects.get(target=added, kind=RelationKind.COMMISSIONS).starts_on == JULY


def test_another_providers_relations_are_its_own_to_keep(service, now):
    theirs = Relation.objects.get(source=service.places["Hilltop"])
    with pytest.raises(Refused, match="Northgate Wellbeing keeps its own relations"):
        untie(service, now, theirs)
    with pytest.raises(Refused, match="Northgate Wellbeing keeps its own relations"):
        tie(service, now, "Allotment", RelationKind.RECEIVES_REFERRAL, "Northgate Wellbeing")
    with pytest.raises(Refused, match="Northgate Wellbeing still works with it"):
        wind_up(service, now, "Hilltop")
    wind_up(service, now, "Hilltop", by=SYSTEM)
    assert Organisation.objects.get(name="Hilltop").closed_on == APRIL


@pytest.mark.parametrize(("facts", "why"), [
    ({"is_provider": False}, ""),
    ({"is_provider": True, "by_operator": False}, "by whoever runs Throughline"),
    ({"is_provider": True, "link_workers": 1}, "Record each as a leaver first"),
    ({"is_provider": True}, ""),
    ({"is_provider": False, "worked_with_by": ["Northgate"]}, "Northgate still works with it"),
])  # fmt: skip
def test_when_an_organisation_may_be_closed(facts, why):
    decision = rules.may_be_wound_up(**{"by_operator": True, "link_workers": 0, "worked_with_by": []} | facts)
    assert (bool(decision), why in decision.reason) == (not why, True)


def test_each_side_says_a_tie_in_its_own_words_and_the_directory_costs_two_statements(service, now):
    tie(service, now, "Allotment", RelationKind.RECEIVES_REFERRAL, "Harbour Trust")
    with acting_as(service.actor("manager")) as manager, CaptureQueriesContext(connection) as asked:
        found = queries.directory(viewer=manager, on=JULY)
    assert len(asked) == 2
    said = {(s.name, t.says, t.other) for s in found.sheets for t in s.ties}
    assert ("Allotment", "receives referrals from", "Harbour Trust") in said
    assert ("Harbour Trust", "refers people to", "Allotment") in said


class TestOnThePage:
    @pytest.fixture
    def manager(self, client, service):
        client.force_login(service.staff["manager"])
        return client

    def words_of(self, answer):
        return " ".join(answer.content.decode().split())

    def day(self, name, on):
        return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}

    def test_the_list_names_every_organisation_with_its_relations_of_today(self, manager):
        page = self.words_of(manager.get(reverse("office:organisations")))
        assert "Commissioners" in page and "Commissions Harbour Trust and Northgate Wellbeing" in page
        assert "GP surgeries" in page and "Refers to Harbour Trust" in page
        assert "Is commissioned by CCG; takes referrals from Elm Street" in page

    def test_the_lists_page_leads_there(self, manager):
        assert reverse("office:organisations") in self.words_of(manager.get(reverse("desk:lists")))

    def test_a_provider_is_refused_without_its_commissioner_and_added_with_it(self, manager, service):
        address = reverse("office:add_organisation")
        sent = {
            "name": "Kind Hearts",
            "kind": "PROVIDER",
            "phone": "",
            "commissioned_by": "",
            **self.day("from_on", JULY),
        }
        page = self.words_of(manager.post(address, sent))
        assert (
            "a provider needs a commissioner" in page and not Organisation.objects.filter(name="Kind Hearts").exists()
        )
        sent["commissioned_by"] = str(service.places["CCG"].id)
        assert "Kind Hearts is added" in self.words_of(manager.post(address, sent, follow=True))

    def test_a_relation_is_added_from_either_side_ended_and_folded_into_the_history(self, manager, service):
        here = reverse("office:organisation", args=[service.places["Allotment"].id])
        harbour = reverse("office:organisation", args=[service.places["Harbour Trust"].id])
        sent = {
            "says": "RECEIVES_REFERRAL<",
            "other": str(service.places["Allotment"].id),
            **self.day("from_on", FIRST_DAY),
        }
        assert "Refers people to" in self.words_of(manager.post(f"{harbour}relate/", sent, follow=True))
        assert "tied in this way then already" in self.words_of(manager.post(f"{harbour}relate/", sent))
        end = reverse("office:end_relation", args=[Relation.objects.get(source=service.places["Allotment"]).id])
        assert "Allotment receives referrals from Harbour Trust, since 1 January 2019" in self.words_of(
            manager.get(end)
        )
        page = self.words_of(manager.post(end, self.day("last_day", date(2020, 3, 1)), follow=True))
        assert "no relation to any other organisation now" in page and "Relations that ended" in page
        assert "last day already" in self.words_of(manager.post(end, self.day("last_day", APRIL)))
        assert "Allotment" in self.words_of(manager.get(here))

    def test_a_closed_organisation_stands_apart(self, manager, service):
        close = reverse("office:close_organisation", args=[service.places["Elm Street"].id])
        page = self.words_of(manager.post(close, self.day("last_day", date(2020, 3, 1)), follow=True))
        assert "Organisations that closed" in page and "1 March 2020" in page
        assert "It has its last day already" in self.words_of(manager.post(close, self.day("last_day", APRIL)))

    def test_what_another_provider_keeps_cannot_be_ended_here_and_the_page_says_who_keeps_it(self, manager, service):
        page = self.words_of(manager.get(reverse("office:organisation", args=[service.places["Hilltop"].id])))
        assert "Northgate Wellbeing keeps it" in page
