"""The door: with a password, with a second factor, and shut after too many tries."""

from tests.journeys.journey import Journey
from throughline.demo.personas import BY_KEY, DEMO_PASSWORD

PRIYA = BY_KEY["priya"].email


class TestSigningIn(Journey):
    def test_a_wrong_password_is_explained_and_the_right_one_opens(self):
        self.when_i_sign_in_with("not this one at all")
        self.then_the_page_explains("email address")
        self.and_focus_is_on_the_error_summary()

        self.when_i_sign_in_with(DEMO_PASSWORD)
        self.then_i_am_on("My day")
        self.when_i_choose("Sign out", within="header")
        self.then_i_am_on("Sign in")
        self.when_i_open("caseload:my_day")
        self.then_i_am_on("Sign in")
        self.and_every_page_i_met_is_accessible()

    def test_after_ten_wrong_tries_the_door_stays_shut_and_says_so(self):
        for _ in range(11):
            self.when_i_sign_in_with("not this one at all")
        self.then_the_page_explains("Too many")

        self.when_i_sign_in_with(DEMO_PASSWORD)
        self.then_the_page_explains("Too many")

    def test_a_second_factor_can_be_set_up(self):
        self.when_i_sign_in_with(DEMO_PASSWORD)
        self.when_i_open("mfa_activate_totp")
        self.then_i_am_on("Enter your password again")
        self.when_i_type_the_password(DEMO_PASSWORD)
        self.and_i_choose("Continue")
        self.then_i_am_on("Set up codes on your phone")
        self.and_every_page_i_met_is_accessible()

    def when_i_sign_in_with(self, password):
        self.given_i_open("account_login")
        self.when_i_answer("Email address", PRIYA)
        self.when_i_type_the_password(password)
        self.and_i_choose("Sign in")

    def when_i_type_the_password(self, password):
        self.page.get_by_label("Password", exact=True).fill(password)
