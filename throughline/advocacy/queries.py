"""What can be asked of advocacy: what was done in somebody's name, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from throughline.advocacy.models import Act, ActKind
from throughline.agreements import queries as agreements
from throughline.agreements.models import How
from throughline.agreements.queries import Said
from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound


@dataclass(frozen=True)
class ActRow:
    """One act in somebody's name, with the authority by which it was done."""

    act_id: UUID
    kind: ActKind
    to_whom: str
    purpose: str
    minutes: int
    done_on: date
    noted_by: str
    result: str
    result_at: datetime | None
    authority_how: How
    authority_on: date


@dataclass(frozen=True)
class SpokenFor:
    """Who is to be spoken for, and to whom they have said that we may."""

    who: Named
    in_service: bool
    authorities: tuple[Said, ...]


@dataclass(frozen=True)
class ActPage:
    """One act, and whose it was."""

    who: Named
    act: ActRow


@dataclass(frozen=True)
class Total:
    """What was done of one kind: how often, for how many people, and how long it took."""

    kind: ActKind
    times: int
    people: int
    minutes: int


@dataclass(frozen=True)
class WorkersTotal:
    """What one member of staff did in clients' names."""

    name: str
    times: int
    people: int
    minutes: int


def acts_for(client_id: UUID, *, viewer: Actor) -> tuple[ActRow, ...]:
    """List what was done in somebody's name, in one statement, the latest at the top."""
    found = Act.objects.visible_to(viewer).filter(case__client_id=client_id).order_by("-done_on", "-noted_at")
    return tuple(_row(row) for row in found.values_list(*_COLUMNS))


def act_page(act_id: UUID, *, viewer: Actor) -> ActPage:
    """Give one act.

    :raises NotFound: if the viewer cannot see it
    """
    row = Act.objects.visible_to(viewer).filter(id=act_id).values_list("case__client_id", *_COLUMNS).first()
    if row is None:
        raise NotFound("no such act")
    return ActPage(clients.named(row[0], viewer=viewer), _row(row[1:]))


def spoken_for(client_id: UUID, *, viewer: Actor) -> SpokenFor:
    """Give who is to be spoken for, and to whom they have said that we may.

    :raises NotFound: if the viewer cannot see the client
    """
    return SpokenFor(
        who=clients.named(client_id, viewer=viewer),
        in_service=Case.objects.visible_to(viewer).still_open().filter(client_id=client_id).exists(),
        authorities=tuple(agreements.authorities(client_id, viewer=viewer)),
    )


def totals(*, viewer: Actor, since: date, until: date) -> tuple[Total, ...]:
    """Say what was done by kind between two days, both included, the most first."""
    found = _between(viewer, since, until).values_list("kind").annotate(**_SUMS).order_by("-times", "kind")
    return tuple(Total(ActKind(kind), times, people, minutes) for kind, times, people, minutes in found)


def totals_by_worker(*, viewer: Actor, since: date, until: date) -> tuple[WorkersTotal, ...]:
    """Say what each member of staff did between two days, by name."""
    found = _between(viewer, since, until).values_list("noted_by__name", "noted_by_id").annotate(**_SUMS)
    return tuple(WorkersTotal(name, *sums) for name, _, *sums in found.order_by("noted_by__name", "noted_by_id"))


_SUMS = {"times": Count("id"), "people": Count("case__client_id", distinct=True), "spent": Sum("minutes")}
_COLUMNS = (
    "id", "kind", "to_whom", "purpose", "minutes", "done_on", "noted_by__name", "result", "result_at",
    "authority__how", "authority__said_on",
)  # fmt: skip


def _between(viewer: Actor, since: date, until: date) -> Any:
    return Act.objects.visible_to(viewer).filter(done_on__gte=since, done_on__lte=until)


def _row(row: tuple[Any, ...]) -> ActRow:
    act_id, kind, to_whom, purpose, minutes, done_on, noted_by, result, result_at, how, said_on = row
    return ActRow(
        act_id, ActKind(kind), to_whom, purpose, minutes, done_on, noted_by, result, result_at, How(how), said_on
    )  # fmt: skip
