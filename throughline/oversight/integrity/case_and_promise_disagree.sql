-- What the client was told last is what stands on the case. In the order of the index, which holds all that is compared.
select c.id, 'the next contact on the case is not the one last promised'
from (
    select c.id, c.next_contact_on, c.next_contact_way, c.next_contact_by_id from cases_case c
    where c.closed_at is null and (%(provider)s::uuid is null or c.provider_id = %(provider)s)
    order by c.id offset 0
) c
left join lateral (
    select p.due_on, p.way, p.to_be_kept_by_id from cases_promise p
    where p.case_id = c.id order by p.sequence desc limit 1
) p on true
where (p.due_on, p.way, p.to_be_kept_by_id) is distinct from (c.next_contact_on, c.next_contact_way, c.next_contact_by_id)
  and %(on)s::date is not null
