"""What can be asked of areas: where a postcode lies, and how deprived its neighbourhood is in each edition loaded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from throughline.areas import rules
from throughline.areas.models import CENSUS_OF, Deprivation, Edition, Postcode


@dataclass(frozen=True)
class Found:
    """What one edition says of an address, or why it says nothing."""

    edition: Edition
    lsoa: str
    decile: int | None

    @property
    def words(self) -> str:
        if self.decile is None:
            return rules.unmatched_words(self.edition, self.lsoa)
        return rules.deprivation_words(self.edition, self.lsoa, self.decile)


@dataclass(frozen=True)
class Neighbourhood:
    """Where an address lies, in each edition that was loaded, and what could not be matched."""

    found: tuple[Found, ...]
    unmatched: str

    def decile_in(self, edition: Edition) -> int | None:
        """Give the official decile in an edition, 1 is most deprived."""
        return next((one.decile for one in self.found if one.edition == edition), None)


def neighbourhood(postcode: str, *, lsoa21: str = "") -> Neighbourhood:
    """Say where a postcode lies and how deprived that is, in three statements. A code typed by hand goes first.

    An edition is only ever asked for the codes of its own census: nothing is joined across editions.
    """
    row = Postcode.objects.filter(code=rules.normal_postcode(postcode)).first() if postcode else None
    lsoas = {2011: row.lsoa11 if row else "", 2021: lsoa21 or (row.lsoa21 if row else "")}
    editions = _editions()
    wanted = {edition: lsoas[CENSUS_OF[edition]] for edition in editions}
    places = Deprivation.objects.filter(lsoa__in=[lsoa for lsoa in wanted.values() if lsoa])
    deciles = {(edition, lsoa): decile for edition, lsoa, decile in places.values_list("edition", "lsoa", "decile")}
    found = tuple(Found(edition, lsoa, deciles.get((edition, lsoa))) for edition, lsoa in wanted.items())
    return Neighbourhood(found, _unmatched(postcode, known=row is not None, by_hand=bool(lsoa21), editions=editions))


def _unmatched(postcode: str, *, known: bool, by_hand: bool, editions: list[Edition]) -> str:
    if not editions:
        return "No table of deprivation has been loaded: ask whoever runs the software."
    if by_hand:
        return ""
    if not postcode:
        return "No postcode is known."
    return "" if known else "This postcode is not in the directory that was loaded, so its neighbourhood is not known."


def places_of(postcodes: Collection[str]) -> dict[str, rules.Place]:
    """Give where postcodes are, each as it was written, in one statement; one that is not known is left out."""
    wanted = {postcode: rules.normal_postcode(postcode) for postcode in postcodes if postcode}
    rows = Postcode.objects.filter(code__in=set(wanted.values())).values_list("code", "latitude", "longitude")
    known = {code: rules.Place(north, east) for code, north, east in rows if north is not None and east is not None}
    return {written: known[code] for written, code in wanted.items() if code in known}


@dataclass(frozen=True)
class Unmatched:
    """How many codes of the postcode directory an edition does not know."""

    edition: Edition
    codes: int

    @property
    def words(self) -> str:
        census = CENSUS_OF[self.edition]
        return (
            f"{self.codes:,} English LSOAs of {census} in the postcode directory are not in the {self.edition.label}."
        )


def unmatched() -> list[Unmatched]:
    """Count, for each edition loaded, the English codes of the postcode directory that it does not know."""
    found = []
    for edition in _editions():
        column = "lsoa11" if CENSUS_OF[edition] == 2011 else "lsoa21"
        known = Deprivation.objects.filter(edition=edition, lsoa=OuterRef(column))
        codes = Postcode.objects.filter(**{f"{column}__startswith": "E01"}).exclude(Exists(known))
        count = codes.values(column).distinct().count()
        found += [Unmatched(edition, count)] if count else []
    return found


def _editions() -> list[Edition]:
    """List the editions that were loaded."""
    return [Edition(e) for e in Deprivation.objects.order_by("edition").values_list("edition", flat=True).distinct()]
