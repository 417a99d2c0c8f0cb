"""Lists come in: the check of R50, who is joined, flagged, left out and returned, and when a list is refused."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.outreach import commands, queries
from throughline.outreach.models import BadRow, LeftOut, ListedPerson, Listing, VulnerableList
from throughline.outreach.tests.lists import coming, council, csv_of, nhs_number, person, take


@pytest.fixture
def twice(service, tmp_path):
    """A practice list of 100 and a council list of 80: 15 on both, 6 who are clients, 4 that are bad (R50)."""
    council(service)
    for number in range(900, 906):
        row = person(number)
        service.open_case(
            f"{row['Forename']} {row['Surname']}", nhs_number=row["NHS Number"],
            date_of_birth=date(1940, 1, 1) + timedelta(days=number * 7),
        )  # fmt: skip
    bad = [
        person(950, Surname="", Forename=""), person(951, **{"Date of Birth": "31/02/1950"}),
        person(952, **{"NHS Number": "999 000 0019"}), person(953, Postcode="nowhere"),
    ]  # fmt: skip
    practice = csv_of(tmp_path, "elm.csv", *(person(n) for n in range(94)), *(person(n) for n in range(900, 904)),
                      *bad[:2])  # fmt: skip
    of_both = range(79, 94)
    without_number = [person(n, **{"NHS Number": ""}) if n % 2 else person(n) for n in of_both]
    others = csv_of(tmp_path, "council.csv", *without_number, *(person(n) for n in range(100, 161)),
                    *(person(n) for n in (904, 905)), *bad[2:])  # fmt: skip
    return take(service, practice), take(service, others, source="Council"), practice, others


def listed(service):
    with acting_as(service.actor("manager")) as manager:
        return ListedPerson.objects.visible_to(manager).standing()


class TestTakingAListIn:
    def test_two_lists_come_to_155_listed_6_flagged_and_4_returned(self, service, twice):
        first, second, *_ = twice
        assert (first.listed, first.flagged, first.bad) == (94, 4, 2)
        assert (second.listed, second.joined, second.flagged, second.bad) == (61, 15, 2, 2)
        with acting_as(service.actor("manager")):
            assert listed(service).filter(client__isnull=True).count() == 155
            assert listed(service).filter(client__isnull=False).count() == 6
            assert Listing.objects.count() == 98 + 78

    def test_bad_rows_come_back_with_line_and_reason(self, service, twice):
        with twice[0].bad_file.open(encoding="utf-8-sig") as file:
            headings, *rows = file.read().splitlines()
        assert headings.startswith("row_number,field,reason,NHS Number")
        assert [row.split(",")[:2] for row in rows] == [["100", "name"], ["101", "date_of_birth"]]
        with acting_as(service.actor("manager")):
            fields = set(BadRow.objects.values_list("field", flat=True))
        assert fields == {"name", "date_of_birth", "nhs_number", "postcode"}

    def test_the_same_file_again_is_0_new(self, service, twice):
        _, _, practice, others = twice
        again = [take(service, practice), take(service, others, source="Council")]
        assert all(one.here_already and one.listed == 0 for one in again)

    def test_the_same_people_in_another_file_are_0_new(self, service, twice, tmp_path):
        fresh = csv_of(tmp_path, "elm-again.csv", *(person(n) for n in range(93, -1, -1)))
        again = take(service, fresh)
        assert (again.listed, again.joined, again.flagged) == (0, 94, 0)

    def test_a_client_named_on_a_list_is_flagged_and_called_by_their_own_worker(self, service, twice):
        with acting_as(service.actor("worker")) as worker:
            [client] = ListedPerson.objects.filter(nhs_number=nhs_number(900))
            assert client.worker_id == service.staff["worker"].id
            assert [flag.list_name for flag in queries.flags_of(client.client_id, viewer=worker)] == [
                "Elm Street: shielding list"
            ]

    def test_people_are_split_among_the_workers_of_their_surgery(self, service, twice):
        with acting_as(service.actor("manager")):
            shares = [
                listed(service).filter(worker=service.staff[name], client__isnull=True).count()
                for name in ("worker", "colleague", "senior")
            ]
        assert sum(shares) >= 94 and max(shares) - min(shares) <= 2

    def test_each_has_a_first_try_within_three_working_days(self, service, twice):
        with acting_as(service.actor("manager")):
            days = set(listed(service).values_list("first_try_by", flat=True))
        assert len(days) == 1 and days.pop() > clock.test_time().date()

    def test_a_dry_run_counts_and_keeps_nothing(self, service, tmp_path):
        tried = take(service, csv_of(tmp_path, "elm.csv", person(1), person(2)), dry_run=True)
        assert (tried.listed, tried.list_id) == (2, None)
        with acting_as(service.actor("manager")):
            assert not VulnerableList.objects.exists() and not ListedPerson.objects.exists()

    def test_the_dead_and_who_opted_out_are_left_out_of_the_next_list_too(self, service, tmp_path):
        rows = [person(1, DateOfDeath="02/02/2020"), person(2, **{"Opted out": "yes"}), person(3)]
        first = take(service, csv_of(tmp_path, "elm.csv", *rows))
        again = take(service, csv_of(tmp_path, "next.csv", person(1), person(2), person(4)))
        assert (first.listed, first.died, first.opted_out) == (1, 1, 1)
        assert (again.listed, again.died, again.opted_out) == (1, 1, 1)

    def test_somebody_listed_whom_a_later_list_marks_as_dead_is_called_no_more(self, service, tmp_path):
        take(service, csv_of(tmp_path, "elm.csv", person(1), person(2)))
        take(service, csv_of(tmp_path, "next.csv", person(1, Deceased="Y")))
        with acting_as(service.actor("manager")):
            assert listed(service).get(nhs_number=nhs_number(1)).state == "CLOSED"
            assert LeftOut.objects.count() == 1

    def test_all_rows_bad_takes_nothing_and_returns_all(self, service, tmp_path):
        taken = take(service, csv_of(tmp_path, "elm.csv", *(person(n, Postcode="?") for n in range(20))))
        assert (taken.list_id, taken.bad, taken.bad_file.exists()) == (None, 20, True)

    def test_three_thousand_people_of_one_name_stay_three_thousand(self, service, tmp_path):
        rows = [person(n, Forename="John", Surname="Smith", **{"NHS Number": ""}) for n in range(3000)]
        taken = take(service, csv_of(tmp_path, "smiths.csv", *rows))
        again = take(service, csv_of(tmp_path, "again.csv", *reversed(rows)))
        assert (taken.listed, taken.repeated, again.listed, again.joined) == (3000, 0, 0, 3000)

    def test_one_nhs_number_for_two_people_is_returned(self, service, tmp_path):
        rows = [person(1), person(2, **{"NHS Number": nhs_number(1)})]
        assert take(service, csv_of(tmp_path, "elm.csv", *rows)).bad == 1

    def test_a_repeated_row_is_one_person(self, service, tmp_path):
        taken = take(service, csv_of(tmp_path, "elm.csv", person(1), person(1, Mobile="0191 498 0123")))
        assert (taken.listed, taken.repeated) == (1, 1)
        with acting_as(service.actor("manager")):
            assert len(listed(service).get().phones) == 2

    def test_an_unknown_heading_is_asked_for_once_and_remembered(self, service, tmp_path):
        path = csv_of(tmp_path, "elm.csv", person(1, Ailment="Asthma"))
        with pytest.raises(Refused, match="“Ailment”"):
            take(service, path)
        assert take(service, path, meanings={"Ailment": "reason"}).listed == 1
        assert take(service, csv_of(tmp_path, "next.csv", person(2, Ailment="COPD"))).listed == 1

    def test_headings_are_found_under_forty_lines(self, service, tmp_path):
        before = "".join(f"Confidential: line {n} of what this list is\n" for n in range(40))
        assert take(service, csv_of(tmp_path, "elm.csv", person(1), before=before)).listed == 1

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"legal_basis": " "}, "legal basis"),
            ({"delete_by": date(2019, 1, 1)}, "still to come"),
            ({"received_on": date(2030, 1, 1)}, "in the future"),
            ({"meanings": {"Category": "horse"}}, "not a column"),
        ],
    )
    def test_a_list_without_what_it_must_have_is_refused(self, service, tmp_path, said, why):
        with pytest.raises(Refused, match=why):
            take(service, csv_of(tmp_path, "elm.csv", person(1)), **said)

    def test_a_source_that_sends_no_lists_here_is_refused(self, service, tmp_path):
        with pytest.raises(Refused, match="Tie it"):
            take(service, csv_of(tmp_path, "elm.csv", person(1)), source="Hilltop")

    def test_a_link_worker_may_not(self, service, tmp_path):
        path = csv_of(tmp_path, "elm.csv", person(1))
        with acting_as(service.actor("worker")) as worker, pytest.raises(NotAllowed):
            commands.take_list(
                path=path, coming=coming(service), dry_run=False, progress=lambda done, total: None, by=worker,
                at=clock.test_time(),
            )  # fmt: skip

    def test_a_manager_of_another_provider_finds_nothing(self, service, tmp_path):
        with pytest.raises(NotFound):
            take(service, csv_of(tmp_path, "elm.csv", person(1)), by="strange manager")


class TestSayingWhoIsWho:
    def test_two_entries_become_one_with_both_lines(self, service, tmp_path):
        take(service, csv_of(tmp_path, "elm.csv", person(1), person(2)))
        with acting_as(service.actor("manager")) as by:
            one, other = listed(service).order_by("nhs_number")
            commands.say_same_person(person_id=one.id, as_id=other.id, by=by, at=clock.test_time())
            assert listed(service).get().id == other.id
            assert Listing.objects.filter(person=other).count() == 2

    def test_a_listed_person_becomes_known_as_a_client(self, service, tmp_path):
        case = service.open_case("Ada Elsewhere")
        taken = take(service, csv_of(tmp_path, "elm.csv", person(1)))
        with acting_as(service.actor("manager")) as by:
            [entry] = queries.people_to_compare(list_id=taken.list_id, viewer=by)
            commands.say_is_client(person_id=entry.id, client_id=case.client_id, by=by, at=clock.test_time())
            assert not queries.people_to_compare(list_id=taken.list_id, viewer=by).exists()
            assert listed(service).get().worker_id == case.worker_id

    def test_what_cannot_be(self, service, tmp_path):
        case, other = service.open_case("Ada Elsewhere"), service.open_case("Bea Elsewhere")
        take(service, csv_of(tmp_path, "elm.csv", person(1)))
        with acting_as(service.actor("manager")) as by:
            entry, about = listed(service).get(), {"by": by, "at": clock.test_time()}
            with pytest.raises(Refused):
                commands.say_same_person(person_id=entry.id, as_id=entry.id, **about)
            with pytest.raises(NotFound):
                commands.say_is_client(person_id=entry.id, client_id=uuid4(), **about)
            commands.say_is_client(person_id=entry.id, client_id=case.client_id, **about)
            with pytest.raises(Refused, match="another client"):
                commands.say_is_client(person_id=entry.id, client_id=other.client_id, **about)
        with acting_as(service.actor("worker")) as worker, pytest.raises(NotAllowed):
            commands.say_is_client(person_id=entry.id, client_id=case.client_id, by=worker, at=clock.test_time())
