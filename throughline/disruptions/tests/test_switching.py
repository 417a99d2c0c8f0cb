"""A whole service is switched in one act, and nobody is lost by it. First class: the check of R48."""

from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.campaigns.models import Campaign
from throughline.cases.models import Case, LevelChange, LevelReason, Promise, Way
from throughline.clients.models import Client
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.correspondence.models import About, Notice, State
from throughline.disruptions import commands, queries
from throughline.disruptions.models import Switch, SwitchedMeeting
from throughline.disruptions.tests.builders import BOTH, declare, ease, meeting, now, switch, switched
from throughline.organisations.models import Restriction
from throughline.support_plans.kinds import GainState, Part
from throughline.support_plans.models import Gain
from throughline.support_plans.tests.saying import gain
from throughline.tasks.models import Task, TaskKind

THE_19TH = datetime(2020, 3, 19, 10, tzinfo=LONDON)
THE_20TH = date(2020, 3, 20)


def phone_is_no(service, case):
    with acting_as(SYSTEM):
        Client.objects.filter(id=case.client_id).update(can_be_phoned="NO")


def seen(service, model, **which):
    with acting_as(service.actor("manager")):
        return list(model.objects.filter(**which))


def previewed(service, *, by="manager"):
    with acting_as(service.actor(by)) as actor:
        return queries.preview(service.places["Harbour Trust"].id, viewer=actor, on=clock.test_time().date())


class TestTheWholeService:
    @pytest.fixture
    def forty(self, service):
        clock.move_to(THE_19TH)
        cases = [meeting(service, f"Person {n:02}", on=date(2020, 3, 20 + n % 11)) for n in range(40)]
        for case in cases[::10]:
            phone_is_no(service, case)
        return cases

    def test_forty_in_forty_out_each_with_a_notice(self, service, forty):
        declare(service, starts_on=THE_20TH)
        assert len(previewed(service).meetings) == 40
        switch(service)
        rows = seen(service, SwitchedMeeting)
        assert len(rows) == 40
        assert sum(row.instead == Way.PHONE for row in rows) == 36
        assert sum(row.instead == "" for row in rows) == 4
        told = seen(service, Notice, about=About.WAY_CHANGED, state=State.QUEUED)
        assert {notice.case_id for notice in told} == {case.id for case in forty}
        for case in forty:
            held = now(service, case)
            assert held.closed_at is None and held.next_contact_on == switched(service, case).promised.due_on

    def test_each_keeps_the_day_the_hour_and_the_person_and_what_was_promised_stays_on_record(self, service, forty):
        declare(service, starts_on=THE_20TH)
        switch(service)
        held = now(service, forty[1])
        assert (held.next_contact_way, held.next_contact_on) == (Way.PHONE, date(2020, 3, 21))
        assert (held.next_contact_time, held.next_contact_place) == (time(14, 15), "")
        assert held.next_contact_by_id == service.staff["worker"].id
        promised = sorted(seen(service, Promise, case=forty[1].id), key=lambda promise: promise.sequence)
        assert [promise.way for promise in promised][-2:] == [Way.AT_SURGERY, Way.PHONE]

    def test_the_notice_says_what_cannot_be_what_is_instead_and_who(self, service, forty):
        declare(service, starts_on=THE_20TH)
        switch(service)
        [notice] = seen(service, Notice, about=About.WAY_CHANGED, case=forty[1].id)
        assert "Because of Lockdown we cannot meet you in person on Saturday 21 March 2020 at 2:15pm" in notice.words
        assert "Worker of Harbour Trust will phone you on Saturday 21 March 2020 at 2:15pm" in notice.words
        [other] = seen(service, Notice, about=About.WAY_CHANGED, case=forty[0].id)
        assert "will find another way to be in touch with you by Friday 20 March 2020" in other.words
        assert "meet you at the surgery" not in other.words

    def test_whoever_needs_another_way_is_a_task_of_their_link_worker_today(self, service, forty):
        declare(service, starts_on=THE_20TH)
        switch(service)
        tasks = seen(service, Task, kind=TaskKind.FIND_ANOTHER_WAY)
        assert len(tasks) == 4
        assert {(task.worker_id, task.due_on) for task in tasks} == {(service.staff["worker"].id, THE_19TH.date())}
        assert all("They cannot be phoned. What is open:" in task.reason for task in tasks)

    def test_the_preview_changes_nothing_and_says_what_the_switch_then_does(self, service, forty):
        declare(service, starts_on=THE_20TH)
        found = previewed(service)
        assert found.by_way() == {Way.PHONE: 36} and len(found.without_a_way) == 4
        assert seen(service, SwitchedMeeting) == [] and now(service, forty[1]).next_contact_way == Way.AT_SURGERY

    def test_again_only_what_came_since_is_switched(self, service, forty):
        declare(service, starts_on=THE_20TH)
        switch(service)
        assert previewed(service).by_way() == {}
        late = meeting(service, "Came Since", on=date(2020, 4, 1))
        switch(service)
        assert len(seen(service, SwitchedMeeting)) == 41 and now(service, late).next_contact_way == Way.PHONE

    def test_statements_do_not_grow_with_the_people(self, service):
        def statements(people):
            for n in range(people):
                meeting(service, f"Another {people} {n}", on=date(2020, 3, 25))
            with acting_as(service.actor("manager")) as actor, CaptureQueriesContext(connection) as asked:
                commands.switch_service(provider_id=service.places["Harbour Trust"].id, by=actor, at=clock.test_time())
            return len(asked)

        clock.move_to(THE_19TH)
        declare(service, starts_on=THE_20TH, restrictions=BOTH)
        switch(service)
        assert statements(2) == statements(12)


class TestWhatIsLeftAlone:
    def test_a_meeting_before_the_first_day_goes_ahead_and_one_that_is_late_stays_late(self, service):
        clock.move_to(datetime(2020, 3, 10, 10, tzinfo=LONDON))
        before = meeting(service, "Goes Ahead", on=date(2020, 3, 19))
        late = meeting(service, "Is Late", on=date(2020, 3, 12))
        clock.move_to(THE_19TH)
        declare(service, starts_on=THE_20TH)
        assert previewed(service).late == 1
        switch(service)
        assert now(service, before).next_contact_way == now(service, late).next_contact_way == Way.AT_SURGERY

    def test_nobody_of_another_provider_and_nobody_who_is_not_met(self, service):
        clock.move_to(THE_19TH)
        theirs = meeting(service, "Theirs", on=THE_20TH, to="stranger", surgery="Hilltop", by="strange manager")
        phoned = service.open_case("Phoned Anyway")
        declare(service)
        switch(service)
        assert seen(service, SwitchedMeeting) == []
        with acting_as(service.actor("stranger")):
            assert Case.objects.get(id=theirs.id).next_contact_way == Way.AT_SURGERY
        assert now(service, phoned).next_contact_way == Way.PHONE


class TestWhatElseFollows:
    def test_ground_that_leans_on_going_out_is_at_risk_with_a_contact_due_soon(self, service):
        clock.move_to(THE_19TH)
        case = service.open_case("Gained Ground")
        held = gain(service, case, "Goes to bingo on Fridays", part=Part.COMPANY)
        other = gain(service, case, "Stopped smoking", part=Part.SMOKING)
        declare(service, starts_on=THE_20TH, restrictions=BOTH)
        made = switch(service)
        assert made.gains_at_risk == 1
        assert [one.state for one in seen(service, Gain, id=held.id)] == [GainState.AT_RISK]
        assert [one.state for one in seen(service, Gain, id=other.id)] == [GainState.HELD]
        assert now(service, case).next_contact_on == date(2020, 3, 26)
        assert LevelReason.GROUND_AT_RISK in seen(service, LevelChange, case=case.id)[-1].reasons

    def test_when_it_eases_that_ground_is_at_risk_no_longer(self, service):
        case = service.open_case("Gained Ground")
        held = gain(service, case, "Goes to bingo on Fridays", part=Part.COMPANY)
        declare(service, restrictions=BOTH)
        switch(service)
        ease(service)
        assert [one.state for one in seen(service, Gain, id=held.id)] == [GainState.HELD]

    def test_the_whole_caseload_is_contacted_if_asked_for_and_only_once(self, service):
        declare(service)
        switch(service)
        assert seen(service, Campaign) == []
        switch(service, contact_everybody=True)
        switch(service, contact_everybody=True)
        assert [campaign.name for campaign in seen(service, Campaign)] == ["Lockdown"]


class TestRefused:
    def test_without_a_disruption(self, service):
        with pytest.raises(Refused, match="Declare first"):
            switch(service)

    def test_when_it_forbids_nothing(self, service):
        declare(service, restrictions=(Restriction.NO_GROUPS,))
        with pytest.raises(Refused, match="nothing to switch"):
            switch(service)

    def test_when_it_eases(self, service):
        declare(service)
        ease(service)
        with pytest.raises(Refused, match="easing already"):
            switch(service)
        with pytest.raises(Refused, match="has been easing since 2 March 2020"):
            ease(service)

    def test_easing_is_not_told_ahead(self, service):
        declare(service)
        with pytest.raises(Refused, match="on the day itself"), acting_as(service.actor("manager")) as actor:
            commands.ease_disruption(
                provider_id=service.places["Harbour Trust"].id, eased_on=date(2020, 9, 1), by=actor,
                at=clock.test_time(),
            )  # fmt: skip

    @pytest.mark.parametrize("by", ["worker", "senior", "administrator"])
    def test_by_whoever_keeps_no_settings(self, service, by):
        now, place = clock.test_time(), service.places["Harbour Trust"].id
        with acting_as(service.actor(by)) as actor:
            about = {"provider_id": place, "by": actor, "at": now}
            with pytest.raises(NotAllowed):
                commands.begin_disruption(name="Flood", starts_on=now.date(), **about)
            with pytest.raises(NotAllowed):
                commands.switch_service(**about)
            with pytest.raises(NotAllowed):
                commands.ease_disruption(eased_on=now.date(), **about)

    def test_for_another_provider(self, service):
        now, place = clock.test_time(), service.places["Harbour Trust"].id
        with acting_as(service.actor("strange manager")) as actor:
            about = {"provider_id": place, "by": actor, "at": now}
            with pytest.raises(NotFound):
                commands.begin_disruption(name="Flood", starts_on=now.date(), **about)
            with pytest.raises(NotFound):
                commands.switch_service(**about)
            with pytest.raises(NotFound):
                commands.ease_disruption(eased_on=now.date(), **about)

    def test_a_preview_is_not_for_another_provider_and_needs_a_disruption(self, service):
        with pytest.raises(NotFound):
            previewed(service)
        declare(service)
        with pytest.raises(NotFound):
            previewed(service, by="strange manager")


def test_it_is_all_written_down(service):
    meeting(service, "Amina Begum", on=date(2020, 3, 20))
    declare(service)
    switch(service)
    ease(service)
    acts = [entry.act for entry in seen(service, AuditEntry)]
    for act in ("DISRUPTION_DECLARED", "SERVICE_SWITCHED", "MEETING_SWITCHED", "NOTICE_QUEUED", "DISRUPTION_EASED"):
        assert act in acts, act
    assert len(seen(service, Switch)) == 1 and len(seen(service, Case)) == 1
