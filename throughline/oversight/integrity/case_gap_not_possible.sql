-- A gap of somebody's own lies between a day and a year: nobody is left without a date for longer.
select c.id, 'the gap agreed with this person is not between 1 and 366 days'
from cases_case c
where c.closed_at is null and c.gap_days is not null and c.gap_days not between 1 and 366
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
