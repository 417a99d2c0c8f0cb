"""How the official tables are read, and what they say in words. The direction is named wherever a number is (AM2)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from throughline.areas.models import CENSUS_OF, Edition
from throughline.core.decisions import YES, Decision, Refused

LSOA = re.compile(r"[EWSN][0-9]{8}|[0-9]{2}[A-Z]{2}[0-9]{2}[A-Z][0-9]|95[A-Z]{2}[0-9]{2}[A-Z0-9]{2}")
ENGLISH = re.compile(r"E01[0-9]{6}")
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
MOST_DECILES = 10

LSOA_HEADINGS = {
    Edition.OF_2019: ("lsoa11code", "lsoacode2011", "lsoa11cd"),
    Edition.OF_2025: ("lsoa21code", "lsoacode2021", "lsoa21cd"),
}
DECILE_HEADINGS = ("imddecile", "indexofmultipledeprivationimddecile")
RANK_HEADINGS = ("imdrank", "indexofmultipledeprivationimdrank")
POSTCODE_HEADINGS = ("pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcode")
LSOA11_HEADINGS, LSOA21_HEADINGS = ("lsoa11", "lsoa11cd"), ("lsoa21", "lsoa21cd")
LATITUDE_HEADINGS, LONGITUDE_HEADINGS = ("lat", "latitude"), ("long", "longitude")
MOST_NORTHERN = 90
"""The ONS writes 99.999999 for a postcode that has no grid reference."""
EARTH_RADIUS_MILES = 3958.8


class Place(NamedTuple):
    """A point, in degrees north and east."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class ImdColumns:
    """Which edition a file is of, and where its columns are."""

    edition: Edition
    lsoa: int
    decile: int
    rank: int


@dataclass(frozen=True)
class PostcodeColumns:
    """Where the columns of a postcode directory are; it may know one census or both."""

    code: int
    lsoa11: int | None
    lsoa21: int | None
    latitude: int | None = None
    longitude: int | None = None

    @property
    def has_places(self) -> bool:
        return self.latitude is not None and self.longitude is not None


def imd_columns(headings: Sequence[str]) -> ImdColumns:
    """Find out the edition by the census that its neighbourhoods are of, and where the columns are.

    :raises Refused: if it is no table of deprivation, or of both editions at once
    """
    editions = [(edition, place) for edition, names in LSOA_HEADINGS.items() if (place := _place(headings, names)) >= 0]
    if len(editions) != 1:
        raise Refused(
            "The headings do not say which edition this is. There must be one column of neighbourhoods: “LSOA code"
            " (2011)” for 2019, or “LSOA code (2021)” for 2025."
        )
    decile, rank = _place(headings, DECILE_HEADINGS), _place(headings, RANK_HEADINGS)
    if decile < 0 or rank < 0:
        raise Refused(
            "There must be a column “Index of Multiple Deprivation (IMD) Decile” and one “Index of Multiple Deprivation"
            " (IMD) Rank”. Load the official table as it was published."
        )
    return ImdColumns(*editions[0], decile=decile, rank=rank)


def postcode_columns(headings: Sequence[str]) -> PostcodeColumns:
    """Find where the columns of a postcode directory are (NSPL or ONSPD).

    :raises Refused: if it is no postcode directory
    """
    code = _place(headings, POSTCODE_HEADINGS)
    lsoa11, lsoa21 = _place(headings, LSOA11_HEADINGS), _place(headings, LSOA21_HEADINGS)
    if code < 0 or lsoa11 < 0 and lsoa21 < 0:
        raise Refused("There must be a column “pcds” and one “lsoa11” or “lsoa21”. Load the NSPL or ONSPD as it is.")
    north, east = _place(headings, LATITUDE_HEADINGS), _place(headings, LONGITUDE_HEADINGS)
    return PostcodeColumns(code, *(place if place >= 0 else None for place in (lsoa11, lsoa21, north, east)))


def may_be_a_place(lsoa: str, decile: str, rank: str) -> Decision:
    """Say whether a row of a table of deprivation can be right."""
    if not ENGLISH.fullmatch(lsoa):
        return Decision(f"“{lsoa}” is no English LSOA code")
    if not (decile.isdigit() and 1 <= int(decile) <= MOST_DECILES):
        return Decision(f"“{decile}” is no decile from 1 to 10")
    return YES if rank.isdigit() and int(rank) >= 1 else Decision(f"“{rank}” is no rank")


def may_be_postcode(code: str, *lsoas: str) -> Decision:
    """Say whether a row of a postcode directory can be right; a postcode without a neighbourhood is a right one."""
    if not POSTCODE.fullmatch(re.sub(r"\s", "", code).upper()):
        return Decision(f"“{code}” is no postcode")
    wrong = [lsoa for lsoa in lsoas if lsoa and not LSOA.fullmatch(lsoa)]
    return Decision(f"“{wrong[0]}” is no LSOA code") if wrong else YES


def may_lie_at(latitude: str, longitude: str) -> Decision:
    """Say whether a row's coordinates can be right; none, or the directory's own sign for none, is right."""
    try:
        north, east = (float(cell) if cell else 0.0 for cell in (latitude, longitude))
    except ValueError:
        return Decision(f"“{latitude}, {longitude}” is no latitude and longitude")
    possible = -MOST_NORTHERN <= north <= 100 and -180 <= east <= 180
    return YES if possible else Decision(f"“{latitude}, {longitude}” lies nowhere on earth")


def lies_at(latitude: str, longitude: str) -> Place | None:
    """Read coordinates that can be right; none where the directory has no grid reference for a postcode."""
    if not (latitude and longitude) or float(latitude) > MOST_NORTHERN:
        return None
    return Place(float(latitude), float(longitude))


def miles_between(here: Place, there: Place) -> float:
    """Give the distance in a straight line over the ground (haversine)."""
    north, east = (radians(b - a) for a, b in zip(here, there, strict=True))
    half_chord = sin(north / 2) ** 2 + cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(half_chord))


def may_run_this_way(deciles_by_rank: Mapping[int, int]) -> Decision:
    """Say whether a file's deciles run as the official ones do: the most deprived rank is 1, and so is its decile."""
    if not deciles_by_rank or deciles_by_rank[min(deciles_by_rank)] <= deciles_by_rank[max(deciles_by_rank)]:
        return YES
    return Decision(
        "In this file decile 1 is the least deprived, which is the other way round than in the official tables. Load"
        " the official table as it was published."
    )


def normal_postcode(text: str) -> str:
    """Give a postcode as it is kept: NE1 4ST. What is none is given back as it came."""
    found = POSTCODE.fullmatch(re.sub(r"\s", "", text).upper())
    return f"{found[1]} {found[2]}" if found else text


def table_quintile(decile: int) -> int:
    """Give the quintile of the paper's Table 1, in which 1 is LEAST deprived: the other way round (AM2)."""
    return 6 - (decile + 1) // 2


def deprivation_words(edition: Edition, lsoa: str, decile: int) -> str:
    """Say what a table says of a neighbourhood, with its edition and both directions."""
    return (
        f"Decile {decile} of 10, where 1 is most deprived, in the {edition.label} (LSOA {lsoa} of"
        f" {CENSUS_OF[edition]}). In the paper’s Table 1 that is quintile {table_quintile(decile)} of 5, where 5 is"
        " most deprived"
    )


def unmatched_words(edition: Edition, lsoa: str) -> str:
    """Say why an edition tells nothing of a neighbourhood."""
    census = CENSUS_OF[edition]
    if not lsoa:
        return f"{edition.label}: no LSOA of {census} is known for this address, so nothing was looked up"
    if not ENGLISH.fullmatch(lsoa):
        return f"{edition.label}: LSOA {lsoa} is not in England"
    return f"{edition.label}: LSOA {lsoa} of {census} is not in the table that was loaded"


def _place(headings: Sequence[str], names: Sequence[str]) -> int:
    """Find a column by its heading up to any remark in brackets at its end, letter case and spaces aside."""
    plain = [_plain(heading) for heading in headings]
    return next((plain.index(name) for name in names if name in plain), -1)


def _plain(heading: str) -> str:
    without_remark = re.sub(r"\(where .*", "", heading.casefold())
    return re.sub(r"[^a-z0-9]", "", without_remark)
