-- How often we speak is what was last agreed with the person, wherever anything was.
select c.id, 'the level or gap on the case is not the one last agreed'
from cases_case c
join (
    select distinct on (case_id) case_id, to_level, to_gap_days from cases_levelchange
    where act = 'AGREED' order by case_id, sequence desc
) agreed on agreed.case_id = c.id
where c.closed_at is null and (agreed.to_level, agreed.to_gap_days) is distinct from (c.level, c.gap_days)
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
