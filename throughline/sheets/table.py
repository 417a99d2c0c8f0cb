"""A file as rows of named values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from throughline.core.decisions import Refused
from throughline.core.spreadsheets import plain
from throughline.sheets import headings
from throughline.sheets.characters import encoding_of
from throughline.sheets.columns import Column
from throughline.sheets.headings import Headings
from throughline.sheets.records import LONGEST_ROW, records


@dataclass(frozen=True)
class Row:
    """A row: its number as a spreadsheet shows it, its cells as they stood, and its values by column."""

    number: int
    cells: tuple[str, ...]
    values: dict[str, str]
    field: str = ""
    problem: str = ""
    """Why the row as such cannot be read, and in which field that shows."""


@dataclass(frozen=True)
class Table:
    """A file that can be read as often as wanted, row by row."""

    path: Path
    encoding: str
    delimiter: str
    headings: Headings

    def rows(self) -> Iterator[Row]:
        """Give the rows under the headings; those with nothing in them are passed over.

        :raises Refused: where the file cannot be read on, with the row and the remedy
        """
        return (self._row(number, cells) for number, cells in self._filled())

    def count(self) -> int:
        """Count the rows, and so read the whole file once: what cannot be read shows before anything is begun."""
        return sum(1 for _ in self._filled())

    def _filled(self) -> Iterator[tuple[int, list[str]]]:
        for number, cells in records(self.path, encoding=self.encoding, delimiter=self.delimiter):
            if number > self.headings.row and any(cell.strip() for cell in cells):
                yield number, cells

    def _row(self, number: int, cells: Sequence[str]) -> Row:
        kept = tuple(cells[self.headings.given_back :])
        field, problem = self._problem(cells)
        if problem:
            return Row(number, kept, {}, field, problem)
        return Row(number, kept, {name: plain(cells[i]).strip() for name, i in self.headings.places.items()})

    def _problem(self, cells: Sequence[str]) -> tuple[str, str]:
        expected = len(self.headings.originals)
        if len(cells) < expected or any(cell.strip() for cell in cells[expected:]):
            return "", (
                f"The row has {len(cells)} values, and there are {expected} headings. A value with a"
                f" “{self.delimiter}” or a line break in it must stand in quotation marks."
            ).replace("\t", "tab")
        for place in self.headings.nameless:
            if cells[place].strip():
                return (
                    "",
                    f"Column {headings.column_letter(place)} has a value and no heading. Give it one, or delete it.",
                )
        for place, cell in enumerate(cells):
            if "\0" in cell:
                return self.headings.originals[place], "The value holds a NUL byte, which is no letter. Type it again."
        return "", ""


def open_table(path: Path, columns: Sequence[Column], *, extra_allowed: bool = False) -> Table:
    """Find out how a file is written and which column is where.

    :raises Refused: if it is not such a file, saying why and what to do
    """
    encoding = encoding_of(path)
    delimiter = headings.delimiter_of(_first_line(path, encoding), columns)
    for number, cells in records(path, encoding=encoding, delimiter=delimiter):
        if any(cell.strip() for cell in cells):
            found = headings.match(number, cells, columns, extra_allowed=extra_allowed)
            return Table(path, encoding, delimiter, found)
    raise Refused(f"The file {path.name} is empty. Export it again.")


def _first_line(path: Path, encoding: str) -> str:
    """Give the first line that has something in it, or as much of it as headings could fill."""
    with path.open(encoding=encoding, errors="replace") as file:
        while line := file.readline(LONGEST_ROW):
            if line.strip():
                return line
    return ""
