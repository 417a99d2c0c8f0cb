"""Days since last reached, for every open case: `silent.sql` asked for a page, for counts, or for a whole region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q

from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page
from throughline.core.working_days import add_working_days
from throughline.organisations import numbers
from throughline.organisations.models import DatedNumber, Disruption, Kind, Organisation
from throughline.watch.silent_rules import Reason, SilentFacts, in_words
from throughline.watch.whose_queries import Whose, whose_list

DEFINITION = (Path(__file__).parent / "silent.sql").read_text()
WANTED = (
    numbers.GAP_INTENSIVE, numbers.GAP_REGULAR, numbers.GAP_LIGHT, numbers.SILENT_GAPS, numbers.SILENT_DISRUPTED,
    numbers.HANDOVER_CONTACT,
)  # fmt: skip


class _Found(NamedTuple):
    """The columns of `silent`, in the order in which they are asked for."""

    case_id: UUID
    client_id: UUID
    provider_id: UUID
    worker_id: UUID
    gap_days: int
    days: int
    last_reached_on: date | None
    changed_on: date | None
    next_contact_on: date
    tries_since_reached: int
    with_manager_since: date | None
    conditions_count: int
    reasons: list[str]


COLUMNS = ", ".join(_Found._fields)
HIGHEST_FIRST = "order by cardinality(reasons) desc, days desc, case_id"


@dataclass(frozen=True)
class SilentRow:
    """Somebody nobody has spoken to for too long, and the stated reasons to put them first."""

    case_id: UUID
    client_id: UUID
    provider_id: UUID
    worker_id: UUID
    name: str
    worker: str
    days: int
    gap_days: int
    last_reached_on: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Silent:
    """One page of the silent people, of how many, and whose they are."""

    whose: Whose
    total: int
    page: Page[SilentRow]


class Spoken(NamedTuple):
    """Any open case with the days since its person was last reached. There may be a hundred thousand: a plain tuple."""

    case_id: UUID
    provider_id: UUID
    worker_id: UUID
    days: int
    gap_days: int
    is_silent: bool


def silent_people(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> Silent:
    """List whom nobody has spoken to for too long: most reasons first, then most days (R74). Four statements."""
    whose = whose_list(asked, viewer=viewer)
    start, end = bounds(number)
    tail = (
        f"select {COLUMNS}, s.full_name, u.name, count(*) over () from silent s"
        f" join accounts_user u on u.id = s.worker_id {HIGHEST_FIRST} limit %(many)s offset %(start)s"
    )
    found = ask(tail, viewer=viewer, on=on, worker=whose.worker_id, many=end - start, start=start)
    rows = [_row(_Found(*line[:-3]), name=line[-3], worker=line[-2]) for line in found]
    return Silent(whose, found[0][-1] if found else 0, page(rows, number))


def silent_by_worker(*, viewer: Actor, on: date) -> dict[UUID, int]:
    """Count the silent people of each worker."""
    return dict(ask("select worker_id, count(*) from silent group by 1", viewer=viewer, on=on))


def every_silent_case(*, viewer: Actor, on: date, provider_id: UUID | None = None) -> list[SilentRow]:
    """List every silent case the viewer may know of, by ids alone, for reports and the command line."""
    found = ask(f"select {COLUMNS} from silent {HIGHEST_FIRST}", viewer=viewer, on=on, provider_id=provider_id)
    return [_row(_Found(*line), name="", worker="") for line in found]


def days_since_reached(*, viewer: Actor, on: date, provider_id: UUID | None = None) -> list[Spoken]:
    """Give the days since last reached for every open case, longest first."""
    tail = (
        "select case_id, provider_id::text, worker_id::text, days, gap_days, days > days_allowed or new_worker_late"
        " from spoken order by days desc, case_id"
    )
    found = ask(tail, viewer=viewer, on=on, provider_id=provider_id)
    id_of = cache(UUID)  # Few providers and workers stand in many rows: making the same id anew took most of the time.
    return [Spoken(case_id, id_of(of), id_of(by), days, gap, late) for case_id, of, by, days, gap, late in found]


def ask(
    tail: str, *, viewer: Actor, on: date, worker: UUID | None = None, provider_id: UUID | None = None, **more: Any
) -> list[tuple[Any, ...]]:  # fmt: skip
    """Ask the one definition, for the viewer's provider; the system may ask for all. `tail`: what is asked of it."""
    only = provider_id if viewer.is_system else viewer.organisation_id
    asked = {**_numbers(only, on=on), "on": on, "worker": worker, **more}
    with connection.cursor() as cursor:
        cursor.execute(f"{DEFINITION} {tail}", asked)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _numbers(only: UUID | None, *, on: date) -> dict[str, list[object]]:
    """Give each provider's numbers in force, side by side as columns, in three statements however many they are."""
    providers = Organisation.objects.filter(kind=Kind.PROVIDER).order_by("id")
    ids: Sequence[UUID] = [only] if only else list(providers.values_list("id", flat=True))
    values = {id_: {n.name: n.default for n in WANTED} for id_ in ids}
    names = [number.name for number in WANTED]
    dated = DatedNumber.objects.filter(provider_id__in=ids, name__in=names, from_on__lte=on)
    for provider_id, name, value in dated.order_by("from_on", "set_at").values_list("provider_id", "name", "value"):
        values[provider_id][name] = value
    declared = Disruption.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)
    disrupted = set(declared.filter(provider_id__in=ids).values_list("provider_id", flat=True))

    def column(number: numbers.Number) -> list[object]:
        return [values[id_][number.name] for id_ in ids]

    return {
        "providers": list(ids),
        "intensive": column(numbers.GAP_INTENSIVE),
        "regular": column(numbers.GAP_REGULAR),
        "light": column(numbers.GAP_LIGHT),
        "share": column(numbers.SILENT_GAPS),
        "at_most": [values[i][numbers.SILENT_DISRUPTED.name] if i in disrupted else None for i in ids],
        "changed_before": [_over_since(values[i][numbers.HANDOVER_CONTACT.name], on=on) for i in ids],
    }


def _over_since(working_days: int, *, on: date) -> date:
    """Give the day before which a change of worker must lie for the new one's time to be over (SET15)."""
    day = on - timedelta(days=1)
    while add_working_days(day, working_days) >= on:
        day -= timedelta(days=1)
    return day + timedelta(days=1)


def _row(found: _Found, *, name: str, worker: str) -> SilentRow:
    facts = SilentFacts(
        conditions_count=found.conditions_count,
        changed_on=found.changed_on,
        next_contact_on=found.next_contact_on,
        tries=found.tries_since_reached,
        with_manager_since=found.with_manager_since,
    )
    return SilentRow(
        case_id=found.case_id, client_id=found.client_id, provider_id=found.provider_id, worker_id=found.worker_id,
        name=name, worker=worker, days=found.days, gap_days=found.gap_days, last_reached_on=found.last_reached_on,
        reasons=tuple(in_words(Reason(code), facts) for code in found.reasons),
    )  # fmt: skip
