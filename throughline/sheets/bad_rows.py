"""The rows that were not taken, given back beside their file so that they can be mended and sent again."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from throughline.core.decisions import Refused
from throughline.sheets import Problem, Row, joined, plain, safe
from throughline.sheets.headings import BAD_FILE_HEADINGS

OWNER_ONLY = 0o600


class BadRows:
    """A file that is begun with the first bad row, and taken away again if the import fails."""

    def __init__(self, path: Path, headings: Sequence[str]) -> None:
        self.count = 0
        self.path: Path | None = None
        self._beside, self._headings = path, headings
        self._file: TextIO | None = None
        self._writer: Any = None

    def add(self, row: Row, problems: Sequence[Problem]) -> None:
        """Write a row with what is wrong with it, and its cells as they stood.

        :raises Refused: if no file can be written there
        """
        self.count += 1
        try:
            if self._writer is None:
                self._begin()
            self._writer.writerow([row.number, *map(safe, joined(problems)), *map(_as_it_stood, row.cells)])
        except OSError as error:
            raise Refused(
                f"The bad rows cannot be written beside {self._beside} ({error.strerror})."
                " Copy the file to a folder where you may write, and import it from there."
            ) from error

    def _begin(self) -> None:
        self.path, self._file = _new_file_beside(self._beside)
        self._writer = csv.writer(self._file)
        self._writer.writerow([*BAD_FILE_HEADINGS, *map(_as_it_stood, self._headings)])

    def __enter__(self) -> BadRows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
        if kind is not None and self.path:
            self.path.unlink(missing_ok=True)


def _as_it_stood(cell: str) -> str:
    """Give a cell as it stood, but for the apostrophe that keeps a spreadsheet from running it."""
    return safe(plain(cell))


def _new_file_beside(path: Path) -> tuple[Path, TextIO]:
    """Open `<name>.bad.csv`, or `<name>.bad-2.csv` and so on: an earlier one may be half mended."""
    stem = re.sub(r"\.bad(-\d+)?$", "", path.stem)
    number = 1
    while True:
        wanted = path.with_name(f"{stem}.bad.csv" if number == 1 else f"{stem}.bad-{number}.csv")
        try:
            handle = os.open(wanted, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        except FileExistsError:
            number += 1
            continue
        return wanted, os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
