"""Listing services, and saying what is running."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.config import reactions
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.directory import commands, queries
from throughline.directory.events import StatusChanged
from throughline.directory.kinds import Category, How, Mode, Status, Sure, Teller
from throughline.directory.models import StatusObservation, WayOfJoining
from throughline.directory.rules import Needs
from throughline.directory.writing import Described, NewWay, Observed

GYM = Described(name="Riverside gym", category=Category.PHYSICAL_ACTIVITY)
OPEN = Observed(Status.OPEN)
IN_PERSON = [NewWay(Mode.IN_PERSON, OPEN)]


@pytest.fixture
def heard(monkeypatch):
    """Catch what is announced."""
    caught = []
    monkeypatch.setitem(reactions.REACTIONS, StatusChanged, [caught.append])
    return caught


def add(service, described=GYM, ways=IN_PERSON, by="worker"):
    with acting_as(service.actor(by)) as actor:
        place = commands.list_organisation(name="Riverside Leisure", by=actor, at=clock.test_time())
        return commands.add_service(
            organisation_id=place.id, described=described, ways=ways, by=actor, at=clock.test_time()
        )


def observe(service, way, observed, by="worker"):
    with acting_as(service.actor(by)) as actor:
        commands.observe(way_id=way.id, observed=observed, by=actor, at=clock.test_time())
    way.refresh_from_db()


@pytest.fixture
def gym(service):
    return add(service)


@pytest.fixture
def way(gym):
    return WayOfJoining.objects.get(service=gym)


class TestListing:
    def test_every_way_has_its_status_and_the_day_it_was_verified(self, service, gym, way):
        assert (way.status, way.verified_at, way.status_since) == (
            Status.OPEN, clock.START, clock.START.date(),
        )  # fmt: skip
        assert StatusObservation.objects.get(way=way).recorded_by == service.staff["worker"]

    def test_an_online_way_needs_internet_unless_somebody_knows_better(self, service):
        known = NewWay(Mode.PHONE, OPEN, needs=Needs(reading=True))
        added = add(service, ways=[NewWay(Mode.ONLINE, OPEN), known])
        online, phone = sorted(WayOfJoining.objects.filter(service=added), key=lambda w: w.mode)
        assert (online.needs_internet, phone.needs_internet, phone.needs_reading) == (True, None, True)

    def test_the_same_organisation_is_listed_once(self, service):
        assert add(service).organisation_id == add(service).organisation_id

    def test_refused_without_a_name_or_a_way_or_with_ages_turned_round(self, service):
        with pytest.raises(Refused, match="name"):
            add(service, described=Described(name=" ", category=Category.FOOD))
        with pytest.raises(Refused, match="in which way"):
            add(service, ways=[])
        with pytest.raises(Refused, match="other way round"):
            add(service, described=Described(name="Tots", category=Category.OTHER, minimum_age=5, maximum_age=1))

    def test_refused_of_nobody_and_nowhere(self, service):
        with acting_as(service.actor("worker")) as by:
            with pytest.raises(Refused, match="who offers"):
                commands.list_organisation(name=" ", by=by, at=clock.test_time())
            with pytest.raises(Refused, match="name of the place"):
                commands.list_location(name="", by=by, at=clock.test_time())
            with pytest.raises(NotFound):
                commands.add_service(
                    organisation_id=uuid4(), described=GYM, ways=[NewWay(Mode.PHONE, OPEN)], by=by,
                    at=clock.test_time(),
                )  # fmt: skip

    def test_a_way_at_a_place_that_is_not_there(self, service):
        with pytest.raises(NotFound):
            add(service, ways=[NewWay(Mode.IN_PERSON, OPEN, location_id=uuid4())])


class TestChanging:
    def test_what_is_said_of_it(self, service, gym):
        with acting_as(service.actor("administrator")) as by:
            commands.change_service(
                service_id=gym.id, described=Described(name="The gym", category=Category.PHYSICAL_ACTIVITY, cost="£3"),
                by=by, at=clock.test_time(),
            )  # fmt: skip
        gym.refresh_from_db()
        assert (gym.name, gym.cost) == ("The gym", "£3")

    def test_what_one_needs(self, service, way):
        with acting_as(service.actor("worker")) as by:
            commands.change_needs(way_id=way.id, needs=Needs(fitness=True), by=by, at=clock.test_time())
        way.refresh_from_db()
        assert (way.needs_fitness, way.needs_travel) == (True, None)

    def test_another_way_but_not_twice(self, service, gym):
        with acting_as(service.actor("worker")) as by:
            commands.add_way(service_id=gym.id, way=NewWay(Mode.PHONE, OPEN), by=by, at=clock.test_time())
            with pytest.raises(Refused, match="has this way of joining already"):
                commands.add_way(service_id=gym.id, way=NewWay(Mode.PHONE, OPEN), by=by, at=clock.test_time())

    def test_what_is_not_there(self, service):
        with acting_as(service.actor("worker")) as by:
            same = {"by": by, "at": clock.test_time()}
            with pytest.raises(NotFound):
                commands.change_service(service_id=uuid4(), described=GYM, **same)
            with pytest.raises(NotFound):
                commands.change_needs(way_id=uuid4(), needs=Needs(), **same)


class TestObserving:
    def test_the_status_changes_and_is_announced_once(self, service, gym, way, heard):
        clock.move_to(clock.in_days(18))
        observe(service, way, Observed(Status.PAUSED, remark="Shut by law"))
        observe(service, way, Observed(Status.PAUSED))
        assert (way.status, way.status_since) == (Status.PAUSED, clock.test_time().date())
        [change] = heard
        assert (change.service_id, change.before, change.after) == (gym.id, Status.OPEN, Status.PAUSED)

    def test_as_before_verifies_it_and_keeps_since_when_and_the_wait(self, service, way, heard):
        observe(service, way, Observed(Status.OPEN, wait_weeks=6))
        clock.move_to(clock.in_days(30))
        observe(service, way, Observed(Status.OPEN, said_by=Teller.CLIENT, how_sure=Sure.HEARSAY))
        assert (way.verified_at, way.status_since) == (clock.test_time(), clock.START.date())
        assert (way.wait_weeks, way.how_sure, heard) == (6, Sure.HEARSAY, [])

    def test_the_history_keeps_the_old_status_with_its_date(self, service, gym, way):
        clock.move_to(clock.in_days(18))
        observe(service, way, Observed(Status.PAUSED, how=How.WRITTEN))
        assert [(said.status, said.observed_at) for said in queries.history_of(gym.id)] == [
            (Status.PAUSED, clock.test_time()),
            (Status.OPEN, clock.START),
        ]

    def test_older_news_stands_in_the_history_and_changes_nothing(self, service, gym, way, heard):
        observe(service, way, Observed(Status.PAUSED, observed_at=clock.START - timedelta(days=3)))
        assert (way.status, heard) == (Status.OPEN, [])
        assert [said.status for said in queries.history_of(gym.id)] == [Status.OPEN, Status.PAUSED]

    def test_both_providers_see_what_one_reports(self, service, gym, way):
        clock.move_to(clock.in_days(18))
        observe(service, way, Observed(Status.PAUSED), by="stranger")
        [said, _] = queries.history_of(gym.id)
        assert said.provider == "Northgate Wellbeing"
        [seen] = queries.ways_of([gym.id])[gym.id]
        assert seen.status == Status.PAUSED

    def test_refused_of_tomorrow_and_of_what_is_not_there(self, service, way):
        with pytest.raises(Refused, match="still to come"):
            observe(service, way, Observed(Status.OPEN, observed_at=clock.in_days(1)))
        with acting_as(service.actor("worker")) as by, pytest.raises(NotFound):
            commands.observe(way_id=uuid4(), observed=OPEN, by=by, at=clock.test_time())

    def test_closing_it_is_said_of_every_way_and_only_if_it_stopped(self, service, heard):
        both = add(service, ways=[NewWay(Mode.IN_PERSON, OPEN), NewWay(Mode.PHONE, OPEN)])
        with acting_as(service.actor("worker")) as by:
            same = {"service_id": both.id, "by": by, "at": clock.test_time()}
            with pytest.raises(Refused, match="paused or closed"):
                commands.close_service(observed=OPEN, **same)
            commands.close_service(observed=Observed(Status.CLOSED), **same)
        assert {way.status for way in WayOfJoining.objects.filter(service=both)} == {Status.CLOSED}
        assert {change.mode for change in heard} == {Mode.IN_PERSON, Mode.PHONE}


class TestWhoMay:
    def test_a_surgery_looks_and_says_nothing(self, service, gym, way):
        with pytest.raises(NotAllowed):
            add(service, by="practice")
        with pytest.raises(NotAllowed):
            observe(service, way, OPEN, by="practice")
        with acting_as(service.actor("practice")) as by:
            same = {"by": by, "at": clock.test_time()}
            with pytest.raises(NotAllowed):
                commands.list_location(name="Hall", **same)
            with pytest.raises(NotAllowed):
                commands.add_way(service_id=gym.id, way=NewWay(Mode.PHONE, OPEN), **same)
            with pytest.raises(NotAllowed):
                commands.close_service(service_id=gym.id, observed=Observed(Status.CLOSED), **same)
