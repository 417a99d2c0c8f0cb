-- The first promise, first half: every open case has a named worker who may hold cases at its own provider.
select c.id, 'open case whose worker is missing, inactive or of another provider'
from cases_case c
left join accounts_user u on u.id = c.worker_id and u.organisation_id = c.provider_id and u.may_hold_cases
where c.closed_at is null and u.id is null
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
