"""Searching for somebody: what they can use now, what is hidden and why, and how what was typed is understood."""

from datetime import date, time

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotFound
from throughline.directory import commands as directory
from throughline.directory.kinds import Category, Mode, Status, Suits
from throughline.directory.models import Location, Organisation, Schedule, WayOfJoining
from throughline.directory.writing import Observed
from throughline.onward_referrals.models import State, Strength, WhyNot
from throughline.onward_referrals.tests.builders import became, refer_on
from throughline.profiles.models import ProfileKind
from throughline.profiles.tests.builders import record, shield
from throughline.suggestions import queries
from throughline.suggestions.dictionary import DICTIONARY
from throughline.suggestions.queries import Asked
from throughline.suggestions.rules import Why
from throughline.suggestions.searching import Slice
from throughline.suggestions.tests.builders import FAR, HOME, NEAR, know_postcodes, listed
from throughline.support_plans.kinds import Gives
from throughline.support_plans.models import Leaning
from throughline.support_plans.tests.saying import goal, leans


@pytest.fixture(autouse=True)
def no_words_of_another_test():
    DICTIONARY.forget()


@pytest.fixture
def case(service):
    return service.open_case("Christine Vale", postcode=HOME)


def find(service, case, words="", *, by="worker", **asked):
    with acting_as(service.actor(by)) as actor:
        return queries.suggestions_for(
            case.client_id, Asked(words=words, **asked), viewer=actor, at=clock.test_time()
        ).found


def names(found):
    return [one.service.name for one in found.suggestions]


class TestWords:
    def test_a_service_is_found_by_its_name_by_what_it_means_and_by_a_slip(self, service, case):
        listed(service, "Welfare rights line", Mode.PHONE, category=Category.SOCIAL_SECURITY)
        listed(service, "Pottery by the sea", Mode.IN_PERSON)
        for typed in ("welfare", "benefits", "PIP", "universal credit", "benifits", "help with my benefits please"):
            assert names(find(service, case, typed)) == ["Welfare rights line"], typed
        slip = find(service, case, "potery")
        assert (names(slip), slip.sought.mended) == (["Pottery by the sea"], {"potery": "pottery"})

    def test_what_has_the_word_in_its_name_comes_before_what_only_tells_of_it(self, service, case):
        listed(service, "Open house", Mode.PHONE, description="Tea, and knitting on Fridays", wait=0)
        listed(service, "Knitting circle", Mode.PHONE, wait=4)
        assert names(find(service, case, "knitting")) == ["Knitting circle", "Open house"]

    def test_every_word_must_fit_unless_nothing_has_them_all(self, service, case):
        listed(service, "Pottery", Mode.PHONE)
        listed(service, "Choir", Mode.PHONE, description="with tea")
        both = find(service, case, "choir tea")
        assert (names(both), both.sought.any_word) == (["Choir"], False)
        either = find(service, case, "choir pottery")
        assert (set(names(either)), either.sought.any_word) == ({"Choir", "Pottery"}, True)

    def test_a_word_that_says_nothing_finds_nothing_and_breaks_nothing(self, service, case):
        listed(service, "Choir", Mode.PHONE)
        for typed in ("the", "& | ! ( )", "'; drop table", "\0", "zzzz", "x" * 5_000):
            assert len(names(find(service, case, typed))) <= 1

    def test_counselling_by_phone_under_8_weeks_gives_only_what_fits(self, service, case):
        """The check of R36."""
        counselling = {"category": Category.COUNSELLING}
        listed(service, "Talk soon", Mode.PHONE, wait=6, **counselling)
        listed(service, "Talk much later", Mode.PHONE, wait=20, **counselling)
        listed(service, "Talk face to face", Mode.IN_PERSON, wait=2, **counselling)
        listed(service, "Talk some day", Mode.PHONE, **counselling)
        listed(service, "Paint soon", Mode.PHONE, wait=1)
        found = find(service, case, "counselling by phone under 8 weeks’ wait")
        assert (names(found), found.hidden) == (["Talk soon"], {Why.WAIT_NOT_KNOWN: 1})

    def test_cost_language_category_and_hours_narrow_it(self, service, case):
        free = listed(service, "Free choir", Mode.PHONE, is_free=True, languages=["English", "Bengali"])
        listed(service, "Dear choir", Mode.PHONE, is_free=False)
        listed(service, "Some choir", Mode.PHONE, category=Category.OTHER)
        assert names(find(service, case, "free choir")) == ["Free choir"]
        assert find(service, case, "choir", free=True).hidden == {Why.COST_NOT_KNOWN: 1}
        assert names(find(service, case, "choir", language="Bengali")) == ["Free choir"]
        assert names(find(service, case, "choir", category=Category.OTHER)) == ["Some choir"]
        Schedule.objects.create(service=free, freq="WEEKLY", byday="MO,TH", opens=time(9), closes=time(12))
        now = find(service, case, "choir open now")
        assert (names(now), now.hidden) == (["Free choir"], {Why.HOURS_NOT_KNOWN: 2})

    @pytest.mark.parametrize(
        ("schedule", "is_open"),
        [
            ({"freq": "WEEKLY", "byday": "MO"}, True),
            ({"freq": "WEEKLY", "byday": "TU"}, False),
            ({"freq": "WEEKLY", "byday": "MO", "opens": time(11)}, False),
            ({"freq": "WEEKLY", "byday": "MO", "closes": time(10)}, False),
            ({"freq": "WEEKLY", "byday": "MO", "interval": 2, "starts_on": date(2020, 2, 24)}, False),
            ({"freq": "MONTHLY", "byday": "1MO"}, True),
            ({"freq": "MONTHLY", "byday": "2MO"}, False),
            ({"freq": "MONTHLY", "bymonthday": "2"}, True),
            ({"valid_to": date(2020, 3, 1)}, False),
        ],
    )
    def test_open_now_is_read_from_the_schedule(self, service, case, schedule, is_open):
        """It is Monday 2 March 2020, ten o'clock."""
        Schedule.objects.create(service=listed(service, "Choir", Mode.PHONE), **schedule)
        assert bool(names(find(service, case, open_now=True))) is is_open


class TestWhatIsHidden:
    def test_without_internet_the_zoom_class_is_hidden_with_its_reason_and_the_rest_is_shown(self, service, case):
        """The check of R38: Christine."""
        record(
            service,
            case,
            {"has_internet": "NO", "can_be_phoned": "YES", "can_read": "YES", "can_get_to_surgery": "YES"},
        )
        listed(service, "Zoom art class", Mode.ONLINE)
        listed(service, "Art pack", Mode.POST)
        listed(service, "Art natter", Mode.PHONE, helps_by=[Suits.SEEING_PEOPLE])
        found = find(service, case, "art")
        assert set(names(found)) == {"Art pack", "Art natter"}
        assert found.hidden == {Why.NO_INTERNET: 1}
        [hidden] = find(service, case, "art", wanted=Slice(hidden=Why.NO_INTERNET)).suggestions
        assert (hidden.service.name, hidden.hidden.reason) == (
            "Zoom art class", "Needs the internet: no internet at home.",
        )  # fmt: skip

    @pytest.mark.parametrize("status", [Status.PAUSED, Status.CLOSED, Status.WAITING_LIST_CLOSED, Status.UNKNOWN])
    def test_what_nobody_new_can_join_now_is_never_suggested(self, service, case, status):
        listed(service, "Choir", Mode.PHONE, status=status)
        assert find(service, case).hidden == {Why.NOT_RUNNING: 1}
        [choir] = find(service, case, wanted=Slice(hidden=Why.NOT_RUNNING)).suggestions
        words = "Not known whether it is running." if status == Status.UNKNOWN else (
            f"{status.label} since 2 March 2020.")  # fmt: skip
        assert choir.hidden.reason == words

    def test_as_soon_as_it_runs_again_it_is_suggested(self, service, case):
        choir = listed(service, "Choir", Mode.PHONE, status=Status.PAUSED)
        with acting_as(service.actor("worker")) as actor:
            way = WayOfJoining.objects.get(service=choir)
            directory.observe(way_id=way.id, observed=Observed(Status.OPEN), by=actor, at=clock.test_time())
        assert names(find(service, case)) == ["Choir"]

    def test_ages_hide_with_their_words(self, service, case):
        listed(service, "Club 65", Mode.PHONE, minimum_age=65)
        listed(service, "Young ones", Mode.PHONE, maximum_age=25)
        assert find(service, case).hidden == {Why.OTHER_AGE: 2}
        reasons = {one.hidden.reason for one in find(service, case, wanted=Slice(hidden=Why.OTHER_AGE)).suggestions}
        assert reasons == {"For people of 65 and over.", "For people up to 25."}

    def test_what_is_too_far_is_hidden_and_what_lies_nobody_knows_where_comes_last(self, service, case):
        know_postcodes()
        listed(service, "Somewhere choir", Mode.IN_PERSON, wait=0)
        listed(service, "Near choir", Mode.IN_PERSON, place=NEAR, wait=9)
        listed(service, "Far choir", Mode.IN_PERSON, place=FAR)
        found = find(service, case, "choir")
        assert (names(found), found.hidden) == (["Near choir", "Somewhere choir"], {Why.TOO_FAR: 1})
        assert [one.place.miles is None for one in found.suggestions] == [False, True]
        assert names(find(service, case, "choir", within_miles=400)) == ["Near choir", "Far choir", "Somewhere choir"]

    def test_where_their_home_is_not_known_nothing_is_too_far(self, service):
        listed(service, "Far choir", Mode.IN_PERSON, place=FAR)
        assert names(find(service, service.open_case("No Fixed Address"), "choir")) == ["Far choir"]

    def test_nothing_is_hidden_from_somebody_whom_nobody_has_asked(self, service, case):
        for mode in Mode:
            listed(service, f"Choir {mode.label}", mode)
        assert find(service, case, "choir").hidden == {}

    def test_another_providers_worker_finds_nobody(self, service, case):
        with pytest.raises(NotFound):
            find(service, case, by="stranger")


class TestOrder:
    def test_for_john_the_coach_by_phone_is_first_and_the_online_class_last(self, service):
        """The check of R38: John."""
        john = service.open_case("John Hale")
        record(
            service,
            john,
            {"has_internet": "YES", "can_be_phoned": "YES", "can_read": "YES", "can_get_to_surgery": "YES"},
        )
        record(service, john, {"motivates": ["TOLD"], "where": "IN_PERSON"}, about=ProfileKind.HELPING)
        shield(service, john, started_on=date(2020, 3, 1))
        active = {"category": Category.PHYSICAL_ACTIVITY}
        listed(service, "Riverside gym", Mode.IN_PERSON, helps_by=[Suits.TOLD], **active)
        listed(service, "Online exercise class", Mode.ONLINE, helps_by=[Suits.TOLD], wait=0, **active)
        listed(service, "Exercise booklet", Mode.POST, helps_by=[Suits.ALONE], wait=0, **active)
        listed(service, "Exercise coach", Mode.PHONE, helps_by=[Suits.TOLD, Suits.ONE_TO_ONE], wait=2, **active)
        found = find(service, john, "gym")
        assert names(found) == ["Exercise coach", "Exercise booklet", "Online exercise class"]
        assert found.hidden == {Why.SHIELDING: 1}
        assert found.suggestions[0].points[0].reason == "Somebody says what to do, which gets them going"

    def test_a_goal_comes_first_then_the_shorter_wait_then_the_nearer(self, service, case):
        know_postcodes()
        listed(service, "Housing line", Mode.PHONE, category=Category.HOUSING, wait=5)
        listed(service, "Soon", Mode.PHONE, wait=1)
        listed(service, "Later", Mode.PHONE, wait=3)
        listed(service, "Nobody knows when", Mode.PHONE)
        goal(service, case, "Get the damp seen to by my landlord")
        found = find(service, case)
        assert names(found) == ["Housing line", "Soon", "Later", "Nobody knows when"]
        assert found.suggestions[0].points[0].reason == "Fits a goal of theirs: housing"

    def test_what_nobody_verified_for_long_comes_after_what_somebody_did_but_is_not_hidden(self, service, case):
        listed(service, "Old choir", Mode.PHONE, days_ago=120, wait=0)
        listed(service, "Choir", Mode.PHONE, wait=6)
        found = find(service, case)
        assert names(found) == ["Choir", "Old choir"]
        assert [point.reason for point in found.suggestions[1].points][-1] == "Ring first: it may have changed since"

    def test_what_a_service_gave_them_and_nothing_gives_them_now_comes_first(self, service, case):
        """S8: Christine's class gave company and help with benefits as well."""
        art_class = listed(service, "Art class", Mode.IN_PERSON)
        listed(service, "Benefits line", Mode.PHONE, category=Category.SOCIAL_SECURITY, wait=9)
        listed(service, "Choir line", Mode.PHONE, wait=0)
        need = leans(service, case, art_class, gives=Gives.BENEFITS)
        with acting_as(service.actor("worker")):
            Leaning.objects.filter(id=need.id).update(
                state="UNMET", unmet_since_on=date(2020, 3, 2), review_on=date(2020, 3, 30)
            )
        assert names(find(service, case))[0] == "Benefits line"

    def test_who_said_no_to_online_is_not_asked_again_for_180_days(self, service, case):
        choir = listed(service, "Choir", Mode.ONLINE)
        onward = refer_on(service, case, choir, mode=Mode.ONLINE, strength=Strength.SIGNPOSTED)
        became(service, onward, State.DID_NOT_START, why_not=WhyNot.NOT_ONLINE, in_days=None)
        assert find(service, case).hidden == {Why.SAID_NO: 1}
        [hidden] = find(service, case, wanted=Slice(hidden=Why.SAID_NO)).suggestions
        assert hidden.hidden.reason == "Online, and they said no to that: not asked again before 29 August 2020."
        clock.move_to(clock.in_days(180))
        assert find(service, case).usable == 1

    def test_their_own_language_is_said_and_counts(self, service, case):
        record(service, case, {"language": "Bengali", "interpreter": "YES", "can_be_phoned": "YES"})
        listed(service, "English choir", Mode.PHONE, languages=["English"])
        listed(service, "Our choir", Mode.PHONE, languages=["Bengali"])
        found = find(service, case)
        assert names(found) == ["Our choir", "English choir"]
        reasons = [[point.reason for point in one.points] for one in found.suggestions]
        assert reasons == [["In Bengali, which they speak best"], ["In English: they need an interpreter"]]

    def test_pages_follow_one_another(self, service, case):
        for number in range(12):
            listed(service, f"Choir {number:02}", Mode.PHONE, wait=number)
        first, second = find(service, case), find(service, case, wanted=Slice(page=2))
        assert (len(first.suggestions), first.has_next, first.usable) == (10, True, 12)
        assert (names(second), second.has_next) == (["Choir 10", "Choir 11"], False)


class TestInStepWithTheDirectory:
    def test_whatever_changes_in_the_directory_is_found_by_the_next_search(self, service, case):
        choir = listed(service, "Choir", Mode.IN_PERSON, place=NEAR)
        assert names(find(service, case, "harmony")) == []
        choir.name = "Harmony"
        choir.save()
        assert names(find(service, case, "harmony")) == ["Harmony"]
        Organisation.objects.filter(id=choir.organisation_id).update(name="The Fleetwood Trust")
        assert names(find(service, case, "fleetwood")) == ["Harmony"]
        assert find(service, case).suggestions[0].place.miles is None
        know_postcodes()
        assert find(service, case).suggestions[0].place.miles == pytest.approx(0.4, abs=0.1)
        Location.objects.update(latitude=51.4, longitude=-0.1)
        assert find(service, case, "harmony").hidden == {Why.TOO_FAR: 1}
        Location.objects.update(is_private=True)
        assert find(service, case).suggestions[0].place.miles is None
        WayOfJoining.objects.update(needs_internet=True)
        record(service, case, {"has_internet": "NO"})
        assert find(service, case).hidden == {Why.NO_INTERNET: 1}

    def test_the_search_costs_the_same_however_many_services_there_are(self, service, case, django_assert_num_queries):
        listed(service, "Choir", Mode.PHONE)
        find(service, case, "choir")
        with acting_as(service.actor("worker")) as actor:
            for _ in range(2):
                with django_assert_num_queries(14):
                    queries.suggestions_for(case.client_id, Asked("choir"), viewer=actor, at=clock.test_time())
                for number in range(20):
                    listed(None, f"Choir {number}", Mode.PHONE)
