"""A link worker leaves, and nobody is left behind."""

from datetime import timedelta

from tests.journeys.journey import Journey
from tests.support import clock
from throughline.accounts.queries import account_by_email, actor_for
from throughline.accounts.scopes import acting_as
from throughline.caseload.commands import hand_over_case
from throughline.cases.models import Case, Way
from throughline.demo.personas import BY_KEY


class TestALeaver(Journey):
    def test_nobody_leaves_while_people_depend_on_them(self):
        self.given_only_two_people_still_depend_on_tom()
        self.given_i_am("alan")
        self.when_i_choose("Team", within="body")
        self.and_i_choose_for("Tom Aldridge", "Record as a leaver")
        self.then_i_see("2 people would be left without a next contact. Hand each one over first.")
        assert self.page.get_by_role("button", name="Record that Tom Aldridge has left").count() == 0

        self.when_everybody_is_handed_over_to("Moira Kelly")
        self.then_i_see("Nobody depends on Tom Aldridge")
        self.when_i_choose("Record that Tom Aldridge has left")
        self.then_the_page_says_it_is_done("Tom Aldridge has left and can no longer sign in")

        self.given_somebody_else_is("tom")
        self.then_i_see("Tom Aldridge has no account here")

    def given_only_two_people_still_depend_on_tom(self):
        tom, moira, alan = (account_by_email(BY_KEY[key].email) for key in ("tom", "moira", "alan"))
        at = clock.test_time()
        with acting_as(actor_for(alan, purpose="direct care")) as manager:
            for case in Case.objects.visible_to(manager).still_open().depending_on(tom.id)[2:]:
                hand_over_case(
                    case_id=case.id, to_worker_id=moira.id, contact_on=at.date() + timedelta(days=3), way=Way.PHONE,
                    reason="Tom’s contract ends", by=manager, at=at,
                )  # fmt: skip

    def when_everybody_is_handed_over_to(self, colleague):
        waiting = self.page.get_by_role("link", name="Hand over")
        for left in range(waiting.count(), 0, -1):
            assert waiting.count() == left
            self.when_i_choose("Hand over")
            self.and_i_answer("Who takes over?", colleague)
            self.and_i_choose("Hand over")
