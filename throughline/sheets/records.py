"""Records of a file in a stream, refused with their row number where they cannot be right.

A row is numbered as a spreadsheet shows it: the headings are row 1, and an empty line is a row too.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from throughline.core.decisions import Refused

LONGEST_ROW = 100_000
"""Characters. Below the csv module's own limit for one value, so ours always speaks first."""
REMEDY = "Open the file in a spreadsheet, mend that row, and save it as CSV UTF-8."


def records(path: Path, *, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with its row number; an empty line is an empty record.

    :raises Refused: for a record that never ends, quotation marks out of place, or letters that are none
    """
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(file, delimiter)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            lines.start_row()
            try:
                record = next(reader)
            except StopIteration:
                return
            except UnicodeError as error:
                raise Refused(f"Near row {lines.row}: bytes that are no letters. {REMEDY}") from error
            except csv.Error as error:
                raise Refused(_about_quotes(lines.row, error)) from error
            yield lines.row, record


class _Lines:
    """The lines of a file; a row that grows without end is refused before it fills the memory."""

    def __init__(self, file: TextIO, delimiter: str) -> None:
        self.row = 0
        self._file = file
        self._delimiter = delimiter
        self._held: list[str] = []
        self._size = 0
        self._headings: list[str] = []

    def start_row(self) -> None:
        """Count the next row."""
        if self.row == 1:
            self._headings = self._fields()
        self.row += 1
        self._held, self._size = [], 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST_ROW + 1 - self._size)
        if not line:
            raise StopIteration
        self._held.append(line)
        self._size += len(line)
        if self._size > LONGEST_ROW:
            raise Refused(self._too_long())
        return line

    def _fields(self) -> list[str]:
        return next(csv.reader(self._held, delimiter=self._delimiter), [])

    def _too_long(self) -> str:
        fields = self._fields()
        place = max(range(len(fields)), key=lambda i: len(fields[i]))
        name = self._headings[place] if place < len(self._headings) else f"column {place + 1}"
        if len(self._held) > 1:
            return (
                f"Row {self.row}, {name}: a quotation mark is opened and not closed, or the value is longer than"
                f" {LONGEST_ROW:,} characters. {REMEDY}"
            )
        return (
            f"Row {self.row}, {name}: the value is longer than {LONGEST_ROW:,} characters."
            " Shorten it, or leave it empty."
        )


def _about_quotes(row: int, error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return f"Row {row}: a quotation mark is opened and not closed. {REMEDY}"
    return f"Row {row}: a quotation mark stands where none can. Inside a value, write it twice. {REMEDY}"
