-- Each spell in the service: who the worker is, how often they speak, how many contacts there were, and the last day.
create temp table spells on commit drop as
with drawn as (
    select p.*, pg_temp.made_id('case', n) as case_id, pg_temp.made_id('referral', n) as referral_id,
           pg_temp.draw(n, 'level') as which_level,
           case when fate = 'OPEN' and pg_temp.draw(n, 'new') < 0.02 then 0
                else least(60, 1 + floor(-9.9 * ln(1 - pg_temp.draw(n, 'contacts'))))::int end as contacts
    from people p where fate in ('OPEN', 'CLOSED')
), paced as (
    select *, case when which_level < 0.15 then 'INTENSIVE' when which_level < 0.65 then 'REGULAR' else 'LIGHT' end as level,
           case when which_level < 0.15 then 14 when which_level < 0.65 then 42 else 91 end as gap,
           contacts > 0 and pg_temp.draw(n * 64 + contacts, 'outcome') < 0.66 as last_spoke
    from drawn
), promised as (
    select *, case when last_spoke then gap else 1 + floor(6 * pg_temp.draw(n, 'try again'))::int end as wait
    from paced
), dated as (
    select *, case when pg_temp.draw(n, 'late') < 0.08 then -1 - floor(60 * power(pg_temp.draw(n, 'how late'), 3))::int
                   else floor(wait * pg_temp.draw(n, 'due'))::int end as due_in
    from promised
), ended as (
    select *,
           pg_temp.on_or_before(case when fate = 'OPEN' then %(today)s::date + due_in - wait
               else %(today)s::date - 20 - floor(900 * pg_temp.draw(n, 'ended'))::int end - 1) as last_on,
           least(0.9 * gap, 1200.0 / greatest(contacts, 1)) as step
    from dated
)
select e.*, w.id as worker_id, w.s as worker_s,
       -- One in twenty was handed over halfway, by the colleague who left.
       contacts > 1 and pg_temp.draw(n, 'handed over') < 0.05 as handed_over,
       case when contacts = 0 then pg_temp.on_or_before(%(today)s::date - 1 - floor(12 * pg_temp.draw(n, 'opened'))::int)
            else pg_temp.on_or_before(last_on - ceil(step * (contacts - 1))::int - 2 - floor(8 * pg_temp.draw(n, 'opened'))::int)
       end as opened_on,
       pg_temp.on_or_after(%(today)s::date + due_in) as due_on,
       pg_temp.draw(n, 'way') < 0.85 as by_phone
from ended e
join staff w on w.s = e.s and w.slot = floor(10 * power(pg_temp.draw(n, 'worker'), 1.1));
create unique index on spells (n);
analyze spells;

-- Every try and conversation of every spell, in order.
create temp table tries on commit drop as
select n, j, key, made_on, pg_temp.in_hours(made_on, pg_temp.draw(key, 'hour')) as happened_at, outcome,
       case outcome when 'SPOKE' then pg_temp.pick(array['PHONE', 'PHONE', 'PHONE', 'PHONE', 'PHONE', 'PHONE', 'PHONE',
                'AT_SURGERY', 'AT_SURGERY', 'OTHER_PLACE'], pg_temp.draw(key, 'how'))
            when 'DID_NOT_ATTEND' then 'AT_SURGERY'
            when 'SENT' then pg_temp.pick(array['POST', 'TEXT', 'TEXT', 'EMAIL'], pg_temp.draw(key, 'how'))
            else 'PHONE' end as way,
       case when handed_over and j <= contacts / 2 then former.id else worker_id end as made_by_id
from spells
cross join lateral generate_series(1, contacts) j
cross join lateral (select n * 64 + j as key) of_try
cross join lateral (
    select case when j = contacts then last_on else pg_temp.on_or_before(last_on - floor(step * (contacts - j))::int) end as made_on,
           pg_temp.draw(key, 'outcome') as chance
) of_day
cross join lateral (
    select case when chance < 0.66 then 'SPOKE' when chance < 0.82 then 'NO_ANSWER' when chance < 0.91 then 'LEFT_MESSAGE'
                when chance < 0.95 then 'DID_NOT_ATTEND' else 'SENT' end as outcome
) of_chance
join staff former on former.s = worker_s and former.slot = 10;
analyze tries;

create temp table reached on commit drop as
select n, max(happened_at) as last_tried_at, max(happened_at) filter (where outcome = 'SPOKE') as last_reached_at,
       min(happened_at) filter (where outcome = 'SPOKE') as first_reached_at,
       max(j) - coalesce(max(j) filter (where outcome = 'SPOKE'), 0) as since
from tries group by n;
create unique index on reached (n);
analyze reached;
