"""A manager sees who waits, gives them a link worker, and promises a first contact."""

from tests.journeys.journey import Journey


class TestAllocating(Journey):
    def test_the_date_is_shown_before_it_is_promised_and_stands_in_the_workers_list(self):
        self.given_i_am("alan")
        self.then_i_am_on("Needs allocating")
        self.when_i_choose_for("Beryl Elliot", "Allocate")
        self.then_i_see("First contact by Friday 3 April 2020", "open case")

        self.when_i_choose("Allocate")
        self.then_the_page_explains("Select who will be the link worker")
        self.and_focus_is_on_the_error_summary()

        self.when_i_answer("Who will be the link worker?", "Priya Nair")
        self.and_i_choose("Allocate")
        self.then_the_page_says_it_is_done("Allocated. First contact by 3 April 2020")
        self.and_i_do_not_see("Beryl Elliot")

        self.given_somebody_else_is("priya")
        self.when_i_choose("All my people")
        self.then_i_see("Beryl Elliot", "3 April 2020")

        self.given_somebody_else_is("quayside")
        self.when_i_choose_for("Beryl Elliot", "Beryl Elliot")
        self.then_i_see("Priya Nair is the link worker")
        self.and_every_page_i_met_is_accessible()

    def test_only_workers_of_that_surgery_can_be_chosen_and_the_page_says_why(self):
        self.given_i_am("alan")
        self.when_i_choose_for("Beryl Elliot", "Allocate")
        assert self.page.get_by_label("Tom Aldridge").count() == 0
        self.when_i_open_the_part("Who cannot be chosen, and why")
        self.then_i_see("Tom Aldridge: That link worker is not attached to this surgery")
