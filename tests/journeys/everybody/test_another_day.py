"""In the demo it can be another day, and every list follows."""

from datetime import date

import pytest

from tests.journeys.journey import Journey


class TestAnotherDay(Journey):
    @pytest.fixture(autouse=True)
    def _by_the_demos_own_clock(self, settings):
        settings.CLOCK = "throughline.demo.clock.demo_time"

    def test_who_is_due_and_who_is_late_follows_the_day(self):
        self.given_i_am("priya")
        self.then_i_see("Friday 20 March 2020")
        self.when_i_choose("Change the date", within="body")
        self.and_i_answer("Another day", date(2020, 3, 27))
        self.and_i_choose("Change the date")

        self.then_the_page_says_it_is_done("It is now Friday 27 March 2020")
        self.then_i_see("11 days late")
        self.when_i_choose("Change the date", within="body")
        self.and_i_choose("20 March 2020: work goes remote")
        self.then_i_see("4 days late")
        self.and_every_page_i_met_is_accessible()

    def test_a_day_that_is_none_is_explained(self):
        self.given_i_am("priya")
        self.when_i_choose("Change the date", within="body")
        self.page.get_by_label("Day", exact=True).fill("31")
        self.page.get_by_label("Month", exact=True).fill("2")
        self.and_i_choose("Change the date")
        self.and_focus_is_on_the_error_summary()
