"""Referring on: done, refused, owed, and what follows. The classes are the checks of R39, R40 and R42."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.correspondence.models import About, Notice
from throughline.directory.kinds import Category
from throughline.onward_referrals import commands, wait_queries
from throughline.onward_referrals.models import OnwardReferral, OnwardStep, State, Strength, WhyNot
from throughline.onward_referrals.tests.builders import became, may_tell, offered, refer_on
from throughline.tasks.models import Task, TaskKind


def owed(onward, kind):
    with acting_as(SYSTEM):
        return Task.objects.still_open().filter(subject_id=onward.id, kind=kind).first()


def next_contact(case):
    with acting_as(SYSTEM):
        return Case.objects.get(id=case.id).next_contact_on


def let_it_be(*day):
    clock.move_to(datetime(*day, 10, 0, tzinfo=LONDON))


@pytest.fixture
def case(service):
    return service.open_case("Gill Grey", address="12 Sea Road")


@pytest.fixture
def gym(service):
    return offered(service)


@pytest.fixture
def counselling(service):
    return offered(service, "Talking Space", Category.COUNSELLING, session_limit=6)


class TestThreeStrengths:
    """The check of R39."""

    def test_one_of_each(self, service, case, gym):
        may_tell(service, case, gym)
        for strength, state in [
            (Strength.SIGNPOSTED, State.AGREED), (Strength.REFERRED, State.SENT), (Strength.SUPPORTED, State.SENT),
        ]:  # fmt: skip
            onward = refer_on(service, case, gym, strength=strength, state=state, in_days=14)
            assert (onward.strength, onward.state) == (strength, state)
            assert owed(onward, TaskKind.CHECK_BACK).due_on == date(2020, 3, 16)

    def test_a_signpost_without_a_day_to_check_back_is_refused(self, service, case, gym):
        with pytest.raises(Refused, match="Say when you will check back"):
            refer_on(service, case, gym, strength=Strength.SIGNPOSTED, in_days=None)

    def test_details_are_not_sent_before_they_agree_to_it(self, service, case, gym):
        with pytest.raises(Refused, match="Ask first whether Riverside gym may be told"):
            refer_on(service, case, gym, state=State.SENT)
        onward = refer_on(service, case, gym)
        with pytest.raises(Refused, match="Ask first"):
            became(service, onward, State.SENT)
        may_tell(service, case, gym)
        assert became(service, onward, State.SENT).state == State.SENT

    def test_a_signpost_sends_nothing(self, service, case, gym):
        with pytest.raises(Refused, match="signpost sends no details"):
            refer_on(service, case, gym, strength=Strength.SIGNPOSTED, state=State.SENT)

    def test_each_step_is_kept_with_its_day_and_who(self, service, case, gym):
        onward = refer_on(service, case, gym)
        clock.move_to(clock.in_days(14))
        became(service, onward, State.STARTED, words="Likes the trainer")
        with acting_as(SYSTEM):
            steps = list(OnwardStep.objects.filter(onward=onward).order_by("sequence"))
        assert [(s.sequence, s.state, s.happened_on) for s in steps] == [
            (1, State.AGREED, date(2020, 3, 2)), (2, State.STARTED, date(2020, 3, 16)),
        ]  # fmt: skip
        assert {s.recorded_by_id for s in steps} == {service.staff["worker"].id}

    def test_what_is_over_is_checked_back_on_no_more(self, service, case, gym):
        onward = refer_on(service, case, gym)
        after = became(service, onward, State.DID_NOT_START, why_not=WhyNot.TOO_SHY, in_days=None)
        assert (after.check_back_on, after.closed_on) == (None, date(2020, 3, 2))
        assert owed(onward, TaskKind.CHECK_BACK) is None

    def test_what_is_over_goes_nowhere(self, service, case, gym):
        onward = refer_on(service, case, gym)
        became(service, onward, State.DECLINED)
        again = commands.WhatBecame(to=State.STARTED, happened_on=clock.test_time().date())
        with acting_as(service.actor("worker")) as by, pytest.raises(Refused, match="is over"):
            commands.note_what_became(again, onward_id=onward.id, by=by, at=clock.test_time())

    def test_who_did_not_start_did_so_for_a_reason(self, service, case, gym):
        with pytest.raises(Refused, match="why they did not start"):
            became(service, refer_on(service, case, gym), State.DID_NOT_START)

    def test_a_step_that_leaves_it_open_asks_for_a_day_again(self, service, case, gym):
        with pytest.raises(Refused, match="Say when you will check back"):
            became(service, refer_on(service, case, gym), State.STARTED, in_days=None)


class TestCompanyWhileTheyWait:
    """The check of R40: sent on 1 January, waiting."""

    @pytest.fixture
    def waiting(self, service, counselling):
        let_it_be(2020, 1, 2)
        case = service.open_case("Gill Grey", address="12 Sea Road")
        service.contact(case, in_days=91)
        may_tell(service, case, counselling)
        onward = refer_on(service, case, counselling, state=State.SENT)
        return became(service, onward, State.WAITING, expected_wait_weeks=18, in_days=28)

    def test_the_next_contact_is_brought_forward_to_28_days(self, waiting):
        assert next_contact(waiting.case) == date(2020, 1, 30)

    def test_one_that_is_nearer_stands(self, service, case, counselling):
        before = next_contact(case)
        became(service, refer_on(service, case, counselling), State.WAITING)
        assert next_contact(case) == before

    def test_they_are_told_how_long_it_may_be_and_when_we_are_in_touch(self, waiting):
        with acting_as(SYSTEM):
            notice = Notice.objects.get(case=waiting.case, about=About.WAITING)
        assert "about 18 weeks" in notice.words
        assert "Thursday 30 January 2020" in notice.words

    def test_each_check_back_sets_the_next_contact_within_28_days_again(self, service, waiting):
        let_it_be(2020, 1, 30)
        service.contact(waiting.case, in_days=91)
        became(service, waiting, State.WAITING, in_days=28)
        assert next_contact(waiting.case) == date(2020, 2, 27)

    def test_a_check_back_later_than_28_days_is_refused(self, service, waiting):
        with pytest.raises(Refused, match="within 28 days"):
            became(service, waiting, State.WAITING, in_days=29)

    def test_the_check_back_does_not_pass_day_84(self, service, waiting):
        let_it_be(2020, 3, 9)
        assert became(service, waiting, State.WAITING, in_days=28).check_back_on == date(2020, 3, 26)
        assert "Look for something else" in owed(waiting, TaskKind.CHECK_BACK).reason

    def test_at_day_84_it_does_not_go_on_without_something_else(self, service, waiting):
        let_it_be(2020, 3, 26)
        with pytest.raises(Refused, match="waited too long"):
            became(service, waiting, State.WAITING)
        after = became(service, waiting, State.WAITING, alternatives="Listening line, by phone")
        assert (after.alternatives, after.escalated_at) == ("Listening line, by phone", clock.test_time())
        assert owed(waiting, TaskKind.WAITED_TOO_LONG) is None

    def test_none_found_is_for_a_manager_to_read(self, service, waiting):
        let_it_be(2020, 3, 26)
        became(service, waiting, State.WAITING, none_found=True)
        assert "nothing else was found" in owed(waiting, TaskKind.WAITED_TOO_LONG).reason
        with acting_as(service.actor("manager")) as manager:
            with pytest.raises(Refused, match="Say what is done"):
                commands.note_read(onward_id=waiting.id, words=" ", by=manager, at=clock.test_time())
            commands.note_read(onward_id=waiting.id, words="I ring them", by=manager, at=clock.test_time())
        assert owed(waiting, TaskKind.WAITED_TOO_LONG) is None

    def test_a_link_worker_cannot_read_it_for_the_manager(self, service, waiting):
        with acting_as(service.actor("worker")) as by, pytest.raises(NotAllowed):
            commands.note_read(onward_id=waiting.id, words="Read", by=by, at=clock.test_time())

    def test_the_middle_wait_is_counted_by_category(self, service, waiting):
        let_it_be(2020, 2, 13)
        became(service, waiting, State.STARTED)
        with acting_as(service.actor("manager")) as manager:
            [row] = wait_queries.median_waits(viewer=manager, on=clock.test_time().date())
        assert (row.category, row.median_days, row.started, row.waiting) == (Category.COUNSELLING, 42, 1, 0)


class TestItEndedBeforeTheNeedDid:
    """The check of R42: six sessions, "only just touching the surface"."""

    @pytest.fixture
    def ended(self, service, case, counselling):
        onward = refer_on(service, case, counselling)
        became(service, onward, State.STARTED)
        service.contact(case, in_days=60)
        return became(service, onward, State.NOT_ENOUGH, still_needed="Only just touching the surface", in_days=None)

    def test_a_new_search_is_owed(self, ended):
        task = owed(ended, TaskKind.SEARCH_AGAIN)
        assert "counselling beyond 6 sessions" in task.reason
        assert task.due_on == date(2020, 3, 16)

    def test_the_next_contact_is_within_14_days(self, ended):
        assert next_contact(ended.case) == date(2020, 3, 16)

    def test_the_unmet_need_counts_1(self, service, ended):
        with acting_as(service.actor("manager")) as manager:
            assert wait_queries.unmet_needs(viewer=manager) == [
                wait_queries.UnmetRow("counselling beyond 6 sessions", 1)
            ]

    def test_it_says_what_is_still_needed(self, service, case, counselling):
        onward = refer_on(service, case, counselling)
        became(service, onward, State.STARTED)
        with pytest.raises(Refused, match="still need"):
            became(service, onward, State.NOT_ENOUGH)

    def test_the_search_is_done_by_referring_on_anew(self, service, case, ended):
        refer_on(service, case, offered(service, "Mind line", Category.COUNSELLING), follows_id=ended.id)
        assert owed(ended, TaskKind.SEARCH_AGAIN) is None

    def test_or_by_saying_where_one_looked(self, service, ended):
        with acting_as(service.actor("worker")) as by:
            with pytest.raises(Refused, match="Say where you looked"):
                commands.note_searched(onward_id=ended.id, words="", by=by, at=clock.test_time())
            commands.note_searched(onward_id=ended.id, words="Nothing by phone", by=by, at=clock.test_time())
        assert owed(ended, TaskKind.SEARCH_AGAIN) is None


class TestWhoMay:
    def test_another_provider_neither_sees_nor_moves_it(self, service, case, gym):
        onward = refer_on(service, case, gym)
        with pytest.raises(NotFound):
            became(service, onward, State.STARTED, by="stranger")
        with pytest.raises(NotFound):
            refer_on(service, case, gym, by="stranger")

    def test_an_administrator_may_not(self, service, case, gym):
        with pytest.raises(NotAllowed):
            refer_on(service, case, gym, by="administrator")
        with pytest.raises(NotAllowed):
            became(service, refer_on(service, case, gym), State.STARTED, by="administrator")

    def test_nobody_is_referred_to_what_is_not_there(self, service, case):
        referring = commands.ReferringOn(
            way_id=uuid4(), strength=Strength.REFERRED, check_back_on=clock.test_time().date()
        )
        with acting_as(service.actor("worker")) as by, pytest.raises(NotFound):
            commands.refer_on(referring, case_id=case.id, by=by, at=clock.test_time())

    def test_the_database_keeps_an_open_referral_with_its_day(self, service, case, gym):
        onward = refer_on(service, case, gym)
        with acting_as(SYSTEM), pytest.raises(Exception, match="open_onward_has_check_back"):
            OnwardReferral.objects.filter(id=onward.id).update(check_back_on=None)
