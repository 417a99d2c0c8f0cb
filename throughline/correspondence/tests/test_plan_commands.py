"""Notices of plans: one person or many, none pushes out another, each stands until it is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import CloseReason
from throughline.clients.models import Client
from throughline.contacts.commands import Ending
from throughline.correspondence import commands, plan_commands
from throughline.correspondence.models import About, Form, Notice, State

GYM = "The gym is closed. We look again on Monday 30 March 2020."


def tell(service, cases, *, by="worker", words=GYM, about=About.ON_HOLD):
    with acting_as(service.actor(by)) as actor:
        return plan_commands.tell_of_plans(
            what={case.id: words for case in cases}, about=about, by=actor, at=clock.test_time()
        )


def notices(case, **having):
    with acting_as(SYSTEM):
        return list(Notice.objects.filter(case_id=case.id, **having).order_by("queued_at", "about"))


@pytest.fixture
def case(service):
    return service.open_case("Derrick Dale", address="12 Sea Road")


def test_a_hold_does_not_push_out_the_introduction_that_nobody_has_told_yet(service, case):
    tell(service, [case])
    assert [n.about for n in notices(case, state=State.QUEUED)] == [About.INTRODUCTION, About.ON_HOLD]


def test_nor_does_a_second_hold_push_out_the_first(service, case):
    tell(service, [case])
    tell(service, [case], words="The pool is closed.")
    assert len(notices(case, about=About.ON_HOLD, state=State.QUEUED)) == 2


def test_it_gives_what_is_told_with_who_says_it_and_when_we_are_in_touch(service, case):
    tell(service, [case])
    [notice] = notices(case, about=About.ON_HOLD)
    assert notice.form == Form.LETTER
    assert GYM in notice.words
    assert "Worker of Harbour Trust will phone you on Monday 16 March 2020" in notice.words


def test_speaking_about_something_else_does_not_tell_it(service, case):
    tell(service, [case])
    service.contact(case)
    assert [n.state for n in notices(case, about=About.ON_HOLD)] == [State.QUEUED]
    assert [n.state for n in notices(case, about=About.INTRODUCTION)] == [State.SPOKEN_SINCE]


def test_whoever_cannot_read_is_told_by_phone(service, case):
    with acting_as(SYSTEM):
        Client.objects.filter(id=case.client_id).update(cannot_read=True)
    tell(service, [case])
    assert [n.form for n in notices(case, about=About.ON_HOLD)] == [Form.SPOKEN]


def test_who_has_left_the_service_is_told_nothing_more(service, case):
    tell(service, [case])
    service.contact(case, ending=Ending(CloseReason.COMPLETED, "Doing well"))
    assert [notice.about for notice in notices(case, state=State.QUEUED)] == [About.ENDING]
    assert tell(service, [case]) == {}


def test_nobody_of_another_provider_can_tell_anything(service, case):
    assert tell(service, [case], by="strange manager") == {}
    assert not notices(case, about=About.ON_HOLD)


def test_what_is_taken_back_leaves_alone_what_was_told_already(service, case):
    other = service.open_case("Reena Rai")
    told, untold = tell(service, [case])[case.id], tell(service, [other])[other.id]
    with acting_as(service.actor("worker")) as by:
        commands.mark_done(notice_id=told, by=by, at=clock.test_time())
        kept = plan_commands.withdraw_many(
            notice_ids=[told, untold], why="Closed by mistake", by=by, at=clock.test_time()
        )
    assert kept == {told}
    assert [n.state for n in notices(case, about=About.ON_HOLD)] == [State.DONE]
    assert [n.state for n in notices(other, about=About.ON_HOLD)] == [State.WITHDRAWN]


def test_many_are_told_in_as_many_statements_as_one(service, case):
    others = [service.open_case(f"Person {n}") for n in "abc"]

    def statements(cases):
        with CaptureQueriesContext(connection) as counted:
            tell(service, cases)
        return len(counted)

    assert statements([case]) == statements(others)
    with acting_as(SYSTEM):
        assert AuditEntry.objects.filter(act="NOTICE_QUEUED").count() == 4 + 4
