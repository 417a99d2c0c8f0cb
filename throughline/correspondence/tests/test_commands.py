"""Notices follow from what happens in a case, and a person settles them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.caseload import commands as caseload
from throughline.cases.models import Way
from throughline.clients.models import Client
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.correspondence import commands
from throughline.correspondence.models import About, Form, Notice, State


def notices(case):
    with acting_as(SYSTEM):
        return list(Notice.objects.filter(case_id=case.id).order_by("queued_at", "state"))


def the_notice(case):
    [notice] = notices(case)
    return notice


def hand_over(service, case, now):
    with acting_as(service.actor("manager")) as manager:
        caseload.hand_over_case(
            case_id=case.id, to_worker_id=service.staff["colleague"].id, contact_on=(now + timedelta(days=1)).date(),
            way=Way.PHONE, reason="Closer by", by=manager, at=now,
        )  # fmt: skip


class TestWhatFollows:
    def test_whoever_is_allocated_is_to_be_told_who_their_link_worker_is_and_when_they_call(self, service):
        notice = the_notice(service.open_case(address="12 Sea Road"))
        assert (notice.about, notice.form, notice.state) == (About.INTRODUCTION, Form.LETTER, State.QUEUED)
        assert "Worker of Harbour Trust will phone you on Monday 16 March 2020" in notice.words

    def test_somebody_who_cannot_read_is_told_by_phone_and_never_by_letter_alone(self, service):
        received = service.refer(address="12 Sea Road")
        with acting_as(SYSTEM):
            Client.objects.update(cannot_read=True)
        assert the_notice(service.allocate(received.referral_id)).form == Form.SPOKEN

    def test_a_change_of_worker_is_told_in_place_of_what_was_not_told_yet(self, service, now):
        case = service.open_case()
        hand_over(service, case, now)
        first, second = sorted(notices(case), key=lambda notice: notice.about)
        assert (first.about, first.state) == (About.INTRODUCTION, State.WITHDRAWN)
        assert (second.about, second.state) == (About.NEW_WORKER, State.QUEUED)
        assert "Colleague of Harbour Trust is now your link worker" in second.words

    def test_once_they_have_spoken_nobody_needs_to_be_told(self, service):
        case = service.open_case()
        service.contact(case)
        assert the_notice(case).state == State.SPOKEN_SINCE

    def test_a_try_tells_nobody_anything(self, service):
        case = service.open_case()
        service.contact(case, Outcome.NO_ANSWER, in_days=1)
        assert the_notice(case).state == State.QUEUED

    def test_nobody_of_another_provider_can_queue_one(self, service, now):
        case = service.open_case()
        with acting_as(service.actor("strange manager")) as stranger, pytest.raises(NotFound):
            commands.queue_notice(case_id=case.id, about=About.WHO_CALLS, by=stranger, at=now)

    def test_nor_say_that_they_have_spoken(self, service, now):
        case = service.open_case()
        with acting_as(service.actor("strange manager")) as stranger:
            commands.note_conversation(case_id=case.id, spoke_at=now, by=stranger, at=now)
        assert the_notice(case).state == State.QUEUED


class TestSettling:
    def test_a_notice_is_marked_done_by_whoever_saw_to_it(self, service, now):
        case = service.open_case()
        with acting_as(service.actor("administrator")) as administrator:
            commands.mark_done(notice_id=the_notice(case).id, by=administrator, at=now)
        notice = the_notice(case)
        assert (notice.state, notice.settled_by_id) == (State.DONE, service.staff["administrator"].id)
        with acting_as(SYSTEM):
            assert AuditEntry.objects.filter(act="NOTICE_SETTLED", about_id=notice.id).count() == 1

    def test_it_is_withdrawn_only_with_a_reason(self, service, now):
        case = service.open_case()
        with acting_as(service.actor("manager")) as manager:
            with pytest.raises(Refused, match="Say why"):
                commands.withdraw_notice(notice_id=the_notice(case).id, reason=" ", by=manager, at=now)
            commands.withdraw_notice(notice_id=the_notice(case).id, reason="The surgery told them", by=manager, at=now)
        assert the_notice(case).settled_note == "The surgery told them"

    def test_what_is_done_is_not_done_again(self, service, now):
        case = service.open_case()
        with acting_as(service.actor("worker")) as worker:
            commands.mark_done(notice_id=the_notice(case).id, by=worker, at=now)
            with pytest.raises(Refused, match="settled already"):
                commands.mark_done(notice_id=the_notice(case).id, by=worker, at=now)

    @pytest.mark.parametrize("settle", [commands.mark_done, lambda **k: commands.withdraw_notice(reason="No", **k)])
    def test_a_surgery_may_not_and_a_stranger_finds_nothing(self, service, now, settle):
        notice = the_notice(service.open_case())
        with acting_as(service.actor("practice")) as practice, pytest.raises(NotAllowed):
            settle(notice_id=notice.id, by=practice, at=now)
        with acting_as(service.actor("stranger")) as stranger, pytest.raises(NotFound):
            settle(notice_id=notice.id, by=stranger, at=now)
        with acting_as(service.actor("worker")) as worker, pytest.raises(NotFound):
            settle(notice_id=uuid4(), by=worker, at=now)
