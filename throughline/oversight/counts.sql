-- What contacts came to in a period (R34): each person in the service counts once, under what their contacts came to.
-- A person is counted with the link worker of their latest case in the period.
with held as (
    select distinct on (c.client_id) c.client_id, c.provider_id, c.worker_id
    from cases_case c
    where c.provider_id = any(%(providers)s) and c.opened_at < %(until)s
      and (c.closed_at is null or c.closed_at >= %(since)s)
    order by c.client_id, c.opened_at desc
),
came as (
    select c.client_id, bool_or(k.two_way) as reached, bool_or(k.two_way and k.kinds && %(ongoing)s::text[]) as ongoing,
        bool_or(k.two_way and k.kinds && %(help)s::text[]) as helped
    from held h
    join cases_case c on c.client_id = h.client_id
    join contacts_contact k on k.case_id = c.id
    where k.happened_at >= %(since)s and k.happened_at < %(until)s
      and not exists (select from contacts_correction r where r.contact_id = k.id)
    group by 1
)
select h.provider_id, h.worker_id, m.client_id is not null as tried, coalesce(m.reached, false),
    coalesce(m.helped, false), coalesce(m.ongoing, false), count(*)
from held h
left join came m on m.client_id = h.client_id
group by 1, 2, 3, 4, 5, 6
