"""Small files to import, made in the test."""

from __future__ import annotations

import csv
import io
from pathlib import Path

PERSON = {
    "name": "Amina Begum",
    "date_of_birth": "01/05/1960",
    "worker": "worker@example.org",
    "next_contact": "2020-03-16",
}


def csv_text(*rows: dict[str, str], delimiter: str = ",") -> str:
    """Give a file of these rows; its headings are whatever the rows name."""
    headings = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def person(**changes: str) -> dict[str, str]:
    """Give a row of a caseload that is right, but for what is changed."""
    return {**PERSON, **changes}


def saved(folder: Path, content: str | bytes, name: str = "caseload.csv") -> Path:
    """Save a file and give its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_back(path: Path) -> list[dict[str, str]]:
    """Read a file of bad rows as plain CSV: what we say of each row, over its own values of other names."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    return [
        dict(zip(headings[3:], row[3:], strict=True)) | dict(zip(headings[:3], row[:3], strict=True)) for row in rows
    ]
