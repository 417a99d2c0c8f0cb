"""How quickly a caseload comes in, beside COPY to staging, the same checks in SQL, and the same rows (at most 3 x)."""

from __future__ import annotations

import csv
import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from benchmarks.support import RUNS, medians, throwaway_service

PEOPLE = 5000
MOST = 3.0
TODAY = date(2020, 3, 2)
IN_SQL = (Path(__file__).parent / "caseload_in_sql.sql").read_text()
FIRST = ("Amina", "Brian", "Chen", "Dorothy", "Éamon", "Fatima", "Grace", "Hamid", "Irena", "John", "Kofi", "Lily")
LAST = ("Begum", "Cole", "Wei", "Hunter", "O’Neill", "Khan", "Müller", "Ahmed", "Nowak", "Smith", "Mensah", "Robson")
CONDITIONS = ("type 2 diabetes", "asthma", "COPD", "heart failure", "osteoporosis", "anxiety", "depression")


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    with throwaway_service(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "caseload.csv"
        write_caseload(path)
        ours, in_sql = medians(lambda: by_import(path), lambda: by_sql(path), before_each=nobody)
    ratio = ours / in_sql
    print(f"import of {PEOPLE:,} clients, median of {RUNS} in turns, one run:")
    print(f"  throughline import      {PEOPLE / ours:8,.0f} rows/s  ({ours:.2f} s)")
    print(f"  COPY and checks in SQL  {PEOPLE / in_sql:8,.0f} rows/s  ({in_sql:.2f} s)")
    print(f"  ratio                   {ratio:8.2f} x      (at most {MOST:g} x)")
    return int(ratio > MOST)


def write_caseload(path: Path) -> None:
    """Write a file of made-up people, the same every time."""
    chance = random.Random(1)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for n, number in enumerate(numbers_of_nobody(chance)):
            writer.writerow(made_up_person(n, number, chance))


def made_up_person(n: int, nhs_number: str, chance: random.Random) -> dict[str, object]:
    """Make up one row, with most of its columns filled."""
    return {
        "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}-{chance.choice(LAST)}",
        "date_of_birth": (date(1946, 1, 1) + timedelta(days=n)).strftime("%d/%m/%Y"),
        "nhs_number": nhs_number if n % 10 else "",
        "phones": f"0191 498 {n:04d};07700 9{n:05d}",
        "email": f"person{n}@example.org" if n % 3 == 0 else "",
        "address": f"{n % 200} Elm Street",
        "postcode": "NE1 4ST",
        "surgery": "Elm Street",
        "conditions": ";".join(chance.sample(CONDITIONS, 2)),
        "access_needs": "large print" if n % 7 == 0 else "",
        "can_be_phoned": chance.choice(("yes", "no", "")),
        "can_read": "yes",
        "has_internet": chance.choice(("yes", "no", "")),
        "worker": f"{chance.choice(('worker', 'colleague', 'senior'))}@example.org",
        "level": "regular",
        "last_spoken": TODAY - timedelta(days=chance.randrange(60)),
        "next_contact": TODAY + timedelta(days=chance.randrange(-10, 40)),
    }


def numbers_of_nobody(chance: random.Random) -> list[str]:
    """Give an NHS number for each, of the range for tests: they begin with 999 and their check digits fit."""
    found = []
    for middle in chance.sample(range(1_000_000), PEOPLE * 2):
        nine = f"999{middle:06d}"
        check = (11 - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11) % 11
        if check != 10:
            found.append(f"{nine[:3]} {nine[3:6]} {nine[6:]}{check}")
    return found[:PEOPLE]


def by_import(path: Path) -> None:
    """Take the file in as the command line does."""
    from tests.support.clock import START
    from throughline.accounts.scopes import acting_as
    from throughline.core.actor import Actor
    from throughline.imports import commands

    with acting_as(Actor.system("import")) as by:
        outcome = commands.take_file(
            kind="clients", path=path, dry_run=False, partial=False, progress=lambda done, total: None, by=by, at=START
        )
    require_all(outcome.taken)


def by_sql(path: Path) -> None:
    """Take the file in by nothing but SQL, under the same rights and constraints."""
    from django.db import connection

    from tests.support.clock import START
    from throughline.accounts.scopes import acting_as
    from throughline.core.actor import Actor

    with acting_as(Actor.system("import")) as by, connection.cursor() as cursor:
        cursor.execute(f"create temp table staging ({', '.join(f'{c} text' for c in COLUMNS)}) on commit drop")
        with cursor.copy("copy staging from stdin (format csv, header true)") as copy, path.open("rb") as file:
            while block := file.read(1 << 20):
                copy.write(block)
        cursor.execute(IN_SQL, {"at": START, "on": START.date(), "by": by.user_id})
        cursor.execute("select count(*) from checked where problem is null")
        require_all(cursor.fetchone()[0])


def require_all(taken: int) -> None:
    """Go on if every row came in: a quick run that leaves rows out would prove nothing."""
    if taken != PEOPLE:
        raise SystemExit(f"{taken} of {PEOPLE} rows came in: the figure would mean nothing.")


def nobody() -> None:
    """Take every client away again, as only the owner can."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("truncate clients_client, audit_auditentry, audit_unsealed, procrastinate_jobs cascade")


COLUMNS = (
    "name", "date_of_birth", "nhs_number", "phones", "email", "address", "postcode", "surgery", "conditions",
    "access_needs", "can_be_phoned", "can_read", "has_internet", "worker", "level", "last_spoken", "next_contact",
    "next_contact_way",
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
