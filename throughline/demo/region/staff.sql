-- Twenty-five members of staff for each surgery: 0-8 link workers, 9 a senior one, 10 a link worker who has left,
-- 11 a manager, 12-24 at the surgery itself, of whom one here and there is an administrator or a commissioner instead.
create temp table staff on commit drop as
select s, slot, pg_temp.made_id('staff', s * 25 + slot) as id, s * 25 + slot as number, provider_id, role, slot <> 10 as is_active,
       case role when 'PRACTICE_USER' then g.id when 'COMMISSIONER' then pg_temp.made_id('commissioner', 0)
            else provider_id end as organisation_id
from surgeries g
cross join generate_series(0, 24) slot
cross join lateral (
    select case when slot = 9 then 'SENIOR_LINK_WORKER' when slot < 11 then 'LINK_WORKER' when slot = 11 then 'MANAGER'
                when slot = 24 and s < %(providers)s then 'ADMINISTRATOR' when slot = 23 and mod(s, 50) = 0 then 'COMMISSIONER'
                else 'PRACTICE_USER' end as role
) of_slot;
create unique index on staff (s, slot);
analyze staff;

create temp view made_accounts_user as
select m.id, f.name || ' ' || l.name as name, 'staff' || m.number || '@region.example' as email,
       case when slot < 12 then '+447700' || lpad((900000 + mod(m.number, 1000))::text, 6, '0') else '' end as phone,
       organisation_id, role, is_active, %(password)s as password,
       case when not is_active then timestamptz '2019-11-29 17:00+00' end as deactivated_at,
       case when not is_active then %(operator)s::uuid end as deactivated_by_id
from staff m
join first_names f on f.number = floor(%(first_names)s * power(pg_temp.draw(m.number, 'staff first'), 1.5))
join last_names l on l.number = floor(%(last_names)s * power(pg_temp.draw(m.number, 'staff last'), 2));

create temp view made_accounts_attachment as
select pg_temp.made_id('attached', m.number) as id, m.id as worker_id, g.id as surgery_id, date '2012-04-01' as starts_on,
       case when not is_active then date '2019-11-29' end as ends_on
from staff m join surgeries g using (s)
where slot < 11;
