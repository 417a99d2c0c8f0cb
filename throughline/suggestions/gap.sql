-- Of each need of each person: whether anything in the directory is usable by them now. One row for each that nothing
-- meets. Shapes were judged beforehand (rules.py): a person's `kind` is which of them they can use.
with kinds as (
    select * from unnest(%(kinds)s::int[], %(usable)s::int[]) as k (kind, shape_id)
), needed as (
    select * from unnest(
        %(people)s::int[], %(people_kinds)s::int[], %(ages)s::int[], %(norths)s::float8[], %(easts)s::float8[],
        %(needs)s::text[]
    ) as n (person, kind, age, north, east, need)
)
select n.person, n.need
from needed n
where not exists (
    select from suggestions_listing l
    join kinds k on k.kind = n.kind and k.shape_id = l.shape_id
    where l.category = n.need and l.takes_people
      and coalesce(n.age >= l.minimum_age, true) and coalesce(n.age <= l.maximum_age, true)
      and (l.latitude is null or n.north is null or (
          abs(l.latitude - n.north) * {MILES_A_DEGREE} <= %(within_miles)s
          and abs(l.longitude - n.east) * {MILES_A_DEGREE} * cos(radians(n.north)) <= %(within_miles)s
      ))
)
order by n.person, n.need
