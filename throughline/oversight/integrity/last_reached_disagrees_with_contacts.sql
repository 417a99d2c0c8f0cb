-- "Last spoke" on the case is the latest two-way contact, or what was brought in with the case before any.
select c.id, 'last reached on the case is earlier than a two-way contact on record'
from cases_case c
join (select case_id, max(happened_at) as latest from contacts_contact where two_way group by case_id) t
  on t.case_id = c.id
where c.last_reached_at is distinct from greatest(c.last_reached_at, t.latest)
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
