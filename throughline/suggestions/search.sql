-- Every way of joining that is as it was asked for, judged for one person: why it is hidden (0: it is not), and what
-- speaks for it. Each shape was judged beforehand (rules.py); here stands only what a shape does not know.
with judged as (
    select * from unnest(%(shapes)s::int[], %(whys)s::int[], %(points)s::int[], %(at_a_place)s::bool[])
        as j (shape_id, why, points, at_a_place)
), found as {kept} (
    -- Hits of words are read once, by the index; where nothing was typed, each reader takes the table in parallel.
    select l.way_id, l.category, l.wait_weeks, away.miles, {words},
           j.at_a_place and %(north)s::float8 is not null and away.miles is null as lost,
           j.points
               + case when %(goals)s <> '{{}}' and l.category = any(%(goals)s) then {GOAL_COUNTS} else 0 end
               + case when %(spoken)s <> '' and l.languages @> array[%(spoken)s] then {LANGUAGE_COUNTS} else 0 end
               + case when l.verified_on < %(fresh_since)s then {STALE_COUNTS} else 0 end as points,
           case
               when not l.takes_people then {NOT_RUNNING}
               when j.why > 0 then j.why
               when %(age)s < l.minimum_age or %(age)s > l.maximum_age then {OTHER_AGE}
               when j.at_a_place and away.miles > %(within_miles)s then {TOO_FAR}
               when l.wait_weeks is null and %(within_weeks)s::int is not null then {WAIT_NOT_KNOWN}
               when l.is_free is null and %(free)s then {COST_NOT_KNOWN}
               when %(open_now)s and not exists (select from directory_schedule s where s.service_id = l.service_id)
                   then {HOURS_NOT_KNOWN}
               else 0
           end as why
    from suggestions_listing l
    join judged j using (shape_id)
    cross join lateral (
        -- A flat map will do for who is near, without a sine for every row; what is shown is measured on the globe.
        select sqrt(((l.latitude - %(north)s) * {MILES_A_DEGREE}) ^ 2
                    + ((l.longitude - %(east)s) * %(miles_a_degree_east)s) ^ 2) as miles
    ) away
    where {fits_the_words}
      and (l.wait_weeks <= %(within_weeks)s::int) is not false
      and not (%(free)s and l.is_free is false)
      and (%(category)s = '' or l.category = %(category)s)
      and (%(language)s = '' or l.languages @> array[%(language)s])
      and (not %(open_now)s
          or not exists (select from directory_schedule s where s.service_id = l.service_id)
          or exists (
              select from directory_schedule s
              where s.service_id = l.service_id and coalesce(s.way_id, l.way_id) = l.way_id
                and %(day)s::date between coalesce(s.valid_from, '-infinity') and coalesce(s.valid_to, 'infinity')
                and %(time)s::time >= coalesce(s.opens, '00:00') and %(time)s::time < coalesce(s.closes, '24:00')
                and case s.freq
                    when 'MONTHLY' then string_to_array(s.byday, ',') && %(in_month)s::text[]
                        or %(day_of_month)s = any(string_to_array(s.bymonthday, ','))
                    else (s.byday = '' or string_to_array(s.byday, ',') && %(weekday)s::text[])
                        and (s.starts_on is null or (%(day)s::date - s.starts_on) / 7 %% coalesce(s.interval, 1) = 0)
                end
          ))
), weighed as (
    -- Only of what is shown is it asked whether the words stand in its name.
    select way_id, category, wait_weeks, miles, lost, points + {in_name} as points from found where why = %(shown)s
), shown as (
    select * from weighed {first_of_a_kind} order by {order} limit %(many)s offset %(after)s
)
select
    (select coalesce(jsonb_agg(way_id order by {order}), '[]') from shown),
    (select coalesce(jsonb_object_agg(why, ways), '{{}}') from (select why, count(*) as ways from found group by why) c)
