"""Allocating, handing over, taking back, leaving: done, refused, not allowed, audited."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.models import Attachment, User
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.caseload import commands, moving_queries
from throughline.cases.models import Case, CloseReason, Handover, Promise, Way
from throughline.cases.rules import NextContact
from throughline.clients.models import Answer
from throughline.contacts import commands as contacts
from throughline.contacts.commands import Ending, WhatHappened
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.core.ids import new_id
from throughline.organisations import commands as organisations
from throughline.referrals.models import Referral, State

OTHERS = [
    ("worker", NotAllowed),
    ("practice", NotAllowed),
    ("administrator", NotAllowed),
    ("strange manager", NotFound),
]


def case_now(service, case):
    with acting_as(service.actor("manager")):
        return Case.objects.get(id=case.id)


def referral_of(service, case):
    with acting_as(service.actor("manager")):
        return Referral.objects.get(id=case.referral_id)


def acts(service, act):
    with acting_as(SYSTEM):
        return AuditEntry.objects.filter(act=act).count()


def closed(service):
    case = service.open_case()
    service.contact(case, ending=Ending(CloseReason.COMPLETED, "She is well"))
    return case


class TestAllocating:
    @pytest.mark.parametrize(
        ("on", "first_contact_by"),
        [
            (date(2020, 3, 2), date(2020, 3, 16)),
            (date(2020, 4, 6), date(2020, 4, 22)),
            (date(2020, 4, 27), date(2020, 5, 12)),
            (date(2019, 12, 23), date(2020, 1, 9)),
            (date(2020, 3, 7), date(2020, 3, 20)),
        ],
        ids=[
            "a Monday",
            "over Easter",
            "over the early May holiday, a Friday in 2020",
            "over Christmas",
            "on a Saturday",
        ],
    )
    def test_the_first_contact_is_ten_working_days_on(self, service, on, first_contact_by):
        at = clock.START.replace(year=on.year, month=on.month, day=on.day)
        case = case_now(service, service.open_case(at=at))
        assert case.first_contact_due_on == case.next_contact_on == first_contact_by
        assert case.worker_id == case.next_contact_by_id == service.staff["worker"].id

    @pytest.mark.parametrize(
        ("can_be_phoned", "way"), [(Answer.YES, Way.PHONE), (Answer.NOT_ASKED, Way.PHONE), (Answer.NO, Way.POST)]
    )
    def test_who_cannot_be_phoned_is_written_to(self, service, can_be_phoned, way):
        assert case_now(service, service.open_case(can_be_phoned=can_be_phoned)).next_contact_way == way

    def test_another_number_of_days_holds_once_it_is_set(self, service):
        with acting_as(SYSTEM):
            organisations.set_number(
                provider_id=service.places["Harbour Trust"].id, name="first_contact", value=5, from_on=date(2020, 3, 2),
                reason="New contract", by=SYSTEM, at=clock.START,
            )  # fmt: skip
        assert service.open_case().next_contact_on == date(2020, 3, 9)

    def test_it_is_shown_and_audited(self, service):
        case = service.open_case()
        referral = referral_of(service, case)
        assert (referral.state, referral.worker_id) == (State.ALLOCATED, case.worker_id)
        assert acts(service, "CASE_OPENED") == 1

    @pytest.mark.parametrize("to", ["stranger", "manager", "administrator"])
    def test_only_to_a_worker_attached_to_that_surgery(self, service, to):
        received = service.refer()
        with pytest.raises(Refused, match="not attached to this surgery"):
            service.allocate(received.referral_id, to=to)
        with acting_as(SYSTEM):
            assert not Case.objects.exists()
            assert Referral.objects.get().state == State.WAITING

    def test_an_attachment_counts_on_its_days(self, service):
        Attachment.objects.filter(worker=service.staff["worker"]).update(
            starts_on=date(2020, 3, 1), ends_on=date(2020, 4, 30)
        )
        for name, day, may in [("A", date(2020, 4, 15), True), ("B", date(2020, 5, 1), False)]:
            at = clock.START.replace(month=day.month, day=day.day)
            received = service.refer(name, at=at)
            if may:
                service.allocate(received.referral_id, at=at)
            else:
                with pytest.raises(Refused):
                    service.allocate(received.referral_id, at=at)

    @pytest.mark.parametrize("conditions", [["depression"], ["gestational diabetes"]])
    def test_not_before_it_is_decided(self, service, conditions):
        received = service.refer(conditions=conditions)
        with pytest.raises(Refused, match="This referral is now"):
            service.allocate(received.referral_id)

    @pytest.mark.parametrize(("who", "no"), OTHERS)
    def test_it_is_for_this_providers_managers(self, service, who, no):
        received = service.refer()
        with pytest.raises(no):
            service.allocate(received.referral_id, by=who)


class TestJoiningAReferralToAnOpenCase:
    def join(self, service, referral_id, by="manager"):
        with acting_as(service.actor(by)) as actor:
            return commands.join_referral_to_case(referral_id=referral_id, by=actor, at=clock.START)

    def brought_in(self, service):
        """Have somebody whose open case came with no referral, as imported ones do, referred."""
        case = service.open_case()
        with acting_as(SYSTEM):
            Case.objects.update(referral=None)
            Referral.objects.update(state=State.ENDED)
        return case, service.refer().referral_id

    def test_the_surgery_is_told_and_the_case_stays_as_it_was(self, service):
        case, referral_id = self.brought_in(service)
        self.join(service, referral_id)
        now = case_now(service, case)
        assert (now.referral_id, now.next_contact_on) == (referral_id, case.next_contact_on)
        assert referral_of(service, now).worker_id == case.worker_id
        assert acts(service, "CASE_TIED_TO_REFERRAL") == 1

    def test_who_has_no_link_worker_is_allocated_instead(self, service):
        with pytest.raises(Refused, match="has no link worker yet"):
            self.join(service, service.refer().referral_id)

    @pytest.mark.parametrize(("who", "no"), OTHERS)
    def test_it_is_for_this_providers_managers(self, service, who, no):
        with pytest.raises(no):
            self.join(service, service.refer().referral_id, by=who)


class TestHandingOver:
    def hand_over(self, service, case, *, to="colleague", on=date(2020, 3, 10), reason="Moves teams", by="manager"):
        with acting_as(service.actor(by)) as actor:
            commands.hand_over_case(
                case_id=case.id, to_worker_id=service.staff[to].id, contact_on=on, way=Way.PHONE, reason=reason,
                by=actor, at=clock.START,
            )  # fmt: skip

    def test_worker_and_promise_change_together_and_the_trace_stays(self, service):
        case = service.open_case()
        self.hand_over(service, case)
        now = case_now(service, case)
        colleague = service.staff["colleague"].id
        assert (now.worker_id, now.next_contact_by_id, now.next_contact_on) == (colleague, colleague, date(2020, 3, 10))
        with acting_as(service.actor("manager")):
            assert Handover.objects.get().from_worker_id == service.staff["worker"].id
            assert Promise.objects.latest("sequence").to_be_kept_by_id == colleague
        assert referral_of(service, now).worker_id == colleague
        assert acts(service, "CASE_HANDED_OVER") == 1

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"to": "worker"}, "already their link worker"),
            ({"to": "stranger"}, "Choose a link worker who works here now"),
            ({"to": "administrator"}, "Choose a link worker who works here now"),
            ({"reason": " "}, "Say why the link worker changes"),
            ({"on": date(2020, 3, 17)}, "within 10 working days: by 16 March 2020"),
            ({"on": date(2020, 3, 1)}, "in the past"),
        ],
    )
    def test_what_is_refused_changes_nothing(self, service, changes, told):
        case = service.open_case()
        with pytest.raises(Refused, match=told):
            self.hand_over(service, case, **changes)
        assert case_now(service, case).worker_id == service.staff["worker"].id
        with acting_as(SYSTEM):
            assert not Handover.objects.exists()

    def test_a_next_contact_that_a_colleague_makes_can_be_taken_back(self, service):
        case = covered(service)
        self.hand_over(service, case, to="worker")
        assert case_now(service, case).next_contact_by_id == service.staff["worker"].id

    def test_a_closed_case_is_not_handed_over(self, service):
        with pytest.raises(Refused, match="was closed"):
            self.hand_over(service, closed(service))

    @pytest.mark.parametrize(("who", "no"), OTHERS)
    def test_it_is_for_this_providers_managers(self, service, who, no):
        case = service.open_case()
        with pytest.raises(no):
            self.hand_over(service, case, by=who)


class TestTakingBack:
    def reopen(self, service, case, *, on=date(2020, 3, 10), to="worker", by="manager"):
        with acting_as(service.actor(by)) as actor:
            return commands.reopen_case(
                case_id=case.id, worker_id=service.staff[to].id, contact_on=on, way=Way.PHONE, by=actor, at=clock.START
            )

    def test_a_new_case_remembers_the_old_and_the_surgery_sees_it(self, service):
        old = closed(service)
        new = case_now(service, self.reopen(service, old, to="colleague"))
        assert (new.reopened_from_id, new.next_contact_on) == (old.id, date(2020, 3, 10))
        assert case_now(service, old).closed_at is not None
        referral = referral_of(service, new)
        assert (referral.state, referral.ended_at) == (State.ALLOCATED, None)
        assert referral.worker_id == service.staff["colleague"].id
        assert acts(service, "REFERRAL_TAKEN_BACK") == 1

    def test_it_can_end_again(self, service):
        new = self.reopen(service, closed(service))
        service.contact(new, ending=Ending(CloseReason.COMPLETED, "She is well again"))
        assert referral_of(service, new).state == State.ENDED

    def test_an_open_case_has_nothing_to_reopen(self, service):
        with pytest.raises(Refused, match="nothing to reopen"):
            self.reopen(service, service.open_case())

    def test_not_twice(self, service):
        old = closed(service)
        self.reopen(service, old)
        with pytest.raises(Refused, match="already has a link worker"):
            self.reopen(service, old)

    def test_a_newer_referral_goes_first(self, service):
        old = closed(service)
        service.refer()
        with pytest.raises(Refused, match="A newer referral of this person is waiting"):
            self.reopen(service, old)
        with acting_as(SYSTEM):
            assert not Case.objects.still_open().exists()

    @pytest.mark.parametrize(
        ("changes", "told"),
        [({"on": date(2020, 3, 1)}, "in the past"), ({"to": "stranger"}, "Choose a link worker who works here now")],
    )
    def test_what_is_refused(self, service, changes, told):
        old = closed(service)
        with pytest.raises(Refused, match=told):
            self.reopen(service, old, **changes)

    @pytest.mark.parametrize(("who", "no"), OTHERS)
    def test_it_is_for_this_providers_managers(self, service, who, no):
        old = closed(service)
        with pytest.raises(no):
            self.reopen(service, old, by=who)


class TestLeaving:
    def leave(self, service, who="worker", by="manager"):
        with acting_as(service.actor(by)) as actor:
            commands.record_leaver(worker_id=service.staff[who].id, by=actor, at=clock.START)

    def test_the_account_closes_and_its_attachments_end(self, service):
        self.leave(service)
        left = User.objects.get(id=service.staff["worker"].id)
        assert (left.is_active, left.deactivated_by_id) == (False, service.staff["manager"].id)
        assert Attachment.objects.get(worker=left).ends_on == date(2020, 3, 2)
        assert acts(service, "ACCOUNT_DEACTIVATED") == 1

    def test_not_while_people_depend_on_them(self, service):
        for number in range(7):
            service.open_case(f"Person {number}")
        with pytest.raises(Refused, match="7 people would be left without a next contact. Hand each one over first."):
            self.leave(service)
        assert User.objects.get(id=service.staff["worker"].id).is_active

    def test_who_is_counted_is_who_is_listed(self, service):
        service.open_case("Own Person")
        covered(service)
        with acting_as(service.actor("manager")) as viewer:
            found = moving_queries.leaver(service.staff["colleague"].id, viewer=viewer)
        assert [(p.name, p.only_next_contact) for p in found.people] == [("Covered Person", True)]
        with pytest.raises(Refused, match="1 person would be left"):
            self.leave(service, "colleague")

    def test_nobody_records_themselves(self, service):
        with pytest.raises(Refused, match="cannot record yourself"):
            self.leave(service, "manager")

    def test_nobody_leaves_twice(self, service):
        self.leave(service)
        with pytest.raises(NotFound):
            self.leave(service)

    @pytest.mark.parametrize(
        ("who", "no"), [("senior", NotAllowed), ("worker", NotAllowed), ("strange manager", NotFound)]
    )
    def test_it_is_for_this_providers_managers(self, service, who, no):
        with pytest.raises(no):
            self.leave(service, "colleague", by=who)


def covered(service):
    """Have somebody whose worker is one person and whose next contact another makes."""
    case = service.open_case("Covered Person")
    with acting_as(service.actor("worker")) as worker:
        contacts.record_contact(
            contact_id=new_id(),
            case_id=case.id,
            what=WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=clock.START),
            then=NextContact(
                on=clock.START.date() + timedelta(days=7), by_id=service.staff["colleague"].id, way=Way.PHONE
            ),
            by=worker,
            at=clock.START,
        )
    return case
