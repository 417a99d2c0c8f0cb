"""What anybody can read of our directory, and that it reads the same when it is taken in again."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.directory import commands as directory
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.models import Location, Schedule, Service, StatusObservation, TaxonomyTerm, WayOfJoining
from throughline.directory.writing import Described, NewWay, Observed
from throughline.openreferral.tests import awkward
from throughline.openreferral.tests.conftest import OPERATOR, faults
from throughline.openreferral.tests.feeds import MadeUpFeed, service, uid

ROOT = "/open-referral/v3/"


@pytest.fixture
def ask(client, db):
    """Ask as anybody may, and have the answer as it was sent."""

    def asked(path="", **parameters):
        answer = client.get(f"{ROOT}{path}", parameters)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return asked


@pytest.fixture
def published(ask):
    """Everything of the list and every whole record, as a feed that others could read."""

    def all_of_it():
        whole = {f"services?{n}": ask("services", page=n, per_page=100) for n in (1,)}
        for entry in whole["services?1"]["contents"]:
            whole[f"services/{entry['id']}"] = ask(f"services/{entry['id']}")
        return whole

    return all_of_it


def everything():
    """Give the whole directory, but for when each row was last seen."""
    held = []
    for model in (Service, Location, WayOfJoining, StatusObservation, TaxonomyTerm):
        rows = model.objects.order_by("id").values()
        held += [{name: value for name, value in row.items() if name != "last_seen_at"} for row in rows]
    return held


class TestInAndOutAndInAgain:
    def test_an_awkward_feed_comes_back_unchanged(self, take, take_records, published):
        with MadeUpFeed(awkward.EVERYTHING, per_page=4) as feed:
            first = take(feed.address)
        before = everything()
        with MadeUpFeed([], broken=published()) as ours:
            again = take(ours.address, days=1)

        assert (first.new, len(first.quarantined), first.troubles.repeated) == (8, 3, [uid(1)])
        assert (again.new, again.changed, again.unchanged, again.observed) == (0, 0, 8, 0)
        assert again.has_problems is False
        assert everything() == before

    def test_it_is_valid_by_the_standards_own_schemas(self, take, ask, published):
        with MadeUpFeed(awkward.EVERYTHING) as feed:
            take(feed.address)
        for path, record in published().items():
            assert faults(record, "service_list.json" if "?" in path else "service.json") == [], path
        for part in ("taxonomies", "taxonomy_terms", "service_at_locations"):
            page = ask(part)
            assert page["contents"]
            one = {"taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term"}.get(part, "service_at_location")
            assert faults(page, f"{one}_list.json") == []
            for entry in page["contents"]:
                record = ask(f"{part}/{entry['id']}")
                assert faults(record, f"{one}.json") == []
                assert record["id"] == entry["id"]
        assert faults(ask(), "api_details.json") == []

    def test_another_installation_reads_what_we_read(self, take, take_records, published):
        with MadeUpFeed(awkward.EVERYTHING) as feed:
            take(feed.address)
        told = published()
        ours = as_told()
        Service.objects.update(external_id="", source="")
        Schedule.objects.all().delete()
        with MadeUpFeed([], broken=told) as feed:
            again = take(feed.address, source="ours.example")
        assert again.new == 8
        assert as_told() == ours


def as_told():
    """Give what a feed told of its services."""
    rows = Service.objects.exclude(source="").order_by("external_id")
    ways = WayOfJoining.objects.exclude(service__source="").order_by("service__external_id", "mode")
    return [
        list(rows.values_list("external_id", "name", "details", "cost", "area", "phone", "organisation__name")),
        list(ways.values_list("service__external_id", "mode", "location__external_id", "status")),
        list(Schedule.objects.order_by("external_id").values_list("external_id", "byday", "opens", "details")),
    ]


class TestWhatIsSaid:
    def test_what_only_the_feed_said_goes_out_as_it_said_it(self, take_records, ask):
        take_records(service(1, status="inactive", alert="Back in May."))
        record = ask(f"services/{uid(1)}")
        assert (record["status"], record["alert"]) == ("inactive", "Back in May.")
        assert record["schedules"][-1]["attending_type"] == "In person"

    def test_what_somebody_of_ours_found_out_goes_out_at_once(self, take_records, ask):
        take_records(service(1, assured_date="2019-06-01", last_modified="2019-06-01T10:00:00Z"))
        way = WayOfJoining.objects.get()
        with acting_as(OPERATOR):
            directory.observe(
                way_id=way.id, observed=Observed(Status.PAUSED), by=OPERATOR, at=clock.START + timedelta(days=20)
            )
            directory.add_way(
                service_id=way.service_id, way=NewWay(Mode.PHONE, Observed(Status.OPEN)), by=OPERATOR, at=clock.START
            )
        record = ask(f"services/{uid(1)}")
        assert record["status"] == "active"
        assert record["alert"] == "In person: paused since 22 March 2020. By phone: open."
        assert {one["attending_type"] for one in record["schedules"]} == {"By phone"}
        assert record["last_modified"].startswith("2020-03-22")
        assert record["assured_date"] == "2020-03-22"
        assert faults(record, "service.json") == []

    @pytest.mark.parametrize(("status", "said"), [(Status.PAUSED, "temporarily closed"), (Status.CLOSED, "defunct")])
    def test_a_service_that_stopped_is_published_as_stopped(self, take_records, ask, status, said):
        take_records(service(1))
        with acting_as(OPERATOR):
            directory.close_service(
                service_id=Service.objects.get().id, observed=Observed(status), by=OPERATOR, at=clock.START
            )
        assert ask("services")["contents"][0]["status"] == said

    def test_of_what_nobody_knows_the_alert_says_so(self, take_records, ask):
        take_records(service(1, status=None))
        assert "ask before you go" in ask(f"services/{uid(1)}")["alert"]

    def test_a_private_place_is_nowhere(self, take_records, ask):
        take_records(service(1), service(2, service_at_locations=[]))
        Location.objects.update(is_private=True)
        told = [ask(f"services/{uid(1)}"), ask("service_at_locations"), ask("services")]
        assert "Moor Hall" not in json.dumps(told)
        assert "1 Moor Lane" not in json.dumps(told)
        assert told[1]["empty"]

    def test_nobody_is_named(self, take, published):
        with MadeUpFeed(awkward.EVERYTHING) as feed:
            take(feed.address)
        assert "bloggs" not in json.dumps(published()).lower()

    def test_what_was_typed_here_goes_out_without_an_address_that_may_be_somebodys_own(self, service, ask):
        with acting_as(service.actor("worker")) as actor:
            who = directory.list_organisation(name="Walkers", email="pat@example.org", by=actor, at=clock.START)
            described = Described(name="Walk", category=Category.PHYSICAL_ACTIVITY, email="pat@example.org",
                                  who_to_ring="Pat Walker", phone="01632 960001", area="Moortown")  # fmt: skip
            ways = [NewWay(Mode.IN_PERSON, Observed(Status.OPEN))]
            walk = directory.add_service(
                organisation_id=who.id, described=described, ways=ways, by=actor, at=clock.START
            )
        record = ask(f"services/{walk.id}")
        assert "pat" not in json.dumps(record).lower()
        assert (record["phones"][0]["number"], record["service_areas"][0]["name"]) == ("01632 960001", "Moortown")
        assert faults(record, "service.json") == []

    def test_what_was_typed_here_is_known_again_when_it_comes_back(self, service, take, published):
        with acting_as(service.actor("worker")) as actor:
            who = directory.list_organisation(name="Walkers", by=actor, at=clock.START)
            walk = directory.add_service(
                organisation_id=who.id, described=Described(name="Walk", category=Category.PHYSICAL_ACTIVITY),
                ways=[NewWay(Mode.IN_PERSON, Observed(Status.OPEN))], by=actor, at=clock.START,
            )  # fmt: skip
        with MadeUpFeed([], broken=published()) as feed:
            taken = take(feed.address)
        assert (taken.new, taken.elsewhere, Service.objects.count()) == (0, [str(walk.id)], 1)


class TestAsking:
    @pytest.fixture(autouse=True)
    def three(self, take_records):
        singing = {"id": uid(51), "name": "Singing", "taxonomy": "Moor list", "taxonomy_id": uid(52)}
        take_records(
            service(1, "Moor choir", attributes=[{"id": uid(50), "taxonomy_term": singing}], maximum_age=30),
            service(2, "Gentle gym", minimum_age=50, schedules=[
                {"id": uid(60), "byday": "MO", "opens_at": "09:00", "closes_at": "10:00"},
                {"id": uid(61), "byday": "SA", "opens_at": "18:00", "closes_at": "20:00"}]),
            service(3, "Helpline", service_at_locations=[], schedules=[{"attending_type": "by phone"}]),
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("parameters", "names"),
        [
            ({}, {"Moor choir", "Gentle gym", "Helpline"}),
            ({"search": "choirs"}, {"Moor choir"}),
            ({"search": "\x00"}, {"Moor choir", "Gentle gym", "Helpline"}),
            ({"taxonomy_term_id": uid(51)}, {"Moor choir"}),
            ({"taxonomy_id": uid(52)}, {"Moor choir"}),
            ({"taxonomy_id": uid(51)}, set()),
            ({"minimum_age": 40}, {"Gentle gym", "Helpline"}),
            ({"maximum_age": 40}, {"Moor choir", "Helpline"}),
            ({"day": "SA"}, {"Gentle gym"}),
            ({"day": "SA", "end_time": "12:00"}, set()),
            ({"start_time": "09:30", "end_time": "12:30"}, {"Moor choir"}),
        ],
    )
    def test_services_are_found_by_what_is_asked(self, ask, parameters, names):
        found = ask("services", **parameters)
        assert {one["name"] for one in found["contents"]} == names
        assert found["total_items"] == len(names)

    def test_pages_follow_one_another(self, ask):
        first, second = (ask("services", page=n, per_page=2) for n in (1, 2))
        assert (first["first_page"], first["last_page"], second["last_page"]) == (True, False, True)
        assert (second["page_number"], second["total_pages"], second["size"]) == (2, 2, 1)
        assert len({one["id"] for one in first["contents"] + second["contents"]}) == 3
        beyond = ask("services", page=9)
        assert (beyond["empty"], beyond["contents"], beyond["last_page"]) == (True, [], True)

    def test_places_are_found_near_a_postcode(self, ask, tmp_path):
        from throughline.areas.models import Postcode

        Postcode.objects.create(code="NE99 1AB", latitude=54.99, longitude=-1.61)
        near = ask("service_at_locations", postcode="ne99 1ab", proximity=2000)
        assert {one["service"]["name"] for one in near["contents"]} == {"Moor choir", "Gentle gym"}
        assert ask("service_at_locations", postcode="NE99 1AB", proximity=500)["empty"]
        assert ask("service_at_locations", postcode="XX1 1XX")["empty"]

    @pytest.mark.parametrize("path", ["services", "service_at_locations", "taxonomies", "taxonomy_terms"])
    @pytest.mark.parametrize("wrong", [{"page": 0}, {"per_page": 10**9}, {"page": "x"}])
    def test_a_page_that_cannot_be_is_refused(self, client, path, wrong):
        assert client.get(f"{ROOT}{path}", wrong).status_code == 422

    @pytest.mark.parametrize("path", ["services", "service_at_locations", "taxonomies", "taxonomy_terms"])
    @pytest.mark.parametrize("id_", [uid(99), "none", "\x00", "a" * 3000])
    def test_what_is_not_published_is_not_found(self, client, path, id_):
        assert client.get(f"{ROOT}{path}/{id_}").status_code == 404

    def test_a_list_takes_the_same_number_of_statements_however_long_it_is(self, ask, django_assert_max_num_queries):
        for many in (1, 3):
            with django_assert_max_num_queries(3):
                ask("services", per_page=many)


class TestHowItIsAnswered:
    def test_everybody_may_read_it_from_any_website_and_keep_it_a_while(self, client, take_records):
        take_records(service(1))
        answer = client.get(f"{ROOT}services")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, max-age=300"
        again = client.get(f"{ROOT}services", headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_it_is_read_only(self, client, db):
        assert {client.post(f"{ROOT}services").status_code, client.delete(f"{ROOT}services").status_code} == {405}

    def test_it_says_which_standard_it_is_and_describes_itself(self, ask):
        assert ask()["version"] == "HSDS-UK-3.0"
        described = ask("openapi.json")
        assert f"{ROOT}services/{{published_id}}" in described["paths"]
