"""How quickly a list of vulnerable people comes in, and how much memory that needs (a nation's list: 2.2 million)."""

from __future__ import annotations

import csv
import os
import resource
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from benchmarks.support import seconds, throwaway_service

PEOPLE = int(float(os.environ.get("BENCH_SHARE", "1")) * 2_200_000)
MOST_SECONDS = 240.0
"""For the whole of it."""
MOST_MEMORY = 3 * 1024
"""Megabytes, of the program; the database's are its settings'."""
HEADINGS = ("Traced_NHSNUMBER", "PatientFirstName", "PatientSurname", "DateOfBirth", "PatientAddress_Line1",
            "PatientAddress_PostCode", "mobile", "category")  # fmt: skip


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    with throwaway_service() as service, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        write_list(path)
        from tests.support.clock import START
        from throughline.accounts.scopes import acting_as
        from throughline.core.actor import Actor
        from throughline.outreach import commands
        from throughline.outreach.models import ListKind

        coming = commands.Coming(
            provider_id=service.places["Harbour Trust"].id, source_id=service.places["Elm Street"].id,
            kind=ListKind.SHIELDING, received_on=START.date(), legal_basis="Made up",
            delete_by=START.date() + timedelta(days=180),
        )  # fmt: skip
        before = megabytes()
        listed: list[int] = []

        def take() -> None:
            with acting_as(Actor.system("import")) as by:
                taken = commands.take_list(
                    path=path, coming=coming, dry_run=False, progress=lambda done, total: None, by=by, at=START
                )
            listed.append(taken.listed)

        took = seconds(take)
    if listed != [PEOPLE]:
        raise SystemExit(f"{listed} of {PEOPLE} came in: the figure would mean nothing.")
    print(f"A list of {PEOPLE:,} taken in, checked and split, one run:")
    print(f"  {took:8.1f} s  ({PEOPLE / took:,.0f} rows/s)")
    print(f"  {megabytes():8,.0f} MB at most, of which {before:,.0f} before it began")
    return int(took > MOST_SECONDS or megabytes() > MOST_MEMORY)


def write_list(path: Path) -> None:
    """Write made-up people. There are not so many NHS numbers of nobody, so that most have none."""
    first = date(1925, 1, 1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for n in range(PEOPLE):
            writer.writerow(
                (number_of_nobody(n), f"Ada{n % 977}", f"Testwood {n // 977}x", f"{first + timedelta(days=n % 30000)}",
                 f"{n} Nowhere Lane", "TS25 9QX", f"07700 {900000 + n % 100000}", "Advised to shield")
            )  # fmt: skip


def number_of_nobody(n: int) -> str:
    """Give an NHS number that begins with 999, where there is still one."""
    if n >= 1_000_000:
        return ""
    nine = f"999{n:06d}"
    check = (11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
    return "" if check == 10 else f"{nine}{check}"


def megabytes() -> float:
    """Give the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
