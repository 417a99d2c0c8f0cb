"""A made-up feed in which everything is wrong that real feeds get wrong, and yet something is left of it."""

from __future__ import annotations

from typing import Any

from throughline.openreferral.tests.feeds import service, uid

HELPLINE_OFFICE = {
    "id": uid(40),
    "location_type": "physical",
    "name": "Office of the helpline",
    "addresses": [{"id": uid(41), "address_1": "2 Moor Lane", "city": "Moortown", "attention": "Jo Bloggs"}],
}
RECORDS: list[dict[str, Any]] = [
    service(1, "Moor choir", id=uid(1).upper(), fees="Free", attributes=[
        {"id": uid(50), "link_type": "service", "taxonomy_term": {
            "id": uid(51), "name": "Singing", "taxonomy": "Moor list", "taxonomy_id": uid(52),
            "term_uri": "https://terms.example.org/singing"}},
        {"id": uid(53), "taxonomyTerm": {"id": uid(54), "name": "Company", "parentId": uid(51)}},
    ]),
    service(2, "Gentle gym", minimum_age=-1, maximum_age=None,
            description="<p>Come &amp; <b>move</b>.</p><p>Tea after.</p>", alert="Closed for <i>repairs</i>.",
            status="Temporarily Closed", url="www.gym.example.org/öffnung"),
    service(3, "Helpline", service_at_locations=[{"id": uid(42), "location": HELPLINE_OFFICE}],
            schedules=[{"id": uid(43), "attending_type": "By telephone only", "opens_at": "09:00Z", "byday": "MO"}],
            contacts=[{"id": uid(44), "name": "Jo Bloggs", "title": "Duty adviser", "email": "jo.bloggs@example.org",
                       "phones": [{"id": uid(45), "number": "01632 960045"}]}]),
    service(4, "Art by video", serviceAreas=[{"id": uid(46), "serviceId": uid(4), "name": "Moortown"}],
            service_at_locations=[{"id": uid(47), "location": {"id": uid(48), "location_type": "virtual"}}],
            schedules=None, languages=[{"id": uid(49), "name": "Welsh", "code": "cy"}]),
    service(5, "Nobody said how", service_at_locations=None, schedules=[], organization=None,
            phones=[{"id": uid(55), "number": "01632 960055"}]),
    service(6, "Nobody said whether", status=None, alert="New this year."),
    service(7, "Vendor's own", pc_metadata={"assured_by": "jo.bloggs@example.org"}, pc_targetAudience=[1],
            assured_date="2019-11-05", assurer_email="jo.bloggs@example.org", last_modified="2020-01-02T03:04:05.678Z",
            cost_options=[{"id": uid(56), "option": "Each time", "amount": 2.5}]),
    service(8, "Wrong throughout", minimum_age="young", url="javascript:alert(1)", email="none", schedules="Tuesdays",
            organization={"name": "Moor Neighbours Ltd", "id": uid(1_000_000)}, wait_time="about 6 weeks",
            service_at_locations=[{"location": {"name": "Somewhere", "latitude": 999, "longitude": 999}}]),
]  # fmt: skip
NAMELESS = service(9) | {"name": "  "}
TWICE = service(1, "Moor choir, told again")
WITHOUT_ID = service(10) | {"id": "ten"}
EVERYTHING = [*RECORDS, NAMELESS, TWICE, WITHOUT_ID, None]
