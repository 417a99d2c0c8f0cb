-- Nobody has two link workers at once.
select min(c.id::text)::uuid, 'this person has more than one open case'
from cases_case c
where c.closed_at is null
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
group by c.client_id
having count(*) > 1
