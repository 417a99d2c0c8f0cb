-- Somebody is with a manager because every route was tried; once they were spoken to, they are with their link worker.
select c.id, 'with a manager as not reached, and reached since'
from cases_case c
where c.closed_at is null
  and (c.last_reached_at at time zone 'Europe/London')::date > c.with_manager_since
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
