"""S3. Eddie: a food parcel out of the blue, and a third voucher not used.

"He called me out of the blue"; "that's the only time I've heard from them." Eddie is in his fifties, unemployed, and
lives alone. The signal of an unused voucher is told with R73, and how money and benefits advice was offered with R39.
"""

from datetime import date, timedelta

import pytest

from tests.scenarios.story import stands_before
from throughline.accounts.scopes import acting_as
from throughline.contacts.models import Contact
from throughline.drafts.models import Draft
from throughline.items.models import Item, ItemKind

VOUCHERS = "Three foodbank vouchers. He was glad of them."


@pytest.fixture
def eddie(story):
    """Eddie, who has just been given three vouchers."""
    story.it_is("16 March 2020")
    eddie = story.knows("Eddie Stone", date_of_birth=date(1965, 9, 9))
    story.lives_alone(eddie, since="1 March 2010")
    story.it_is("25 March 2020")
    return eddie


def contacts(story):
    with acting_as(story.service.actor("worker")):
        return list(Contact.objects.order_by("happened_at"))


class TestNoNextDate:
    """(a) The worker tries to save 25 March with no next date."""

    def test_it_is_refused_and_says_what_to_do(self, story, eddie):
        page = story.writes_up(eddie, note=VOUCHERS, then="")
        assert "Say when the next contact is, or choose “We agreed an ending”" in page
        assert contacts(story) == []

    def test_what_was_typed_is_kept_as_a_draft(self, story, eddie):
        story.writes_up(eddie, note=VOUCHERS, then="")
        with acting_as(story.service.actor("worker")):
            assert Draft.objects.get(page=f"contact:{eddie.case_id}").fields["note"] == VOUCHERS
        story.it_is("25 March 2020 16:00")
        page = story.screen("contacts:record", eddie.case_id)
        assert stands_before(page, "You started this on 25 March 2020 at 10am", VOUCHERS)

    def test_with_a_date_it_is_saved_and_no_later_call_is_out_of_the_blue(self, story, eddie):
        story.writes_up(eddie, note=VOUCHERS, then="")
        said = story.writes_up(eddie, note=VOUCHERS, then="OTHER", other_on="22 April 2020")
        assert "Next for Eddie Stone: Worker of Harbour Trust will phone on Wednesday 22 April 2020" in said
        [contact] = contacts(story)
        assert contact.note == VOUCHERS
        with acting_as(story.service.actor("worker")):
            assert not Draft.objects.filter(page=f"contact:{eddie.case_id}").exists()


class TestFromMarchToJuly:
    """Between 25 March and 6 July there is a two-way contact every 42 days, or he is on the late list."""

    @pytest.fixture
    def until_june(self, story, eddie):
        """25 March and 22 April are kept; June's call is forgotten until the parcel of the 20th."""
        story.writes_up(eddie, note=VOUCHERS, then="OTHER", other_on="22 April 2020")
        story.it_is("22 April 2020")
        story.writes_up(eddie, kinds=["PRACTICAL_HELP"], note="Two vouchers used. Not up for going for the third.")
        assert story.case(eddie).next_contact_on == date(2020, 6, 3)
        return eddie

    def test_the_call_that_was_forgotten_is_late_every_day_until_it_is_made(self, story, until_june):
        story.it_is("3 June 2020")
        assert "Eddie Stone" not in story.late()
        for day in ("4 June 2020", "12 June 2020", "20 June 2020"):
            story.it_is(day)
            assert "Eddie Stone" in story.late()
            assert "Eddie Stone" in story.late(by="manager")
        story.writes_up(until_june, kinds=["PRACTICAL_HELP"], note="A food parcel comes from the church on Monday.")
        assert "Nobody is late" in story.late()
        assert story.case(until_june).next_contact_on == date(2020, 8, 3)

    def test_no_day_of_those_months_leaves_him_out_of_sight(self, story, until_june):
        """Every single day: spoken with in the last 42 days, or late."""
        spoke = [date(2020, 3, 25), date(2020, 4, 22)]
        for day in range((date(2020, 7, 6) - spoke[0]).days + 1):
            today = spoke[0] + timedelta(days=day)
            story.it_is(f"{today:%-d %B %Y}")
            if today == date(2020, 6, 20):
                story.writes_up(until_june)
                spoke.append(today)
            since = (today - max(on for on in spoke if on <= today)).days
            assert since <= 42 or "Eddie Stone" in story.late(), today


class TestNotOnlyFood:
    def test_a_check_in_asks_about_money_too(self, story, eddie):
        assert "Money, work, housing" in story.screen("check_ins:check_in", eddie.case_id)


class TestTheVouchersAndTheParcel:
    """(b) Of three vouchers two are used. (c) In June a food parcel comes from another organisation."""

    def item(self, story, kind):
        with acting_as(story.service.actor("worker")):
            return Item.objects.get(kind=kind).id

    @pytest.fixture
    def three_given(self, story, eddie):
        story.writes_up(eddie, note=VOUCHERS, then="OTHER", other_on="22 April 2020")
        story.send("items:give", eddie.client_id, kind="VOUCHER", quantity="3", where="HAND")
        return eddie

    def told_of(self, story):
        story.it_is("22 April 2020")
        vouchers = self.item(story, ItemKind.VOUCHER)
        return story.send("items:item", vouchers, used="2", unused="1", why="NOT_UP_FOR_GOING", became="yes")

    def test_what_became_of_them_is_asked_on_22_april(self, story, three_given):
        story.it_is("22 April 2020")
        day = story.screen("caseload:my_day")
        assert "Ask how it went" in day
        assert "3 foodbank vouchers" in story.screen("tasks:to_do")

    def test_three_given_two_used_one_not_with_the_reason(self, story, three_given):
        page = self.told_of(story)
        assert "3 given, 2 used, 1 not used: was not up for going" in page
        period = {"since-day": 1, "since-month": 3, "since-year": 2020, "until-day": 30, "until-month": 4,
                  "until-year": 2020}  # fmt: skip
        counts = story.screen("oversight:help", by="manager", **period)
        assert "Foodbank voucher People 1 Given 3 Used 2 Not used 1 Why not was not up for going (1)" in counts

    def test_the_screen_asks_about_a_delivered_parcel_travel_mood_pride_and_health(self, story, three_given):
        page = self.told_of(story)
        asked = ("brought to the door", "Getting there", "in themselves", "to be given something", "health")
        assert stands_before(page, "Something was not used", *asked)

    def test_a_parcel_runs_from_asked_to_delivered_and_its_feedback_is_asked(self, story, three_given):
        story.it_is("20 June 2020")
        story.send(
            "items:give", three_given.client_id, kind="FOOD_PARCEL", quantity="1", where="NOT_YET",
            expected_on="22 June 2020",
        )  # fmt: skip
        parcel = self.item(story, ItemKind.FOOD_PARCEL)
        story.it_is("20 June 2020 14:00")
        story.send(
            "items:item", parcel, supplied_by="St Hilda’s church", expected_on="22 June 2020", on_its_way="yes"
        )  # fmt: skip
        story.it_is("22 June 2020 15:00")
        page = story.send("items:item", parcel, delivery="DOOR", arrived="yes")
        assert "Closed: delivered. Ask whether it helped." in page
        story.it_is("22 June 2020 15:30")
        page = story.send("items:item", parcel, liked="YES", words="The tea most of all", became="yes")
        happened = page.split("What happened")[1]
        assert stands_before(happened, "yes, it helped", "The tea most of all", "Delivered", "On its way", "Asked for")
        help_given = story.screen("desk:help", three_given.client_id)
        assert stands_before(help_given, "Food parcel", "from St Hilda’s church", "3 foodbank vouchers")
