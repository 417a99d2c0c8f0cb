"""Beginning, completing, leaving untried and moving up: done, refused, not allowed, written down."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.campaigns import commands, queries
from throughline.campaigns.commands import Plan
from throughline.campaigns.tests.builders import begun, people
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused


def act(service, command, *, by="manager", **what):
    with acting_as(service.actor(by)) as actor:
        return command(**what, by=actor, at=clock.test_time())


class TestBeginning:
    def test_everybody_has_a_latest_day(self, service):
        made = begun(service)
        assert (made.priority_by_on, made.everyone_by_on, made.finish_on) == (
            date(2020, 3, 9), date(2020, 3, 30), date(2020, 3, 30)
        )  # fmt: skip

    def test_one_at_a_time(self, service):
        begun(service)
        with pytest.raises(Refused, match="goes on already"):
            begun(service)

    @pytest.mark.parametrize(
        ("plan", "why"),
        [({"name": " "}, "name"), ({"tries": 0}, "between 1"), ({"finish_on": date(2020, 3, 2)}, "after today")],
    )
    def test_it_needs_a_name_tries_and_a_finish_ahead(self, service, plan, why):
        with pytest.raises(Refused, match=why):
            begun(service, **plan)

    def test_a_link_worker_may_not(self, service):
        with pytest.raises(NotAllowed):
            begun(service, by="worker")

    def test_nor_for_another_provider(self, service):
        with pytest.raises(NotFound), acting_as(service.actor("strange manager")) as by:
            commands.begin_campaign(
                provider_id=service.places["Harbour Trust"].id, plan=Plan("Theirs"), by=by, at=clock.test_time()
            )


class TestCompleting:
    def test_refused_while_anybody_is_untried_and_named(self, service):
        case, other = people(service, 2)
        campaign = begun(service)
        service.contact(case, Outcome.NO_ANSWER, in_days=1)
        with pytest.raises(Refused, match="1 person has not been tried: Person Number001"):
            act(service, commands.complete_campaign, campaign_id=campaign.id)
        service.contact(other)
        done = act(service, commands.complete_campaign, campaign_id=campaign.id)
        assert done.completed_at == clock.test_time()
        with pytest.raises(Refused, match="complete already"):
            act(service, commands.complete_campaign, campaign_id=campaign.id)

    def test_except_one_by_one_with_reasons(self, service):
        [case] = people(service, 1)
        campaign = begun(service)
        act(service, commands.leave_untried, campaign_id=campaign.id, case_id=case.id, reason="In hospital till May")
        assert act(service, commands.complete_campaign, campaign_id=campaign.id).completed_at

    def test_a_letter_of_the_surgery_to_them_or_their_own_missed_call_is_no_try_of_ours(self, service):
        [case] = people(service, 1)
        campaign = begun(service)
        service.contact(case, Outcome.LEFT_MESSAGE, started_by="CLIENT", in_days=1)
        with pytest.raises(Refused, match="1 person has not"):
            act(service, commands.complete_campaign, campaign_id=campaign.id)

    def test_whose_and_who_may(self, service):
        campaign = begun(service)
        with pytest.raises(NotAllowed):
            act(service, commands.complete_campaign, by="worker", campaign_id=campaign.id)
        with pytest.raises(NotFound):
            act(service, commands.complete_campaign, by="strange manager", campaign_id=campaign.id)


class TestLeavingUntried:
    def test_without_a_reason_twice_or_of_who_was_tried(self, service):
        case, tried = people(service, 2)
        campaign = begun(service)
        what = {"campaign_id": campaign.id, "case_id": case.id}
        with pytest.raises(Refused, match="Say why"):
            act(service, commands.leave_untried, **what, reason=" ")
        act(service, commands.leave_untried, **what, reason="Abroad")
        with pytest.raises(Refused, match="written down already"):
            act(service, commands.leave_untried, **what, reason="Abroad")
        service.contact(tried, Outcome.NO_ANSWER, in_days=1)
        with pytest.raises(Refused, match="have been tried"):
            act(service, commands.leave_untried, campaign_id=campaign.id, case_id=tried.id, reason="No")
        with pytest.raises(NotAllowed):
            act(service, commands.leave_untried, by="worker", **what, reason="No")

    def test_they_stay_named(self, service):
        [case] = people(service, 1)
        campaign = begun(service)
        act(service, commands.leave_untried, campaign_id=campaign.id, case_id=case.id, reason="Abroad")
        with acting_as(service.actor("manager")) as viewer:
            [row] = queries.left_untried(campaign.id, viewer=viewer, on=clock.test_time().date())
        assert (row.case_id, row.left_untried) == (case.id, "Abroad")


class TestMovingUp:
    def test_whoever_a_worker_judges_to_come_sooner_does(self, service):
        first, second = people(service, 2)
        campaign = begun(service)
        act(service, commands.move_up, by="worker", campaign_id=campaign.id, case_id=second.id, reason="Sounded low")
        with acting_as(service.actor("worker")) as viewer:
            rows = queries.still_to_call(campaign.id, viewer=viewer, on=clock.test_time().date())
        assert [row.case_id for row in rows] == [second.id, first.id]
        assert (rows[0].moved_up, rows[0].score) == ("Sounded low", 8)
        assert rows[0].latest_on == campaign.priority_by_on

    def test_refused_without_a_reason_twice_or_of_who_was_reached(self, service):
        case, reached = people(service, 2)
        campaign = begun(service)
        what = {"by": "worker", "campaign_id": campaign.id, "case_id": case.id}
        with pytest.raises(Refused, match="Say why"):
            act(service, commands.move_up, **what, reason="")
        act(service, commands.move_up, **what, reason="Sounded low")
        with pytest.raises(Refused, match="written down already"):
            act(service, commands.move_up, **what, reason="Sounded low")
        service.contact(reached)
        with pytest.raises(NotFound):
            act(service, commands.move_up, by="worker", campaign_id=campaign.id, case_id=reached.id, reason="Yes")
        with pytest.raises(NotAllowed):
            act(service, commands.move_up, by="practice", campaign_id=campaign.id, case_id=case.id, reason="Yes")
        with pytest.raises(NotFound):
            act(service, commands.move_up, by="stranger", campaign_id=campaign.id, case_id=case.id, reason="Yes")

    def test_once_it_is_complete_nothing_changes(self, service):
        [case] = people(service, 1)
        campaign = begun(service)
        service.contact(case, Outcome.NO_ANSWER, in_days=1, at=clock.START + timedelta(hours=1))
        act(service, commands.complete_campaign, campaign_id=campaign.id)
        with pytest.raises(Refused, match="complete"):
            act(service, commands.move_up, by="worker", campaign_id=campaign.id, case_id=case.id, reason="Low")


def test_each_is_written_down(service):
    [case] = people(service, 1)
    campaign = begun(service)
    act(service, commands.move_up, by="worker", campaign_id=campaign.id, case_id=case.id, reason="Low")
    act(service, commands.leave_untried, campaign_id=campaign.id, case_id=case.id, reason="Abroad")
    act(service, commands.complete_campaign, campaign_id=campaign.id)
    with acting_as(SYSTEM):
        written = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"CAMPAIGN_BEGUN", "MOVED_UP", "LEFT_UNTRIED", "CAMPAIGN_COMPLETED"} <= written
