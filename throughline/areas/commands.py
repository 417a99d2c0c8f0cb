"""What can happen to the official tables: one is loaded, whole or not at all; the same again changes nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from throughline.areas import rules
from throughline.areas.models import Edition
from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotAllowed, Refused
from throughline.core.ids import new_id
from throughline.core.scope import NOBODY

Progress = Callable[[int, int], None]
Lines = Iterator[tuple[int, list[str]]]
NAMED_AT_MOST = 10
EVERY = 5_000


@dataclass(frozen=True)
class Loaded:
    """What a load came to."""

    what: str
    rows: int
    changed: int
    without_area: int = 0


@transaction.atomic
def load_imd(*, path: Path, progress: Progress = lambda done, total: None, by: Actor, at: datetime) -> Loaded:
    """Load a table of deprivation; the edition is told by its headings.

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: naming rows that cannot be right, or if it is no such table
    """
    _require_operator(by)
    headings, lines = _open(path)
    columns = rules.imd_columns(headings)
    deciles: dict[int, int] = {}
    rows: dict[str, tuple[object, ...]] = {}
    bad: list[str] = []
    for number, cells in _shown(lines, path, progress):
        lsoa, decile, rank = (_cell(cells, place) for place in (columns.lsoa, columns.decile, columns.rank))
        decision = rules.may_be_a_place(lsoa, decile, rank)
        if not decision or lsoa in rows:
            _name(bad, number, decision if not decision else Decision(f"{lsoa} is there twice"))
            continue
        deciles[int(rank)] = int(decile)
        rows[lsoa] = (str(new_id()), int(columns.edition), lsoa, int(decile), int(rank))
    _refuse_if(bad)
    rules.may_run_this_way(deciles).require()
    changed = _put(
        "areas_deprivation", ("id", "edition", "lsoa", "decile", "rank"), "edition, lsoa", list(rows.values())
    )
    loaded = Loaded(f"{columns.edition.label}: decile 1 is most deprived", len(rows), changed)
    _write_down("DEPRIVATION_LOADED", loaded, edition=columns.edition, by=by, at=at)
    return loaded


@transaction.atomic
def load_postcodes(*, path: Path, progress: Progress = lambda done, total: None, by: Actor, at: datetime) -> Loaded:
    """Load a postcode directory (NSPL or ONSPD), or a part of one; what it does not know stays as it was.

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: naming rows that cannot be right, or if it is no such directory
    """
    _require_operator(by)
    headings, lines = _open(path)
    columns = rules.postcode_columns(headings)
    censuses = [(name, place) for name in ("lsoa11", "lsoa21") if (place := getattr(columns, name)) is not None]
    rows: dict[str, tuple[object, ...]] = {}
    bad: list[str] = []
    without = 0
    for number, cells in _shown(lines, path, progress):
        lsoas = [_cell(cells, place).upper() for _, place in censuses]
        decision = rules.may_be_postcode(_cell(cells, columns.code), *lsoas)
        if decision and columns.has_places:
            decision = rules.may_lie_at(*_coordinates(cells, columns))
        if not decision:
            _name(bad, number, decision)
            continue
        without += not any(lsoas)
        code = rules.normal_postcode(_cell(cells, columns.code))
        place = (rules.lies_at(*_coordinates(cells, columns)) or (None, None)) if columns.has_places else ()
        rows[code] = (str(new_id()), code, *lsoas, *place)
    _refuse_if(bad)
    facts = (*(name for name, _ in censuses), *(("latitude", "longitude") if columns.has_places else ()))
    changed = _put("areas_postcode", ("id", "code", *facts), "code", list(rows.values()))
    loaded = Loaded("Postcodes", len(rows), changed, without)
    _write_down("POSTCODES_LOADED", loaded, edition=None, by=by, at=at)
    return loaded


def _require_operator(by: Actor) -> None:
    if not by.is_system:
        raise NotAllowed("only the operator may do this")


def _open(path: Path) -> tuple[list[str], Lines]:
    """Give the headings, and the lines below them with their row numbers as a spreadsheet shows them."""
    lines = _lines(path)
    try:
        return next(lines)[1], lines
    except StopIteration:
        raise Refused(f"The file {path.name} is empty. Download it again.") from None


def _lines(path: Path) -> Lines:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, cells in enumerate(csv.reader(file), 1):
                if any(cell.strip() for cell in cells):
                    yield number, cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"The file {path.name} is not a CSV file in UTF-8. Save it as CSV UTF-8.") from error


def _shown(lines: Lines, path: Path, progress: Progress) -> Lines:
    """Give the lines, and say how much of the file they come to, by its size."""
    total, done = path.stat().st_size, 0
    for count, (number, cells) in enumerate(lines):
        yield number, cells
        done += sum(map(len, cells)) + len(cells) + 1
        if count % EVERY == 0:
            progress(min(done, total), total)
    progress(total, total)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _coordinates(cells: Sequence[str], columns: rules.PostcodeColumns) -> tuple[str, str]:
    assert columns.latitude is not None
    assert columns.longitude is not None
    return _cell(cells, columns.latitude), _cell(cells, columns.longitude)


def _name(bad: list[str], number: int, decision: Decision) -> None:
    bad.append(f"row {number}: {decision.reason}")


def _refuse_if(bad: Sequence[str]) -> None:
    if bad:
        more = f"; and {len(bad) - NAMED_AT_MOST} more" if len(bad) > NAMED_AT_MOST else ""
        raise Refused(
            f"Nothing was loaded: {'; '.join(bad[:NAMED_AT_MOST])}{more}. Mend these rows, and load it again."
        )


def _put(table: str, columns: Sequence[str], key: str, rows: Sequence[tuple[object, ...]]) -> int:
    """Put rows in at one stroke and give how many were new or different; the others are not touched."""
    names = ", ".join(columns)
    facts = [column for column in columns if column not in ("id", *key.split(", "))]
    kept, new = (", ".join(f"{row}.{column}" for column in facts) for row in ("kept", "excluded"))
    with connection.cursor() as cursor:
        cursor.execute(f"create temporary table taken on commit drop as select {names} from {table} limit 0")
        with cursor.copy(f"copy taken ({names}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"insert into {table} as kept ({names}) select {names} from taken"
            f" on conflict ({key}) do update set ({', '.join(facts)}) = row({new})"
            f" where row({kept}) is distinct from row({new})"
        )
        changed = cursor.rowcount
        cursor.execute("drop table taken")
    return int(changed)


def _write_down(act: str, loaded: Loaded, *, edition: Edition | None, by: Actor, at: datetime) -> None:
    details = {"rows": loaded.rows, "changed": loaded.changed, "edition": edition}
    audit.record_about(act, table="areas", about_id=NOBODY, provider_id=NOBODY, by=by, at=at, details=details)
