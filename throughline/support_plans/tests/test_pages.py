"""What the pages say of a plan, and what is sent from them. None of them blames anybody."""

import re
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.scenarios.story import dated, stands_before, words_of
from tests.support import clock, linked
from throughline import support_plans
from throughline.accounts.scopes import acting_as
from throughline.clients.models import Client
from throughline.directory.kinds import Category, Mode, Status
from throughline.profiles import commands as profiles
from throughline.profiles.models import ProfileKind
from throughline.support_plans import goal_commands
from throughline.support_plans.goal_commands import GoalSaid, WaitsFor
from throughline.support_plans.kinds import Gives, WhyReframed
from throughline.support_plans.models import Goal, Leaning, SetBack
from throughline.support_plans.tests.saying import WALK, acting, do, gain, goal, leans, set_back


@pytest.fixture
def case(service):
    return service.open_case("John Hartley")


def shown(service, page, *ids, by="worker", sent=None, asked=None):
    browser = Browser()
    browser.force_login(service.staff[by])
    name = page if ":" in page else f"support_plans:{page}"
    address = reverse(name, args=ids)
    answer = browser.get(address, asked) if sent is None else browser.post(address, dated(sent), follow=True)
    assert answer.status_code == 200
    typed = re.findall(r'<input[^>]* type="text"[^>]* value="([^"]+)"', answer.content.decode())
    return " ".join([words_of(answer.content.decode()), *typed])


def only(service, model):
    with acting(service):
        return model.objects.get()


class TestGoals:
    ANSWERS = {"words": WALK, "targets": "To the gate\nTo the shop", "why_it_matters": "", "what_would_help": "",
               "service": "", "mode": ""}  # fmt: skip

    def test_a_goal_without_a_review_date_is_refused_at_the_field(self, service, case):
        page = shown(service, "add_goal", case.client_id, sent=self.ANSWERS)
        assert "Enter when you look at it together again" in page
        with acting(service):
            assert not Goal.objects.exists()

    def test_with_the_date_it_stands_in_the_plan_and_on_the_next_contact(self, service, case):
        page = shown(service, "add_goal", case.client_id, sent={**self.ANSWERS, "review_on": "30 March 2020"})
        assert stands_before(page, WALK, "To the gate", "To the shop", "We look at it together on 30 March 2020")
        assert WALK in shown(service, "contacts:record", case.id)
        assert WALK in shown(service, "check_ins:check_in", case.id)

    def test_after_a_chat_goals_are_left_for_later(self, service, case):
        goal(service, case)
        service.contact(case, wanted="CHAT")
        assert WALK not in shown(service, "contacts:record", case.id)

    def test_started_from_a_suggestion_it_leans_on_that_service(self, service, case):
        choir = linked.listed("Phone choir", Category.SOCIAL_GROUP, Mode.PHONE)
        asked = shown(service, "add_goal", case.client_id, asked={"service": choir.id, "mode": "PHONE"})
        assert "Phone choir" in asked
        shown(service, "add_goal", case.client_id,
              sent={**self.ANSWERS, "review_on": "30 March 2020", "service": "choir", "mode": "PHONE"})  # fmt: skip
        leaning = only(service, Leaning)
        assert (leaning.service_id, leaning.goal_id) == (choir.id, only(service, Goal).id)

    def test_of_two_services_of_a_name_one_is_chosen(self, service, case):
        for name in ("Riverside gym", "Parkside gym"):
            linked.listed(name)
        sent = {**self.ANSWERS, "review_on": "30 March 2020", "service": "gym", "mode": ""}
        page = shown(service, "add_goal", case.client_id, sent=sent)
        assert "Select which of these services it is" in page
        assert stands_before(page, "Parkside gym", "Riverside gym")

    def test_a_service_that_nobody_listed_is_said_so(self, service, case):
        sent = {**self.ANSWERS, "review_on": "30 March 2020", "service": "zumba"}
        assert "No service in the directory is called that" in shown(service, "add_goal", case.client_id, sent=sent)

    def test_steps_are_ticked_and_added(self, service, case):
        made = goal(service, case, targets=["To the gate"])
        page = shown(service, "goal", made.id, sent={"steps": "yes", "another": "To the park"})
        assert stands_before(page, "To the gate", "To the park")

    def test_let_go_it_stands_with_what_is_behind_them(self, service, case):
        made = goal(service, case)
        page = shown(service, "goal", made.id, sent={"to": "DROPPED", "note": "My knee says no"})
        assert stands_before(page, "No goal is written down", "Before", WALK)

    def test_the_original_is_struck_and_says_what_it_waits_for_and_can_be_gone_back_to(self, service, case):
        gym = linked.listed()
        made = goal(service, case, "Gym twice a week")
        linked.said_to_be(gym, Status.PAUSED)
        page = shown(service, "reframe", made.id, sent={
            "words": "Chair exercises by phone", "why": "SERVICE_CLOSED", "note": "because gym closed",
            "waits_for": "gym", "review_on": "30 March 2020", "service": "Riverside", "mode": "",
        })  # fmt: skip
        assert stands_before(page, "Gym twice a week", "waiting for gym", "Chair exercises by phone")
        linked.said_to_be(gym, Status.OPEN)
        assert "Could go back" in shown(service, "plan", case.client_id)
        page = shown(service, "goal", made.id, sent={"what": "BACK", "review_on": "30 March 2020"})
        assert "waiting for gym" not in page


class TestSetBacks:
    SENT = {"words": "Weight back on since lockdown; gym closed", "parts": ["WEIGHT"], "next_step": "Ring the trainer",
            "causes": ["SERVICE_CLOSED", "ISOLATION"]}  # fmt: skip

    def test_the_gain_has_slipped_and_the_next_contact_opens_with_it(self, service, case):
        held = gain(service, case, "Lost a stone")
        goal(service, case)
        page = shown(service, "add_set_back", case.client_id, sent={**self.SENT, "gain": str(held.id)})
        assert "slipped 2 March 2020" in page
        record = shown(service, "contacts:record", case.id)
        assert stands_before(record, "To talk about", "A set-back", "Ring the trainer", WALK)

    def test_looked_at_it_is_behind_them(self, service, case):
        told = set_back(service, case)
        page = shown(service, "set_back", told.id, sent={"words": "Half of it off again"})
        assert "Half of it off again" in page
        assert only(service, SetBack).reviewed_by_id == service.staff["worker"].id
        assert "A set-back" not in shown(service, "contacts:record", case.id)


class TestNeeds:
    def test_hidden_help_is_named_and_met_by_something_else(self, service, case):
        art = linked.listed("Art class", Category.ARTS)
        linked.listed("Benefits by phone", Category.SOCIAL_SECURITY, Mode.PHONE)
        shown(service, "add_leaning", case.client_id, sent={
            "service": "art", "mode": "", "gives": "BENEFITS", "words": "She helps me with my benefits", "hidden": "on",
            "rests": "",
        })  # fmt: skip
        linked.said_to_be(art, Status.PAUSED)
        kept = leans(service, case, art, Gives.COMPANY)
        page = shown(service, "plan", case.client_id)
        assert "Company" in page and "Not met" in page
        assert "She helps me with my benefits" in page
        page = shown(service, "need", kept.id, sent={
            "how": "MET", "words": "A friend rings", "service": "Benefits by", "mode": "PHONE"
        })  # fmt: skip
        assert "Met by A friend rings" in page

    def test_nothing_found_yet_is_looked_at_again(self, service, case):
        art = linked.listed("Art class", Category.ARTS, status=Status.PAUSED)
        need = leans(service, case, art)
        clock.move_to(clock.in_days(28))
        page = shown(service, "need", need.id, sent={"how": "KEEP", "words": "", "service": "", "mode": ""})
        assert "We look again on 27 April 2020" in page


class TestGains:
    def test_what_it_leans_on_is_asked_and_shown(self, service, case):
        linked.listed()
        page = shown(service, "add_gain", case.client_id, sent={
            "words": "Stopped smoking", "part": "SMOKING", "gained_on": "1 November 2019", "service": "Riverside",
            "mode": "", "worker": str(service.staff["worker"].id), "person": "the trainer", "routine": "",
        })  # fmt: skip
        assert "Gained 1 November 2019. Leans on Riverside gym, Worker of Harbour Trust, the trainer." in page

    def test_somebody_who_helped_is_not_there(self, service, case):
        held = gain(service, case)
        page = shown(service, "gain", held.id, sent={"how": "PERSON", "words": "Her sister moved"})
        assert "Somebody who helped is not there (Her sister moved), 2 March 2020." in page
        assert "At risk: Stopped smoking" in shown(service, "contacts:record", case.id)


class TestTheirSheet:
    def test_it_is_in_their_words(self, service, case):
        first = goal(service, case, "Gym twice a week")
        do(service, goal_commands.reframe_goal, goal_id=first.id, why=WhyReframed.SERVICE_CLOSED, note="",
           said=GoalSaid(words=WALK, review_on=clock.in_days(28).date(), why_it_matters="To see my sister"),
           waits_for=WaitsFor("gym"))  # fmt: skip
        page = shown(service, "sheet", case.client_id)
        assert stands_before(page, "My goals", WALK, "To see my sister", "Gym twice a week: waiting for gym")

    def test_for_somebody_who_cannot_read_it_is_a_script_to_read_out(self, service, case):
        goal(service, case)
        with acting_as(service.actor("worker")) as by:
            profiles.record_profile(client_id=case.client_id, about=ProfileKind.ACCESS, answers={"can_read": "NO"},
                                    seen="", by=by, at=clock.test_time())  # fmt: skip
            assert Client.objects.get(id=case.client_id).can_read == "NO"
        assert "Read this out" in shown(service, "sheet", case.client_id)


BLAME = re.compile(
    r"\b(failed|fails|(?<!on-)failure|non-?complian(t|ce)|relaps(ed?|ing)|lapsed?|unmotivated|gave up|fault)\b", re.I
)


def test_no_word_that_anybody_reads_blames_them():
    package = Path(support_plans.__file__).parent
    said = {p: p.read_text() for p in [*package.rglob("*.jinja"), package / "kinds.py", package / "words.py",
                                       package / "presenters.py", package / "forms.py"]}  # fmt: skip
    assert {path.name: BLAME.search(text)[0] for path, text in said.items() if BLAME.search(text)} == {}
