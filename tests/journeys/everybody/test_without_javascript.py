"""From a surgery's referral to a promise kept, with scripts switched off."""

from tests.journeys.journey import Journey
from tests.journeys.surgery.a_referral import ELIGIBLE, fill_in


class TestWithoutJavaScript(Journey):
    javascript = False

    def test_the_whole_way_works(self):
        self.given_i_am("elm-street")
        self.when_i_choose("Refer a patient")
        self.and_i_choose("Send the referral")
        self.then_the_page_explains("Enter the patient’s full name")
        fill_in(self, ELIGIBLE)
        self.and_i_choose("Send the referral")
        self.then_the_page_says_it_is_done("Referral received")

        self.given_somebody_else_is("alan")
        self.when_i_choose_for("Norma Teasdale", "Allocate")
        self.and_i_answer("Who will be the link worker?", "Priya Nair")
        self.and_i_choose("Allocate")
        self.then_the_page_says_it_is_done("Allocated")

        self.when_days_have_passed(3)
        self.given_somebody_else_is("priya")
        self.when_i_choose("All my people")
        self.and_i_choose("Norma Teasdale")
        self.and_i_choose("Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_answer("Note", "Looks forward to the art class")
        self.and_i_choose("Save the contact")
        self.then_the_page_says_it_is_done("Recorded. Next for Norma Teasdale: Priya Nair will phone")

        self.when_i_choose("All my people")
        self.and_i_choose("Norma Teasdale")
        self.then_i_see("Looks forward to the art class", "Kept", "Lonely since the spring")
        self.and_every_page_i_met_is_accessible()
