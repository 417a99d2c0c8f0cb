"""S10. The client who thought they were signed off.

"An understanding they had been 'signed off'"; "a few did not recall the intervention or a link worker." Three people
ring the service's number. Until when A may come back is told with discharging (R58), how people already discharged
are contacted again with R59, and the one-page plan with R85.
"""

import pytest

from tests.scenarios.story import SERVICE_PHONE, stands_before

NOTE = "Walking twice a week by himself, and happy to stop."


def rings(story, person, by="senior"):
    """Find them by name, as whoever answers the telephone does, and give what can be told to them."""
    found = story.send("tasks:called", by=by, who=person.name)
    assert stands_before(found, "1 person found", person.name)
    return story.screen("tasks:client_called", person.client_id, by=by)


class TestA:
    """A was discharged on 12 December 2019."""

    @pytest.fixture
    def arthur(self, story):
        story.it_is("2 September 2019")
        arthur = story.knows("Arthur Bell")
        story.it_is("12 December 2019")
        story.writes_up(arthur, then="ENDING", ending_reason="COMPLETED", ending_note=NOTE)
        story.it_is("20 April 2020")
        return arthur

    def test_date_reason_and_how_he_was_told(self, story, arthur):
        told = rings(story, arthur)
        assert "Their time in the service ended on Thursday 12 December 2019." in told
        assert "We agreed that they no longer need the service" in told
        assert "They were told then, by phone." in told
        assert NOTE in told

    def test_he_comes_back_in_one_step_with_his_history(self, story, arthur):
        assert "Take them back into the service" in rings(story, arthur)
        case_id = story.case(arthur).id
        worker_id = story.service.staff["worker"].id
        story.send(
            "caseload:reopen", case_id, by="senior", worker=worker_id, contact_on="22 April 2020", way="PHONE",
            reason="Walks have stopped; he rang",
        )  # fmt: skip
        record = story.record(arthur)
        assert "Worker of Harbour Trust will phone on Wednesday 22 April 2020" in record
        assert NOTE in record

    def test_whoever_was_never_told_is_said_to_be_so(self, story):
        story.it_is("2 September 2019")
        gone = story.knows("Ada Brook")
        story.it_is("12 December 2019")
        story.send("contacts:close", gone.case_id, reason="MOVED_AWAY", note="A neighbour said so")
        assert "They have not been told: it ended without a conversation." in rings(story, gone)


class TestB:
    """B is active at light level, and was told "see you next year"."""

    def test_next_date_and_name_at_once(self, story):
        story.it_is("9 December 2019")
        bina = story.knows("Bina Das")
        story.writes_up(bina, then="LIGHT")
        story.it_is("20 January 2020")
        told = rings(story, bina)
        assert "Worker of Harbour Trust will phone on Monday 9 March 2020." in told
        assert "They last spoke on 9 December 2019." in told


class TestC:
    """C is active and does not remember the service."""

    @pytest.fixture
    def cyril(self, story):
        story.it_is("2 March 2020")
        cyril = story.knows("Cyril Noonan", address="9 Mill Row", postcode="TS25 1AA")
        story.writes_up(cyril)
        story.it_is("20 April 2020")
        return cyril

    def calls(self, story, cyril, **more):
        return story.send(
            "tasks:client_called", cyril.client_id, by="senior", route="ANSWERED", words="Who are you again?",
            did_not_recall="on", what_next="ANSWERED", answer="Told him who we are", **more,
        )  # fmt: skip

    def test_a_plain_card_that_says_who_we_are_waits_to_be_sent_by_his_route(self, story, cyril):
        self.calls(story, cyril)
        card = story.notice(cyril, by="administrator")
        assert stands_before(
            card, "Letter", "Dear Cyril Noonan", "you may not have known who we were",
            "Worker of Harbour Trust is your link worker, from Harbour Trust", "A link worker gets to know you",
            f"You can ring us on {SERVICE_PHONE}",
        )  # fmt: skip

    def test_whoever_cannot_read_is_told_it_by_phone(self, story, cyril):
        story.needs(cyril, can_be_phoned="YES", can_read="NO")
        self.calls(story, cyril)
        assert "Told by phone" in story.notice(cyril, by="administrator")

    def test_the_worker_gets_a_signal_to_introduce_themselves_again(self, story, cyril):
        self.calls(story, cyril)
        to_do = story.screen("tasks:to_do")
        assert stands_before(to_do, "Cyril Noonan", "Did not recall the service")
        assert "Say again who you are, and send who we are." in to_do

    def test_the_card_goes_out_once_however_often_he_is_put_down_for_it(self, story, cyril):
        self.calls(story, cyril)
        waits = story.notice(cyril, by="administrator")
        story.it_is("20 April 2020 10:05")
        self.calls(story, cyril)
        assert story.notice(cyril, by="administrator").replace("10:05am", "10am") == waits

    def test_a_caller_who_is_not_in_the_service_gets_no_card(self, story, cyril):
        story.it_is("21 April 2020")
        story.writes_up(cyril, then="ENDING", ending_reason="CLIENT_WISH", ending_note="He wished to stop")
        story.it_is("22 April 2020")
        self.calls(story, cyril)
        told = story.notice(cyril, by="administrator")
        assert stands_before(told, "You finished on 21 April 2020, as you wished", "You can come back by 21 April 2021")
        assert "is your link worker" not in told
