"""My day for a worker with 60 people due, among 5,000 clients, beside a page that draws the same rows from a list."""

from __future__ import annotations

import csv
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.support import seconds, throwaway_service

PEOPLE, MINE, TIMES, MOST = 5000, 60, 200, 2.0


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    with throwaway_service() as service, tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "caseload.csv")
        ours, literal, statements = measure(service)
    ratio = statistics.median(ours) / statistics.median(literal)
    print(f"My day, {MINE} people due among {PEOPLE:,} clients, {TIMES} times each in turns, one run:")
    print(f"  SQL statements          {statements:8d}")
    for name, taken in (("My day", ours), ("same rows from a list", literal)):
        p50, p95 = statistics.median(taken) * 1000, statistics.quantiles(taken, n=20)[-1] * 1000
        print(f"  {name:<22}  {p50:8.1f} ms p50  {p95:6.1f} ms p95")
    print(f"  ratio of p50            {ratio:8.2f} x      (at most {MOST:g} x)")
    return int(ratio > MOST)


def fill(path: Path) -> None:
    """Bring in the clients as a service would, by file: 60 of them for one worker, all due today or late."""
    from tests.support.clock import START
    from throughline.accounts.scopes import acting_as
    from throughline.core.actor import Actor
    from throughline.imports import commands

    today = date(2020, 3, 2)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["name", "date_of_birth", "phones", "access_needs", "worker", "last_spoken", "next_contact"])
        for n in range(PEOPLE):
            mine = n < MINE
            due = today - timedelta(days=n % 9) if mine else today + timedelta(days=n % 80 - 20)
            rows.writerow([
                f"Person {'Mine' if mine else 'Other'}-{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}",
                date(1946, 1, 1) + timedelta(days=n), f"0191 498 {n:04d};07700 9{n:05d}",
                "large print" if n % 5 == 0 else "",
                "worker@example.org" if mine else ("colleague@example.org", "senior@example.org")[n % 2],
                today - timedelta(days=40), due,
            ])  # fmt: skip
    with acting_as(Actor.system("import")) as by:
        outcome = commands.take_file(
            kind="clients", path=path, dry_run=False, partial=False, progress=lambda done, total: None, by=by, at=START
        )
    if outcome.taken != PEOPLE:
        raise SystemExit(f"{outcome.taken} of {PEOPLE} rows came in: the figure would mean nothing.")


def measure(service: Any) -> tuple[list[float], list[float], int]:
    """Time both pages in turns, through the whole program: session, scope, page; and count the statements."""
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    with override_settings(ROOT_URLCONF="benchmarks.pages.from_a_list"):
        browser = Client()
        browser.force_login(service.staff["worker"])
        with CaptureQueriesContext(connection) as captured:
            page = browser.get("/my-day/")
            statements = len(captured)
        drawn = page.content.count(b"/contact/")
        if drawn < MINE or browser.get("/from-a-list/").content.count(b"/contact/") != drawn:
            raise SystemExit("The two pages do not show the same rows: the figure would mean nothing.")
        ours, literal = taking_turns(lambda: browser.get("/my-day/"), lambda: browser.get("/from-a-list/"))
    return ours, literal, statements


def taking_turns(*works: Callable[[], object]) -> list[list[float]]:
    """Time each work many times, in turns, so that a noisy moment falls on all of them."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(TIMES):
        for times, work in zip(taken, works, strict=True):
            times.append(seconds(work))
    return taken


if __name__ == "__main__":
    sys.exit(main())
