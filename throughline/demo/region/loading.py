"""Fills an empty demo database with a region, in one transaction: every constraint holds at its end, or nothing stays.

Run as `THROUGHLINE_AS=owner python -m throughline.demo.region.loading SHARE`; `throughline demo load` does. Writes one
line of JSON for each step done.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django

if TYPE_CHECKING:
    from django.db import models

CLIENTS, SURGERIES, PROVIDERS, SERVICES = 300_000, 200, 20, 100_000
TABLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("drawing", ()),
    ("places", ("organisations.Organisation", "organisations.Relation")),
    (
        "services",
        (
            "areas.Postcode",
            "directory.Organisation",
            "directory.Location",
            "directory.Service",
            "directory.WayOfJoining",
            "directory.StatusObservation",
            "directory.Schedule",
        ),
    ),
    ("staff", ("accounts.User", "accounts.Attachment")),
    ("people", ()),
    ("spells", ()),
    ("clients", ("clients.Client", "clients.WayToReach", "clients.NameWord")),
    ("circumstances", ("circumstances.Circumstance", "circumstances.Condition")),
    ("cases", ("referrals.Referral", "cases.Case", "cases.Handover")),
    ("contacts", ("contacts.Contact", "cases.Promise")),
    ("trail", ("audit.AuditEntry",)),
)
"""The SQL files in the order in which they are run, and whose rows each describes, as views named `made_<table>`."""

OTHER_PLURALS = {
    "User": "staff",
    "WayToReach": "ways to reach",
    "AuditEntry": "audit entries",
    "NameWord": "words of names",
    "WayOfJoining": "ways of joining",
}
STEPS = len(TABLES) + sum(len(names) for _, names in TABLES) + len(("index and check", "seal", "analyze"))


@dataclass(frozen=True)
class Step:
    """Something done on the way: what, how many rows it wrote, and how long it took."""

    what: str
    rows: int
    seconds: float


Tell = Callable[[Step], None]


def load_region(*, share: float, tell: Tell) -> None:
    """Draw and write a region, or a share of one, as the database's owner.

    :raises SystemExit: where this is no demo installation, or the database holds a service already
    """
    from django.apps import apps
    from django.conf import settings
    from django.db import connection, transaction

    from throughline.core.ids import seeded
    from throughline.demo import clock, loading
    from throughline.demo.region import keys, sealing
    from throughline.organisations.models import Organisation

    if not settings.DEMO:
        sys.exit("this is not a demo installation")
    if Organisation.objects.exists():
        sys.exit("there is a service in this database already; --replace puts the region in its place")
    chosen = _chosen(share)
    written = [apps.get_model(name) for _, names in TABLES for name in names]
    with seeded(loading.SEED), transaction.atomic(), connection.cursor() as cursor:
        clock.set_today(clock.FIRST_DAY)
        cursor.execute("set local work_mem = '128MB'; set local maintenance_work_mem = '256MB'")
        _put_names(cursor)
        with keys.set_aside(cursor, [model._meta.db_table for model in written]) as put_back:
            for file, names in TABLES:
                with _timed(f"draw {file}", tell):
                    cursor.execute((Path(__file__).parent / f"{file}.sql").read_text(encoding="utf-8"), chosen)
                for name in names:
                    _fill(cursor, apps.get_model(name), tell)
            with _timed("index and check", tell):
                put_back()
        with _timed("seal the trail", tell):
            sealing.seal_all(at=loading.evening())
    with _timed("analyze", tell), connection.cursor() as cursor:
        cursor.execute(
            "vacuum (analyze)"
        )  # As the server would by and by: what was loaded is known to be visible to all.


def load_services(cursor: Any, *, services: int, operator: UUID, today: date, tell: Tell = lambda step: None) -> None:
    """Draw and write a directory of services alone, into whatever stands there: for measuring a search."""
    from django.apps import apps

    chosen = {"services": services, "operator": operator, "today": today}
    for file, names in TABLES:
        if file in ("drawing", "services"):
            cursor.execute((Path(__file__).parent / f"{file}.sql").read_text(encoding="utf-8"), chosen)
            for name in names:
                _fill(cursor, apps.get_model(name), tell)


def _chosen(share: float) -> dict[str, Any]:
    """Give what the SQL files ask for: how many of each, the day, and who did what nobody did."""
    from django.contrib.auth.hashers import make_password

    from throughline.core.actor import OPERATOR_ID
    from throughline.demo import clock
    from throughline.demo.places import PASSWORD
    from throughline.demo.region import names

    providers = max(2, round(PROVIDERS * share))
    return {
        "clients": round(CLIENTS * share),
        "surgeries": max(providers + 1, round(SURGERIES * share)),
        "providers": providers,
        "services": round(SERVICES * share),
        "first_names": len(names.first_names()),
        "last_names": len(names.last_names()),
        "today": clock.FIRST_DAY,
        "operator": OPERATOR_ID,
        "password": make_password(PASSWORD, salt="madeup"),
    }


def _put_names(cursor: Any) -> None:
    from throughline.demo.region import names

    for table, listed in (("first_names", names.first_names()), ("last_names", names.last_names())):
        cursor.execute(f"create temp table {table} (number int, name text, key text, words text[]) on commit drop")
        with cursor.copy(f"copy {table} from stdin") as copy:
            for row in listed:
                copy.write_row(row)


def _fill(cursor: Any, model: type[models.Model], tell: Tell) -> None:
    """Insert what the view for a model describes. What the view leaves out gets the model's own default."""
    from django.db import connection
    from django.db.models import AutoField, BigAutoField

    table = model._meta.db_table
    cursor.execute("select attname from pg_attribute where attrelid = %s::regclass and attnum > 0", [f"made_{table}"])
    described = [row[0] for row in cursor.fetchall()]
    left_out = [
        field
        for field in model._meta.concrete_fields
        if not (
            field.generated
            or field.column in described
            or isinstance(field, AutoField | BigAutoField)
            or field.has_db_default()
        )
    ]
    quote = connection.ops.quote_name
    columns = [quote(name) for name in (*described, *(str(field.column) for field in left_out))]
    values = ", ".join([*map(quote, described), *("%s" for _ in left_out)])
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in left_out]
    plural = OTHER_PLURALS.get(model.__name__, str(model._meta.verbose_name_plural))
    start = time.perf_counter()
    cursor.execute(f"insert into {table} ({', '.join(columns)}) select {values} from made_{table}", defaults)
    tell(Step(plural, cursor.rowcount, time.perf_counter() - start))


@contextmanager
def _timed(what: str, tell: Tell) -> Iterator[None]:
    start = time.perf_counter()
    yield
    tell(Step(what, 0, time.perf_counter() - start))


def _write_line(step: Step) -> None:
    sys.stdout.write(json.dumps(asdict(step)) + "\n")
    sys.stdout.flush()


def main(share: str) -> None:
    """Be that process."""
    os.environ["THROUGHLINE_AS"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughline.config.settings.dev")
    django.setup()
    load_region(share=float(share), tell=_write_line)


if __name__ == "__main__":
    main(sys.argv[1])
