-- Services nearby that take people, but only in person or online, for needs that nothing meets: how many people each would
-- help by a way that these can use.
with lacking as (
    select * from unnest(%(needs)s::text[], %(norths)s::float8[], %(easts)s::float8[]) as n (need, north, east)
), runs as (
    select l.service_id, l.category, array_agg(distinct k.mode) as modes, min(l.latitude) as north, min(l.longitude) as east
    from suggestions_listing l join suggestions_keptshape k on k.id = l.shape_id
    where l.takes_people and l.category in (select need from lacking)
    group by l.service_id, l.category
)
select r.service_id, s.name, r.category, r.modes, count(*)::int as would_help
from runs r
join directory_service s on s.id = r.service_id
join lacking n on n.need = r.category and (r.north is null or n.north is null or (
    abs(r.north - n.north) * {MILES_A_DEGREE} <= %(within_miles)s
    and abs(r.east - n.east) * {MILES_A_DEGREE} * cos(radians(n.north)) <= %(within_miles)s
))
where r.modes <@ array['IN_PERSON', 'ONLINE']
group by r.service_id, s.name, r.category, r.modes
order by would_help desc, s.name, r.service_id limit %(many)s
