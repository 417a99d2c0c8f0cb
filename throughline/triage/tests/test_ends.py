"""From a list to the service, or a respectful end: the checks of R53, and progress (R52)."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Case
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.linkage.models import PossibleMatch
from throughline.outreach import state_commands
from throughline.outreach.models import BadRow, Listing, PersonState, VulnerableList
from throughline.referrals import commands as referrals
from throughline.referrals.models import Eligible, Referral, Source, State
from throughline.tasks.models import Task
from throughline.triage import converting_commands, deleting_commands, jobs, progress_queries, queries
from throughline.triage.converting_commands import Wish
from throughline.triage.models import Call, Result, Stands, Told
from throughline.triage.tests.calling import calls, listed, needs, now, page, told


def refer(service, person, *, by="worker", **changes):
    wish = Wish(**{
        "surgery_id": service.places["Elm Street"].id, "date_of_birth": date(1960, 5, 1),
        "conditions": ["type 2 diabetes"], "reason": "Wants company", "agreed": True, "agreed_to_phone": True,
        **changes,
    })  # fmt: skip
    with acting_as(service.actor(by)) as actor:
        return converting_commands.refer_listed_person(wish, person_id=person.id, by=actor, at=clock.test_time())


class TestIntoTheService:
    def test_a_referral_with_its_source_and_the_first_contact_date(self, service):
        [person] = listed(service, 1)
        calls(service, person, told(wants_another=True, again_on=clock.START.date() + timedelta(days=7)))
        received = refer(service, person, by="manager")
        with acting_as(service.actor("manager")):
            referral = Referral.objects.get(id=received.referral_id)
            case = Case.objects.select_related("client").get(referral=referral)
        assert (referral.source, referral.state) == (Source.VULNERABLE_LIST, State.ALLOCATED)
        assert case.worker_id == service.staff["worker"].id and case.first_contact_due_on == date(2020, 3, 16)
        assert now(service, person).state == PersonState.CONVERTED
        assert case.client.full_name == person.full_name

    def test_a_link_workers_referral_waits_to_be_allocated_like_any(self, service):
        [person] = listed(service, 1)
        received = refer(service, person)
        with acting_as(service.actor("manager")):
            assert Referral.objects.get(id=received.referral_id).state == State.WAITING

    def test_who_is_not_eligible_is_helped_on(self, service):
        [person] = listed(service, 1)
        calls(service, person, needs())
        received = refer(service, person, conditions=[])
        assert received.eligible == Eligible.NO
        assert now(service, person).state == PersonState.NEEDS_SUPPORT

    def test_not_without_agreement_and_not_twice(self, service):
        [person] = listed(service, 1)
        with pytest.raises(Refused):
            refer(service, person, agreed=False)
        refer(service, person)
        with pytest.raises(Refused, match="referred already"):
            refer(service, person)

    def test_not_from_a_surgery_that_refers_elsewhere(self, service):
        [person] = listed(service, 1)
        with pytest.raises(Refused, match="refers to another provider"):
            refer(service, person, surgery_id=service.places["Hilltop"].id)

    def test_not_by_everybody_and_nobody_of_another_provider(self, service):
        [person] = listed(service, 1)
        with pytest.raises(NotAllowed):
            refer(service, person, by="practice")
        with pytest.raises(NotFound):
            refer(service, person, by="stranger")
        with pytest.raises(NotAllowed), acting_as(service.actor("practice")) as actor:
            referrals.refer_listed(None, surgery_id=person.id, by=actor, at=clock.test_time())


class TestDeletedOnTheDay:
    @pytest.fixture
    def called(self, service):
        people = listed(service, 3)
        calls(service, people[0], needs(words="No medicine for tomorrow"))
        calls(service, people[1], told(words="Her sister rings"))
        return people

    def delete(self, service, *, by="manager"):
        with acting_as(service.actor(by)) as actor:
            return deleting_commands.delete_due_lists(by=actor, at=clock.test_time())

    def test_names_are_gone_counts_are_kept_and_it_is_written_down(self, service, called):
        clock.move_to(clock.START + timedelta(days=181))
        done = self.delete(service)
        assert (done.lists, done.people) == (1, 3)
        for person in called:
            held = now(service, person)
            assert (held.state, held.full_name, held.phones, held.nhs_number) == (PersonState.DELETED, "", [], None)
        with acting_as(service.actor("manager")):
            assert VulnerableList.objects.get().people_new == 3
            assert set(Told.objects.values_list("words", flat=True)) == {""}
            assert set(Call.objects.values_list("words", flat=True)) == {""}
            assert Call.objects.count() == 2
            assert not Task.objects.exclude(caller_name="").exists()
            assert not Listing.objects.exclude(cells=[]).exists() and not BadRow.objects.exclude(cells=[]).exists()
            assert AuditEntry.objects.filter(act="LIST_DELETED").count() == 1

    def test_who_they_may_have_been_is_forgotten_too(self, service, called):
        case = service.open_case("Adab Testwood")
        with acting_as(service.actor("manager")) as actor:
            PossibleMatch.objects.create(
                provider_id=case.provider_id, person=called[2], client_id=case.client_id, weight=40, place=1,
                found_at=clock.test_time(), found_by_id=actor.user_id,
            )  # fmt: skip
        clock.move_to(clock.START + timedelta(days=181))
        self.delete(service)
        with acting_as(service.actor("manager")):
            assert not PossibleMatch.objects.exists()
            assert AuditEntry.objects.filter(act="MATCHES_FORGOTTEN").count() == 1

    def test_not_before_the_day_and_only_once(self, service, called):
        assert self.delete(service).lists == 0
        clock.move_to(clock.START + timedelta(days=181))
        assert self.delete(service).lists == 1
        assert self.delete(service).lists == 0

    def test_whoever_another_list_still_names_stays(self, service, called):
        listed(service, 2, delete_by=clock.START.date() + timedelta(days=400), received_on=clock.START.date())
        clock.move_to(clock.START + timedelta(days=181))
        assert self.delete(service).people == 1
        assert now(service, called[0]).full_name != ""

    def test_the_job_does_it_and_may_run_twice(self, service, called):
        clock.move_to(clock.START + timedelta(days=181))
        jobs.delete_due_lists()
        jobs.delete_due_lists()
        assert now(service, called[0]).state == PersonState.DELETED

    def test_not_by_a_link_worker(self, service, called):
        with pytest.raises(NotAllowed):
            self.delete(service, by="worker")

    def test_a_list_that_is_not_there(self, service, called):
        with acting_as(service.actor("manager")) as actor:
            about = {"by": actor, "at": clock.test_time()}
            with pytest.raises(NotFound):
                state_commands.forget_list(list_id=called[0].id, **about)
            with pytest.raises(NotFound):
                state_commands.note_listed_state(person_id=service.staff["worker"].id, state="CLOSED", **about)


class TestProgress:
    @pytest.fixture
    def called(self, service):
        people = listed(service, 10)
        calls(service, people[0], needs())
        calls(service, people[1], told())
        calls(service, people[2], told(Result.DECLINED, stands={}))
        calls(service, people[3], told(Result.NOT_REACHED, stands={}), by="colleague")
        return people

    def counted(self, service, *, by="manager"):
        with acting_as(service.actor(by)) as actor:
            return progress_queries.progress(
                service.places["Harbour Trust"].id, viewer=actor, on=clock.test_time().date()
            )

    def test_by_list_surgery_and_worker(self, service, called):
        found = self.counted(service)
        whole = found.whole
        assert (whole.listed, whole.tried, whole.reached, whole.to_call) == (10, 4, 3, 7)
        assert (whole.check_in, whole.needed, whole.declined, whole.share_needing) == (1, 1, 1, 50)
        assert found.likely == (1, 1)
        assert whole.median_days == 0
        assert [sum(one.listed for one in counts) for counts in found.groups.values()] == [10, 10, 10]

    def test_before_anything_there_is_nothing(self, service):
        found = self.counted(service)
        assert (found.whole.listed, found.whole.share_needing, found.whole.median_days) == (0, None, None)

    def test_another_provider_sees_none_of_it(self, service, called):
        assert self.counted(service, by="strange manager").whole.listed == 0
        with pytest.raises(NotAllowed):
            self.counted(service, by="practice")

    def test_the_page_says_it_beside_the_papers_figure(self, service, called):
        shown = page(service, "progress", by="manager")
        assert "50% of those spoken with needed support (paper’s figure for planning: about 15–20%)" in shown
        assert "Of 7 still to call, about 1 are likely to need support" in shown


class TestPages:
    ASKED = {f"stands_{point}": "FINE" for point in ("food", "medicine", "guidelines", "coping", "knows_what")}

    def test_a_whole_call_on_its_pages(self, service):
        listed(service, 2)
        shown = page(service, "to_call")
        assert "2 in all" in shown and "First try by" in shown
        shown = page(service, "to_call", sent={})
        assert "Hello, my name is Worker of Harbour Trust, from Harbour Trust" in shown
        assert "Have you food for the next days" in shown
        with acting_as(service.actor("worker")) as actor:
            turn_id = queries.my_turn(viewer=actor)
        urgent = {**self.ASKED, "stands_medicine": "NEEDS", "today_medicine": "on"}
        refused = page(service, "call", turn_id, sent={**urgent, "result": "CHECK_IN_ONLY"})
        assert "Choose “Needs support”" in refused
        sent = {**urgent, "needs_medicine": "None for tomorrow", "result": "NEEDS_SUPPORT"}
        kept = page(service, "call", turn_id, sent=sent)
        assert "Written down" in kept and "None for tomorrow, by 2 March 2020" in kept
        assert "It cannot end yet" in kept
        with acting_as(service.actor("worker")):
            need = Told.objects.select_related("call").get(stands=Stands.URGENT)
        assert "None for tomorrow" in page(service, "need", need.id)
        assert "Say how it was met" in page(service, "need", need.id, sent={"how": ""})
        met = page(service, "need", need.id, sent={"how": "The pharmacy brings it"})
        assert "Met on 2 March 2020: The pharmacy brings it" in met
        person_id = need.call.person_id
        assert "Say how it ended" in page(service, "person", person_id, sent={"why": ""})
        assert "It has ended with" in page(service, "person", person_id, sent={"why": "All is well"})

    def test_nobody_answered_and_giving_back_are_one_press(self, service):
        listed(service, 1)
        page(service, "to_call", sent={})
        with acting_as(service.actor("worker")) as actor:
            turn_id = queries.my_turn(viewer=actor)
        assert "is given back" in page(service, "call", turn_id, sent={"stop": "yes"})
        assert "That call is finished" in page(service, "call", turn_id)
        page(service, "to_call", sent={})
        with acting_as(service.actor("worker")) as actor:
            turn_id = queries.my_turn(viewer=actor)
        assert "They come again on another day" in page(service, "call", turn_id, sent={"no_answer": "yes"})
        assert "Nobody is to be called now" in page(service, "to_call", sent={})

    def test_the_way_into_the_service(self, service):
        [person] = listed(service, 1)
        sent = {
            "date_of_birth-day": "1", "date_of_birth-month": "5", "date_of_birth-year": "1960",
            "surgery": str(service.places["Elm Street"].id), "conditions": ["type 2 diabetes"], "reason": "Company",
            "agreed": "yes", "agreed_to_phone": "yes",
        }  # fmt: skip
        assert "Nobody is referred who has not agreed" in page(
            service, "refer", person.id, sent=sent | {"agreed": "no"}
        )
        shown = page(service, "refer", person.id)
        assert "Refer them" in shown
        assert "Not eligible" in page(service, "refer", person.id, sent=sent | {"conditions": []})
        done = page(service, "refer", person.id, sent=sent)
        assert "is referred to the service" in done

    def test_a_person_is_taken_from_their_page(self, service):
        people = listed(service, 2)
        assert "Hello, my name is" in page(service, "person", people[0].id, sent={"call": "yes"})
        assert "Finish the call" in page(service, "person", people[1].id, sent={"call": "yes"})
