"""Somebody nobody has spoken with is found, reached, and off the list; a record that is not one's own asks why."""

from tests.journeys.journey import Journey


class TestSilentAndReached(Journey):
    def test_only_a_conversation_takes_somebody_off_the_silent_list(self):
        self.when_days_have_passed(45)
        self.given_i_am("priya")
        self.when_i_open("watch:silent")
        self.then_i_see("Jude Carlisle", "Lives alone")

        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "No answer")
        self.and_i_choose("Save the contact")
        self.and_i_open("watch:silent")
        self.then_i_see("Jude Carlisle", "Tried once since, without reaching them")

        self.when_i_choose_for("Jude Carlisle", "Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_answer("Note", "They'll not be working, I thought.")
        self.and_i_choose("Save the contact")
        self.then_the_page_says_it_is_done("Next for Jude Carlisle")
        self.when_i_open("watch:silent")
        self.then_i_do_not_see("Jude Carlisle")


class TestSomebodyElsesClient(Journey):
    def test_whoever_is_not_their_link_worker_is_asked_why_once(self):
        self.given_i_am("priya")
        self.when_i_find("Eddie Marsden")
        self.then_i_am_on("Before you open this record")
        self.then_i_see("Tom Aldridge")

        self.when_i_choose("Open the record")
        self.then_the_page_explains("Select why you open this record")
        self.when_i_answer("Why do you open this record?", "They called or wrote, and I answered")
        self.and_i_choose("Open the record")
        self.then_i_am_on("Eddie Marsden")

        self.when_i_find("Eddie Marsden")
        self.then_i_am_on("Eddie Marsden")

        self.given_somebody_else_is("alan")
        self.when_i_find("Eddie Marsden")
        self.and_i_choose("Who looked at this record")
        self.then_i_see("Priya Nair", "They called or wrote, and I answered")

    def when_i_find(self, name):
        self.when_i_open("desk:search")
        self.when_i_answer("Who are you looking for?", name)
        self.when_i_choose("Find")
        self.when_i_choose(name)
