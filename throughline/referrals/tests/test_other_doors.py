"""A no is said kindly and opens another door (R8); the surgery sees each state of 7.2 (R6)."""

from datetime import date, timedelta

import pytest

from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import CloseReason
from throughline.contacts import commands as contacts
from throughline.contacts.commands import Ending
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.organisations import commands as organisations
from throughline.organisations.models import Kind, RelationKind
from throughline.referrals import commands
from throughline.referrals.models import Referral, State

YOUNG = {"date_of_birth": date(1982, 1, 1), "conditions": ["asthma"]}


def declare(service, now):
    with acting_as(SYSTEM):
        organisations.declare_disruption(
            provider_id=service.places["Harbour Trust"].id, name="lockdown", starts_on=now.date(), by=SYSTEM, at=now
        )


def open_doors(service, now):
    for name, phone in [("Chest and Breath", "0191 498 0555"), ("Young Minds North", "")]:
        with acting_as(SYSTEM):
            door = organisations.register_organisation(
                kind=Kind.LINKED_SERVICE, name=name, phone=phone, by=SYSTEM, at=now
            )
            organisations.relate(
                source=door, kind=RelationKind.RECEIVES_REFERRAL, target=service.places["Harbour Trust"],
                from_on=now.date(), by=SYSTEM, at=now,
            )  # fmt: skip


def list_them(service, referral_id, now, by="practice"):
    with acting_as(service.actor(by)) as actor:
        commands.list_for_check_ins(referral_id=referral_id, by=actor, at=now)


def state_of(referral_id):
    with acting_as(SYSTEM):
        return Referral.objects.get(id=referral_id).state


def words(answer):
    return " ".join(answer.content.decode().split())


class TestAKindNo:
    def test_the_surgery_reads_why_two_other_doors_and_the_check_in_calls(self, client, service, now):
        declare(service, now)
        open_doors(service, now)
        received = service.refer("Ana Young", **YOUNG)
        client.force_login(service.staff["practice"])
        page = words(client.get(f"/referrals/{received.referral_id}/"))
        assert "Not eligible: age 38; the service is for ages 40 to 74" in page
        assert "These may help: Chest and Breath (0191 498 0555); Young Minds North." in page
        assert "Ask for check-in calls" in page

        page = words(client.post(f"/referrals/{received.referral_id}/", {"check_ins": "yes"}, follow=True))
        assert "On the list for check-in calls" in page
        assert state_of(received.referral_id) == State.CHECK_INS
        assert "Ask for check-in calls" not in page

    def test_without_a_disruption_there_are_no_check_in_calls(self, client, service, now):
        received = service.refer("Ana Young", **YOUNG)
        client.force_login(service.staff["practice"])
        assert "Ask for check-in calls" not in words(client.get(f"/referrals/{received.referral_id}/"))
        refusal = client.post(f"/referrals/{received.referral_id}/", {"check_ins": "yes"})
        assert refusal.status_code == 409
        assert "There is none now" in words(refusal)

    def test_it_is_written_down(self, service, now):
        declare(service, now)
        received = service.refer("Ana Young", **YOUNG)
        list_them(service, received.referral_id, now)
        with acting_as(SYSTEM):
            entry = AuditEntry.objects.get(act="REFERRAL_LISTED_FOR_CHECK_INS")
        assert entry.about_id == received.referral_id

    def test_whoever_is_eligible_gets_a_link_worker_and_not_a_list(self, service, now):
        declare(service, now)
        with pytest.raises(Refused, match="for those who are not eligible"):
            list_them(service, service.refer().referral_id, now)

    def test_a_link_worker_may_not_and_another_surgery_finds_nothing(self, service, now):
        received = service.refer("Ana Young", **YOUNG)
        with pytest.raises(NotAllowed):
            list_them(service, received.referral_id, now, by="worker")
        with pytest.raises(NotFound):
            list_them(service, received.referral_id, now, by="strange practice")

    def test_a_manager_can_still_admit_them_with_a_reason(self, service, now):
        declare(service, now)
        received = service.refer("Ana Young", **YOUNG)
        list_them(service, received.referral_id, now, by="manager")
        with acting_as(service.actor("manager")) as manager:
            with pytest.raises(Refused, match="Give the reason"):
                commands.decide_referral(referral_id=received.referral_id, admit=True, reason=" ", by=manager, at=now)
            commands.decide_referral(
                referral_id=received.referral_id, admit=True, reason="Cares for two people", by=manager, at=now
            )
        assert state_of(received.referral_id) == State.WAITING


class TestWhatTheSurgeryIsShown:
    def test_the_first_assessment_is_shown_once(self, service, now):
        case = service.open_case()
        with acting_as(service.actor("worker")) as worker:
            for later in range(2):
                commands.mark_assessed(referral_id=case.referral_id, by=worker, at=now + timedelta(days=later))
        with acting_as(SYSTEM):
            referral = Referral.objects.get(id=case.referral_id)
        assert (referral.state, referral.assessed_at) == (State.ASSESSED, now)

    def test_nobody_of_another_provider_can_show_it(self, service, now):
        case = service.open_case()
        with acting_as(service.actor("stranger")) as stranger, pytest.raises(NotFound):
            commands.mark_assessed(referral_id=case.referral_id, by=stranger, at=now)

    def test_that_nobody_could_reach_them_is_not_called_an_ending(self, client, service, now):
        case = service.open_case()
        for day in range(3):
            service.contact(case, Outcome.NO_ANSWER, at=now + timedelta(days=day), in_days=1)
        with acting_as(service.actor("manager")) as manager:
            contacts.close_without_contact(
                case_id=case.id, ending=Ending(CloseReason.COULD_NOT_REACH, "Letters came back"), by=manager,
                at=now + timedelta(days=4),
            )  # fmt: skip
        assert state_of(case.referral_id) == State.COULD_NOT_REACH
        client.force_login(service.staff["practice"])
        assert "Could not reach" in words(client.get("/referrals/"))

    def test_they_can_be_referred_again(self, service, now):
        case = service.open_case()
        for day in range(3):
            service.contact(case, Outcome.NO_ANSWER, at=now + timedelta(days=day), in_days=1)
        with acting_as(service.actor("manager")) as manager:
            contacts.close_without_contact(
                case_id=case.id, ending=Ending(CloseReason.COULD_NOT_REACH, "Moved?"), by=manager,
                at=now + timedelta(days=4),
            )  # fmt: skip
        assert not service.refer(at=now + timedelta(days=9)).joined
