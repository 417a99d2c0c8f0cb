"""Loading the official tables, and asking where an address lies."""

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.areas import commands, queries
from throughline.areas.models import Deprivation, Edition, Postcode
from throughline.core.decisions import NotAllowed, Refused

OF_2019 = '"lsoa11_code","IMD_decile","IMD_rank"\n"E01000001",9,29199\n"E01000005",3,8678\n"E01000006",5,14486\n'
OF_2025 = "lsoa21_code,IMD_decile,IMD_rank\nE01000001,8,26525\nE01035000,1,12\n"
DIRECTORY = (
    "pcds,lsoa11,lsoa21\nNE1 4ST,E01000005,E01035000\nNE1 4SX,E01000009,E01000001\nEH1 1AA,S01008677,\nZZ99 3VZ,,\n"
)


@pytest.fixture
def load(db, tmp_path):
    def _load(text, *, what="imd", by=SYSTEM, name="table.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8-sig")
        with acting_as(by):
            load = {"imd": commands.load_imd, "postcodes": commands.load_postcodes}[what]
            return load(path=path, by=by, at=clock.test_time())

    return _load


def test_the_same_table_again_changes_nothing(load):
    assert (load(OF_2019).rows, load(OF_2019).changed) == (3, 0)
    assert load(OF_2019.replace(",3,8678", ",2,5000")).changed == 1
    assert Deprivation.objects.count() == 3


def test_both_editions_stand_side_by_side_and_are_never_joined(load):
    load(OF_2019), load(OF_2025), load(DIRECTORY, what="postcodes")
    found = queries.neighbourhood("ne1 4st")
    assert [(f.edition, f.lsoa, f.decile) for f in found.found] == [
        (Edition.OF_2019, "E01000005", 3), (Edition.OF_2025, "E01035000", 1),
    ]  # fmt: skip
    assert not found.unmatched
    half = queries.neighbourhood("NE1 4SX")
    assert (half.decile_in(Edition.OF_2019), half.decile_in(Edition.OF_2025)) == (None, 8)
    assert "not in the table that was loaded" in half.found[0].words


@pytest.mark.parametrize(
    ("postcode", "unmatched", "words"),
    [
        ("NE9 9ZZ", "not in the directory", "nothing was looked up"),
        ("", "No postcode is known", "nothing was looked up"),
        ("EH1 1AA", "", "not in England"),
        ("ZZ99 3VZ", "", "no LSOA of 2011 is known"),
    ],
)
def test_what_is_not_matched_is_said(load, postcode, unmatched, words):
    load(OF_2019), load(DIRECTORY, what="postcodes")
    found = queries.neighbourhood(postcode)
    assert unmatched in found.unmatched and bool(found.unmatched) is bool(unmatched)
    assert words in found.found[0].words


def test_a_code_typed_by_hand_is_of_2021_only(load):
    load(OF_2019), load(OF_2025)
    found = queries.neighbourhood("", lsoa21="E01000001")
    assert (found.decile_in(Edition.OF_2019), found.decile_in(Edition.OF_2025)) == (None, 8)


def test_without_a_table_the_page_says_so(db):
    assert "No table of deprivation" in queries.neighbourhood("NE1 4ST").unmatched


def test_codes_of_the_directory_that_an_edition_does_not_know_are_counted(load):
    load(OF_2019), load(DIRECTORY, what="postcodes")
    assert [(one.edition, one.codes) for one in queries.unmatched()] == [(Edition.OF_2019, 1)]


def test_a_directory_of_one_census_leaves_the_other_alone(load):
    load(DIRECTORY, what="postcodes")
    again = load("pcds,lsoa21\nNE1 4ST,E01000001\nSR1 1AA,E01000001\n", what="postcodes")
    assert again.changed == 2
    kept = Postcode.objects.get(code="NE1 4ST")
    assert (kept.lsoa11, kept.lsoa21) == ("E01000005", "E01000001")


def test_postcodes_in_no_neighbourhood_are_counted(load):
    assert load(DIRECTORY, what="postcodes").without_area == 1


@pytest.mark.parametrize(
    ("text", "what", "why"),
    [
        (OF_2019 + "E01000007,11,3\n", "imd", "row 5: “11” is no decile"),
        (OF_2019 + "W01000007,1,3\n", "imd", "row 5: “W01000007” is no English LSOA"),
        (OF_2019 + "E01000001,9,29199\n", "imd", "row 5: E01000001 is there twice"),
        ("lsoa11_code,IMD_decile,IMD_rank\nE01000001,10,1\nE01000002,1,900\n", "imd", "other way round"),
        ("", "imd", "is empty"),
        ("name,age\nA,1\n", "postcodes", "pcds"),
        (DIRECTORY + "NOWHERE,,\n", "postcodes", "row 6: “NOWHERE” is no postcode"),
        (DIRECTORY + "SR1 1AA,X1,\n", "postcodes", "row 6: “X1” is no LSOA"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(load, text, what, why):
    with pytest.raises(Refused, match=why):
        load(text, what=what)
    assert not Deprivation.objects.exists() and not Postcode.objects.exists()


def test_only_the_operator_loads(service, load):
    with pytest.raises(NotAllowed):
        load(OF_2019, by=service.actor("manager"))
    with pytest.raises(NotAllowed):
        load(DIRECTORY, what="postcodes", by=service.actor("manager"))


def test_a_file_that_is_no_text_is_refused(db, tmp_path):
    path = tmp_path / "workbook.csv"
    path.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(Refused, match="not a CSV file"), acting_as(SYSTEM):
        commands.load_imd(path=path, by=SYSTEM, at=clock.test_time())
    with pytest.raises(Refused, match="not a CSV file"), acting_as(SYSTEM):
        commands.load_postcodes(path=path, by=SYSTEM, at=clock.test_time())


def test_a_directory_with_coordinates_says_where_a_postcode_is(load):
    load("pcds,lsoa21,lat,long\nNE1 4ST,E01000001,54.9703,-1.6144\nZZ99 3VZ,,99.999999,0.000000\n", what="postcodes")
    assert queries.places_of(["ne14st", "ZZ99 3VZ", "NE1 9ZZ", ""]) == {"ne14st": (54.9703, -1.6144)}


def test_a_directory_without_coordinates_leaves_those_known_as_they_were(load):
    load("pcds,lsoa21,lat,long\nNE1 4ST,E01000001,54.9703,-1.6144\n", what="postcodes")
    assert load("pcds,lsoa21\nNE1 4ST,E01000002\n", what="postcodes").changed == 1
    assert queries.places_of(["NE1 4ST"]) == {"NE1 4ST": (54.9703, -1.6144)}


def test_a_row_that_lies_nowhere_is_named(load):
    with pytest.raises(Refused, match="row 2: “54, 999” lies nowhere on earth"):
        load("pcds,lsoa21,lat,long\nNE1 4ST,E01000001,54,999\n", what="postcodes")
