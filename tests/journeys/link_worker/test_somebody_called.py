"""Somebody rings the service (S10), and somebody is checked in with (S7)."""

from tests.journeys.journey import Journey


class TestSomebodyCalled(Journey):
    def test_they_are_told_their_date_at_once_and_speaking_is_the_reply(self):
        self.given_i_am("priya")
        self.when_i_choose("Calls", within="header")
        self.and_i_answer("Name, NHS number or phone number", "jude")
        self.and_i_choose("Find them")
        self.and_i_choose("Jude Carlisle")
        self.then_i_see("Tell them", "Priya Nair will phone on")
        self.when_i_answer("How did they get in touch?", "Voicemail")
        self.and_i_answer("What did they say?", "Asked when you call")
        self.and_i_answer("What is left to do?", "They wait for a reply")
        self.and_i_choose("Note the call")
        self.then_the_page_says_it_is_done("Jude Carlisle gets a reply by the end of Monday 23 March 2020")

        self.when_i_open("tasks:to_do")
        self.then_i_see("Jude Carlisle", "Asked when you call")
        self.when_i_choose("Jude Carlisle")
        self.and_i_choose("Record contact")
        self.and_i_answer("What happened?", "We spoke")
        self.and_i_choose("Save the contact")
        self.and_i_open("tasks:to_do")
        self.then_i_see("Look at a goal again")
        self.then_i_do_not_see("Jude Carlisle")


class TestCheckingIn(Journey):
    def test_no_need_of_food_and_medicine_does_not_end_it(self):
        self.given_i_am("priya")
        self.when_i_choose("Jude Carlisle")
        self.and_i_choose("Check in")
        self.and_i_answer("Food", "Fine")
        self.and_i_answer("Medicine", "Fine")
        self.and_i_choose("Save the check-in")
        self.then_the_page_explains("Ask how they are coping, or mark that they did not want to say")

        self.when_i_answer("Own condition, and diet or treatment plan", "Fine")
        self.and_i_answer("People around them", "Needs something")
        self.and_i_answer("Coping, mood", "Low, or struggling")
        self.and_i_answer("What follows, since they are low?", "We agreed a plan")
        self.and_i_answer("What did you agree?", "A walk each morning, and I ring on Fridays")
        self.and_i_choose("Save the check-in")
        self.then_the_page_says_it_is_done("Recorded: needs something. Next for Jude Carlisle")
