-- A task that is open belongs to the link worker of its client's open case, or to an account that works here. (One that
-- was given to nobody is for whoever oversees the team.)
select t.id, 'open task of an account that has been closed'
from tasks_task t
join accounts_user u on u.id = t.worker_id
where t.done_at is null and not u.is_active
  and not exists (select from cases_case c where c.client_id = t.client_id and c.closed_at is null)
  and (%(provider)s::uuid is null or t.provider_id = %(provider)s) and %(on)s::date is not null
