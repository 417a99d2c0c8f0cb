"""Who has been in the service for as long as the guide says, or nearly: a matter to talk about, never an end (R9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from throughline.cases import time_rules as rules
from throughline.cases.time_rules import Guide, Stage, TimeInService
from throughline.core.actor import Actor
from throughline.core.paging import Page, bounds, page
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.models import Disruption
from throughline.watch.whose_queries import Whose, whose_list

WANTED = (
    numbers.ENGAGEMENT_FIRST_WARNING,
    numbers.ENGAGEMENT_LAST_WARNING,
    numbers.ENGAGEMENT,
    numbers.DISRUPTION_GIVEN_BACK,
)
# Earlier spells of the same person add up (AM19). A spell counts from its first assessment, or else from its start.
SPELLS = """
select c.id, c.client_id, p.full_name, u.name, c.assessed_on,
    (c.opened_at at time zone 'Europe/London')::date, coalesce(before.days, 0)
from cases_case c
join clients_client p on p.id = c.client_id
join accounts_user u on u.id = c.worker_id
left join lateral (
    select sum((e.closed_at at time zone 'Europe/London')::date
        - coalesce(e.assessed_on, (e.opened_at at time zone 'Europe/London')::date)) as days
    from cases_case e where e.client_id = c.client_id and e.closed_at is not null
) before on true
where c.closed_at is null and c.provider_id = %(provider)s
"""
LONG = """
and (%(worker)s::uuid is null or c.worker_id = %(worker)s)
and coalesce(c.assessed_on, (c.opened_at at time zone 'Europe/London')::date) - coalesce(before.days, 0)::int
    <= %(by)s::date
order by coalesce(c.assessed_on, (c.opened_at at time zone 'Europe/London')::date) - coalesce(before.days, 0)::int, c.id
"""


class _Spell(NamedTuple):
    case_id: UUID
    client_id: UUID
    name: str
    worker: str
    assessed_on: date | None
    opened_on: date
    days_before: int


@dataclass(frozen=True)
class TimeRow:
    """Somebody whose time in the service has come to a warning or past the guide."""

    case_id: UUID
    client_id: UUID
    name: str
    worker: str
    time: TimeInService


@dataclass(frozen=True)
class LongInService:
    """One page of those who have been in the service the longest."""

    whose: Whose
    guide: Guide
    total: int
    page: Page[TimeRow]


@dataclass(frozen=True)
class CaseTime:
    """One case's time in the service, and the guide it is held against."""

    time: TimeInService
    guide: Guide


def long_in_service(*, viewer: Actor, asked: UUID | None, on: date, number: int = 1) -> LongInService:
    """List who has come to the first warning or past it, the longest in the service first, in four statements."""
    whose = whose_list(asked, viewer=viewer)
    policy = _policy(viewer.organisation_id, _in_force(viewer.organisation_id, on=on), on=on)
    by = rules.add_months(on, -policy.guide.first_warning)
    spells = _spells(LONG, provider=viewer.organisation_id, worker=whose.worker_id, by=by)
    timed = [(spell, policy.time_of(spell, on=on)) for spell in spells]
    rows = [TimeRow(s.case_id, s.client_id, s.name, s.worker, t) for s, t in timed if t.stage != Stage.EARLY]
    start, end = bounds(number)
    return LongInService(whose, policy.guide, len(rows), page(rows[start:end], number))


def time_of_case(
    case_id: UUID, *, viewer: Actor, on: date, in_force: Mapping[str, int] | None = None
) -> CaseTime | None:
    """Give how long the person of an open case has been in the service; None where the viewer sees no such case.

    `in_force`: the numbers WANTED, where they have been read already.
    """
    found = _spells("and c.id = %(case)s", provider=viewer.organisation_id, case=case_id)
    if not found:
        return None
    policy = _policy(viewer.organisation_id, in_force or _in_force(viewer.organisation_id, on=on), on=on)
    return CaseTime(policy.time_of(found[0], on=on), policy.guide)


@dataclass(frozen=True)
class _Policy:
    """A provider's guide, and the disruptions whose time it gives back."""

    guide: Guide
    given_back: tuple[tuple[date, date | None], ...]

    def time_of(self, spell: _Spell, *, on: date) -> TimeInService:
        """Count one spell's time under this policy."""
        started_on = spell.assessed_on or spell.opened_on
        return rules.time_in_service(
            assessed_on=spell.assessed_on,
            opened_on=spell.opened_on,
            days_before=int(spell.days_before),
            days_given_back=rules.days_within(self.given_back, since=started_on, today=on),
            guide=self.guide,
            today=on,
        )


def _in_force(provider_id: UUID | None, *, on: date) -> Mapping[str, int]:
    if provider_id is None:
        return {number.name: number.default for number in WANTED}
    return organisations.numbers_in_force(WANTED, provider_id=provider_id, on=on)


def _policy(provider_id: UUID | None, in_force: Mapping[str, int], *, on: date) -> _Policy:
    first, last, length, give_back = (in_force[number.name] for number in WANTED)
    declared = Disruption.objects.filter(provider_id=provider_id, starts_on__lte=on)
    spans = tuple(declared.values_list("starts_on", "ends_on")) if give_back else ()
    return _Policy(Guide(first, last, length), spans)


def _spells(tail: str, **asked: Any) -> list[_Spell]:
    with connection.cursor() as cursor:
        cursor.execute(f"{SPELLS} {tail}", asked)
        return [_Spell(*line) for line in cursor.fetchall()]
