"""What can happen to a referral: done, refused, not allowed, audited."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.support import clock
from tests.support.service import FIRST_DAY, SYSTEM
from throughline.accounts import commands as accounts
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import CloseReason
from throughline.clients.commands import Particulars
from throughline.clients.models import Client
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.organisations import commands as organisations
from throughline.organisations.models import Kind, RelationKind
from throughline.referrals import commands, queries
from throughline.referrals.models import Eligible, Referral, State

NUMBER = "9990000018"


@pytest.fixture
def second_surgery(service):
    """Let Harbour Trust have a second surgery, with staff of its own."""
    with acting_as(SYSTEM):
        place = organisations.register_organisation(kind=Kind.SURGERY, name="Quayside", by=SYSTEM, at=clock.START)
        organisations.relate(
            source=place, kind=RelationKind.REFERS_TO, target=service.places["Harbour Trust"], from_on=FIRST_DAY,
            by=SYSTEM, at=clock.START,
        )  # fmt: skip
        service.places["Quayside"] = place
    with acting_as(SYSTEM):
        service.staff["second practice"] = accounts.open_account(
            name="Second Practice", email="second@example.org", organisation=place, role="PRACTICE_USER",
            by=SYSTEM, at=clock.START,
        )  # fmt: skip
    return place


def the_referral(service):
    with acting_as(service.actor("manager")):
        return Referral.objects.get()


def acts(service):
    with acting_as(SYSTEM):
        found = AuditEntry.objects.filter(act__startswith="REFERRAL").order_by("id")
        return list(found.values_list("act", flat=True))


def ask(service, **changes):
    """Have a surgery's request with one thing changed."""
    patient = Particulars(full_name="Amina Begum", date_of_birth=date(1960, 5, 1), conditions=["asthma"])
    request = {
        "patient": patient,
        "referred_on": clock.START.date(),
        "agreed": True,
        "agreed_to_phone": True,
        **changes,
    }
    with acting_as(service.actor("practice")) as by:
        return commands.refer(
            commands.Request(**request), surgery_id=service.places["Elm Street"].id, by=by, at=clock.START
        )


class TestReferring:
    def test_the_answer_is_given_kept_and_audited(self, service):
        received = service.refer()
        assert (received.joined, received.eligible, received.why) == (False, Eligible.YES, "age 59, type 2 diabetes")
        referral = the_referral(service)
        assert (referral.state, referral.patient_name) == (State.WAITING, "Amina Begum")
        assert referral.received_by_id == service.staff["practice"].id
        assert acts(service) == ["REFERRAL_RECEIVED"]

    def test_the_same_patient_twice_joins_the_first(self, service):
        first = service.refer()
        second = service.refer(at=clock.START + timedelta(days=3))
        assert (second.referral_id, second.joined) == (first.referral_id, True)
        assert second.first_referred_on == date(2020, 3, 2)
        assert acts(service) == ["REFERRAL_RECEIVED", "REFERRAL_JOINED"]

    def test_what_the_second_says_is_not_lost(self, service):
        ask(service, reason="Low mood", wants="Company")
        later = Particulars(full_name="Amina Begum", date_of_birth=date(1960, 5, 1), conditions=["COPD"])
        ask(service, patient=later, reason="Fell on Friday", wants="Company", agreed_to_phone=False)
        referral = the_referral(service)
        assert referral.reason == "Low mood\n\n2 March 2020: Fell on Friday"
        assert (referral.wants, referral.conditions) == ("Company", ["asthma", "COPD"])
        assert not referral.agreed_to_phone

    def test_the_nhs_number_finds_who_has_a_new_name(self, service):
        first = service.refer(nhs_number=NUMBER)
        assert service.refer("Amina Khan", nhs_number=NUMBER).referral_id == first.referral_id

    def test_the_nhs_number_of_somebody_else_is_refused(self, service):
        service.refer(nhs_number=NUMBER)
        with pytest.raises(Refused, match="already used for somebody"):
            service.refer("Bob Young", nhs_number=NUMBER, date_of_birth=date(1955, 1, 1))

    def test_after_an_ending_there_is_a_new_referral(self, service):
        first = service.refer()
        case = service.allocate(first.referral_id)
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "She is well"))
        assert service.refer().referral_id != first.referral_id

    def test_who_was_not_eligible_may_be_referred_again(self, service):
        first = service.refer(conditions=["depression"])
        second = service.refer(conditions=["depression", "asthma"])
        assert (second.joined, second.eligible) == (False, Eligible.YES)
        assert second.referral_id != first.referral_id

    def test_a_patient_who_moved_takes_the_referral_along(self, service, second_surgery):
        first = service.refer(nhs_number=NUMBER)
        second = service.refer(nhs_number=NUMBER, surgery="Quayside", by="second practice")
        assert (second.referral_id, second.joined) == (first.referral_id, True)
        with acting_as(service.actor("second practice")) as viewer:
            assert queries.referral_sheet(first.referral_id, viewer=viewer).surgery == "Quayside"
        with acting_as(service.actor("practice")) as viewer, pytest.raises(NotFound):
            queries.referral_sheet(first.referral_id, viewer=viewer)

    def test_a_surgery_still_sees_what_became_of_its_own_when_the_patient_moved(self, service, second_surgery):
        case = service.allocate(service.refer(nhs_number=NUMBER).referral_id)
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "She is well"))
        service.refer(nhs_number=NUMBER, surgery="Quayside", by="second practice")
        with acting_as(service.actor("practice")) as viewer:
            (row,) = queries.surgery_referrals(viewer=viewer).rows
            assert (row.name, row.state) == ("Amina Begum", State.ENDED)
            assert not Client.objects.exists()

    def test_the_other_providers_same_patient_is_another_record(self, service):
        ours = service.refer(nhs_number=NUMBER)
        theirs = service.refer(nhs_number=NUMBER, surgery="Hilltop", by="strange practice")
        assert not theirs.joined and theirs.referral_id != ours.referral_id

    def test_without_agreement_it_is_refused_and_nothing_is_kept(self, service):
        with pytest.raises(Refused, match="has not agreed to be referred"):
            ask(service, agreed=False)
        with acting_as(SYSTEM):
            assert not Client.objects.exists()

    def test_the_database_holds_agreement_too(self, service):
        service.refer()
        with acting_as(service.actor("manager")), pytest.raises(IntegrityError), transaction.atomic():
            Referral.objects.update(agreed=False)

    def test_a_surgery_without_a_service_is_told_so(self, service):
        with acting_as(SYSTEM):
            lone = organisations.register_organisation(kind=Kind.SURGERY, name="Lone", by=SYSTEM, at=clock.START)
        with acting_as(SYSTEM):
            person = accounts.open_account(
                name="Lone",
                email="lone@example.org",
                organisation=lone,
                role="PRACTICE_USER",
                by=SYSTEM,
                at=clock.START,
            )
        service.places["Lone"], service.staff["lone"] = lone, person
        with pytest.raises(Refused, match="does not refer to a service yet"):
            service.refer(surgery="Lone", by="lone")

    @pytest.mark.parametrize("who", ["worker", "manager", "administrator", "commissioner"])
    def test_others_may_not_refer(self, service, who):
        with pytest.raises(NotAllowed):
            service.refer(by=who)

    def test_nobody_refers_for_another_surgery(self, service):
        with pytest.raises(NotFound):
            service.refer(surgery="Hilltop")

    def test_other_ages_hold_from_their_day_on(self, service):
        with acting_as(SYSTEM):
            organisations.set_number(
                provider_id=service.places["Harbour Trust"].id, name="youngest", value=18, from_on=date(2020, 3, 3),
                reason="New contract", by=SYSTEM, at=clock.START,
            )  # fmt: skip
        born = date(1990, 1, 1)
        assert service.refer("One", date_of_birth=born).eligible == Eligible.NO
        assert service.refer("Two", date_of_birth=born, at=clock.START + timedelta(days=1)).eligible == Eligible.YES

    def test_other_conditions_hold_from_their_day_on_and_leave_what_was_answered(self, service):
        with acting_as(SYSTEM):
            organisations.set_qualifying_conditions(
                provider_id=service.places["Harbour Trust"].id, conditions=["Hypertension", "T2DM"],
                from_on=date(2020, 3, 3), reason="New contract", by=SYSTEM, at=clock.START,
            )  # fmt: skip
        next_day = clock.START + timedelta(days=1)
        before = service.refer("One", conditions=["asthma"])
        answers = [
            service.refer(name, conditions=[condition], at=next_day)
            for name, condition in (("Two", "asthma"), ("Three", "hypertension"), ("Four", "type 2 diabetes"))
        ]
        assert before.eligible == Eligible.YES
        assert [answer.eligible for answer in answers] == [Eligible.NO, Eligible.YES, Eligible.YES]
        assert answers[0].why == "no qualifying condition (asthma)"
        with acting_as(service.actor("practice")) as practice:
            asked = [
                queries.referring(viewer=practice, on=on).conditions for on in (date(2020, 3, 2), date(2020, 3, 3))
            ]
        assert [len(conditions) for conditions in asked] == [8, 2]


class TestDeciding:
    def decide(self, service, referral_id, *, admit=True, reason="Likely type 2", by="manager"):
        with acting_as(service.actor(by)) as actor:
            commands.decide_referral(referral_id=referral_id, admit=admit, reason=reason, by=actor, at=clock.START)

    def open_question(self, service):
        return service.refer(conditions=["gestational diabetes"]).referral_id

    @pytest.mark.parametrize(("admit", "state"), [(True, State.WAITING), (False, State.DECLINED)])
    def test_the_decision_its_person_and_its_reason_are_kept(self, service, admit, state):
        self.decide(service, self.open_question(service), admit=admit)
        referral = the_referral(service)
        assert (referral.state, referral.decision_reason) == (state, "Likely type 2")
        assert referral.decided_by_id == service.staff["manager"].id
        assert acts(service)[-1] == "REFERRAL_DECIDED"

    def test_an_exception_needs_its_reason(self, service):
        referral_id = service.refer(conditions=["depression"]).referral_id
        with pytest.raises(Refused, match="Give the reason"):
            self.decide(service, referral_id, reason="  ")
        self.decide(service, referral_id, reason="Cares for two people")
        assert the_referral(service).state == State.WAITING

    def test_nothing_is_decided_twice(self, service):
        referral_id = self.open_question(service)
        self.decide(service, referral_id)
        with pytest.raises(Refused, match="nothing left to decide"):
            self.decide(service, referral_id, admit=False)

    @pytest.mark.parametrize(
        ("who", "no"), [("practice", NotAllowed), ("worker", NotAllowed), ("strange manager", NotFound)]
    )
    def test_it_is_for_this_providers_managers(self, service, who, no):
        with pytest.raises(no):
            self.decide(service, self.open_question(service), by=who)


class TestWhatTheSurgeryIsShown:
    def seen(self, service, referral_id):
        with acting_as(service.actor("practice")) as viewer:
            return queries.referral_sheet(referral_id, viewer=viewer)

    def test_received_allocated_contacted_ended(self, service):
        referral_id = service.refer().referral_id
        told = [self.seen(service, referral_id).state]
        case = service.allocate(referral_id)
        told.append(self.seen(service, referral_id).state)
        service.contact(case, Outcome.NO_ANSWER, in_days=1)
        told.append(self.seen(service, referral_id).state)
        service.contact(case)
        service.contact(case)
        told.append(self.seen(service, referral_id).state)
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "She is well"))
        told.append(self.seen(service, referral_id).state)
        assert told == [State.WAITING, State.ALLOCATED, State.ALLOCATED, State.CONTACTED, State.ENDED]

    def test_the_link_worker_is_shown_while_there_is_one(self, service):
        referral_id = service.refer().referral_id
        assert self.seen(service, referral_id).worker == ""
        case = service.allocate(referral_id)
        assert self.seen(service, referral_id).worker == "Worker of Harbour Trust"
        service.contact(case, ending=Ending(CloseReason.COMPLETED, "She is well"))
        assert self.seen(service, referral_id).worker == ""

    @pytest.mark.parametrize("mark", [commands.mark_allocated, commands.mark_taken_back, commands.show_new_worker])
    def test_nobody_is_shown_for_a_referral_that_is_not_there(self, service, mark):
        with acting_as(service.actor("manager")) as by, pytest.raises(NotFound):
            mark(referral_id=uuid4(), worker_id=service.staff["worker"].id, by=by, at=clock.START)

    def test_what_waits_for_no_worker_is_not_allocated(self, service):
        referral_id = service.refer(conditions=["depression"]).referral_id
        with acting_as(service.actor("manager")) as by, pytest.raises(Refused, match="“Not eligible”"):
            commands.mark_allocated(referral_id=referral_id, worker_id=uuid4(), by=by, at=clock.START)

    def test_what_was_never_allocated_does_not_end(self, service):
        referral_id = service.refer().referral_id
        with acting_as(service.actor("manager")) as by, pytest.raises(Refused):
            commands.mark_ended(referral_id=referral_id, by=by, at=clock.START)

    def test_speaking_before_allocation_changes_nothing(self, service):
        referral_id = service.refer().referral_id
        with acting_as(service.actor("manager")) as by:
            commands.mark_contacted(referral_id=referral_id, by=by, at=clock.START)
        assert the_referral(service).state == State.WAITING

    def test_a_surgery_cannot_write_to_its_referral_behind_the_programs_back(self, service):
        service.refer()
        refused = pytest.raises(Exception, match="row-level security")
        with acting_as(service.actor("practice")), refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("update referrals_referral set state = 'ALLOCATED'")


class TestOpeningAReferral:
    def test_a_stranger_finds_none(self, service):
        referral_id = service.refer().referral_id
        with acting_as(service.actor("strange manager")) as by, pytest.raises(NotFound):
            commands.open_referral(referral_id=referral_id, by=by, at=clock.START)

    def test_who_does_lists_reads_no_referrals(self, service):
        referral_id = service.refer().referral_id
        with acting_as(service.actor("administrator")) as by, pytest.raises(NotAllowed):
            commands.open_referral(referral_id=referral_id, by=by, at=clock.START)
