"""The directory in its pages, as a link worker, a surgery and another provider see it (R36, R37)."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.core.clock import LONDON
from throughline.core.decisions import NotFound, Refused
from throughline.directory import commands, listing_commands
from throughline.directory.kinds import Category, Mode, Report, Status
from throughline.directory.models import Service, WayOfJoining
from throughline.directory.writing import Described, Observed, Place
from throughline.organisations import commands as organisations

NEW = {
    "name": "Talking it over", "organisation": "Mind of Tees", "category": Category.COUNSELLING,
    "modes": [Mode.PHONE, Mode.ONLINE], "status": Status.OPEN, "wait_weeks": "6", "is_free": "YES",
}  # fmt: skip


@pytest.fixture
def gym(service):
    return listed(service, "Riverside gym", Category.PHYSICAL_ACTIVITY, Mode.IN_PERSON)


def listed(service, name, category, *modes, wait=None):
    with acting_as(service.actor("worker")) as by:
        return listing_commands.list_service(
            offered_by="Riverside Leisure", described=Described(name=name, category=category), modes=modes,
            observed=Observed(Status.OPEN, wait_weeks=wait), place=Place("The baths", postcode="TS25 1AA"), by=by,
            at=clock.test_time(),
        )  # fmt: skip


@pytest.fixture
def opened(client, service):
    """Open a page, or send it something, as somebody; give its words."""

    def page(name, *args, by="worker", sent=None, query=""):
        client.force_login(service.staff[by])
        address = f"{reverse(f'directory:{name}', args=args)}{query}"
        answer = client.get(address) if sent is None else client.post(address, sent, follow=True)
        return " ".join(answer.content.decode().split())

    return page


class TestLooking:
    def test_counselling_by_phone_under_eight_weeks(self, service, opened):
        listed(service, "Talking it over", Category.COUNSELLING, Mode.PHONE, wait=6)
        listed(service, "Waits longer", Category.COUNSELLING, Mode.PHONE, wait=8)
        listed(service, "In a room", Category.COUNSELLING, Mode.IN_PERSON, wait=1)
        told = opened("services", query="?category=COUNSELLING&mode=PHONE&wait_under=8")
        assert "Talking it over" in told
        assert "Waits longer" not in told and "In a room" not in told

    def test_nothing_found_says_what_to_leave_out(self, opened, gym):
        told = opened("services", query="?words=nothing+like+it")
        assert "No service matches" in told and "Leave out a word" in told

    def test_what_makes_no_sense_is_said_and_finds_all(self, opened, gym):
        told = opened("services", query="?wait_under=soon&page=x")
        assert "Riverside gym" in told and "There is a problem" in told

    def test_a_surgery_sees_it_and_cannot_report(self, opened, gym):
        told = opened("service", gym.id, by="practice")
        assert "The baths" in told and "Report a change" not in told
        assert "Add a service" not in opened("services", by="practice")


class TestAdding:
    def test_every_way_has_a_status_and_online_needs_internet(self, opened):
        told = opened("add", sent=NEW)
        assert "Talking it over is in the directory" in told
        assert "Needs internet" in told and "about 6 weeks" in told and "Verified today" in told and "Free" in told

    def test_a_place_is_asked_for_where_one_goes_there(self, opened):
        told = opened("add", sent=NEW | {"modes": [Mode.IN_PERSON]})
        assert "Enter what the place is called" in told
        told = opened("add", sent=NEW | {"modes": [Mode.IN_PERSON], "place": "The hall", "postcode": "TS25 1AA"})
        assert "The hall, TS25 1AA" in told

    def test_what_cannot_be_is_said(self, opened):
        assert "other way round" in opened("add", sent=NEW | {"minimum_age": "60", "maximum_age": "20"})
        assert "Enter what it is called" in opened("add", sent={})

    def test_a_private_place_is_not_told(self, service, opened, gym):
        told = opened("service", gym.id)
        assert "TS25 1AA" in told
        WayOfJoining.objects.get(service=gym).location.__class__.objects.update(is_private=True)
        told = opened("service", gym.id)
        assert "TS25 1AA" not in told and "kept private" in told

    def test_what_is_said_of_it_is_changed_and_a_way_is_added(self, opened, gym):
        sent = {
            "name": "The gym",
            "category": Category.PHYSICAL_ACTIVITY,
            "is_free": "NO",
            "languages": "English, Urdu",
        }
        assert "English, Urdu" in opened("change", gym.id, sent=sent)
        assert "other way round" in opened("change", gym.id, sent=sent | {"minimum_age": "9", "maximum_age": "8"})
        assert "By phone" in opened("add_way", gym.id, sent={"modes": [Mode.PHONE], "status": Status.OPEN})
        assert "has this way of joining already" in opened(
            "add_way", gym.id, sent={"modes": [Mode.PHONE], "status": Status.OPEN}
        )

    def test_what_one_needs(self, opened, gym):
        way = WayOfJoining.objects.get(service=gym)
        told = opened("needs", way.id, sent={"fitness": "YES", "travel": "UNKNOWN"})
        assert "Needs some fitness" in told and "needs to travel" not in told

    def test_the_commands_refuse(self, service):
        told = {"observed": Observed(Status.OPEN), "place": None, "at": clock.test_time()}
        with acting_as(service.actor("worker")) as by:
            described = Described(name="X", category=Category.OTHER)
            with pytest.raises(Refused):
                listing_commands.list_service(offered_by=" ", described=described, modes=[], by=by, **told)
            with pytest.raises(NotFound):
                listing_commands.add_ways(service_id=service.places["CCG"].id, modes=[Mode.PHONE], by=by, **told)


class TestKnowingWhatIsRunning:
    """R37's check, from the first of April to the report."""

    @pytest.fixture
    def verified(self, service):
        clock.move_to(datetime(2020, 4, 1, 10, 0, tzinfo=LONDON))
        with acting_as(SYSTEM):
            for place in ("Harbour Trust", "Northgate Wellbeing"):
                organisations.declare_disruption(
                    provider_id=service.places[place].id, name="lockdown", starts_on=date(2020, 3, 23), by=SYSTEM,
                    at=clock.START,
                )  # fmt: skip
        return listed(service, "Art class", Category.ARTS, Mode.IN_PERSON)

    def test_fifteen_days_on_it_says_so(self, opened, verified):
        clock.move_to(datetime(2020, 4, 16, 10, 0, tzinfo=LONDON))
        assert "Not verified for 15 days" in opened("services")
        told = opened("service", verified.id)
        assert "Verify again" in told and "Not verified for 15 days: last 1 April 2020" in told

    def test_now_by_phone_is_seen_by_both_providers_and_the_old_status_stays_with_its_date(self, opened, verified):
        clock.move_to(datetime(2020, 4, 16, 10, 0, tzinfo=LONDON))
        assert "Every provider sees it" in opened("service", verified.id, sent=two_clicks(Report.BY_PHONE))
        told = opened("service", verified.id, by="strange manager")
        assert "Open remotely (by phone)" in told
        assert "In person, The baths, TS25 1AA: paused" in told and "In person, The baths, TS25 1AA: open" in told
        assert "1 April 2020 at 10am" in told and "Harbour Trust" in told

    @pytest.mark.parametrize(
        ("report", "says"),
        [(Report.PAUSED, "Paused"), (Report.CLOSED, "Closed for good"), (Report.AS_SHOWN, "Open")],
    )
    def test_the_other_reports(self, opened, verified, report, says):
        opened("service", verified.id, sent=two_clicks(report))
        assert Service.objects.get(id=verified.id)
        assert f">{says}</strong> Offered by" in opened("service", verified.id)

    def test_running_again_reopens_what_paused(self, opened, verified):
        for report in (Report.PAUSED, Report.RUNNING):
            opened("service", verified.id, sent=two_clicks(report))
        assert WayOfJoining.objects.get(service=verified).status == Status.OPEN

    def test_one_way_exactly_with_who_said_so_and_when(self, opened, verified):
        way = WayOfJoining.objects.get(service=verified)
        clock.move_to(datetime(2020, 4, 16, 10, 0, tzinfo=LONDON))
        sent = {
            "status": Status.REDUCED, "wait_weeks": "3", "said_by": "CLIENT", "how": "WORD", "how_sure": "HEARSAY",
            "observed_on-day": "14", "observed_on-month": "4", "observed_on-year": "2020", "remark": "Six at a time",
        }  # fmt: skip
        told = opened("way", way.id, sent=sent)
        assert "14 April 2020 at midday" in told and "Six at a time" in told and "somebody who goes there" in told
        assert "still to come" in opened("way", way.id, sent=sent | {"observed_on-day": "20"})

    def test_refused_where_nobody_knows_and_of_what_is_not_there(self, service, opened, verified):
        opened("way", WayOfJoining.objects.get(service=verified).id, sent=unknown())
        assert "Nobody has said yet whether it runs" in opened("service", verified.id, sent=two_clicks(Report.AS_SHOWN))
        with acting_as(service.actor("worker")) as by, pytest.raises(NotFound):
            commands.report_change(
                service_id=by.user_id, report=Report.PAUSED, told=Observed(Status.UNKNOWN), by=by, at=clock.test_time()
            )

    def test_nothing_chosen_is_said(self, opened, verified):
        assert "Select how it is now" in opened("service", verified.id, sent={})


def two_clicks(report):
    """Give what the page sends when only the first question is answered: the others are answered already."""
    return {"report": report, "said_by": "WORKER", "how": "WORD", "how_sure": "FAIRLY", "remark": ""}


def unknown():
    return {
        "status": Status.UNKNOWN, "said_by": "SERVICE", "how": "PHONE", "how_sure": "CERTAIN", "observed_on-day": "1",
        "observed_on-month": "4", "observed_on-year": "2020",
    }  # fmt: skip
