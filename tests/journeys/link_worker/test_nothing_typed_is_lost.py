"""What a tired person typed is kept, whatever goes wrong between the call and the saving."""

from playwright.sync_api import expect

from tests.journeys.journey import Journey

NOTE = "Said she is down to her last tin. Promised to ring the food bank."


class TestNothingTypedIsLost(Journey):
    def test_a_session_that_ended_costs_one_sign_in_and_no_words(self):
        self.given_i_have_written_about_a_call()
        self.when_my_session_ends()
        self.and_i_choose("Save the contact")

        self.then_i_am_on("Sign in")
        self.when_i_choose("Priya Nair")
        self.then_i_am_on("Jude Carlisle Record a contact")
        self.and_i_see("You started this on", "and it was not saved")
        self.and_the_answer_still_stands("Note", NOTE)
        self.when_i_choose("Save the contact")
        self.then_it_is_saved_once()

    def test_without_a_network_i_am_told_and_save_when_it_is_back(self):
        self.given_i_have_written_about_a_call()
        self.window.context.set_offline(True)
        self.when_i_press("Save the contact")

        expect(self.page.get_by_role("alert")).to_contain_text("We could not reach Throughline")
        self.and_the_answer_still_stands("Note", NOTE)
        self.window.context.set_offline(False)
        self.when_i_choose("Save the contact")
        self.then_it_is_saved_once()

    def test_pressing_twice_saves_once(self):
        self.given_i_have_written_about_a_call()
        save = self.page.get_by_role("button", name="Save the contact")
        save.evaluate("(button) => [1, 2].forEach(() => button.click())")
        self.page.get_by_role("heading", name="My day").wait_for()
        self.then_it_is_saved_once()

    def test_a_page_that_was_closed_offers_what_was_typed_or_a_fresh_start(self):
        self.given_i_have_written_about_a_call()
        self.then_i_see("Kept as a draft at")
        self.when_i_open("caseload:my_day")
        self.and_i_choose_for("Jude Carlisle", "Record contact")
        self.then_i_see("You started this on")
        self.and_the_answer_still_stands("Note", NOTE)

        self.when_i_choose("Start afresh")
        self.then_i_do_not_see("You started this on")
        self.and_the_answer_still_stands("Note", "")

    def given_i_have_written_about_a_call(self):
        self.given_i_am("priya")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_answer("Note", NOTE)

    def when_my_session_ends(self):
        self.window.context.clear_cookies(name="sessionid")

    def then_it_is_saved_once(self):
        self.then_the_page_says_it_is_done("Recorded. Next for Jude Carlisle")
        self.when_i_choose("All my people")
        self.and_i_choose("Jude Carlisle")
        expect(self.page.locator(".app-timeline").get_by_text(NOTE)).to_have_count(1)


class TestWithoutJavaScript(Journey):
    javascript = False

    def test_a_session_that_ended_costs_one_sign_in_and_no_words(self):
        self.given_i_am("priya")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_answer("Note", NOTE)
        self.window.context.clear_cookies(name="sessionid")
        self.and_i_choose("Save the contact")

        self.then_i_am_on("Sign in")
        self.when_i_choose("Priya Nair")
        self.then_i_see("You started this on")
        self.and_the_answer_still_stands("Note", NOTE)
