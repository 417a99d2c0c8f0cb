"""The headings of a file, matched to the columns we know: a heading that we would overlook is refused, not lost."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process

from throughline.core.decisions import Refused
from throughline.sheets.columns import Column

BAD_FILE_HEADINGS = ("row_number", "field", "reason")
"""The first three of a file that we gave back; passed over when it comes in again."""
DELIMITERS = ",;\t"
NEAR_ENOUGH = 75


@dataclass(frozen=True)
class Headings:
    """What stands in the first row, and where each column that we know is."""

    row: int
    originals: tuple[str, ...]
    places: dict[str, int]
    nameless: tuple[int, ...]
    given_back: int
    """How many leading columns are our own remarks on a file that we gave back."""


def delimiter_of(line: str, columns: Iterable[Column]) -> str:
    """Give the character that parts a heading line into most of the columns we know."""
    known = {_key(column.name) for column in columns}

    def recognised(delimiter: str) -> int:
        return sum(_key(heading) in known for heading in next(csv.reader([line], delimiter=delimiter), []))

    return max(DELIMITERS, key=recognised)


def match(row: int, headings: Sequence[str], columns: Sequence[Column], *, extra_allowed: bool) -> Headings:
    """Find the columns by their headings, letter case, spaces and hyphens aside.

    :raises Refused: naming headings that are unknown, doubled or missing
    """
    if any("\0" in heading for heading in headings):
        raise Refused("The headings hold NUL bytes: this is not plain text. Save the file as CSV UTF-8.")
    given_back = len(BAD_FILE_HEADINGS) if tuple(headings[:3]) == BAD_FILE_HEADINGS else 0
    names = {_key(column.name): column.name for column in columns}
    found: dict[str, list[int]] = {}
    unknown: list[str] = []
    for place, heading in enumerate(headings[given_back:], start=given_back):
        if _key(heading) in names:
            found.setdefault(names[_key(heading)], []).append(place)
        elif heading.strip():
            unknown.append(heading.strip())
    _require_once(found)
    if unknown and not extra_allowed:
        raise Refused(_about_unknown(unknown, [c.name for c in columns if c.name not in found]))
    _require_all(found, columns)
    nameless = tuple(i for i, h in enumerate(headings) if not h.strip())
    return Headings(row, tuple(headings), {n: places[0] for n, places in found.items()}, nameless, given_back)


def column_letter(place: int) -> str:
    """Give a column's letter as a spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _key(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


def _require_once(found: dict[str, list[int]]) -> None:
    for name, places in found.items():
        if len(places) > 1:
            where = " and ".join(column_letter(place) for place in places)
            raise Refused(f"The heading “{name}” stands over columns {where}. Delete or rename all but one.")


def _require_all(found: dict[str, list[int]], columns: Sequence[Column]) -> None:
    missing = [c.name for c in columns if c.required and c.name not in found]
    if missing:
        raise Refused(f"No column is headed {_listed(missing)}. The first row must hold the headings.")


def _about_unknown(unknown: Sequence[str], free: Sequence[str]) -> str:
    said = []
    for heading in unknown:
        near = process.extractOne(heading.casefold(), free, score_cutoff=NEAR_ENOUGH)
        said.append(f"“{heading}” (did you mean {near[0]}?)" if near else f"“{heading}”")
    verb = "is not a heading" if len(said) == 1 else "are not headings"
    return f"{_listed(said)} {verb} that we know. Rename or delete the column, so that nothing is left out unseen."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
