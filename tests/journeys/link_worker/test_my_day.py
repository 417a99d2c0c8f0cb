"""A link worker's day: who to call, the call, and the promise that follows."""

import re
from datetime import date

from tests.journeys.journey import Journey

YESTERDAY = date(2020, 3, 19)


class TestMyDay(Journey):
    def test_the_late_come_first_and_everybody_can_be_called_by_one_press(self):
        self.given_i_am("priya")
        self.then_i_am_on("My day")
        cards = self.page.locator(".app-day__person").all_inner_texts()
        late = ["Late" in card.split("\n") for card in cards]
        assert late == sorted(late, reverse=True)
        assert "Jude Carlisle" in cards[0]
        assert self.page.get_by_role("link", name="Phone Jude Carlisle").get_attribute("href") == "tel:+441914980111"

    def test_after_a_conversation_the_next_is_promised_and_the_record_tells_it(self):
        self.given_i_am("priya")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_answer("Note", "Tribunal put off. In good heart.")
        self.and_i_choose("Save the contact")

        self.then_i_am_on("My day")
        self.then_the_page_says_it_is_done("Recorded. Next for Jude Carlisle: Priya Nair will phone on")
        assert self.page.locator(".app-day").get_by_text("Jude Carlisle").count() == 0
        self.when_i_choose("All my people")
        self.and_i_choose("Jude Carlisle")
        self.then_i_see("Tribunal put off. In good heart.", "Kept 4 days late", "Referred")
        self.and_every_page_i_met_is_accessible()

    def test_after_no_answer_the_next_try_is_at_another_part_of_the_day(self):
        self.given_i_am("priya")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "No answer")
        self.and_i_choose("Save the contact")

        self.then_the_page_says_it_is_done("on Monday 23 March 2020, in the afternoon")

    def test_without_a_next_contact_nothing_is_saved_and_nothing_typed_is_lost(self):
        self.given_i_am("priya")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_answer("Note", "Wants to think about it")
        self.and_i_answer("When is the next contact?", "Another date")
        self.and_i_choose("Save the contact")

        self.then_the_page_explains("Enter the date of the next contact")
        self.and_focus_is_on_the_error_summary()
        self.and_the_answer_still_stands("Note", "Wants to think about it")
        self.when_i_open("caseload:my_day")
        self.then_i_see("Jude Carlisle")

    def test_an_agreed_ending_takes_the_place_of_a_next_contact(self):
        self.given_i_am("priya")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_answer("When is the next contact?", "We agreed an ending")
        self.and_i_answer("Why does it end?", "They asked to stop")
        self.and_i_answer("What did you agree?", "Jude will ring if things change")
        self.and_i_choose("Save the contact")

        self.then_the_page_says_it_is_done("Jude Carlisle’s time in the service has ended")

    def test_a_call_of_yesterday_is_written_up_with_its_own_time(self):
        self.given_i_am("priya")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_open_the_part("It happened at another time")
        self.and_i_answer("Which day?", YESTERDAY)
        self.and_i_answer("What time?", "4:10pm")
        self.and_i_choose("Save the contact")
        self.when_i_choose("All my people")
        self.and_i_choose("Jude Carlisle")

        self.then_i_see("Thursday 19 March 2020 at 4:10pm", "Written up on Friday 20 March 2020 at 10am")


class TestMyDayOnAPhone(Journey):
    width = 390

    def test_a_call_is_recorded_in_three_presses(self):
        self.given_i_am("priya")
        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_choose("Save the contact")

        self.then_the_page_says_it_is_done("Recorded. Next for Jude Carlisle")
        assert re.search(r"\d+ people late|1 person late", self.page.locator("main").inner_text())
        self.and_every_page_i_met_is_accessible()
