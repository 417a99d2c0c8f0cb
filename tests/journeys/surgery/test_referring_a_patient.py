"""A surgery refers somebody, and is answered at once."""

from datetime import date

from tests.journeys.journey import Journey
from tests.journeys.surgery.a_referral import ELIGIBLE, fill_in


class TestReferringAPatient(Journey):
    def test_somebody_eligible_is_received_and_stands_in_the_list(self):
        self.given_i_am("elm-street")
        self.when_i_choose("Refer a patient")
        fill_in(self, ELIGIBLE)
        self.and_i_choose("Send the referral")

        self.then_the_page_says_it_is_done("Referral received")
        self.and_i_see("Eligible: a link worker will be in touch", "age 59, type 2 diabetes")
        self.when_i_choose("Our referrals", within="body")
        self.then_i_see("Norma Teasdale", "Received")
        self.and_every_page_i_met_is_accessible()

    def test_somebody_too_old_is_refused_by_the_rule_that_failed(self):
        self.given_i_am("elm-street")
        self.when_i_choose("Refer a patient")
        fill_in(self, {**ELIGIBLE, "Date of birth": date(1940, 6, 1)})
        self.and_i_choose("Send the referral")

        self.then_i_see("Not eligible: age 79; the service is for ages 40 to 74", "an exception")

    def test_something_near_a_condition_is_left_to_a_person_who_decides(self):
        self.given_i_am("elm-street")
        self.when_i_choose("Refer a patient")
        fill_in(self, {**ELIGIBLE, "long-term conditions": [], "Other conditions (optional)": "Prediabetes\nDiabetes?"})
        self.and_i_choose("Send the referral")
        self.then_i_see("A person will decide")

        self.given_somebody_else_is("alan")
        self.when_i_choose_for("Norma Teasdale", "Decide")
        self.and_i_answer("Should this person be offered the service?", "Yes")
        self.and_i_choose("Record the decision")
        self.then_the_page_explains("Give the reason for your decision")
        self.and_focus_is_on_the_error_summary()
        self.when_i_answer("What is the reason for your decision?", "Newly diagnosed, the letter is on its way")
        self.and_i_choose("Record the decision")
        self.then_the_page_says_it_is_done("Decision recorded")

        self.given_somebody_else_is("elm-street")
        self.when_i_choose_for("Norma Teasdale", "Norma Teasdale")
        self.then_i_see("Eligible: a link worker will be in touch", "Newly diagnosed, the letter is on its way")

    def test_the_same_patient_twice_joins_the_first_referral(self):
        self.given_i_am("elm-street")
        for reason in ["Lonely since the spring", "Has stopped going out"]:
            self.when_i_open("referrals:refer")
            fill_in(self, {**ELIGIBLE, "Why are you referring them?": reason})
            self.and_i_choose("Send the referral")

        self.then_i_see("already referred on 20 March 2020", "Lonely since the spring", "Has stopped going out")
        self.when_i_choose("Our referrals", within="body")
        assert self.page.get_by_role("link", name="Norma Teasdale").count() == 1

    def test_nobody_is_referred_who_did_not_agree(self):
        self.given_i_am("elm-street")
        self.when_i_choose("Refer a patient")
        fill_in(self, {**ELIGIBLE, "Has the patient agreed to be referred?": "No"})
        self.and_i_choose("Send the referral")

        self.then_the_page_explains("The patient has not agreed to be referred")
        self.and_focus_is_on_the_error_summary()
        self.and_the_answer_still_stands("Full name", "Norma Teasdale")

    def test_what_was_typed_is_there_when_the_page_is_opened_again(self):
        self.given_i_am("elm-street")
        self.when_i_choose("Refer a patient")
        self.and_i_answer("Full name", "Norma Teasdale")
        self.then_i_see("Kept as a draft at")

        self.when_i_choose("Our referrals", within="body")
        self.and_i_choose("Refer a patient")
        self.then_i_see("was kept. It is filled in below")
        self.and_the_answer_still_stands("Full name", "Norma Teasdale")


class TestReferringAPatientOnAPhone(Journey):
    width = 390

    def test_it_is_the_same(self):
        self.given_i_am("elm-street")
        self.when_i_choose("Refer a patient")
        fill_in(self, ELIGIBLE)
        self.and_i_choose("Send the referral")

        self.then_the_page_says_it_is_done("Referral received")
        self.and_every_page_i_met_is_accessible()
