"""What can be asked of absences: who covers for whom on a day, and who will be away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.absences import rules
from throughline.absences.models import Absence
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound


@dataclass(frozen=True)
class Covered:
    """A colleague who is away, for whom somebody covers."""

    worker_id: UUID
    name: str
    until: date | None


@dataclass(frozen=True)
class Covering:
    """Who does whose work on a day, and the colleagues among them for whom the viewer covers, by name."""

    covers: dict[UUID, UUID]
    mine: tuple[Covered, ...]


NO_COVER = Covering({}, ())


@dataclass(frozen=True)
class AbsenceRow:
    """One absence, as the list of them shows it."""

    absence_id: UUID
    worker_id: UUID
    worker: str
    cover: str
    starts_on: date
    ends_on: date | None


def covers_on(on: date, *, viewer: Actor) -> dict[UUID, UUID]:
    """Give who does whose work on a day, for everybody of the viewer's provider who is away and has somebody there."""
    return _resolved(_covers(on, viewer=viewer))


def cover_for(worker_id: UUID, on: date, *, viewer: Actor) -> UUID | None:
    """Give who does somebody's work on a day; nobody if they are there, or nobody can."""
    return rules.stands_in(worker_id, _covers(on, viewer=viewer))


def covering(on: date, *, viewer: Actor) -> Covering:
    """Give who covers for whom on a day, in one statement."""
    away = Absence.objects.visible_to(viewer).in_force(on).select_related("worker").order_by("worker__name")
    found = list(away.values_list("worker_id", "cover_id", "worker__name", "ends_on", "cover__may_hold_cases"))
    covers = {worker_id: cover_id for worker_id, cover_id, _, _, there in found if there}
    resolved = _resolved(covers)
    mine = [Covered(worker_id, name, ends_on) for worker_id, _, name, ends_on, _ in found
            if resolved.get(worker_id) == viewer.user_id]  # fmt: skip
    return Covering(resolved, tuple(mine))


def covered_workers(on: date, *, viewer: Actor) -> tuple[Covered, ...]:
    """List the colleagues for whom the viewer covers on a day, by name, in one statement."""
    return covering(on, viewer=viewer).mine


def absences_from(on: date, *, viewer: Actor) -> list[AbsenceRow]:
    """List who is away on a day or will be later, the first to go first."""
    found = Absence.objects.visible_to(viewer).not_over(on).order_by("starts_on", "worker__name", "id")
    return [AbsenceRow(*row) for row in found.values_list(*_COLUMNS)]


def absence(absence_id: UUID, *, viewer: Actor) -> AbsenceRow:
    """Give one absence.

    :raises NotFound: if the viewer cannot see it
    """
    found = Absence.objects.visible_to(viewer).filter(id=absence_id).values_list(*_COLUMNS).first()
    if found is None:
        raise NotFound("no such absence")
    return AbsenceRow(*found)


_COLUMNS = ("id", "worker_id", "worker__name", "cover__name", "starts_on", "ends_on")


def _covers(on: date, *, viewer: Actor) -> dict[UUID, UUID]:
    """Read who was named as whose cover. One who has since left covers for nobody."""
    found = Absence.objects.visible_to(viewer).in_force(on).filter(cover__may_hold_cases=True)
    return dict(found.values_list("worker_id", "cover_id"))


def _resolved(covers: dict[UUID, UUID]) -> dict[UUID, UUID]:
    """Follow each one to somebody who is there."""
    found = {worker_id: rules.stands_in(worker_id, covers) for worker_id in covers}
    return {worker_id: cover_id for worker_id, cover_id in found.items() if cover_id is not None}
