"""How the official tables are read, and which way the numbers run."""

import pytest

from throughline.areas import rules
from throughline.areas.models import Edition
from throughline.core.decisions import Refused

OF_2019 = ["LSOA code (2011)", "LSOA name (2011)",
           "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
           "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"]  # fmt: skip


@pytest.mark.parametrize(
    ("decile", "quintile"), [(1, 5), (2, 5), (3, 4), (4, 4), (5, 3), (6, 3), (7, 2), (8, 2), (9, 1), (10, 1)]
)
def test_the_quintile_of_the_papers_table_runs_the_other_way(decile, quintile):
    assert rules.table_quintile(decile) == quintile


@pytest.mark.parametrize(
    ("headings", "edition"),
    [
        (["lsoa11_code", "IMD_decile", "IMD_rank"], Edition.OF_2019),
        (["lsoa21_code", "IMD_decile", "IMD_rank", "IMD_score"], Edition.OF_2025),
        (OF_2019, Edition.OF_2019),
        ([heading.replace("2011", "2021") for heading in OF_2019], Edition.OF_2025),
    ],
)
def test_the_headings_tell_the_edition(headings, edition):
    assert rules.imd_columns(headings).edition is edition


@pytest.mark.parametrize(
    ("headings", "why"),
    [
        (["IMD_decile", "IMD_rank"], "which edition"),
        (["lsoa11_code", "lsoa21_code", "IMD_decile", "IMD_rank"], "which edition"),
        (["lsoa11_code", "IMD_decile"], "Rank"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(headings, why):
    with pytest.raises(Refused, match=why):
        rules.imd_columns(headings)


@pytest.mark.parametrize(
    ("headings", "places"),
    [
        (["pcd7", "pcds", "lsoa11", "lsoa21"], (1, 2, 3)),
        (["PCDS", "LSOA21CD"], (0, None, 1)),
        (["pcds", "lsoa11"], (0, 1, None)),
    ],
)
def test_a_postcode_directory_may_know_one_census_or_both(headings, places):
    found = rules.postcode_columns(headings)
    assert (found.code, found.lsoa11, found.lsoa21) == places


def test_a_table_that_runs_the_other_way_is_refused():
    assert rules.may_run_this_way({1: 1, 32_000: 10})
    assert not rules.may_run_this_way({1: 10, 32_000: 1})


@pytest.mark.parametrize("text", ["ne14st", "NE1  4ST", " NE1 4ST "])
def test_a_postcode_is_found_however_it_is_written(text):
    assert rules.normal_postcode(text) == "NE1 4ST"


def test_words_name_the_edition_and_both_directions():
    words = rules.deprivation_words(Edition.OF_2019, "E01000001", 1)
    for part in (
        "Decile 1 of 10, where 1 is most deprived",
        "2019",
        "LSOA E01000001 of 2011",
        "quintile 5 of 5, where 5",
    ):
        assert part in words


@pytest.mark.parametrize(
    ("latitude", "longitude", "place"),
    [
        ("54.9703", "-1.6144", (54.9703, -1.6144)),
        ("99.999999", "0.000000", None),  # As the ONS marks a postcode without a grid reference.
        ("", "", None),
    ],
)
def test_coordinates_are_read_as_the_directory_gives_them(latitude, longitude, place):
    assert rules.may_lie_at(latitude, longitude)
    assert rules.lies_at(latitude, longitude) == place


@pytest.mark.parametrize(("latitude", "longitude"), [("north", "1"), ("54", "181"), ("-91", "0")])
def test_what_lies_nowhere_is_refused(latitude, longitude):
    assert not rules.may_lie_at(latitude, longitude)


@pytest.mark.parametrize(
    ("here", "there", "miles"),
    [
        ((54.9703, -1.6144), (54.9703, -1.6144), 0),
        ((54.9703, -1.6144), (54.9069, -1.3838), 10.1),  # Newcastle to Sunderland
        ((51.5074, -0.1278), (55.9533, -3.1883), 331.6),  # London to Edinburgh
    ],
)
def test_a_distance_is_the_straight_line(here, there, miles):
    assert rules.miles_between(rules.Place(*here), rules.Place(*there)) == pytest.approx(miles, abs=0.5)
