"""How far a campaign has come: reached, tried and untried, in all and by group, from contacts alone (R55)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from throughline.areas.models import Edition
from throughline.campaigns import rules
from throughline.campaigns.models import Campaign
from throughline.campaigns.queries import ask_campaign, campaign
from throughline.cases.models import Case
from throughline.core import clock
from throughline.core.actor import Actor


class By(StrEnum):
    """What people are grouped by."""

    EVERYBODY = "EVERYBODY"
    WORKER = "WORKER"
    AREA = "AREA"
    DIGITAL = "DIGITAL"
    ALONE = "ALONE"
    SHIELDING = "SHIELDING"
    CONDITIONS = "CONDITIONS"
    SPOKEN = "SPOKEN"


GROUPS = """
, grouped as (
    select s.reached, s.tried, s.left_reason is not null and not s.tried as left_out, g.by, g.value
    from people s
    join accounts_user u on u.id = s.worker_id
    left join areas_postcode a on a.code = s.postcode and a.code <> ''
    left join areas_deprivation d on d.edition = %(edition)s and d.lsoa = a.lsoa11 and a.lsoa11 <> ''
    left join lateral (
        -- When they were last spoken with before it began: of who was reached since, the case only knows the newest.
        select (%(begun_on)s::date - (greatest(s.brought_reached_at, case when s.reached then (
            select max(k.happened_at) from contacts_contact k
            where k.case_id = s.case_id and k.two_way and k.happened_at < %(since)s
                and not exists (select from contacts_correction r where r.contact_id = k.id)
        ) else s.last_reached_on::timestamptz end) at time zone 'Europe/London')::date) as days
    ) before on true
    cross join lateral (values
        ('EVERYBODY', ''),
        ('WORKER', u.name),
        ('AREA', case when d.decile is null then '9' else ((d.decile + 1) / 2)::text end),
        ('DIGITAL', s.digitally_excluded::text),
        ('ALONE', coalesce(s.lives_alone::text, 'unknown')),
        ('SHIELDING', s.shielding::text),
        ('CONDITIONS', least(s.conditions_count, 3)::text),
        ('SPOKEN', case when before.days is null then '9' when before.days <= 28 then '1'
            when before.days <= 56 then '2' when before.days <= 91 then '3' else '4' end)
    ) g (by, value)
)
select by, value, count(*), count(*) filter (where reached), count(*) filter (where tried),
    count(*) filter (where left_out)
from grouped group by by, value order by by, value
"""


@dataclass(frozen=True)
class Count:
    """How a group stands. `left_out`: untried, with a manager's reason."""

    value: str
    people: int
    reached: int
    tried: int
    """Reached, or tried at least once."""
    left_out: int

    @property
    def untried(self) -> int:
        return self.people - self.tried - self.left_out

    @property
    def reached_share(self) -> int:
        return rules.percent(self.reached, self.people)

    @property
    def tried_share(self) -> int:
        return rules.percent(self.tried, self.people)


@dataclass(frozen=True)
class Coverage:
    """A campaign's coverage, in all and by each group. `ended`: whose time in the service has ended since."""

    campaign: Campaign
    whole: Count
    groups: dict[By, list[Count]]
    ended: int


def coverage(campaign_id: UUID, *, viewer: Actor, on: date) -> Coverage:
    """Count whom a campaign reached, tried and did not try, in seven statements however many people it has."""
    found = campaign(campaign_id, viewer=viewer)
    asked = {"edition": Edition.OF_2019, "begun_on": clock.local_date(found.begun_at)}
    groups: dict[By, list[Count]] = {by: [] for by in By}
    for by, *counted in ask_campaign(found, GROUPS, viewer=viewer, on=on, **asked):
        groups[By(by)].append(Count(*counted))
    whole = next(iter(groups.pop(By.EVERYBODY)), Count("", 0, 0, 0, 0))
    ended = Case.objects.visible_to(viewer).filter(
        provider_id=found.provider_id, opened_at__lte=found.begun_at, closed_at__gt=found.begun_at
    )
    return Coverage(found, whole, groups, ended.count())
