"""What is missing or cannot be right in clients' records (R146). Rules are the files of `quality/`, one SELECT each.

A rule's first line says what is wrong, its second what to do, and its rows are the clients it holds of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.core.scope import NOBODY
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.oversight.models import QualityReport

RULES_FOLDER = Path(__file__).parent / "quality"
COUNT = "select count(distinct q.id) from ({rule}) q (id) {of_worker}"
LIST = (
    "select distinct c.id, c.full_name, c.sort_name from ({rule}) q (id) join clients_client c on c.id = q.id"
    " {of_worker} order by c.sort_name, c.id limit %(limit)s offset %(start)s"
)
OF_WORKER = "join cases_case mine on mine.client_id = q.id and mine.closed_at is null and mine.worker_id = %(worker)s"


@dataclass(frozen=True)
class Rule:
    """A thing that may be wrong, what to do about it, and how it is found."""

    name: str
    wrong: str
    remedy: str
    sql: str


@dataclass(frozen=True)
class Found:
    """How many people a rule holds of."""

    rule: Rule
    people: int


@dataclass(frozen=True)
class Somebody:
    """One of them."""

    client_id: UUID
    name: str


@dataclass(frozen=True)
class KeptQuality:
    """When the nightly job ran, and how many people each rule held of then, by its name."""

    ran_at: datetime
    people: Mapping[str, int]


@dataclass(frozen=True)
class Panel:
    """What is wrong now, and what was last night."""

    found: list[Found]
    last: KeptQuality | None


@cache
def quality_rules() -> tuple[Rule, ...]:
    """Read the rules, by name."""
    return tuple(_rule(file) for file in sorted(RULES_FOLDER.glob("*.sql")))


def quality(*, viewer: Actor, on: date) -> list[Found]:
    """Count whom each rule holds of: of the whole provider for who oversees it, else of one's own people."""
    policy.require(Permission.VIEW_QUALITY, actor=viewer)
    given = _given(viewer, on)
    return [Found(rule, _count(rule, given)) for rule in quality_rules()]


def panel(*, viewer: Actor, on: date) -> Panel:
    """Give what is wrong now, and what the nightly job counted last."""
    return Panel(quality(viewer=viewer, on=on), last_nightly(viewer=viewer))


def quality_at(provider_id: UUID, *, on: date) -> list[Found]:
    """Count whom each rule holds of at one provider, for the operator."""
    given = _of(provider_id, on=on, worker_id=None)
    return [Found(rule, _count(rule, given)) for rule in quality_rules()]


def last_nightly(*, viewer: Actor) -> KeptQuality | None:
    """Give what the nightly job counted last at the viewer's provider, or None before its first night."""
    kept: QualityReport | None = QualityReport.objects.visible_to(viewer).order_by("-ran_time").first()
    return KeptQuality(kept.ran_time, dict(kept.people)) if kept else None


def people_with(name: str, *, viewer: Actor, on: date, number: int) -> tuple[Rule, Page[Somebody]]:
    """List whom one rule holds of, by name.

    :raises NotFound: if there is no such rule
    """
    policy.require(Permission.VIEW_QUALITY, actor=viewer)
    rule = next((rule for rule in quality_rules() if rule.name == name), None)
    if rule is None:
        raise NotFound("no such rule")
    start, end = bounds(number)
    given = {**_given(viewer, on), "limit": end - start, "start": start}
    with connection.cursor() as cursor:
        cursor.execute(_asked(LIST, rule, given), given)
        rows = cursor.fetchall()
    return rule, page([Somebody(id_, name) for id_, name, _ in rows], number)


def sees_everybody(viewer: Actor) -> bool:
    """Say whether the panel is about the whole provider, or about one's own people."""
    return any(policy.permits(viewer, permission) for permission in (Permission.VIEW_TEAM, Permission.MERGE_CLIENTS))


def _given(viewer: Actor, on: date) -> dict[str, Any]:
    return _of(viewer.organisation_id, on=on, worker_id=None if sees_everybody(viewer) else viewer.user_id)


def _of(provider_id: UUID | None, *, on: date, worker_id: UUID | None) -> dict[str, Any]:
    months = organisations.number_in_force(numbers.ADDRESS_STALE, provider_id=provider_id or NOBODY, on=on)
    return {"provider": provider_id, "on": on, "worker": worker_id, "address_stale": months}


def _count(rule: Rule, given: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_asked(COUNT, rule, given), given)
        return int(cursor.fetchone()[0])


def _asked(question: str, rule: Rule, given: dict[str, Any]) -> str:
    return question.format(rule=rule.sql, of_worker=OF_WORKER if given["worker"] else "")


def _rule(file: Path) -> Rule:
    wrong, remedy, sql = file.read_text().split("\n", 2)
    return Rule(file.stem, wrong.removeprefix("-- "), remedy.removeprefix("-- "), sql.strip())
