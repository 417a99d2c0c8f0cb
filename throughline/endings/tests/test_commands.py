"""A case ends by the policy of the day, they are told, a manager sees to what was left: the checks of R57 and R58."""

from datetime import date, datetime

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Case, CloseReason, Way
from throughline.clients.models import Answer
from throughline.contacts import commands as contacts
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.correspondence import commands as correspondence
from throughline.correspondence.models import About, Notice
from throughline.endings import commands, queries
from throughline.enquiries import commands as enquiries
from throughline.office import commands as office
from throughline.organisations import queries as organisations
from throughline.organisations.models import Discharge

HOLD, REVIEW = Discharge.HOLD_OPEN, Discharge.REVIEW_AND_CLOSE


def on(year, month, day, hour=10):
    clock.move_to(datetime(year, month, day, hour, tzinfo=LONDON))


def setting(service, policy, *, by="manager", from_on=None, reason="Everything is up in the air"):
    with acting_as(service.actor(by)) as actor:
        office.change_discharge_policy(
            provider_id=actor.organisation_id, policy=policy, from_on=from_on or clock.test_time().date(),
            reason=reason, by=actor, at=clock.test_time(),
        )  # fmt: skip


def close(service, case, reason, *, by="worker", note="As agreed", **more):
    with acting_as(service.actor(by)) as actor:
        ending = Ending(reason, note, **more)
        contacts.close_without_contact(case_id=case.id, ending=ending, by=actor, at=clock.test_time())


def ended(service, case, *, by="worker"):
    with acting_as(service.actor(by)) as actor:
        return queries.ending_of(case.id, viewer=actor)


def act(service, command, case, *, by="worker", **more):
    with acting_as(service.actor(by)) as actor:
        command(case_id=case.id, by=actor, at=clock.test_time(), **more)


@pytest.fixture
def case(service):
    on(2020, 3, 20)
    return service.open_case()


class TestHoldOpen:
    @pytest.fixture(autouse=True)
    def held(self, service, case):
        setting(service, HOLD)

    def test_it_closes_for_three_reasons_only(self, service, case):
        with pytest.raises(Refused, match="held open since 20 March 2020"):
            service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well"))
        with acting_as(service.actor("worker")):
            assert Case.objects.get(id=case.id).closed_at is None
        for reason in (CloseReason.DIED, CloseReason.MOVED_AWAY, CloseReason.CLIENT_WISH):
            other = service.open_case(f"Person {reason.label}")
            close(service, other, reason)
            assert ended(service, other).policy == HOLD

    def test_nothing_goes_round_it(self, service, case):
        with acting_as(service.actor("worker")) as by, pytest.raises(Refused, match="held open"):
            commands.end_case(
                case=case, leaving=commands.Leaving(CloseReason.COMPLETED, "Well"), days_tried=0,
                every_route_tried=True, spoke=None, by=by, at=clock.test_time(),
            )  # fmt: skip

    def test_a_manager_may_with_a_reason_and_nobody_else(self, service, case):
        against = Ending(CloseReason.COMPLETED, "Well", managers_reason="She starts a new job")
        with pytest.raises(NotAllowed):
            service.contact(case, ending=against)
        service.contact(case, by="manager", ending=against)
        assert ended(service, case).against_policy == "She starts a new job"

    def test_from_september_the_ordinary_rules_hold_and_june_is_remembered(self, service, case):
        setting(service, Discharge.ORDINARY, from_on=date(2020, 9, 1), reason="Things are more stable")
        provider = service.actor("worker").organisation_id
        on(2020, 8, 31)
        with pytest.raises(Refused, match="held open"):
            service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well"))
        on(2020, 9, 1)
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well"))
        assert organisations.discharge_policy(provider, on=date(2020, 6, 15)).policy == HOLD
        assert organisations.discharge_policy(provider, on=date(2020, 9, 1)).reason == "Things are more stable"

    def test_who_would_have_finished_is_listed_once(self, service, case):
        act(service, commands.hold_open, case, words="She is well again")
        with acting_as(service.actor("worker")) as worker:
            assert queries.is_held_open(case.id, viewer=worker)
        for words, why in [("Again", "already"), ("", "already")]:
            with pytest.raises(Refused, match=why):
                act(service, commands.hold_open, case, words=words)
        with pytest.raises(NotAllowed):
            act(service, commands.hold_open, case, words="x", by="administrator")
        with pytest.raises(NotFound):
            act(service, commands.hold_open, case, words="x", by="stranger")


class TestReviewAndClose:
    @pytest.fixture(autouse=True)
    def reviewed(self, service, case):
        setting(service, REVIEW)

    def test_a_review_contact_of_the_last_28_days_lets_it_close(self, service, case):
        with pytest.raises(Refused, match="Record the conversation"):
            close(service, case, CloseReason.COMPLETED)
        service.contact(case)
        on(2020, 4, 17)
        close(service, case, CloseReason.COMPLETED)

    def test_after_29_days_it_does_not(self, service, case):
        service.contact(case)
        on(2020, 4, 18)
        with pytest.raises(Refused, match="Record the conversation"):
            close(service, case, CloseReason.COMPLETED)

    def test_the_silent_close_only_when_every_route_is_tried_and_a_manager_agrees(self, service, case):
        for day, hour in [(20, 10), (23, 15), (24, 10)]:
            on(2020, 3, day, hour)
            service.contact(case, Outcome.NO_ANSWER, in_days=1)
        with pytest.raises(Refused, match="try every route first"):
            close(service, case, CloseReason.COULD_NOT_REACH)
        on(2020, 3, 25)
        service.contact(case, Outcome.LEFT_MESSAGE, way=Way.TEXT, in_days=1)
        service.contact(case, Outcome.SENT, way=Way.POST, in_days=1)
        with pytest.raises(Refused, match="A manager has to agree"):
            close(service, case, CloseReason.COULD_NOT_REACH)
        close(service, case, CloseReason.COULD_NOT_REACH, by="manager", managers_reason="Nothing more can be tried")
        assert ended(service, case).days_tried == 4


class TestThatTheyKnow:
    def test_an_open_question_blocks_it_by_name_but_not_their_own_wish(self, service, case):
        with acting_as(service.actor("worker")) as actor:
            asking = enquiries.Asking(question="When?", asked_of="Housing office", on=date(2020, 3, 20))
            enquiries.ask_on_behalf(asking, client_id=case.client_id, by=actor, at=clock.test_time())
        with pytest.raises(Refused, match="A question asked of Housing office on 20 March 2020"):
            service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well"))
        close(service, case, CloseReason.CLIENT_WISH)
        assert ended(service, case).left_open == ("A question asked of Housing office on 20 March 2020",)
        with pytest.raises(NotAllowed):
            act(service, commands.settle_left_open, case, words="Told her")
        act(service, commands.settle_left_open, case, by="manager", words="The answer goes to her by post")
        with pytest.raises(Refused, match="Nothing is left"):
            act(service, commands.settle_left_open, case, by="manager", words="Again")
        assert ended(service, case).settled_note == "The answer goes to her by post"

    def test_told_in_the_conversation_with_a_notice_to_keep(self, service, case):
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "Well", Answer.YES))
        found = ended(service, case)
        assert (found.told_way, found.may_contact_again) == (Way.PHONE, Answer.YES)
        assert found.come_back_until == date(2021, 3, 20)
        with acting_as(service.actor("worker")) as actor:
            notice = Notice.objects.get(about=About.ENDING)
            assert "You finished on 20 March 2020" in notice.words
            assert "You can come back by 20 March 2021" in notice.words
            correspondence.mark_done(notice_id=notice.id, by=actor, at=clock.test_time())
            assert queries.may_contact_again([case.id], viewer=actor) == {case.id: Answer.YES}
        with pytest.raises(Refused, match="noted already"):
            act(service, commands.note_ending_told, case, way=Way.POST)

    def test_not_told_until_somebody_has_told_them(self, service, case):
        close(service, case, CloseReason.MOVED_AWAY)
        assert ended(service, case).told_at is None
        with acting_as(service.actor("worker")) as actor:
            notice = Notice.objects.get(about=About.ENDING)
            correspondence.mark_done(notice_id=notice.id, by=actor, at=clock.test_time())
            assert AuditEntry.objects.filter(act="ENDING_TOLD").exists()
        assert ended(service, case).told_way == Way.PHONE

    def test_nobody_writes_to_who_died(self, service, case):
        close(service, case, CloseReason.DIED)
        with acting_as(service.actor("worker")):
            assert not Notice.objects.filter(about=About.ENDING).exists()
        with pytest.raises(Refused, match="They died"):
            act(service, commands.note_ending_told, case, way=Way.POST)
        with pytest.raises(NotFound):
            act(service, commands.note_ending_told, case, way=Way.POST, by="stranger")


class TestSettingThePolicy:
    def test_it_takes_a_reason_a_manager_and_a_day_to_come(self, service, case):
        for more, why in [({"reason": " "}, "Say why"), ({"from_on": date(2020, 3, 19)}, "day")]:
            with pytest.raises(Refused, match=why):
                setting(service, HOLD, **more)
        with pytest.raises(Refused, match="already"):
            setting(service, Discharge.ORDINARY)
        with pytest.raises(NotAllowed):
            setting(service, HOLD, by="worker")
        with pytest.raises(NotAllowed):
            service.contact(case, ending=Ending(CloseReason.COMPLETED, "x", managers_reason="x"))


def test_who_keeps_no_kinder_rule_is_told_of_none(service, case):
    with pytest.raises(Refused, match="no other rule"):
        act(service, commands.tell_of_rule, case, way=Way.PHONE)
