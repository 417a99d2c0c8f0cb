"""Small lists to take in, made in the test: people with NHS numbers from the range that is nobody's."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.support import clock
from tests.support.service import FIRST_DAY, SYSTEM, Service
from throughline.accounts.scopes import acting_as
from throughline.organisations import commands as organisations
from throughline.organisations.models import Kind, RelationKind
from throughline.outreach import commands
from throughline.outreach.models import ListKind

HEADINGS = ("NHS Number", "Forename", "Surname", "Date of Birth", "Address", "Postcode", "Mobile", "Category")


def nhs_number(number: int) -> str:
    """Give one of the NHS numbers that are nobody's (999...), for a number that has a check digit."""
    digits = f"999{number:06d}"
    check = 11 - sum(int(d) * (10 - i) for i, d in enumerate(digits)) % 11
    return nhs_number(number + 500_000) if check == 10 else f"{digits}{0 if check == 11 else check}"


def person(number: int, **changes: str) -> dict[str, str]:
    """Give a row about the n-th made-up person."""
    born = date(1940, 1, 1) + timedelta(days=number * 7 % 29_000)
    row = {
        "NHS Number": nhs_number(number), "Forename": f"Ada{'bcdefghij'[number % 9]}", "Surname": f"Testwood{number}",
        "Date of Birth": f"{born:%d/%m/%Y}", "Address": f"{number} Nowhere Lane", "Postcode": "TS25 9QX",
        "Mobile": f"07700 9{number % 100000:05d}", "Category": "Advised to shield",
    }  # fmt: skip
    return {**row, **changes}


def csv_of(folder: Path, name: str, *rows: dict[str, str], before: str = "") -> Path:
    """Save rows as a list and give its path."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(h for row in rows for h in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / name
    path.write_text(before + out.getvalue(), encoding="utf-8")
    return path


def council(service: Service) -> None:
    """Let there be a council that sends lists to the provider."""
    at = clock.test_time() - timedelta(days=90)
    with acting_as(SYSTEM):
        service.places["Council"] = organisations.register_organisation(
            kind=Kind.COUNCIL, name="Moor Council", commissioned_by=None, from_on=FIRST_DAY, by=SYSTEM, at=at
        )
        organisations.relate(
            source=service.places["Council"], kind=RelationKind.SENDS_LIST, target=service.places["Harbour Trust"],
            from_on=FIRST_DAY, by=SYSTEM, at=at,
        )  # fmt: skip


def coming(service: Service, source: str = "Elm Street", **said: Any) -> commands.Coming:
    """Say of a list what must be said, but for what is changed."""
    today = clock.test_time().date()
    given = {
        "provider_id": service.places["Harbour Trust"].id, "source_id": service.places[source].id,
        "kind": ListKind.SHIELDING, "received_on": today, "legal_basis": "Sharing agreement of March 2020",
        "delete_by": today + timedelta(days=180),
    }  # fmt: skip
    return commands.Coming(**{**given, **said})


def take(
    service: Service, path: Path, *, source: str = "Elm Street", by: str = "manager", dry_run: bool = False, **said: Any
) -> commands.TakenIn:
    """Have a manager take a list in."""
    with acting_as(service.actor(by)) as actor:
        return commands.take_list(
            path=path, coming=coming(service, source, **said), dry_run=dry_run, progress=lambda done, total: None,
            by=actor, at=clock.test_time(),
        )  # fmt: skip
