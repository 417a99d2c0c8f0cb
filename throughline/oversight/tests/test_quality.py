"""Faults planted in a service: each is found, named and counted, by who may see it (R146)."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case
from throughline.clients.models import Client, WayToReach
from throughline.core.decisions import NotAllowed, NotFound
from throughline.organisations import commands as organisations
from throughline.oversight import commands, quality_queries
from throughline.referrals.models import Referral

TODAY = clock.START.date()
SOUND = {
    "profile_asked_on": TODAY, "address": "1 High Street", "postcode": "NE1 4ST", "address_confirmed_on": TODAY,
}  # fmt: skip


@pytest.fixture
def sound(service):
    """Make somebody with whose record nothing is wrong, and give their case and a way to spoil the record."""
    numbers = iter(("9990000018", "9990000026", "9990000034", "9990000042", "9990000050", "9990000069"))
    births = iter(range(40))

    def _sound(name="Amina Begum", **spoilt):
        case = service.open_case(
            name, nhs_number=next(numbers, ""), date_of_birth=date(1950 + next(births), 3, 17),
            phones=[f"0191 498 0{next(births):03d}"],
        )  # fmt: skip
        with acting_as(service.actor("manager")):
            Client.objects.filter(id=case.client_id).update(**SOUND | spoilt)
        return case

    return _sound


def found(service, by="manager"):
    with acting_as(service.actor(by)) as viewer:
        return {f.rule.name: f.people for f in quality_queries.quality(viewer=viewer, on=TODAY) if f.people}


def test_nothing_is_found_of_a_sound_record(service, sound):
    sound()
    assert found(service) == {}


@pytest.mark.parametrize(
    ("rule", "spoilt"),
    [
        ("no_profile", {"profile_asked_on": None}),
        ("address_not_confirmed", {"address_confirmed_on": TODAY - timedelta(days=400)}),
        ("born_on_a_stand_in_date", {"date_of_birth": date(1900, 1, 1)}),
        ("age_not_likely", {"date_of_birth": date(1897, 5, 6)}),
        ("age_not_likely", {"date_of_birth": date(2010, 5, 6)}),
        ("born_after_they_came", {"date_of_birth": TODAY + timedelta(days=1)}),
        ("no_nhs_number", {"nhs_number": None}),
        ("postcode_does_not_fit", {"postcode": ""}),
        ("postcode_does_not_fit", {"postcode": "NE1"}),
        ("one_word_name", {"full_name": "Amina"}),
    ],
)
def test_a_particular_that_is_wrong_is_found(service, sound, rule, spoilt):
    sound("Brian Tait")
    sound(**spoilt)
    assert found(service)[rule] == 1


def test_the_postcode_of_no_fixed_abode_is_right(service, sound):
    sound(postcode="ZZ99 3VZ")
    assert found(service) == {}


def test_who_cannot_be_reached_at_all_is_found(service, sound):
    case = sound(address="", postcode="")
    with acting_as(service.actor("manager")):
        WayToReach.objects.filter(client_id=case.client_id).delete()
    assert found(service) == {"no_way_to_reach_them": 1, "to_be_phoned_without_a_number": 1}


def test_a_number_of_many_is_found(service, sound):
    for name in ("Amina Begum", "Bob Ord", "Carol Young", "Dilip Shah", "Edith Wade"):
        case = sound(name)
        with acting_as(service.actor("manager")):
            WayToReach.objects.filter(client_id=case.client_id).update(value="+441914980999")
    assert found(service) == {"phone_of_many": 5}


def test_days_that_cannot_be_are_found(service, sound):
    case = sound()
    with acting_as(service.actor("manager")):
        Referral.objects.update(referred_on=date(1900, 1, 1))
        Case.objects.filter(id=case.id).update(
            closed_at=case.opened_at - timedelta(days=1), closed_by=service.staff["manager"], close_reason="COMPLETED"
        )
    assert found(service) == {"referred_on_an_impossible_day": 1, "ended_before_it_began": 1}


def test_a_contact_of_many_hours_is_found(service, sound):
    service.contact(sound(), minutes=300)
    assert found(service) == {"contact_of_many_hours": 1}


def test_two_records_of_one_person_are_found(service, sound):
    service.open_case("Amina Begum")
    service.open_case("Amina Begam")
    assert found(service)["perhaps_two_records"] == 1


def test_a_link_worker_sees_their_own_people_and_a_stranger_nobody(service, sound):
    sound(nhs_number=None)
    assert found(service, "worker") == {"no_nhs_number": 1}
    assert found(service, "colleague") == found(service, "strange manager") == {}


def test_whom_it_is_about_is_listed_by_name_with_the_way_to_put_it_right(service, sound, client):
    case = sound(nhs_number=None)
    client.force_login(service.staff["worker"])
    assert "No NHS number" in client.get("/quality/").content.decode()
    page = client.get("/quality/no_nhs_number/").content.decode()
    assert "Amina Begum" in page and f"/clients/{case.client_id}/particulars/" in page
    assert client.get("/quality/no_such_rule/").status_code == 404


def test_only_who_may_asks_and_only_what_there_is(service):
    with acting_as(service.actor("practice")) as viewer, pytest.raises(NotAllowed):
        quality_queries.quality(viewer=viewer, on=TODAY)
    with acting_as(service.actor("worker")) as viewer, pytest.raises(NotFound):
        quality_queries.people_with("nothing", viewer=viewer, on=TODAY, number=1)


def test_every_rule_says_what_is_wrong_and_what_to_do():
    for rule in quality_queries.quality_rules():
        assert rule.wrong and rule.remedy.endswith((".", ":")), rule.name


class TestTheNightlyCount:
    def test_it_keeps_how_many_and_names_nobody(self, service, sound):
        sound(address_confirmed_on=TODAY - timedelta(days=400))
        with acting_as(SYSTEM):
            assert commands.keep_quality_report(by=SYSTEM, at=clock.START) == 1
        with acting_as(service.actor("manager")) as viewer:
            last = quality_queries.last_nightly(viewer=viewer)
        assert (last.ran_at, last.people["address_not_confirmed"]) == (clock.START, 1)
        assert "Amina" not in str(last)

    def test_another_provider_sees_only_its_own(self, service, sound):
        sound(nhs_number=None)
        with acting_as(SYSTEM):
            commands.keep_quality_report(by=SYSTEM, at=clock.START)
        with acting_as(service.actor("strange manager")) as viewer:
            assert sum(quality_queries.last_nightly(viewer=viewer).people.values()) == 0

    def test_only_the_system_counts_across_providers(self, service):
        with acting_as(service.actor("manager")) as manager, pytest.raises(NotAllowed):
            commands.keep_quality_report(by=manager, at=clock.START)

    def test_the_panel_says_when_it_last_ran(self, service, sound, client):
        client.force_login(service.staff["manager"])
        sound()
        assert "has not counted yet" in client.get("/quality/").content.decode()
        with acting_as(SYSTEM):
            commands.keep_quality_report(by=SYSTEM, at=clock.START)
        page = client.get("/quality/").content.decode()
        assert "last counted on" in page and "2 March 2020" in page


def test_after_how_long_an_address_is_stale_is_the_services_choice(service, sound):
    sound(address_confirmed_on=TODAY - timedelta(days=200))
    assert found(service) == {}
    with acting_as(SYSTEM):
        organisations.set_number(
            provider_id=service.places["Harbour Trust"].id, name="address_stale", value=6, from_on=TODAY,
            reason="People move often here", by=SYSTEM, at=clock.START,
        )  # fmt: skip
    assert found(service) == {"address_not_confirmed": 1}
