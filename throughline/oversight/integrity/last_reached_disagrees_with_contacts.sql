-- "Last spoke" on an open case is the latest two-way contact that stands, or what was brought in with the case before
-- any. In the order of the index of contacts, which holds all that is asked.
select c.id, 'last reached on the case is not the latest two-way contact on record'
from (
    select c.id, c.last_reached_at, c.brought_reached_at from cases_case c
    where c.closed_at is null and (%(provider)s::uuid is null or c.provider_id = %(provider)s)
    order by c.id offset 0
) c
left join lateral (
    select k.happened_at from contacts_contact k
    where k.case_id = c.id and k.two_way
      and not exists (select from contacts_correction r where r.contact_id = k.id)
    order by k.happened_at desc limit 1
) k on true
where c.last_reached_at is distinct from greatest(k.happened_at, c.brought_reached_at) and %(on)s::date is not null
