"""What contacts came to in a period, counted honestly: a check-in is not counted as support (R34)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from throughline.accounts import queries as accounts
from throughline.cases.models import Handover
from throughline.contacts import rules
from throughline.contacts.rules import CameTo
from throughline.core.actor import Actor
from throughline.core.clock import LONDON
from throughline.organisations.models import Kind, Organisation

STATEMENT = (Path(__file__).parent / "counts.sql").read_text()


@dataclass(frozen=True)
class Counted:
    """How many people there were, by what their contacts came to."""

    name: str
    id: UUID
    by_result: Mapping[CameTo, int]

    @property
    def total(self) -> int:
        return sum(self.by_result.values())


@dataclass(frozen=True)
class Counts:
    """A period's counts: of each provider in view, and of each link worker."""

    since: date
    until: date
    """The last day that counts."""
    providers: tuple[Counted, ...]
    workers: tuple[Counted, ...]
    changes: Mapping[UUID, int]
    """How often a link worker changed in these days, by provider (R71)."""

    @property
    def whole(self) -> Counted:
        """Add them all up."""
        together: Counter[CameTo] = Counter()
        for provider in self.providers:
            together.update(provider.by_result)
        return Counted("All", UUID(int=0), _in_order(together))

    def changes_per_100(self, counted: Counted) -> float | None:
        """Give the changes of worker for each 100 people in the service, of one provider or of the whole."""
        changes = self.changes.get(counted.id, sum(self.changes.values()))
        return round(100 * changes / counted.total, 1) if counted.total else None


def honest_counts(*, viewer: Actor, since: date, until: date, provider_id: UUID | None = None) -> Counts:
    """Count everybody in the service between two days, both included, each once. Four statements."""
    only = provider_id if viewer.is_system else viewer.organisation_id
    providers = Organisation.objects.filter(kind=Kind.PROVIDER).order_by("name")
    names = dict((providers.filter(id=only) if only else providers).values_list("id", "name"))
    by_provider: dict[UUID, Counter[CameTo]] = {id_: Counter() for id_ in names}
    by_worker: dict[UUID, Counter[CameTo]] = {}
    for provider, worker, tried, reached, helped, ongoing, many in _ask(list(names), since=since, until=until):
        result = rules.came_to(tried=tried, reached=reached, helped=helped, ongoing=ongoing)
        by_provider[provider][result] += many
        by_worker.setdefault(worker, Counter())[result] += many
    workers = accounts.names_of(by_worker)
    return Counts(
        since,
        until,
        tuple(Counted(names[id_], id_, _in_order(found)) for id_, found in by_provider.items()),
        tuple(sorted((Counted(workers[i], i, _in_order(f)) for i, f in by_worker.items()), key=lambda c: c.name)),
        _changes(list(names), since=since, until=until),
    )


def _changes(providers: list[UUID], *, since: date, until: date) -> dict[UUID, int]:
    """Count hand-overs; those for cover are none, since nobody changes hands."""
    made = Handover.objects.filter(provider_id__in=providers, made_at__date__range=(since, until))
    found = made.values_list("provider_id").annotate(many=Count("id")).order_by()
    return dict.fromkeys(providers, 0) | dict(found)


def _ask(
    providers: list[UUID], *, since: date, until: date
) -> list[tuple[UUID, UUID, bool, bool, bool, bool, int]]:  # fmt: skip
    asked: dict[str, Any] = {
        "providers": providers,
        "since": datetime.combine(since, time.min, LONDON),
        "until": datetime.combine(until + timedelta(days=1), time.min, LONDON),
        "ongoing": [kind.value for kind in rules.ONGOING_WORK],
        "help": [kind.value for kind in rules.HELP],
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, asked)
        found: list[tuple[UUID, UUID, bool, bool, bool, bool, int]] = cursor.fetchall()
        return found


def _in_order(found: Mapping[CameTo, int]) -> dict[CameTo, int]:
    return {result: found.get(result, 0) for result in CameTo}
