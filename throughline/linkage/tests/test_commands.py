"""A list is compared, and people say who is who: done, refused, not allowed, not found, audited."""

from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.linkage import commands
from throughline.linkage.models import PossibleMatch, Said
from throughline.outreach import commands as outreach
from throughline.outreach.models import ListedPerson, VulnerableList
from throughline.outreach.tests.lists import csv_of, person, take

BORN = {"Date of Birth": "01/05/1960"}
AMINA = {"Forename": "Amina", "Surname": "Begum", "Postcode": "TS25 9QX", "Mobile": "0191 498 0123", **BORN}


def compare(service, taken, folder, by="manager"):
    with acting_as(service.actor(by)) as actor:
        return commands.compare_list(
            list_id=taken.list_id, folder=folder, progress=lambda done, total: None, by=actor, at=clock.test_time()
        )


def say(service, match, said, *, by="manager", client_id=None, person_id=None):
    with acting_as(service.actor(by)) as actor:
        commands.say_who_it_is(
            person_id=person_id or match.person_id, client_id=client_id, said=said, by=actor, at=clock.test_time()
        )


@pytest.fixture
def case(service):
    return service.open_case("Amina Begum", postcode="TS25 9QX", address="9 Nowhere Lane")


@pytest.fixture
def likely(service, case, tmp_path):
    """A list with Amina under a name with a slip in it; nothing else is the same but date and number."""
    return take(service, csv_of(tmp_path, "elm.csv", person(1, **{**AMINA, "NHS Number": "", "Forename": "Aminah"})))


@pytest.fixture
def doubtful(service, case, tmp_path):
    """A list with somebody of Amina's surname and day of birth, at her home: a twin, or herself."""
    return take(service, csv_of(tmp_path, "elm.csv", person(1, **{**AMINA, "NHS Number": "", "Forename": "Rukhsana"})))


@pytest.fixture
def asked(service, doubtful, tmp_path):
    compare(service, doubtful, tmp_path)
    with acting_as(service.actor("manager")):
        return PossibleMatch.objects.get()


class TestComparing:
    def test_who_is_alike_beyond_doubt_is_linked_to_their_own_worker(self, service, likely, case, tmp_path):
        found = compare(service, likely, tmp_path)
        with acting_as(service.actor("manager")):
            entry, one = ListedPerson.objects.get(), VulnerableList.objects.get()
            assert (found.listed, found.linked, found.asked) == (1, 1, 0)
            assert (entry.client_id, entry.worker_id, entry.how_known) == (case.client_id, case.worker_id, "LINKAGE")
            assert one.compared_at == clock.test_time()
            assert {"LIST_COMPARED", "LISTED_PERSON_IS_CLIENT", "CLIENT_NAMED_ON_LIST"} <= set(
                AuditEntry.objects.values_list("act", flat=True)
            )

    def test_who_may_be_one_is_asked_about_and_nothing_is_decided(self, service, asked, case):
        with acting_as(service.actor("manager")):
            assert ListedPerson.objects.get().client_id is None
            assert (asked.client_id, asked.place, asked.answer) == (case.client_id, 1, "")

    def test_again_asks_nothing_twice_and_nothing_that_was_answered(self, service, asked, doubtful, tmp_path):
        say(service, asked, Said.DIFFERENT)
        found = compare(service, doubtful, tmp_path)
        with acting_as(service.actor("manager")):
            assert (found.linked, found.asked) == (0, 0)
            assert PossibleMatch.objects.get().answer == Said.DIFFERENT

    def test_a_pair_that_a_person_said_no_to_is_never_linked(self, service, likely, case, tmp_path):
        with acting_as(service.actor("manager")) as by:
            entry = ListedPerson.objects.get()
            PossibleMatch.objects.create(
                provider_id=entry.provider_id, person=entry, client_id=case.client_id, weight=100, place=1,
                found_at=clock.test_time(), found_by_id=by.user_id, answer=Said.DIFFERENT,
                answered_at=clock.test_time(), answered_by_id=by.user_id,
            )  # fmt: skip
        assert compare(service, likely, tmp_path).linked == 0

    def test_a_client_who_has_an_entry_already_is_called_once(self, service, likely, case, tmp_path):
        again = take(
            service, csv_of(tmp_path, "elm2.csv", person(2, **{**AMINA, "NHS Number": "", "Forename": "Amiina"}))
        )
        compare(service, likely, tmp_path)
        assert compare(service, again, tmp_path).linked == 1
        with acting_as(service.actor("manager")):
            assert ListedPerson.objects.standing().count() == 1

    def test_a_run_that_fails_leaves_nothing_in_the_database_or_the_folder(
        self, service, doubtful, tmp_path, monkeypatch
    ):
        def fails(**given):
            raise RuntimeError("the lights went out")

        monkeypatch.setattr(outreach, "note_compared", fails)
        with pytest.raises(RuntimeError):
            compare(service, doubtful, tmp_path)
        with acting_as(service.actor("manager")):
            assert not PossibleMatch.objects.exists()
            assert VulnerableList.objects.get().compared_at is None
        assert not (tmp_path / "linkage").exists()

    def test_a_list_that_was_deleted_is_refused(self, service, likely, tmp_path):
        with acting_as(service.actor("manager")) as by:
            VulnerableList.objects.update(deleted_at=clock.test_time(), deleted_by_id=by.user_id)
        with pytest.raises(Refused, match="deleted"):
            compare(service, likely, tmp_path)

    def test_a_link_worker_may_not_and_another_provider_finds_nothing(self, service, likely, tmp_path):
        with pytest.raises(NotAllowed):
            compare(service, likely, tmp_path, by="worker")
        with pytest.raises(NotFound):
            compare(service, likely, tmp_path, by="strange manager")


class TestSayingWhoItIs:
    def test_the_same_person(self, service, asked, case):
        say(service, asked, Said.SAME, client_id=case.client_id)
        with acting_as(service.actor("manager")):
            entry = ListedPerson.objects.get()
            assert (entry.client_id, entry.how_known, entry.worker_id) == (case.client_id, "SAID", case.worker_id)
            assert not PossibleMatch.objects.open_questions().exists()
            assert AuditEntry.objects.filter(act="LISTED_PERSON_COMPARED").exists()

    def test_not_the_same(self, service, asked):
        say(service, asked, Said.DIFFERENT)
        with acting_as(service.actor("manager")):
            assert ListedPerson.objects.get().client_id is None
            assert not PossibleMatch.objects.open_questions().exists()

    def test_cannot_tell_yet_stays_a_question(self, service, asked):
        say(service, asked, Said.NOT_YET)
        with acting_as(service.actor("manager")):
            assert PossibleMatch.objects.open_questions().get().answer == Said.NOT_YET

    def test_somebody_who_was_not_shown_is_not_found(self, service, asked):
        with pytest.raises(NotFound):
            say(service, asked, Said.SAME, client_id=uuid4())
        with pytest.raises(NotFound):
            say(service, asked, Said.DIFFERENT, person_id=uuid4())
        with pytest.raises(NotFound):
            say(service, asked, Said.DIFFERENT, by="strange manager")

    def test_a_link_worker_may_not(self, service, asked):
        with pytest.raises(NotAllowed):
            say(service, asked, Said.DIFFERENT, by="worker")

    def test_nothing_is_decided_twice(self, service, asked):
        say(service, asked, Said.DIFFERENT)
        with pytest.raises(NotFound):
            say(service, asked, Said.DIFFERENT)


class TestSayingOfMany:
    def test_one_client_is_not_two_people(self, service, doubtful, case):
        with acting_as(service.actor("manager")) as by, pytest.raises(Refused, match="cannot be two"):
            outreach.say_are_clients(
                pairs=[(uuid4(), case.client_id), (uuid4(), case.client_id)], provider_id=by.organisation_id, by=by,
                at=clock.test_time(),
            )  # fmt: skip

    def test_who_may_not(self, service, doubtful):
        provider_id = service.places["Harbour Trust"].id
        with acting_as(service.actor("worker")) as by:
            with pytest.raises(NotAllowed):
                outreach.say_are_clients(pairs=[], provider_id=provider_id, by=by, at=clock.test_time())
            with pytest.raises(NotAllowed):
                outreach.note_compared(list_id=doubtful.list_id, by=by, at=clock.test_time())
        with acting_as(service.actor("strange manager")) as by:
            with pytest.raises(NotFound):
                outreach.say_are_clients(pairs=[], provider_id=provider_id, by=by, at=clock.test_time())
            with pytest.raises(NotFound):
                outreach.note_compared(list_id=doubtful.list_id, by=by, at=clock.test_time())
