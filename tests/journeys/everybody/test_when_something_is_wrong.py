"""Pages that nobody wants to meet say what to do next, and shut nobody out."""

from django.urls import reverse

from tests.journeys import records
from tests.journeys.journey import Journey
from throughline.desk import permissions_page

JUDE = "Jude Carlisle"


class TestWhenSomethingIsWrong(Journey):
    def test_there_is_no_such_page(self):
        self.given_i_am("priya")
        self.when_i_go_to("/no-such-page/")
        self.then_i_am_on("Page not found")

    def test_a_stranger_is_told_the_same_of_a_record_as_of_nothing(self):
        record = reverse("desk:client", args=[records.client_id(JUDE, self.demo)])
        self.given_i_am("dev")
        self.when_i_go_to("/no-such-page/")
        nothing = self.page.locator("body").inner_text()
        self.when_i_go_to(record)
        assert self.page.locator("body").inner_text() == nothing

    def test_somebody_without_the_permission_is_told_no(self):
        self.given_i_am("ccg")
        self.when_i_go_to(reverse("caseload:waiting"))
        assert self.answered == 403
        self.then_i_do_not_see(JUDE)

    def test_a_form_that_lay_open_too_long_is_explained_and_kept(self):
        self.given_i_am("elm-street")
        self.when_i_choose("Refer a patient")
        self.and_i_answer("Full name", "Norma Teasdale")
        self.window.context.clear_cookies(name="csrftoken")
        self.and_i_choose("Send the referral")
        self.then_i_am_on("This page was open for too long")

        self.when_i_open("referrals:refer")
        self.then_the_answer_still_stands("Full name", "Norma Teasdale")

    def test_a_request_that_makes_no_sense(self, settings):
        settings.ALLOWED_HOSTS = ["somewhere.else"]
        self.when_i_go_to("/account/login/")
        assert self.answered == 400

    def test_a_fault_of_ours(self, monkeypatch):
        self.given_i_am("priya")
        monkeypatch.setattr(permissions_page, "show", lambda *_, **__: 1 / 0)
        self.when_i_go_to(reverse("desk:permissions"))
        assert self.answered == 500
        self.then_i_am_on("Sorry, something went wrong")

    def when_i_go_to(self, path):
        answer = self.page.goto(path)
        self.answered = answer.status
        self._met()


class TestWhenSomethingIsWrongOnAPhone(TestWhenSomethingIsWrong):
    width = 390
