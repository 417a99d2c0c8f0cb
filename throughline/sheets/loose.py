"""A table whose headings are not ours: found wherever they stand, CSV or Excel, and read in a stream."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from throughline.core.decisions import Refused
from throughline.sheets import workbook
from throughline.sheets.characters import encoding_of
from throughline.sheets.headings import BAD_FILE_HEADINGS, DELIMITERS
from throughline.sheets.records import records

LOOKED_AT = 100
"""Rows among which the headings are looked for: some lists begin with forty lines about themselves."""
FEWEST = 2
"""Headings that must be known in a row that is taken for the one of headings."""


def key_of(heading: str) -> str:
    """Give a heading in lower case, spaces and signs left out."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold())


@dataclass(frozen=True)
class LooseTable:
    """A file that can be read as often as wanted: where its headings stand, and how it is written."""

    path: Path
    encoding: str
    delimiter: str
    heading_row: int
    headings: tuple[str, ...]
    given_back: int
    """How many leading columns are our own remarks on a file that we gave back."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give each row under the headings that has something in it, as wide as the headings at least.

        :raises Refused: where the file cannot be read on
        """
        width = len(self.headings)
        for number, cells in _all_rows(self.path, self.encoding, self.delimiter):
            if number > self.heading_row and any(cells):
                mine = cells[self.given_back :]
                if len(mine) < width:
                    mine += [""] * (width - len(mine))
                yield number, mine


def open_loose(path: Path, known: Callable[[str], bool]) -> LooseTable:
    """Find the row of headings: of the first hundred, the one of which most are known.

    :raises Refused: if it cannot be read, or no row has two headings that are known
    """
    if workbook.is_workbook(path):
        return _table(path, "", "", list(islice(workbook.rows(path), LOOKED_AT)), known)
    encoding = encoding_of(path)
    found: list[LooseTable] = []
    refused: list[Refused] = []
    for delimiter in DELIMITERS:
        try:
            rows = list(islice(records(path, encoding=encoding, delimiter=delimiter), LOOKED_AT))
            found.append(_table(path, encoding, delimiter, rows, known))
        except Refused as refusal:
            refused.append(refusal)
    if not found:
        raise refused[0]
    return max(found, key=lambda table: sum(map(known, table.headings)))


def _table(
    path: Path, encoding: str, delimiter: str, rows: list[tuple[int, list[str]]], known: Callable[[str], bool]
) -> LooseTable:
    best = max(rows, key=lambda row: len({key_of(h) for h in row[1] if known(h)}), default=(0, []))
    if sum(map(known, best[1])) < FEWEST:
        raise Refused(
            f"No row of {path.name} looks like one of headings: among the first {LOOKED_AT} rows none has two that we"
            " know. Say what its columns mean, or give it a row of headings such as surname, date of birth, postcode."
        )
    given_back = len(BAD_FILE_HEADINGS) if tuple(best[1][:3]) == BAD_FILE_HEADINGS else 0
    return LooseTable(path, encoding, delimiter, best[0], tuple(best[1][given_back:]), given_back)


def _all_rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    if not encoding:
        return workbook.rows(path)
    return records(path, encoding=encoding, delimiter=delimiter)
