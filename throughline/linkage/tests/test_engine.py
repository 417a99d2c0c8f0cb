"""The model proposes well on people it has never met, and never joins what a careful clerk would ask about."""

import builtins
from dataclasses import replace
from datetime import date

import pytest

from throughline.linkage.engine import madeup, measure, prepared, records, score, training
from throughline.linkage.engine.records import Record
from throughline.linkage.engine.score import MOST_CANDIDATES, Thresholds

THRESHOLDS = Thresholds(link=6.0, ask=1.0)
ADA = Record("c1", "ada testwood", date(1950, 2, 1), "9990000018", "ZZ1 1AA", "1 nowhere lane", ("+447700900001",))


@pytest.fixture
def weighed(tmp_path):
    """Give what comes of comparing a list with clients, by person on the list: who, and in which band."""

    def weigh(clients, listed):
        records.write_records(tmp_path / "clients.csv", clients)
        records.write_records(tmp_path / "listed.csv", listed)
        with prepared.opened(tmp_path) as connection:
            score.weigh(connection, clients=tmp_path / "clients.csv", listed=tmp_path / "listed.csv",
                        thresholds=THRESHOLDS, far=lambda what: None)  # fmt: skip
            return [(o.listed_id, o.client_id, o.band) for o in score.outcomes(connection)]

    return weigh


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return measure.report(folder=tmp_path_factory.mktemp("report"), thresholds=THRESHOLDS, clients=4000, listed=9000)


class TestOnPeopleItHasNeverMet:
    def test_what_is_linked_is_right(self, found):
        assert found.overall.known > 1000
        assert found.precision >= 0.995

    def test_nearly_all_are_linked_and_nearly_all_the_rest_are_asked_about(self, found):
        assert found.overall.recall >= 0.95
        assert found.overall.recall_with_asking >= 0.98

    def test_twins_and_a_father_and_son_of_one_name_are_for_a_person(self, found):
        kinds = {kind.kind: kind for kind in found.kinds}
        for trap in (madeup.TWIN, madeup.SON):
            assert kinds[trap].linked == 0
            assert kinds[trap].asked > 0

    def test_every_kind_of_slip_is_reported(self, found):
        assert {kind.kind for kind in found.kinds} >= set(madeup.SLIPS) | set(madeup.TRAPS)


@pytest.mark.parametrize(
    ("why", "changes", "band"),
    [
        ("all is the same", {}, "LINKED"),
        ("swapped names", {"name": "testwood ada", "nhs_number": ""}, "LINKED"),
        ("day and month swapped", {"born_on": date(1950, 1, 2), "nhs_number": ""}, "LINKED"),
        ("an old address, the number shared", {"postcode": "ZZ9 9ZZ", "address": "", "nhs_number": ""}, "LINKED"),
        ("a twin", {"name": "beatrice testwood", "nhs_number": ""}, "ASKED"),
        ("a daughter of the same name", {"born_on": date(1975, 6, 9), "nhs_number": ""}, "ASKED"),
        ("two NHS numbers", {"nhs_number": "9990000026"}, "ASKED"),
        ("nothing but name and date", {"nhs_number": "", "postcode": "", "address": "", "phones": ()}, "ASKED"),
    ],
)
def test_a_row_about_ada(weighed, why, changes, band):
    row = replace(ADA, unique_id="l1", **changes)
    assert weighed([ADA], [row]) == [("l1", "c1", band)], why


def test_two_clients_who_would_both_do_are_for_a_person(weighed):
    other = replace(ADA, unique_id="c2", nhs_number="")
    row = replace(ADA, unique_id="l1", nhs_number="")
    assert sorted(weighed([replace(ADA, nhs_number=""), other], [row])) == [
        ("l1", "c1", "ASKED"),
        ("l1", "c2", "ASKED"),
    ]


def test_thousands_of_one_name_do_not_flood_anybody(weighed):
    clients = [replace(ADA, unique_id=f"c{n}", nhs_number="", phones=()) for n in range(300)]
    listed = [replace(ADA, unique_id=f"l{n}", nhs_number="", phones=()) for n in range(3000)]
    outcomes = weighed(clients, listed)
    assert not [o for o in outcomes if o[2] == "LINKED"]
    for side in (0, 1):
        shown = [o[side] for o in outcomes]
        assert max(shown.count(one) for one in set(shown)) <= MOST_CANDIDATES


def test_nobody_to_compare_with(weighed):
    assert weighed([], [replace(ADA, unique_id="l1")]) == []


def test_an_apostrophe_a_quote_and_a_comma_in_a_name_come_through(weighed):
    odd = replace(ADA, name='o\'hara "ada", née d’arcy')
    assert weighed([odd], [replace(odd, unique_id="l1")]) == [("l1", "c1", "LINKED")]


def test_the_same_seed_makes_the_same_people():
    one, other = (madeup.made_up(seed=7, clients=200, listed=400) for _ in range(2))
    assert one == other
    assert one != madeup.made_up(seed=8, clients=200, listed=400)
    assert all(r.nhs_number.startswith("999") for r in [*one.clients, *one.listed] if r.nhs_number)


def test_training_makes_a_model_that_can_be_used(tmp_path):
    training.train(tmp_path / "model.json", folder=tmp_path, clients=2000, listed=4000)
    report = measure.report(
        folder=tmp_path, thresholds=THRESHOLDS, clients=1000, listed=2000, model=tmp_path / "model.json"
    )
    assert report.overall.recall >= 0.9


def test_without_what_a_region_needs_it_says_what_to_do(tmp_path, monkeypatch):
    def no_duckdb(name, *given, **named):
        if name == "duckdb":
            raise ImportError
        return real(name, *given, **named)

    real = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", no_duckdb)
    with pytest.raises(prepared.NeedsRegionError, match="make region"), prepared.opened(tmp_path):
        raise AssertionError("opened without DuckDB")
