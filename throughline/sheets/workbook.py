"""The first sheet of an Excel workbook, row by row. One that would burst when unpacked is refused before that."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from throughline.core.decisions import Refused

LARGEST = 1 << 30
"""Bytes of all parts together, unpacked. Python's own unpacking stops at the size that a part declares."""
LARGEST_STRINGS = 1 << 27
"""Bytes of the one part that is held in memory."""
MOST_SQUEEZED = 300
"""How many times smaller than its content a large part may be: sheets of real words are ten to thirty times smaller."""
LARGE_PART = 1 << 25


def is_workbook(path: Path) -> bool:
    """Say whether a file begins as a workbook of today does."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError as error:
        raise Refused(
            f"The file {path.name} cannot be read ({error.strerror}). Check its name and its rights."
        ) from error


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each row with its number and its cells as text; an empty row is an empty record.

    :raises Refused: if it is no workbook, or unpacks to more than a list can be
    """
    _require_bounded(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = next((s for s in book.worksheets if getattr(s, "sheet_state", "") == "visible"), None)
        if sheet is None:
            raise Refused(f"The workbook {path.name} has no sheet with rows in it.")
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, [_text(cell) for cell in cells]
        book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError, EOFError) as error:
        raise Refused(f"The workbook {path.name} is damaged. Open it in a spreadsheet and save it again.") from error


def _require_bounded(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Refused(f"The file {path.name} is damaged. Export it again.") from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise Refused(f"The file {path.name} is a zip file, not a list. Unpack it and give the list.")
    strings = sum(p.file_size for p in parts if p.filename.endswith("sharedStrings.xml"))
    squeezed = any(p.file_size > LARGE_PART and p.file_size > MOST_SQUEEZED * max(p.compress_size, 1) for p in parts)
    if sum(p.file_size for p in parts) > LARGEST or strings > LARGEST_STRINGS or squeezed:
        raise Refused(f"The workbook {path.name} unpacks to far more than a list can be. Save the list as CSV UTF-8.")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
