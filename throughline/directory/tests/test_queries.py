"""Looking for a service, and for what is to be verified again."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotFound
from throughline.core.ids import new_id
from throughline.directory import commands, queries
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.queries import Wanted
from throughline.directory.writing import Described, NewWay, Observed
from throughline.organisations import commands as organisations


def add(service, name, category, *ways, at=None):
    with acting_as(service.actor("worker")) as by:
        place = commands.list_organisation(name="Mind of Tees", by=by, at=clock.START)
        return commands.add_service(
            organisation_id=place.id, described=Described(name=name, category=category), ways=ways, by=by,
            at=at or clock.test_time(),
        )  # fmt: skip


def way(mode, status=Status.OPEN, wait=None):
    return NewWay(mode, Observed(status, wait_weeks=wait))


@pytest.fixture
def four(service):
    """Counselling as wanted, and three that each miss by one thing."""
    add(service, "Talking it over", Category.COUNSELLING, way(Mode.PHONE, wait=6), way(Mode.IN_PERSON, wait=20))
    add(service, "Counsel now", Category.COUNSELLING, way(Mode.PHONE, wait=12), way(Mode.IN_PERSON, wait=2))
    add(service, "Counsel soon", Category.COUNSELLING, way(Mode.PHONE))
    add(service, "Benefits line", Category.SOCIAL_SECURITY, way(Mode.PHONE, wait=1))


def names(wanted):
    return [row.name for row in queries.services_found(wanted).rows]


class TestLookingForAService:
    def test_counselling_by_phone_under_eight_weeks_wait(self, four):
        assert names(Wanted(category=Category.COUNSELLING, mode=Mode.PHONE, wait_under=8)) == ["Talking it over"]

    def test_by_words_of_its_name_its_category_or_who_offers_it(self, four):
        assert names(Wanted(words="counsel soon")) == ["Counsel soon"]
        assert names(Wanted(words="benefits tees")) == ["Benefits line"]
        assert len(names(Wanted(words="counselling"))) == 3

    def test_words_past_the_eighth_do_not_make_it_slower(self, four):
        with CaptureQueriesContext(connection) as asked:
            assert names(Wanted(words="counsel soon " + "soon counsel " * 1000)) == ["Counsel soon"]
            assert names(Wanted(words="counsel soon " * 4 + " ".join(map(str, range(1000))))) == []
        assert 0 < max(one["sql"].upper().count(" LIKE ") for one in asked) <= 3 * queries.MOST_WORDS

    def test_by_status(self, service, four):
        add(service, "Gym", Category.PHYSICAL_ACTIVITY, way(Mode.IN_PERSON, Status.PAUSED))
        assert names(Wanted(status=Status.PAUSED)) == ["Gym"]
        assert "Gym" not in names(Wanted(joinable=True))

    def test_every_row_has_a_status_and_the_day_it_was_verified(self, four):
        found = queries.services_found(Wanted()).rows
        assert all(row.headline.words for row in found)
        assert all(way.verified_at and way.status for row in found for way in row.ways)

    def test_it_costs_the_same_however_many_there_are(self, service, four):
        def statements():
            with CaptureQueriesContext(connection) as caught:
                queries.services_found(Wanted())
            return len(caught)

        few = statements()
        for number in range(8):
            add(service, f"Group {number}", Category.SOCIAL_GROUP, way(Mode.IN_PERSON))
        assert statements() == few

    def test_what_is_not_there(self, service):
        with pytest.raises(NotFound):
            queries.service(new_id())


class TestPrivatePlaces:
    def test_nobody_reads_where_a_refuge_is(self, service):
        with acting_as(service.actor("worker")) as by:
            refuge = commands.list_location(name="9 Hidden Row", is_private=True, by=by, at=clock.START)
        there = NewWay(Mode.IN_PERSON, Observed(Status.OPEN), location_id=refuge.id)
        shelter = add(service, "Shelter", Category.HOUSING, there)
        [seen] = queries.ways_of([shelter.id])[shelter.id]
        assert "Hidden" not in seen.place and "private" in seen.place


class TestToBeVerified:
    def test_in_a_disruption_after_fourteen_days(self, service):
        art = add(service, "Art", Category.ARTS, way(Mode.IN_PERSON), at=clock.START + timedelta(days=30))
        day = date(2020, 4, 16)
        viewer = service.actor("worker")
        assert queries.stale_after(viewer=viewer, on=day) == 90
        with acting_as(SYSTEM):
            organisations.declare_disruption(
                provider_id=service.places["Harbour Trust"].id, name="lockdown", starts_on=date(2020, 3, 23),
                by=SYSTEM, at=clock.START,
            )  # fmt: skip
        after = queries.stale_after(viewer=viewer, on=day)
        assert after == 14
        assert [way.service_id for way in queries.stale_ways(on=day, after=after)] == [art.id]
        assert not queries.stale_ways(on=day - timedelta(days=1), after=after).exists()

    def test_what_closed_for_good_is_asked_after_no_more(self, service):
        add(service, "Lunch club", Category.FOOD, way(Mode.IN_PERSON, Status.CLOSED))
        assert not queries.stale_ways(on=date(2021, 1, 1), after=14).exists()
