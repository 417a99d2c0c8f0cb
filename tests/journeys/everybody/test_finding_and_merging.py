"""A name is found by keyboard alone though it is misspelt; two records of one person become one, and two again."""

from datetime import date

from tests.journeys.journey import Journey
from tests.journeys.surgery.a_referral import ELIGIBLE, fill_in

AGAIN = {
    "Full name": "Jesica Amory", "Date of birth": date(1975, 11, 2), "NHS number (optional)": "",
    "Phone number (optional)": "07700 900311", "Postcode (optional)": "NE98 1AB",
}  # fmt: skip
"""Jessica Amory, as somebody at the surgery hears the name."""


class TestFindingByKeyboardAlone(Journey):
    def test_a_misspelt_name_is_found_and_opened_without_a_mouse(self):
        self.given_i_am("priya")
        self.tab_to("q")
        self.page.keyboard.type("jued carlise")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/search/")
        self.then_i_see("1 person", "Jude Carlisle")

        self.tab_to_link("Jude Carlisle")
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/clients/**")
        self.then_i_am_on("Jude Carlisle")

    def tab_to(self, name):
        self.tab_until(f"it.name === '{name}'")

    def tab_to_link(self, words):
        self.tab_until(f"it.tagName === 'A' && it.textContent.trim() === '{words}'")

    def tab_until(self, is_it):
        for _ in range(30):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(f"() => {{ const it = document.activeElement; return {is_it} }}"):
                return
        raise AssertionError(f"30 presses of Tab do not lead to {is_it}")


class TestMergingAndUndoing(Journey):
    def test_two_records_become_one_and_two_again(self):
        self.given_i_am("quayside")
        self.when_i_choose("Refer a patient")
        fill_in(self, {**ELIGIBLE, **AGAIN})
        self.and_i_choose("Send the referral")
        self.given_somebody_else_is("alan")
        self.when_i_open("merging:pairs")
        self.when_i_choose_for("Jesica Amory", "Compare")
        self.then_i_see("Jessica Amory", "Jesica Amory", "Differs")
        self.when_i_answer("Are they the same person?", "The same person")
        self.and_i_choose("Continue")

        self.then_i_see("What will happen")
        self.when_i_answer("Which name is right?", "Jessica Amory")
        self.and_i_choose("Merge these records")
        self.when_i_open("merging:pairs")
        self.then_i_see("Merged lately")

        self.when_i_choose_for("Jessica Amory", "Undo")
        self.and_i_choose("Undo the merge")
        self.then_the_page_says_it_is_done("Undone. Both records are what they were")
