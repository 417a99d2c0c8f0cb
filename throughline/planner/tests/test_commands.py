"""A plan does nothing until a person accepts it, and what has changed since is refused line by line."""

from datetime import timedelta

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.absences import commands as absences
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.campaigns import commands as campaigns
from throughline.campaigns.tests.builders import begun, people
from throughline.caseload import commands as caseload
from throughline.cases.models import Case, Way
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.core.ids import new_id
from throughline.planner import commands
from throughline.planner.models import CallPlan, PlannedCall
from throughline.planner.tests.builders import SIX_CALLS, act, calls_of, planned, tomorrow


def promised(case):
    with acting_as(SYSTEM):
        now = Case.objects.get(id=case.id)
    return now.next_contact_on, now.next_contact_by_id, now.next_contact_way


def call_of(service, plan, case):
    return next(call for call in calls_of(service, plan) if call.case_id == case.id)


class TestProposing:
    def test_nothing_is_agreed_with_anybody_by_it(self, service):
        cases = people(service, 3)
        before = [promised(case) for case in cases]
        act(service, commands.propose_calls, campaign_id=begun(service).id, hours=SIX_CALLS)
        assert [promised(case) for case in cases] == before

    def test_everybody_has_a_line_with_their_own_worker(self, service):
        plan = planned(service)
        calls = calls_of(service, plan)
        assert {call.case_id for call in calls} == {case.id for case in plan.cases}
        assert {(call.worker_id, call.knows) for call in calls} == {(service.staff["worker"].id, "OWN")}

    def test_a_new_plan_takes_the_place_of_the_earlier(self, service):
        plan = planned(service)
        act(service, commands.propose_calls, campaign_id=plan.campaign_id, hours=SIX_CALLS)
        with acting_as(SYSTEM):
            assert CallPlan.objects.get(id=plan.id).set_aside_at
            assert CallPlan.objects.filter(set_aside_at=None).count() == 1

    def test_refused_with_nobody_to_call_or_once_complete(self, service):
        [case] = people(service, 1)
        campaign = begun(service)
        service.contact(case)
        with pytest.raises(Refused, match="Nobody is still to be called"):
            act(service, commands.propose_calls, campaign_id=campaign.id, hours=SIX_CALLS)
        act(service, campaigns.complete_campaign, campaign_id=campaign.id)
        with pytest.raises(Refused, match="complete"):
            act(service, commands.propose_calls, campaign_id=campaign.id, hours=SIX_CALLS)

    def test_refused_after_its_last_day(self, service):
        people(service, 1)
        late = clock.test_time() + timedelta(days=90)
        with pytest.raises(Refused, match="No working day"):
            act(service, commands.propose_calls, campaign_id=begun(service).id, hours=SIX_CALLS, at=late)

    def test_who_may_and_whose(self, service):
        people(service, 1)
        campaign = begun(service)
        with pytest.raises(NotAllowed):
            act(service, commands.propose_calls, by="worker", campaign_id=campaign.id, hours=SIX_CALLS)
        with pytest.raises(NotFound):
            act(service, commands.propose_calls, by="strange manager", campaign_id=campaign.id, hours=SIX_CALLS)


class TestAccepting:
    def test_the_call_becomes_the_next_contact(self, service):
        plan = planned(service, count=1, days_ago=400)
        [call] = calls_of(service, plan)
        act(service, commands.accept_call, by="worker", call_id=call.id)
        assert promised(plan.cases[0]) == (call.call_on, service.staff["worker"].id, Way.PHONE)
        with pytest.raises(Refused, match="accepted already"):
            act(service, commands.accept_call, by="worker", call_id=call.id)

    def test_a_colleague_may_not_a_manager_may(self, service):
        plan = planned(service, count=1, days_ago=400)
        [call] = calls_of(service, plan)
        with pytest.raises(NotAllowed):
            act(service, commands.accept_call, by="colleague", call_id=call.id)
        with pytest.raises(NotFound):
            act(service, commands.accept_call, by="strange manager", call_id=call.id)
        with pytest.raises(NotFound):
            act(service, commands.accept_call, call_id=new_id())
        act(service, commands.accept_call, call_id=call.id)

    def test_what_changed_since_is_refused_and_the_rest_is_done(self, service):
        plan = planned(service, count=4, days_ago=400)
        spoken, moved, again, same = plan.cases
        service.contact(spoken, at=clock.test_time() + timedelta(minutes=5))
        service.contact(again, Outcome.NO_ANSWER, at=clock.test_time() + timedelta(minutes=5), in_days=1)
        with acting_as(service.actor("manager")) as by:
            caseload.hand_over_case(
                case_id=moved.id, to_worker_id=service.staff["colleague"].id, contact_on=tomorrow().date(),
                way=Way.PHONE, reason="Moved", by=by, at=clock.test_time() + timedelta(minutes=5),
            )  # fmt: skip
        stands = [promised(case) for case in (spoken, moved, again)]
        worker = service.staff["worker"].id
        at = clock.test_time() + timedelta(minutes=9)
        found = act(service, commands.accept_plan_of_worker, by="worker", plan_id=plan.id, worker_id=worker, at=at)
        assert found.done == 1
        why = dict(found.refused)
        assert why["Person Number000"] == "Somebody has spoken with them since."
        assert why["Person Number001"] == "They have another link worker since."
        assert why["Person Number002"] == "Another next contact was agreed with them since. It stands."
        assert [promised(case) for case in (spoken, moved, again)] == stands
        assert promised(same)[0] == call_of(service, plan, same).call_on

    def test_on_leave_since_is_refused(self, service):
        plan = planned(service, count=1, days_ago=400)
        [call] = calls_of(service, plan)
        act(
            service, absences.record_absence, worker_id=call.worker_id, cover_id=service.staff["colleague"].id,
            starts_on=call.call_on, ends_on=call.call_on,
        )  # fmt: skip
        with pytest.raises(Refused, match="away on that day"):
            act(service, commands.accept_call, by="worker", call_id=call.id)

    def test_whose_part(self, service):
        plan = planned(service)
        who = {"plan_id": plan.id, "worker_id": service.staff["worker"].id}
        with pytest.raises(NotAllowed):
            act(service, commands.accept_plan_of_worker, by="colleague", **who)
        with pytest.raises(NotFound):
            act(service, commands.accept_plan_of_worker, by="strange manager", **who)
        with pytest.raises(NotFound):
            act(service, commands.accept_plan_of_worker, plan_id=plan.id, worker_id=new_id())


class TestDecliningAndSettingAside:
    def test_declined_with_why_it_cannot_be_accepted(self, service):
        plan = planned(service, count=1, days_ago=400)
        [call] = calls_of(service, plan)
        with pytest.raises(Refused, match="Say why"):
            act(service, commands.decline_call, by="worker", call_id=call.id, reason=" ")
        with pytest.raises(NotAllowed):
            act(service, commands.decline_call, by="colleague", call_id=call.id, reason="Busy")
        act(service, commands.decline_call, by="worker", call_id=call.id, reason="I am in court that day")
        for command, what in ((commands.accept_call, {}), (commands.decline_call, {"reason": "Again"})):
            with pytest.raises(Refused, match="declined"):
                act(service, command, by="worker", call_id=call.id, **what)
        with pytest.raises(NotFound):
            act(service, commands.decline_call, call_id=new_id(), reason="Nobody")

    def test_set_aside_nothing_of_it_can_be_accepted(self, service):
        plan = planned(service, count=1, days_ago=400)
        [call] = calls_of(service, plan)
        with pytest.raises(NotAllowed):
            act(service, commands.set_aside_plan, by="worker", plan_id=plan.id)
        with pytest.raises(NotFound):
            act(service, commands.set_aside_plan, by="strange manager", plan_id=plan.id)
        act(service, commands.set_aside_plan, plan_id=plan.id)
        with pytest.raises(Refused, match="set aside already"):
            act(service, commands.set_aside_plan, plan_id=plan.id)
        with pytest.raises(Refused, match="set aside"):
            act(service, commands.accept_call, by="worker", call_id=call.id)
        with acting_as(SYSTEM):
            assert not PlannedCall.objects.filter(accepted_at__isnull=False).exists()


def test_each_act_is_written_down(service):
    plan = planned(service, count=2, days_ago=400)
    first, second = calls_of(service, plan)
    act(service, commands.accept_call, call_id=first.id)
    act(service, commands.decline_call, call_id=second.id, reason="Abroad")
    act(service, commands.set_aside_plan, plan_id=plan.id)
    with acting_as(SYSTEM):
        written = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"CALLS_PROPOSED", "CALL_ACCEPTED", "CALL_DECLINED", "CALL_PLAN_SET_ASIDE"} <= written
