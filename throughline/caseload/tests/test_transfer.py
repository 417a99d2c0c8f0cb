"""A client goes to another provider's service: what each of the two then has (R4)."""

from datetime import date

import pytest
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.caseload import commands as caseload
from throughline.caseload.moving_rules import TransferFacts, may_begin_transfer, may_transfer
from throughline.caseload.transfer_commands import Move, transfer_client
from throughline.cases.models import Case, CloseReason, Way
from throughline.clients import commands as clients
from throughline.clients.models import Client, HowAgreed, Transfer, WayToReach
from throughline.clients.transfer_commands import note_moved
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.referrals.commands import Request
from throughline.referrals.models import Referral, State
from throughline.referrals.transfer_commands import receive_transfer

TOLD = "She likes the allotment, and asked for a worker nearer home."


def move_of(service, *, how=HowAgreed.SPOKEN, told=TOLD, to="Northgate Wellbeing"):
    return Move(to_provider_id=service.places[to].id, how_agreed=how, told=told)


def transfer(service, case, *, by="manager", **move):
    with acting_as(service.actor(by)) as actor:
        transfer_client(case_id=case.id, move=move_of(service, **move), by=actor, at=clock.test_time())


@pytest.fixture
def case(service):
    found = service.open_case("Amina Begum", postcode="TS25 9QX", nhs_number="9990000018")
    service.contact(found, note="Spoke of her brother")
    return found


class TestTransferring:
    def test_the_other_provider_has_a_person_who_waits_for_a_link_worker(self, service, case):
        transfer(service, case)
        with acting_as(service.actor("strange manager")) as b:
            (referral,) = Referral.objects.visible_to(b).select_related("client")
            assert (referral.state, referral.surgery.name, referral.reason) == (State.WAITING, "Elm Street", TOLD)
            assert referral.client.full_name == "Amina Begum"
            assert (referral.client.nhs_number, referral.client.postcode) == ("9990000018", "TS25 9QX")
            assert [way.value for way in WayToReach.objects.visible_to(b)] == ["+441914980123"]
            assert not Case.objects.visible_to(b).exists()
            assert AuditEntry.objects.filter(act="REFERRAL_TRANSFERRED_IN", about_id=referral.id).count() == 1

    def test_the_case_here_is_closed_and_says_where_to_and_how_they_agreed(self, service, case):
        transfer(service, case, how=HowAgreed.WRITTEN)
        with acting_as(service.actor("manager")) as a:
            closed = Case.objects.visible_to(a).get()
            assert closed.close_reason == CloseReason.TRANSFERRED
            assert closed.close_note.startswith("To Northgate Wellbeing. They agreed to it in writing.")
            (kept,) = Transfer.objects.visible_to(a)
            assert (kept.client_id, kept.how_agreed) == (case.client_id, HowAgreed.WRITTEN)
            assert AuditEntry.objects.filter(act="CLIENT_TRANSFERRED", about_id=kept.id).count() == 1
            assert Referral.objects.visible_to(a).get(provider_id=a.organisation_id).state == State.ENDED

    def test_nothing_more_is_recorded_here(self, service, case):
        transfer(service, case)
        with pytest.raises(Refused, match="moved to Northgate Wellbeing.*read and not added to"):
            service.contact(case)
        with acting_as(service.actor("manager")) as a, pytest.raises(Refused, match="moved to Northgate"):
            clients.lock_client(case.client_id, viewer=a)
        with acting_as(service.actor("manager")) as a, pytest.raises(Refused, match="moved to Northgate"):
            caseload.reopen_case(
                case_id=case.id, worker_id=service.staff["worker"].id, contact_on=clock.test_time().date(),
                way=Way.PHONE, by=a, at=clock.test_time(),
            )  # fmt: skip

    def test_they_are_a_client_again_when_their_surgery_refers_them_here_anew(self, service, case):
        transfer(service, case)
        again = service.open_case("Amina Begum", nhs_number="9990000018")
        service.contact(again)
        with acting_as(service.actor("manager")) as a:
            assert Client.objects.visible_to(a).get().moved_to is None

    def test_whoever_the_other_provider_knows_already_is_not_made_twice(self, service, case):
        service.refer("Amina Begum", surgery="Hilltop", by="strange practice", nhs_number="9990000018")
        transfer(service, case)
        with acting_as(service.actor("strange manager")) as b:
            assert Client.objects.visible_to(b).count() == 1
            assert TOLD in Referral.objects.visible_to(b).get().reason


class TestRefusing:
    def test_without_the_persons_agreement_nothing_happens(self, service, case):
        with pytest.raises(Refused, match="Ask the person first"):
            transfer(service, case, how=None)
        with acting_as(service.actor("strange manager")) as b:
            assert not Client.objects.visible_to(b).exists()

    @pytest.mark.parametrize("by", ["worker", "senior", "administrator", "practice"])
    def test_only_a_manager_may(self, service, case, by):
        with pytest.raises(NotAllowed):
            transfer(service, case, by=by)

    def test_a_stranger_finds_no_such_case(self, service, case):
        with pytest.raises(NotFound):
            transfer(service, case, by="strange manager", to="Harbour Trust")

    def test_to_ones_own_provider_or_to_a_surgery_is_to_nobody(self, service, case):
        for nowhere in ("Harbour Trust", "Elm Street"):
            with pytest.raises(NotFound):
                transfer(service, case, to=nowhere)

    def test_another_persons_number_there_is_not_given_away(self, service, case):
        theirs = {"nhs_number": "9990000018", "date_of_birth": date(1941, 3, 7)}
        service.refer("Somebody Else", surgery="Hilltop", by="strange practice", **theirs)
        with pytest.raises(Refused) as refused:
            transfer(service, case)
        assert "cannot take this record over as it stands" in str(refused.value)
        assert "Somebody" not in str(refused.value)
        with acting_as(service.actor("manager")) as a:
            assert Case.objects.visible_to(a).get().closed_at is None

    def test_nobody_moves_twice_from_one_record(self, service, case):
        transfer(service, case)
        to = service.places["Northgate Wellbeing"].id
        with acting_as(service.actor("manager")) as a:
            record = Client.objects.visible_to(a).get()
            with pytest.raises(Refused, match="moved to Northgate Wellbeing"):
                note_moved(client=record, to_provider_id=to, how_agreed=HowAgreed.SPOKEN, by=a, at=clock.test_time())

    def test_particulars_that_cannot_be_right_are_not_handed_over(self, service, case):
        a_day = clock.test_time().date()
        patient = clients.Particulars(full_name="Amina Begum", date_of_birth=a_day, nhs_number="1")
        request = Request(patient=patient, referred_on=a_day, agreed=True, agreed_to_phone=False)
        with acting_as(service.actor("manager")) as a, pytest.raises(Refused, match="as it stands"):
            receive_transfer(
                request, sender=service.places["Harbour Trust"], receiver=service.places["Northgate Wellbeing"],
                surgery_id=service.places["Elm Street"].id, withheld=False, by=a, at=clock.test_time(),
            )  # fmt: skip

    def test_the_rules(self):
        good = {"agreed": True, "told": TOLD, "waits_here": False}
        assert may_transfer(TransferFacts(**good))
        for wrong in ({"agreed": False}, {"told": " "}, {"waits_here": True}):
            assert not may_transfer(TransferFacts(**good | wrong))
        assert may_begin_transfer(is_open=True, others=1)
        assert not may_begin_transfer(is_open=False, others=1)
        assert not may_begin_transfer(is_open=True, others=0)


class TestThePage:
    def test_a_manager_transfers_somebody_and_reads_where_they_went(self, client, service, case):
        client.force_login(service.staff["manager"])
        address = reverse("caseload:transfer", args=[case.id])
        record = reverse("desk:client", args=[case.client_id])
        assert address in client.get(record).content.decode()
        page = client.get(address).content.decode()
        assert "Northgate Wellbeing" in page and "Did they agree to it?" in page
        sent = {"provider": str(service.places["Northgate Wellbeing"].id), "told": TOLD}
        assert "Ask the person first" in client.post(address, sent | {"agreed": "NO"}).content.decode()
        assert client.post(address, sent | {"agreed": "SPOKEN"}).status_code == 302
        after = " ".join(client.get(record).content.decode().split())
        assert "they moved to another provider’s service. To Northgate Wellbeing." in after
        assert "Take back" not in after
        assert client.get(address).status_code == 409
