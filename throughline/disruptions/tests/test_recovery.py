"""Back to normal without losing anybody. First class: the check of R61."""

from datetime import date

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Level, Way
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.disruptions import commands, meeting_commands, queries
from throughline.disruptions.models import Left
from throughline.disruptions.tests.builders import declare, ease, meeting, page, switch, switched
from throughline.in_person import commands as in_person
from throughline.in_person.models import Need
from throughline.office import commands as office
from throughline.organisations import queries as organisations
from throughline.organisations.models import Discharge
from throughline.support_plans.tests.saying import gain
from throughline.watch import level_commands

DAY = date(2020, 3, 20)


def left(service, *, by="manager"):
    with acting_as(service.actor(by)) as actor:
        found = queries.recovery(service.places["Harbour Trust"].id, viewer=actor, on=clock.test_time().date())
    return found and {kind: one.number for kind, one in found.left.items() if one.number}


def harbour(service, command, *, by="manager", **more):
    with acting_as(service.actor(by)) as actor:
        return command(provider_id=service.places["Harbour Trust"].id, by=actor, at=clock.test_time(), **more)


def answer(service, kind, reason="A manager rings each", **more):
    return harbour(service, commands.answer_left, left=kind, reason=reason, **more)


def end(service, **more):
    return harbour(service, commands.finish_disruption, ends_on=clock.test_time().date(), **more)


@pytest.fixture
def eased(service):
    """A service that was switched, with something left of most kinds, and eases."""
    case = meeting(service, "Amina Begum", on=DAY)
    declare(service)
    switch(service)
    harbour(service, office.change_discharge_policy, policy=Discharge.HOLD_OPEN, from_on=clock.START.date(),
            reason="Everything is up in the air")  # fmt: skip
    with acting_as(service.actor("worker")) as actor:
        in_person.queue_in_person(
            client_id=case.client_id, topics=["the damp"], need=Need.HIGH, by=actor, at=clock.test_time()
        )
        level_commands.agree_level(
            case_id=case.id, level=Level.LIGHT, own_gap=None, agreed_way=Way.PHONE, next_on=None,
            note="She said less often is fine", by=actor, at=clock.test_time(),
        )  # fmt: skip
    ease(service)
    return case


class TestEachList:
    def test_opens_with_its_count(self, service, eased):
        assert left(service) == {Left.MEETINGS: 1, Left.IN_PERSON: 1, Left.LIGHT: 1, Left.POLICY: 1}

    def test_nothing_is_listed_before_it_eases(self, service):
        declare(service)
        assert left(service) is None

    def test_ground_that_is_at_risk_still_is_counted(self, service, eased):
        gain(service, eased, "Stopped smoking")
        assert Left.GROUND not in left(service)


class TestOver:
    def test_it_names_what_is_left(self, service, eased):
        with pytest.raises(Refused, match=r"meetings that were switched and not held yet \(1\)") as refused:
            end(service)
        assert "people who wait to be seen face to face (1)" in str(refused.value)

    def test_when_each_is_dealt_with_or_answered_it_is_over(self, service, eased):
        with acting_as(service.actor("worker")) as actor:
            meeting_commands.return_meeting(meeting_id=switched(service, eased).id, by=actor, at=clock.test_time())
        for kind in (Left.IN_PERSON, Left.LIGHT, Left.POLICY):
            answer(service, kind)
        end(service)
        assert not organisations.in_disruption(service.places["Harbour Trust"].id, on=clock.test_time().date())

    def test_more_of_it_asks_for_another_answer(self, service, eased):
        answer(service, Left.IN_PERSON)
        other = service.open_case("Another Person")
        with acting_as(service.actor("worker")) as actor:
            in_person.queue_in_person(
                client_id=other.client_id, topics=["the appeal"], need=Need.LOW, by=actor, at=clock.test_time()
            )
        with pytest.raises(Refused, match=r"people who wait to be seen face to face \(2\)"):
            end(service)

    def test_a_switched_service_eases_first(self, service):
        declare(service)
        switch(service)
        with pytest.raises(Refused, match="Ease it first"):
            end(service)

    def test_where_nothing_was_switched_it_ends_at_once(self, service):
        declare(service)
        end(service)
        with pytest.raises(Refused, match="No disruption is on"):
            end(service)


class TestRefused:
    def test_an_answer_needs_a_reason_and_something_to_answer(self, service, eased):
        with pytest.raises(Refused, match="Say why"):
            answer(service, Left.IN_PERSON, reason=" ")
        with pytest.raises(Refused, match="Nothing of this is left"):
            answer(service, Left.LISTS)

    def test_an_answer_needs_a_disruption_that_eases(self, service):
        with pytest.raises(Refused, match="before the disruption eases"):
            answer(service, Left.IN_PERSON)

    @pytest.mark.parametrize("by", ["worker", "senior"])
    def test_by_whoever_keeps_no_settings(self, service, eased, by):
        with pytest.raises(NotAllowed):
            answer(service, Left.IN_PERSON, by=by)
        with pytest.raises(NotAllowed):
            end(service, by=by)

    def test_for_another_provider(self, service, eased):
        with pytest.raises(NotFound):
            answer(service, Left.IN_PERSON, by="strange manager")
        with pytest.raises(NotFound):
            end(service, by="strange manager")
        with pytest.raises(NotFound):
            left(service, by="strange manager")


def test_answers_are_written_down(service, eased):
    made = answer(service, Left.IN_PERSON)
    with acting_as(service.actor("manager")):
        entry = AuditEntry.objects.get(act="LEFT_OVER_ANSWERED", about_id=made.id)
    assert entry.details["number"] == 1


class TestPages:
    SENT = {"name": "Lockdown", "starts_on-day": "2", "starts_on-month": "3", "starts_on-year": "2020"}

    def test_from_declaring_to_over(self, service):
        meeting(service, "Amina Begum", on=DAY)
        assert "Nobody’s case changes by that" in page(service, "now")
        shown = page(service, "now", sent={**self.SENT, "restrictions": "NO_MEETINGS"})
        assert "It is declared" in shown and "We meet nobody in person" in shown
        shown = page(service, "switch")
        assert "1 meeting cannot be from Monday 2 March 2020" in shown and "By phone" in shown
        assert "Amina Begum" in shown and "half an hour" not in shown.split("Hours, by link worker")[1]
        assert "1 meeting switched" in page(service, "switch", sent={"contact_everybody": ""})
        shown = page(service, "now", sent={"eased_on-day": "2", "eased_on-month": "3", "eased_on-year": "2020"})
        assert "What is left to put in order" in shown and "Say why it may stay" in shown
        assert "Keep this answer" in page(service, "answer", Left.MEETINGS)
        assert "Answered" in page(service, "answer", Left.MEETINGS, sent={"reason": "Each is rung first"})
        sent = {"ends_on-day": "2", "ends_on-month": "3", "ends_on-year": "2020"}
        assert "Lockdown is over" in page(service, "recovery", sent=sent)
        assert "Work is as usual" in page(service, "now")

    def test_what_is_left_out_is_said(self, service):
        assert "Enter what people call it" in page(service, "now", sent={"name": ""})

    def test_one_that_switched_nothing_ends_on_a_page_of_its_own(self, service):
        declare(service)
        sent = {"ends_on-day": "2", "ends_on-month": "3", "ends_on-year": "2020"}
        assert "Enter the first day" in page(service, "end", sent={"ends_on-day": ""})
        assert "Lockdown has its end" in page(service, "end", sent=sent)

    def test_refusals_stand_on_the_page(self, service, eased):
        sent = {"ends_on-day": "2", "ends_on-month": "3", "ends_on-year": "2020"}
        assert "Something is left to look at" in page(service, "recovery", sent=sent)
        assert "Say why it may stay so" in page(service, "answer", Left.LIGHT, sent={"reason": ""})
        assert "easing already" in page(service, "switch", sent={})
