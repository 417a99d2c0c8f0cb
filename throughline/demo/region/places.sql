-- Surgeries 0, 1, 2 ... and the providers they refer to: the largest has four times the surgeries of the smallest.
create temp table surgeries on commit drop as
select s, p, pg_temp.made_id('surgery', s) as id, pg_temp.made_id('provider', p) as provider_id
from generate_series(0, %(surgeries)s - 1) s
cross join lateral (
    select case when s < %(providers)s then s
           else floor(%(providers)s * power((s - %(providers)s)::float / (%(surgeries)s - %(providers)s), 1.3)) end::int as p
) of_provider;

create temp view made_organisations_organisation as
select pg_temp.made_id('commissioner', 0) as id, 'COMMISSIONER' as kind, 'Tyneside Region Commissioner' as name, '' as phone
union all
select distinct provider_id, 'PROVIDER',
       pg_temp.pick(array['Harbour', 'Northgate', 'Elmfield', 'Moorside', 'Riverbank'], (mod(p, 5) + 0.5) / 5.0) || ' '
       || pg_temp.pick(array['Trust', 'Wellbeing', 'Together', 'Community Links'], (mod(p / 5, 4) + 0.5) / 4.0),
       '+441632960' || lpad(p::text, 3, '0')
from surgeries
union all
select id, 'SURGERY',
       pg_temp.pick(array['Alder', 'Beech', 'Cedar', 'Dene', 'Elm', 'Fern', 'Grove', 'Hazel', 'Ivy', 'Juniper', 'Kirk', 'Laurel',
           'Maple', 'North', 'Oak', 'Park', 'Quay', 'Rowan', 'South', 'Thorn'], (mod(s, 20) + 0.5) / 20.0)
       || pg_temp.pick(array[' Street', ' Lane', ' Road', ' Hill', ' House', ' View', ' Cross', ' Bank', ' Green', ' Park'],
           (mod(s / 20, 10) + 0.5) / 10.0)
       || ' Surgery',
       '+441632961' || lpad(s::text, 3, '0')
from surgeries;

create temp view made_organisations_relation as
select pg_temp.made_id('refers', s) as id, id as source_id, 'REFERS_TO' as kind, provider_id as target_id,
       date '2012-04-01' as starts_on
from surgeries
union all
select distinct pg_temp.made_id('commissions', p), pg_temp.made_id('commissioner', 0), 'COMMISSIONS', provider_id,
       date '2012-04-01'
from surgeries;
