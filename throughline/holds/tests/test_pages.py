"""The pages: what leans on it before one saves, what a closing did, what is on hold, what can restart."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.directory.kinds import Report, Status
from throughline.directory.models import WayOfJoining
from throughline.holds.models import Hold
from throughline.holds.tests.test_ripple import close, everything, later, reopen
from throughline.onward_referrals.models import OnwardReferral, State
from throughline.onward_referrals.tests.builders import offered, refer_on
from throughline.support_plans.kinds import Gives
from throughline.support_plans.tests.saying import gain, goal, leans

REPORT = {"report": "PAUSED", "said_by": "WORKER", "how": "WORD", "how_sure": "FAIRLY"}


@pytest.fixture
def gym(service):
    return offered(service)


@pytest.fixture
def case(service):
    return service.open_case("John Hartley", address="1 Sea Road")


def page(service, name, *arguments, by="worker", sent=None, asked=""):
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse(f"holds:{name}", args=arguments) + asked
    answer = browser.get(address, follow=True) if sent is None else browser.post(address, sent, follow=True)
    return " ".join(answer.content.decode().split())


def the_hold():
    with acting_as(SYSTEM):
        return Hold.objects.get()


class TestWhatLeansOnIt:
    def test_it_is_shown_before_one_saves_hidden_help_too(self, service, case, gym):
        refer_on(service, case, gym, wish="for my legs")
        leans(service, case, gym, goal=goal(service, case))
        leans(service, case, gym, Gives.BENEFITS, hidden=True, words="helps with my forms", gain=gain(service, case))
        told = page(service, "stop", gym.id)
        assert "1 person leans on it here: 1 referral, 1 goal, 1 gain and 1 kind of hidden help." in told
        for words in ("John Hartley", "Agreed: for my legs", "helps with my forms (hidden help)", "Stopped smoking"):
            assert words in told
        assert not everything(Hold)

    def test_people_of_another_provider_are_not_shown(self, service, case, gym):
        refer_on(service, case, gym)
        told = page(service, "stop", gym.id, by="stranger")
        assert "John Hartley" not in told
        assert "Nobody here leans on it" in told

    def test_the_meanwhile_is_asked_for(self, service, case, gym):
        refer_on(service, case, gym)
        assert "Enter what they do meanwhile, or “nothing found”" in page(
            service, "stop", gym.id, sent={**REPORT, "meanwhile": ""}
        )

    def test_one_press_holds_it_all_and_shows_what_it_did(self, service, case, gym):
        refer_on(service, case, gym)
        told = page(service, "stop", gym.id, sent={**REPORT, "meanwhile": "Seated exercise by phone"})
        assert "1 person leant on it, and 1 plan went on hold." in told
        assert "Undo it all" in told
        assert "Seated exercise by phone" in told

    def test_what_the_directory_was_told_is_answered_already(self, service, gym):
        assert 'value="CLOSED" checked' in page(service, "stop", gym.id, asked="?report=CLOSED").replace(
            " checked>", " checked>"
        )


class TestWhatAClosingDid:
    def test_it_is_undone_in_one_press(self, service, case, gym):
        onward = refer_on(service, case, gym)
        closing = close(service, gym)
        assert "everything is as it was" in page(service, "closing", closing.id, sent={"undo": "yes"})
        assert everything(OnwardReferral, id=onward.id)[0].state == State.AGREED
        assert "Undo it all" not in page(service, "closing", closing.id)

    def test_after_the_hour_nobody_is_asked_to(self, service, case, gym):
        refer_on(service, case, gym)
        closing = close(service, gym)
        later(minutes=61)
        assert "Undo it all" not in page(service, "closing", closing.id)
        assert "More than an hour" in page(service, "closing", closing.id, sent={"undo": "yes"})

    def test_a_manager_says_the_meanwhile_for_all(self, service, case, gym):
        refer_on(service, case, gym)
        closing = close(service, gym, meanwhile="nothing found")
        assert "Nothing was found meanwhile" in page(service, "closing", closing.id, by="manager")
        told = page(service, "closing", closing.id, by="manager", sent={"meanwhile": "Walks by phone"})
        assert "Kept for 1 plan" in told


class TestOnHold:
    def test_what_is_past_its_review_says_so(self, service, case, gym):
        refer_on(service, case, gym)
        close(service, gym)
        later(days=29)
        told = page(service, "on_hold")
        assert "John Hartley" in told
        assert "Past its review" in told

    def test_a_colleague_sees_their_own_and_a_manager_all(self, service, case, gym):
        refer_on(service, case, gym)
        close(service, gym)
        assert "John Hartley" not in page(service, "on_hold", by="colleague")
        assert "John Hartley" in page(service, "on_hold", by="manager")

    def test_it_is_looked_at_again(self, service, case, gym):
        refer_on(service, case, gym)
        close(service, gym, meanwhile="nothing found")
        then = clock.in_days(14)
        sent = {"meanwhile": "Walks", "review_on-day": then.day, "review_on-month": then.month,
                "review_on-year": then.year}  # fmt: skip
        assert "Monday 16 March 2020" in page(service, "hold", the_hold().id, sent=sent)
        assert "write “nothing found”" in page(service, "hold", the_hold().id, sent={**sent, "meanwhile": " "})

    def test_a_referral_is_put_on_hold_by_hand(self, service, case, gym):
        onward = refer_on(service, case, gym)
        sent = {"why": "NOT_ONLINE", "words": "It was not the same", "ends_when": "The group meets again",
                "meanwhile": "Weigh-in by phone", "review_on-day": 30, "review_on-month": 3,
                "review_on-year": 2020}  # fmt: skip
        told = page(service, "hold_referral", onward.id, sent=sent)
        assert "Not for them online. It was not the same" in told
        assert the_hold().review_on == date(2020, 3, 30)
        assert "Look at it again" in page(service, "hold_referral", onward.id)

    def test_a_goal_is_put_on_hold_by_hand(self, service, case):
        walk = goal(service, case)
        assert "Put on hold" in page(service, "hold_goal", walk.id)
        assert "Select why" in page(service, "hold_goal", walk.id, sent={"why": ""})


class TestCanRestart:
    @pytest.fixture
    def held(self, service, case, gym):
        refer_on(service, case, gym)
        close(service, gym)
        later(days=60)
        reopen(service, gym)
        return the_hold()

    def test_it_says_why_each_stands_there(self, service, held):
        told = page(service, "restart_list")
        assert "On hold for 60 days." in told
        assert "Meanwhile: Seated exercise by phone." in told

    def test_it_restarts_in_one_press(self, service, held):
        assert "It goes on" in page(service, "restart_list", sent={"restart": str(held.id)})
        assert everything(OnwardReferral)[0].state == State.AGREED
        assert "does not stand on hold any more" in page(service, "restart_list", sent={"restart": str(held.id)})

    def test_not_now_keeps_it_on_the_list_at_the_end(self, service, held):
        told = page(service, "restart_list", sent={"not_now": str(held.id)})
        assert "Said “not now” before" in told
        assert the_hold().review_on == date(2020, 5, 29)

    def test_who_does_not_want_to_is_let_go(self, service, held):
        assert "Nothing waits to restart" in page(service, "restart_list", sent={"let_go": str(held.id)})
        assert everything(OnwardReferral)[0].state == State.DECLINED

    def test_nothing_pressed_does_nothing(self, service, held):
        assert "Press one of the buttons" in page(service, "restart_list", sent={"restart": "x"})

    def test_it_costs_as_many_statements_whatever_there_is(self, service, gym, held):
        def statements():
            with CaptureQueriesContext(connection) as counted:
                page(service, "restart_list")
            return len(counted)

        one = statements()
        for letter in "abc":
            refer_on(service, service.open_case(f"Person {letter}"), gym)
        later(hours=1)
        close(service, gym, report=Report.PAUSED)
        later(days=1)
        reopen(service, gym)
        assert "4 days" not in page(service, "restart_list")
        assert statements() == one


class TestFromTheDirectory:
    """The directory's own page leads here, and asks for a meanwhile only where somebody leans on it."""

    def report(self, service, gym, **more):
        browser = Browser()
        browser.force_login(service.staff["worker"])
        address = reverse("directory:service", args=[gym.id])
        answer = browser.post(address, {**REPORT, **more}, follow=True)
        return " ".join(answer.content.decode().split())

    def test_somebody_leans_on_it(self, service, case, gym):
        refer_on(service, case, gym)
        told = self.report(service, gym)
        assert "What leans on this" in told
        assert "There is a problem" not in told
        assert 'value="PAUSED" checked' in told
        assert not everything(Hold)

    def test_nobody_leans_on_it(self, service, gym):
        assert "Kept. Every provider sees it" in self.report(service, gym)
        assert everything(WayOfJoining)[0].status == Status.PAUSED
