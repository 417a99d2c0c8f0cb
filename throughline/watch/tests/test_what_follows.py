"""What a contact leads to beyond itself: a level to look at, what the surgery sees, a notice, a task."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.cases import level_commands
from throughline.cases.models import CloseReason, Level, LevelReason, Way
from throughline.clients.models import Answer
from throughline.contacts import correction_commands
from throughline.contacts.commands import Ending, WhatHappened
from throughline.contacts.models import Change, Kind, Outcome, Wanted
from throughline.core.decisions import NotFound
from throughline.correspondence import commands as correspondence
from throughline.correspondence.models import About, Form, Notice, State
from throughline.profiles.models import ProfileKind
from throughline.profiles.tests.builders import record, shield
from throughline.referrals.models import Referral
from throughline.referrals.models import State as ReferralState
from throughline.tasks.models import Task, TaskKind
from throughline.watch import level_queries

LATER = timedelta(days=1)


@pytest.fixture
def case(service):
    return service.open_case(address="12 Sea Road")


def proposal(service, case):
    with acting_as(service.actor("worker")) as viewer:
        return level_queries.level_sheet(case.id, viewer=viewer, on=clock.test_time().date()).proposal


def decline(service, case, at):
    with acting_as(service.actor("worker")) as actor:
        level_commands.leave_level(
            case=case, proposed=Level.INTENSIVE, reasons=[LevelReason.LOSS], note="Her sister is with her", by=actor,
            at=at,
        )  # fmt: skip


def put_right(service, contact_id, now, **what):
    with acting_as(service.actor("worker")) as actor:
        correction_commands.correct_contact(
            contact_id=contact_id, replacement_id=uuid4(), reason="Slip",
            what=WhatHappened(**{"way": Way.PHONE, "outcome": Outcome.SPOKE, "happened_at": now, **what}),
            by=actor, at=now + 2 * LATER,
        )  # fmt: skip


def everything(model, **narrowed):
    with acting_as(SYSTEM):
        return list(model.objects.filter(**narrowed))


def queued(case):
    return everything(Notice, case_id=case.id, state=State.QUEUED)


class TestWhatChanged:
    def test_somebody_died_proposes_to_step_up_to_intensive(self, service, case):
        service.contact(case, changes=[Change.LOSS])
        found = proposal(service, case)
        assert (found.to, found.reasons) == (Level.INTENSIVE, (LevelReason.LOSS,))

    def test_another_change_proposes_one_step(self, service, case):
        service.contact(case, changes=[Change.HOUSING, Change.WORK_AND_MONEY])
        assert proposal(service, case).reasons == (LevelReason.LIFE_EVENT,)

    @pytest.mark.parametrize("changes", [[], [Change.NOTHING], [Change.GOING_OUT]])
    def test_what_asks_for_nothing_proposes_nothing(self, service, case, changes):
        service.contact(case, changes=changes)
        assert proposal(service, case) is None

    def test_what_was_decided_on_is_not_brought_up_again_when_the_contact_is_put_right(self, service, case, now):
        contact_id = service.contact(case, changes=[Change.LOSS])
        decline(service, case, now + LATER)
        put_right(service, contact_id, now, changes=[Change.LOSS], note="Her mother")
        assert proposal(service, case) is None

    def test_another_loss_is_brought_up_again(self, service, case, now):
        service.contact(case, changes=[Change.LOSS])
        decline(service, case, now + LATER)
        service.contact(case, changes=[Change.LOSS], at=now + 2 * LATER)
        assert proposal(service, case).reasons == (LevelReason.LOSS,)

    def test_shielding_is_brought_up_once_and_no_longer_once_it_ended(self, service, case):
        shield(service, case, started_on=date(2020, 3, 1))
        assert proposal(service, case).reasons == (LevelReason.SHIELDING,)
        with acting_as(service.actor("stranger")) as stranger:
            level_commands.raise_level_of_client(
                client_id=case.client_id, reason=LevelReason.LOSS, by=stranger, at=clock.test_time()
            )
        assert proposal(service, case).reasons == (LevelReason.SHIELDING,)


class TestWhatTheSurgerySees:
    def test_an_assessment_in_which_they_spoke(self, service, case):
        service.contact(case, kinds=[Kind.ASSESSMENT])
        [referral] = everything(Referral, id=case.referral_id)
        assert referral.state == ReferralState.ASSESSED

    def test_an_assessment_that_was_missed_is_none(self, service, case):
        service.contact(case, Outcome.NO_ANSWER, kinds=[Kind.ASSESSMENT])
        [referral] = everything(Referral, id=case.referral_id)
        assert referral.state == ReferralState.ALLOCATED


class TestWhoCalls:
    def test_somebody_who_did_not_know_the_caller_is_told_who_it_was(self, service, case):
        service.contact(case, caller_known=Answer.NO)
        [notice] = queued(case)
        assert (notice.about, notice.form) == (About.WHO_CALLS, Form.LETTER)

    def test_in_large_print_where_they_need_it(self, service, case):
        record(service, case, {"formats": ["LARGE_20"]}, about=ProfileKind.ACCESS)
        service.contact(case, caller_known=Answer.NO)
        assert queued(case)[0].form == Form.LARGE_PRINT

    def test_nobody_who_has_left_the_service_is_written_to(self, service, case):
        ending = Ending(CloseReason.CLIENT_WISH, "Enough for now")
        service.contact(case, caller_known=Answer.NO, ending=ending)
        assert [notice.about for notice in queued(case)] == [About.ENDING]

    def test_once_although_the_contact_is_put_right(self, service, case, now):
        contact_id = service.contact(case, caller_known=Answer.NO)
        put_right(service, contact_id, now, caller_known=Answer.NO, note="Rang back")
        assert len(everything(Notice, case_id=case.id, about=About.WHO_CALLS)) == 1

    def test_not_of_a_case_one_cannot_see(self, service, case, now):
        with acting_as(service.actor("stranger")) as stranger:
            correspondence.tell_who_calls(case_id=case.id, asked_at=now, by=stranger, at=now)
            with pytest.raises(NotFound):
                correspondence.queue_notice(case_id=case.id, about=About.WHO_CALLS, by=stranger, at=now)
        assert not everything(Notice, case_id=case.id, about=About.WHO_CALLS)


def test_being_open_to_ideas_makes_one_task_although_the_contact_is_put_right(service, case, now):
    contact_id = service.contact(case, wanted=Wanted.SOMETHING_NEW)
    put_right(service, contact_id, now, wanted=Wanted.SOMETHING_NEW, note="Gardening")
    [task] = everything(Task, kind=TaskKind.OPEN_TO_IDEAS)
    assert task.client_id == case.client_id
