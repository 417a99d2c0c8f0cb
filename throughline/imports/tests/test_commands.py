"""A file comes in as one act: all of it or nothing, the same again is harmless, and bad rows come back."""

import stat
from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction

from tests.support.clock import LONDON, START
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.audit.models import AuditEntry, Unsealed
from throughline.audit.queries import faults
from throughline.cases import commands as cases
from throughline.cases.models import Case, CloseReason, Level, Promise, Way
from throughline.cases.rules import NextContact
from throughline.circumstances.condition_commands import note_referred_conditions
from throughline.clients.commands import Particulars, register_client
from throughline.clients.models import Answer, Client, WayToReach
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, Refused
from throughline.imports import commands
from throughline.imports.tests.files import csv_text, person, read_back, saved
from throughline.oversight.queries import integrity
from throughline.referrals.models import Referral

SYSTEM = Actor.system("import")
FULL = person(
    nhs_number="999 000 0018", phones="0191 498 0123; 07700 900123", email="amina@example.org", address="1 Elm Street",
    postcode="ne14st", surgery="elm street", conditions="type 2 diabetes; asthma", access_needs="interpreter: Sylheti",
    can_be_phoned="no", can_read="Yes", has_internet="", level="intensive", last_spoken="15/01/2020",
    next_contact_way="",
)  # fmt: skip


@pytest.fixture
def take(service, tmp_path):
    """Import rows (or a file) and give the outcome."""

    def run(
        *rows, kind="clients", path=None, dry_run=False, partial=False, progress=lambda done, total: None, at=START
    ):
        with acting_as(SYSTEM):
            return commands.take_file(
                kind=kind, path=path or saved(tmp_path, csv_text(*rows)), dry_run=dry_run, partial=partial,
                progress=progress, by=SYSTEM, at=at,
            )  # fmt: skip

    return run


def counts():
    with acting_as(SYSTEM):
        kept = {
            m.__name__: m.objects.count() for m in (Client, WayToReach, Case, Promise, AuditEntry, Unsealed, Referral)
        }
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name like '%check_integrity'")
        return {**kept, "checks to come": cursor.fetchone()[0]}


def people(count, **changes):
    return [person(name=f"Person {n}", **changes) for n in range(count)]


class TestWhatARowBecomes:
    def test_a_person_with_an_open_case(self, take, service):
        assert take(FULL) == commands.Outcome(taken=1, again=0, bad=0, bad_file=None)
        with acting_as(service.actor("worker")):
            client, case = Client.objects.get(), Case.objects.get()
            ways = list(WayToReach.objects.order_by("place").values_list("value", flat=True))
        assert (client.full_name, client.date_of_birth, client.nhs_number) == (
            "Amina Begum",
            date(1960, 5, 1),
            "9990000018",
        )
        assert (client.postcode, client.surgery_id) == ("NE1 4ST", service.places["Elm Street"].id)
        assert (client.conditions, client.has_internet) == (["type 2 diabetes", "asthma"], Answer.NOT_ASKED)
        assert ways == ["+441914980123", "+447700900123", "amina@example.org"]
        assert (case.worker_id, case.level) == (service.staff["worker"].id, Level.INTENSIVE)
        assert (case.next_contact_on, case.next_contact_way) == (date(2020, 3, 16), Way.POST)
        assert case.last_reached_at == datetime(2020, 1, 15, 12, tzinfo=LONDON)

    def test_a_backlog_comes_in_late_rather_than_not_at_all(self, take, service):
        assert take(person(next_contact="2019-11-04")).taken == 1
        with acting_as(service.actor("worker")):
            assert Case.objects.get().next_contact_on == date(2019, 11, 4)

    def test_somebody_nobody_has_spoken_to_waits_for_a_first_contact(self, take, service):
        take(person())
        with acting_as(service.actor("worker")):
            assert Case.objects.get().first_contact_due_on == date(2020, 3, 16)

    def test_the_worker_decides_the_service(self, take, service):
        take(person(), person(name="Chen Wei", worker="Stranger@example.org"))
        with acting_as(service.actor("stranger")):
            assert Client.objects.get().full_name == "Chen Wei"

    @pytest.mark.parametrize("row", [FULL, person()], ids=["everything known", "next to nothing known"])
    def test_it_is_kept_just_as_one_by_one(self, take, service, row):
        in_bulk = undone(lambda: take(row))
        one_by_one = undone(lambda: register_and_open(service, full=row is FULL))
        assert in_bulk["Client"], in_bulk["Promise"]
        assert in_bulk == one_by_one


def undone(act):
    """Do something, give all that was kept by it, ids aside, and take it back."""
    left_out = {"id", "client_id", "case_id", "_state", "about_id", "entry_id"}
    with acting_as(SYSTEM), transaction.atomic():
        before = list(AuditEntry.objects.values_list("id", flat=True))
        act()
        # Who comes in by file has their link worker already, and is sent no notice of who that is.
        entries = AuditEntry.objects.exclude(id__in=before).exclude(act="NOTICE_QUEUED")
        found = {
            "Client": Client.objects.all(),
            "WayToReach": WayToReach.objects.order_by("place"),
            "Case": Case.objects.all(),
            "Promise": Promise.objects.all(),
            "AuditEntry": entries.order_by("act"),
            "Unsealed": Unsealed.objects.filter(entry_id__in=entries.values("id")),
        }
        kept = {
            name: [{k: v for k, v in vars(r).items() if k not in left_out} for r in rows]
            for name, rows in found.items()
        }
        transaction.set_rollback(True)
    return kept


def register_and_open(service, *, full):
    """Keep the same person by the commands that take one at a time."""
    worker, spoken_at = service.staff["worker"], datetime(2020, 1, 15, 12, tzinfo=LONDON)
    due_on = date(2020, 3, 16)
    known = {
        "nhs_number": "9990000018", "phones": ["0191 498 0123", "07700 900123"], "email": "amina@example.org",
        "address": "1 Elm Street", "postcode": "NE1 4ST", "conditions": ["type 2 diabetes", "asthma"],
        "access_needs": "interpreter: Sylheti", "can_be_phoned": Answer.NO, "can_read": Answer.YES,
    }  # fmt: skip
    client = register_client(
        Particulars(full_name="Amina Begum", date_of_birth=date(1960, 5, 1), **(known if full else {})),
        provider_id=worker.organisation_id, surgery_id=service.places["Elm Street"].id if full else None,
        by=SYSTEM, at=START,
    )  # fmt: skip
    if full:
        note_referred_conditions(
            {client.id: known["conditions"]}, provider_id=worker.organisation_id, by=SYSTEM, at=START
        )
    cases.open_case(
        client_id=client.id, worker_id=worker.id, level=Level.INTENSIVE if full else Level.REGULAR,
        next_contact=NextContact(on=due_on, by_id=worker.id, way=Way.POST if full else Way.PHONE),
        first_contact_due_on=None if full else due_on, last_reached_at=spoken_at if full else None, by=SYSTEM, at=START,
    )  # fmt: skip


class TestAllOrNothing:
    def test_one_bad_row_keeps_the_others_out(self, take):
        before = counts()
        outcome = take(person(), person(name="Chen Wei", next_contact=""))
        assert (outcome.taken, outcome.bad) == (0, 1)
        assert counts() == before

    def test_partial_takes_the_good_ones(self, take):
        outcome = take(person(), person(name="Chen Wei", next_contact=""), partial=True)
        assert (outcome.taken, outcome.bad, counts()["Case"]) == (1, 1, 1)

    @pytest.mark.parametrize("partial", [False, True])
    def test_a_dry_run_counts_and_changes_nothing(self, take, partial):
        before = counts()
        outcome = take(person(), person(name="Chen Wei", next_contact=""), dry_run=True, partial=partial)
        assert (outcome.taken, outcome.bad, outcome.bad_file.exists()) == (int(partial), 1, True)
        assert counts() == before

    def test_an_error_in_the_middle_leaves_nothing(self, take, tmp_path):
        before = counts()

        def stop_half_way(done, total):
            if done:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            take(person(name="-"), *people(1100), progress=stop_half_way, partial=True)
        assert counts() == before
        assert [p.name for p in tmp_path.iterdir()] == ["caseload.csv"]

    def test_progress_is_told_in_rows(self, take):
        told = []
        take(*people(1100), progress=lambda done, total: told.append((done, total)))
        assert told == [(0, 1100), (1000, 1100), (1100, 1100)]

    def test_what_came_in_is_checked_afterwards_and_is_sound(self, take):
        take(*people(1100), person(name="Chen Wei", worker="stranger@example.org"))
        assert counts()["checks to come"] == 1
        with acting_as(SYSTEM):
            assert integrity(on=START.date()).problems == []
            audit.seal(at=START)
            assert list(faults()) == []


class TestTheSameAgain:
    def test_nothing_changes(self, take):
        rows = [*people(3), FULL]
        take(*rows)
        before = counts()
        assert take(*rows) == commands.Outcome(taken=0, again=4, bad=0, bad_file=None)
        assert counts() == before

    def test_what_is_on_record_is_not_written_over(self, take, service):
        take(person(phones="0191 498 0123"))
        take(person(phones="07700 900123", worker="colleague@example.org", next_contact="2020-04-01"))
        with acting_as(service.actor("worker")):
            assert Case.objects.get().worker_id == service.staff["worker"].id
            assert WayToReach.objects.get().value == "+441914980123"

    def test_new_rows_beside_known_ones_are_taken(self, take):
        take(person())
        outcome = take(person(), person(name="Chen Wei"))
        assert (outcome.taken, outcome.again) == (1, 1)

    def test_somebody_who_was_here_before_gets_a_new_case_and_is_no_second_person(self, take, service):
        take(person())
        with acting_as(service.actor("worker")) as worker:
            cases.close_case(case_id=Case.objects.get().id, reason=CloseReason.COMPLETED, note="well", days_tried=0,
                             by=worker, at=START)  # fmt: skip
        assert take(person(phones="0191 498 0123")).taken == 1
        with acting_as(service.actor("worker")):
            assert (Client.objects.count(), Case.objects.count()) == (1, 2)
            assert WayToReach.objects.get().value == "+441914980123"

    def test_somebody_whose_referral_waits_is_left_to_be_allocated(self, take, service):
        service.refer("Amina Begum")
        outcome = take(person())
        assert outcome.bad == 1
        assert "referral waits for a link worker" in read_back(outcome.bad_file)[0]["reason"]


class TestTheSamePersonTwice:
    def test_the_second_row_is_bad_and_names_the_first(self, take):
        outcome = take(FULL, person(name="AMINA BEGUM"), partial=True)
        assert (outcome.taken, outcome.bad) == (1, 1)
        [row] = read_back(outcome.bad_file)
        assert (row["row_number"], row["field"]) == ("3", "name")
        assert row["reason"] == "This is the same person as row 2. Keep one of the two rows."

    def test_also_when_the_two_are_far_apart(self, take):
        outcome = take(person(), *people(1100), person(), partial=True)
        assert read_back(outcome.bad_file)[0]["reason"].startswith("This is the same person as row 2.")

    def test_two_numbers_are_two_people_with_one_name(self, take):
        assert take(FULL, person(nhs_number="9990000026")).taken == 2

    def test_one_number_cannot_be_two_people(self, take):
        outcome = take(FULL, {**FULL, "name": "Chen Wei", "date_of_birth": "1944-04-04"}, partial=True)
        assert (outcome.taken, outcome.bad) == (1, 1)
        [row] = read_back(outcome.bad_file)
        assert row["field"] == "nhs_number"
        assert "already used for somebody with another name" in row["reason"]


class TestBadRowsComeBack:
    def test_with_every_problem_and_the_values_as_they_were(self, take):
        row = person(name="Zoë", date_of_birth="31/02/1960", phones=" 12 ", worker="nobody@example.org")
        outcome = take(row)
        [back] = read_back(outcome.bad_file)
        assert outcome.bad_file.name == "caseload.bad.csv"
        assert {name: back[name] for name in row} == row
        assert (back["row_number"], set(back["field"].split("; "))) == ("2", {"worker", "date_of_birth", "phones"})

    def test_for_their_owner_alone_to_read(self, take):
        assert stat.S_IMODE(take(person(name="")).bad_file.stat().st_mode) == 0o600

    def test_beside_an_earlier_file_and_never_over_it(self, take):
        names = [take(person(name="")).bad_file.name for _ in range(3)]
        assert names == ["caseload.bad.csv", "caseload.bad-2.csv", "caseload.bad-3.csv"]

    def test_and_can_be_mended_and_sent_in_again(self, take):
        outcome = take(person(phones="+44 191 498 0123", next_contact=""))
        assert read_back(outcome.bad_file)[0]["phones"] == "'+44 191 498 0123"
        mended = outcome.bad_file.read_text("utf-8-sig").replace(
            ",worker@example.org,", ",worker@example.org,2020-03-16"
        )
        outcome.bad_file.write_text(mended)
        assert take(path=outcome.bad_file).taken == 1

    def test_and_if_sent_in_unmended_come_back_the_same(self, take):
        first = take(person(name="=HYPERLINK(1)", address="-"))
        second = take(path=first.bad_file)
        assert second.bad_file.name == "caseload.bad-2.csv"
        assert second.bad_file.read_text() == first.bad_file.read_text()

    def test_without_anything_that_a_spreadsheet_would_run(self, take):
        row = person(name='=HYPERLINK("http://example.org")', address="@SUM(A1)", phones="-1+1")
        back = read_back(take(row).bad_file)[0]
        assert [back[n] for n in ("name", "address", "phones")] == ["'" + row[n] for n in ("name", "address", "phones")]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": "+Amina"}, "name"),
            ({"name": "'=Amina"}, "name"),
            ({"name": "A" * 3000}, "name"),
            ({"nhs_number": "9.43477E+09"}, "nhs_number"),
            ({"email": "amina"}, "email"),
            ({"surgery": "Hilltop"}, "surgery"),
            ({"worker": ""}, "worker"),
            ({"worker": "manager@example.org"}, "worker"),
            ({"next_contact": "2018-01-01"}, "next_contact"),
            ({"next_contact": "2022-01-01"}, "next_contact"),
            ({"next_contact_way": "pigeon"}, "next_contact_way"),
            ({"last_spoken": "2020-03-03"}, "last_spoken"),
            ({"can_be_phoned": "maybe"}, "can_be_phoned"),
            ({"level": "daily"}, "level"),
            ({"name": "Ami\0na"}, "name"),
        ],
        ids=str,
    )
    def test_with_the_field_at_fault(self, take, changes, field):
        outcome = take(person(**changes))
        [row] = read_back(outcome.bad_file)
        assert (outcome.taken, row["field"]) == (0, field)
        assert row["reason"].endswith(".")

    def test_only_where_a_file_can_be_written(self, take, tmp_path, monkeypatch):
        def closed(*args):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("throughline.sheets.bad_rows.os.open", closed)
        with pytest.raises(Refused, match="Copy the file to a folder where you may write"):
            take(person(), person(name=""), partial=True)
        assert counts()["Client"] == 0


class TestWhoMayImportWhat:
    def test_only_the_operator(self, service, tmp_path):
        with acting_as(service.actor("manager")) as manager, pytest.raises(NotAllowed):
            commands.take_file(kind="clients", path=saved(tmp_path, csv_text(person())), dry_run=False, partial=False,
                               progress=lambda done, total: None, by=manager, at=START)  # fmt: skip

    def test_an_unknown_kind_names_the_kinds(self, take):
        with pytest.raises(Refused, match="clients, referrals"):
            take(person(), kind="surgeries")


REFERRAL = {
    "surgery": "Elm Street", "name": "Amina Begum", "date_of_birth": "01/05/1960", "nhs_number": "9990000018",
    "conditions": "type 2 diabetes", "reason": "lives alone", "referred_on": "2020-02-28", "agreed": "yes",
}  # fmt: skip


class TestReferrals:
    def test_a_row_becomes_a_referral_that_the_surgery_sees(self, take, service):
        assert take(REFERRAL, kind="referrals").taken == 1
        with acting_as(service.actor("practice")):
            referral = Referral.objects.get()
        assert (referral.eligible, referral.reason, referral.agreed_to_phone) == ("YES", "lives alone", False)

    def test_without_agreement_the_row_comes_back(self, take):
        outcome = take(REFERRAL | {"agreed": "no"}, kind="referrals")
        [row] = read_back(outcome.bad_file)
        assert (outcome.taken, row["field"]) == (0, "agreed")
        assert "has not agreed" in row["reason"].splitlines()[0]
        assert counts()["Client"] == 0

    @pytest.mark.parametrize("conditions", ["type 2 diabetes", "depression", ""])
    def test_the_same_file_again_changes_nothing(self, take, conditions):
        rows = [REFERRAL | {"conditions": conditions}]
        take(*rows, kind="referrals")
        before = counts()
        assert take(*rows, kind="referrals", at=START + timedelta(days=1)).again == 1
        assert counts() == before

    def test_the_same_patient_twice_in_a_file(self, take):
        outcome = take(REFERRAL, REFERRAL | {"referred_on": "2020-02-29"}, kind="referrals", partial=True)
        assert (outcome.taken, outcome.bad) == (1, 1)

    def test_a_second_referral_of_a_patient_joins_the_first(self, take):
        take(REFERRAL, kind="referrals")
        assert take(REFERRAL | {"referred_on": "2020-03-01"}, kind="referrals").again == 1
        assert counts()["Referral"] == 1

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"surgery": "Nowhere"}, "surgery"),
            ({"surgery": ""}, "surgery"),
            ({"referred_on": "2021-01-01"}, "referred_on"),
            ({"referred_on": "01/02/20"}, "referred_on"),
            ({"referred_on": "2018-01-01"}, ""),
            ({"agreed": ""}, "agreed"),
        ],
        ids=str,
    )
    def test_what_cannot_be_right_comes_back(self, take, changes, field):
        [row] = read_back(take(REFERRAL | changes, kind="referrals").bad_file)
        assert row["field"] == field

    def test_a_bad_row_keeps_the_others_out(self, take):
        before = counts()
        assert take(REFERRAL, REFERRAL | {"name": ""}, kind="referrals").taken == 0
        assert counts() == before
