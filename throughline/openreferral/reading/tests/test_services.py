"""What somebody else's record says, and what is done where it does not say it properly."""

from __future__ import annotations

import pytest

from throughline.directory.kinds import Category, Mode
from throughline.openreferral.reading.cleaning import Slips
from throughline.openreferral.reading.services import Refusal, is_whole, read_service

CHOIR = "ac148810-d857-441c-9679-408f346de14b"
HALL = {"id": "3a19ff88-4620-4d17-9830-ac1d859eb5d5", "location_type": "physical", "name": "Moor Hall"}


def read(**said):
    slips = Slips()
    record = {"id": CHOIR, "name": "Moor choir", "status": "active"} | said
    return read_service(record, whole=is_whole(record), place="record 1", slips=slips), slips.found


@pytest.mark.parametrize(
    "given",
    [
        CHOIR.upper(),
        "00000000-0000-0000-0000-000000000007",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        f" {CHOIR} ",
    ],
)
def test_any_id_of_the_right_shape_is_taken_whatever_its_version_and_case(given):
    service, slips = read(id=given)
    assert service.external_id == given.strip().lower()
    assert slips == []


@pytest.mark.parametrize("given", [None, 7, "7", "{" + CHOIR + "}", CHOIR.replace("-", ""), ["x"]])
def test_a_record_without_a_proper_id_is_refused_by_its_place_in_the_feed(given):
    refusal, _ = read(id=given)
    assert isinstance(refusal, Refusal)
    assert (refusal.record, refusal.field) == ("record 1", "id")
    assert "publisher" in refusal.words


@pytest.mark.parametrize("given", [None, "", "  ", "<b></b>", [], {"en": "Choir"}])
def test_a_record_without_a_name_is_refused_by_its_id(given):
    refusal, _ = read(name=given)
    assert (refusal.record, refusal.field) == (CHOIR, "name")


@pytest.mark.parametrize("record", [None, 7, "choir", ["choir"]])
def test_what_is_no_record_is_refused(record):
    refusal = read_service(record, whole=False, place="record 4", slips=Slips())
    assert refusal.words.startswith("record 4: record is not a record with fields")


def test_a_vendors_own_fields_are_left_behind_and_named():
    vendor = {"pc_metadata": {"assured_by": "jo.bloggs@example.org"}, "pc_targetAudience": ["everybody"]}
    service, slips = read(**vendor, assurer_email="jo.bloggs@example.org")
    assert "jo.bloggs" not in repr(service)
    assert slips == [(name, "is not kept") for name in ("assurer_email", "pc_metadata", "pc_target_audience")]


def test_nobody_is_named():
    contact = {"id": CHOIR, "name": "Ann Persona", "title": "Choir leader", "email": "ann@example.org"}
    place = {"id": CHOIR, "location": HALL | {"addresses": [{"attention": "Ann Persona", "address_1": "1 Moor Lane"}]}}
    service, _ = read(contacts=[contact], service_at_locations=[place])
    assert "Ann" not in repr(service)
    assert "ann@" not in repr(service)
    assert service.row.columns["who_to_ring"] == "Choir leader"


def test_camel_case_is_read_as_the_standard_has_it():
    area = {"id": CHOIR, "serviceId": CHOIR, "name": "Moortown"}
    service, slips = read(minimumAge=12, serviceAreas=[area], serviceAtLocations=[{"location": HALL}])
    assert service.row.columns["minimum_age"] == 12
    assert service.row.columns["area"] == "Moortown"
    assert service.whole
    assert slips == []


@pytest.mark.parametrize("given", [None, "", -1, -1.0, "-1", 999])
def test_an_age_that_is_missing_or_below_nought_or_beyond_life_is_no_limit(given):
    service, slips = read(minimum_age=given, maximum_age=given)
    assert (service.row.columns["minimum_age"], service.row.columns["maximum_age"]) == (None, None)
    assert slips == []


def test_ages_the_wrong_way_round_are_left_out():
    service, slips = read(minimum_age=60, maximum_age=18)
    assert (service.row.columns["minimum_age"], service.row.columns["maximum_age"]) == (None, None)
    assert slips == [("maximum_age", "is below minimum_age: both left out")]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p>Sing <b>loud</b>.</p><p>All welcome<br/>on Tuesdays</p>", "Sing loud.\nAll welcome\non Tuesdays"),
        ("<script>alert(1)</script>Sing", "Sing"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Sing", "Sing"),
        ("&amp;lt;b&amp;gt;Sing&amp;lt;/b&amp;gt;", "Sing"),
        ('<a href="javascript:alert(1)">Sing</a>', "Sing"),
        ("Tea &amp; cake, under 5 < 10", "Tea & cake, under 5 < 10"),
        ("Sing\x00\ud800 loud", "Sing loud"),
    ],
)
def test_html_is_taken_out_of_a_description(given, kept):
    service, _ = read(description=given)
    assert service.row.columns["description"] == kept
    again, _ = read(description=kept)
    assert again.row.columns["description"] == kept


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("description", ["x"]),
        ("minimum_age", "twelve"),
        ("minimum_age", True),
        ("minimum_age", float("nan")),
        ("assured_date", "yesterday"),
        ("last_modified", "31/03/2020"),
        ("url", "javascript:alert(1)"),
        ("url", "file:///etc/passwd"),
        ("url", "https://user:secret@example.org/"),
        ("email", "not an address"),
        ("status", "on fire"),
        ("organization", "Moor Singers"),
    ],
)
def test_what_a_field_cannot_hold_is_left_out_and_said(field, given):
    service, slips = read(**{field: given})
    assert not isinstance(service, Refusal)
    assert [where for where, says in slips if "left out" in says] == [field]


def test_nulls_say_nothing():
    service, slips = read(description=None, url=None, schedules=None, organization=None, languages=[None])
    assert service.row.columns["description"] == ""
    assert slips[0] == ("languages", "is not a list of records: left out")


@pytest.mark.parametrize("given", ["Temporarily Closed", "temporarily_closed", "TEMPORARILY CLOSED"])
def test_a_state_is_known_however_it_is_spelt(given):
    assert read(status=given)[0].status == "temporarily closed"


def test_a_state_that_is_not_said_is_not_guessed():
    service, slips = read(status=None)
    assert service.status == ""
    assert slips == [("status", "is not said: taken as not known")]


@pytest.mark.parametrize(
    ("fees", "options", "is_free", "cost"),
    [
        ("", [], None, ""),
        ("Free", [], True, "Free"),
        ("Free for members", [], None, "Free for members"),
        ("", [{"amount": 0}], True, "£0"),
        (
            "",
            [{"option": "Under 18s", "amount": 3.5, "amount_description": "a time"}],
            False,
            "Under 18s: £3.50 a time",
        ),
        ("£3", [{"amount": "3"}], False, "£3"),
    ],
)
def test_what_it_costs_is_put_into_words(fees, options, is_free, cost):
    service, _ = read(fees=fees, cost_options=options)
    assert (service.row.columns["is_free"], service.row.columns["cost"]) == (is_free, cost)


@pytest.mark.parametrize(
    ("kinds", "words", "modes"),
    [
        (["physical"], "", [Mode.IN_PERSON]),
        (["virtual"], "", [Mode.ONLINE]),
        (["postal"], "", [Mode.POST]),
        (["physical"], "In person or remotely via video conferencing", [Mode.IN_PERSON, Mode.ONLINE]),
        (["physical"], "Helpline only", [Mode.PHONE]),
        (["physical"], "as agreed", [Mode.IN_PERSON]),
        ([], "We deliver to your door", [Mode.DOORSTEP]),
        ([], "by telephone or by post", [Mode.PHONE, Mode.POST]),
    ],
)
def test_ways_of_joining_are_read_from_words_and_from_places(kinds, words, modes):
    places = [{"location": {"id": CHOIR, "location_type": kind, "name": "there"}} for kind in kinds]
    service, _ = read(service_at_locations=places, schedules=[{"attending_type": words}])
    assert [way.mode for way in service.ways] == modes
    assert all(way.is_known for way in service.ways)


def test_words_that_name_no_way_of_joining_are_said():
    _, slips = read(service_at_locations=[{"location": HALL}], schedules=[{"attending_type": "as agreed"}])
    assert [where for where, _ in slips] == ["schedules.attending_type"]


def test_a_service_that_says_no_way_of_joining_is_not_known_to_run():
    service, slips = read(phones=[{"number": "01632 960001"}])
    assert [(way.mode, way.is_known) for way in service.ways] == [(Mode.IN_PERSON, False)]
    assert [where for where, _ in slips] == ["service"]


@pytest.mark.parametrize(
    ("term", "name", "category"),
    [
        ("Debt advice", "Moor choir", Category.DEBT),
        ("", "Moor choir", Category.ARTS),
        ("", "Men's shed", Category.SOCIAL_GROUP),
        ("", "Walking football", Category.PHYSICAL_ACTIVITY),
        ("", "Bereavement walks", Category.BEREAVEMENT),
        ("", "The Anchor", Category.OTHER),
    ],
)
def test_what_it_is_for_is_known_by_its_terms_and_else_by_its_name(term, name, category):
    attributes = [{"taxonomy_term": {"name": term}}] if term else []
    assert read(name=name, attributes=attributes)[0].row.columns["category"] == category


def test_an_organisation_without_an_id_is_known_by_its_name():
    one, _ = read(organization={"name": "Moor Singers"})
    same, _ = read(id=HALL["id"], organization={"name": "moor singers"})
    assert one.organisation.external_id == same.organisation.external_id


def test_times_of_a_place_are_times_of_its_service():
    place = {"id": HALL["id"], "location": HALL, "schedules": [{"id": CHOIR, "byday": "TH", "opens_at": "10:00"}]}
    service, _ = read(service_at_locations=[place])
    [times] = service.schedules
    assert (times.row.columns["byday"], str(times.row.columns["opens"])) == ("TH", "10:00:00")
    assert times.place == HALL["id"]


def test_half_a_coordinate_is_nowhere():
    service, _ = read(service_at_locations=[{"location": HALL | {"latitude": 54.9, "longitude": 190}}])
    assert service.locations[0].columns["latitude"] is None
