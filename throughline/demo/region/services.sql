-- What is offered nearby: who offers it, where, every way of joining it, and what was last said of it. About nobody.
create temp table kinds_of_service (number int, category text, things text[], tells text[]) on commit drop;
insert into kinds_of_service values
    (0, 'SOCIAL_SECURITY', array['welfare rights', 'benefits advice', 'tribunal support', 'money advice'],
        array['Help with forms, PIP and Universal Credit.', 'A trained adviser looks at what you are owed.', 'Help before and at an appeal.']),
    (1, 'HOUSING', array['housing advice', 'tenants support', 'home repairs', 'warm homes'],
        array['Help with landlords, damp and repairs.', 'Advice before a notice becomes an eviction.', 'Small repairs by trained volunteers.']),
    (2, 'DEBT', array['debt advice', 'budgeting help', 'fuel debt line'],
        array['Help with arrears and bailiffs.', 'A plan for what is owed, and letters to creditors.', 'Free and private.']),
    (3, 'PHYSICAL_ACTIVITY', array['gym', 'walking group', 'swimming', 'tai chi', 'seated exercise', 'dance class', 'circuit training'],
        array['Gentle exercise with a trainer who says what to do.', 'For all levels, in company.', 'Build up strength at your own pace.']),
    (4, 'SOCIAL_GROUP', array['coffee morning', 'befriending', 'lunch club', 'allotment', 'men''s shed', 'telephone friends'],
        array['Meet people over a cup of tea.', 'A volunteer for a chat every week.', 'Somebody to talk to, and things to do.']),
    (5, 'ARTS', array['art class', 'choir', 'knitting circle', 'writing group', 'pottery'],
        array['Painting and drawing for beginners.', 'Singing together, no notes needed.', 'Materials are given, tea afterwards.']),
    (6, 'FOOD', array['food bank', 'community kitchen', 'meals delivered', 'cooking course'],
        array['Food parcels with a voucher.', 'A hot meal and company.', 'Cheap recipes, cooked together.']),
    (7, 'COUNSELLING', array['counselling', 'talking therapy', 'listening ear', 'anxiety course'],
        array['Six sessions with a trained counsellor.', 'For low mood, worry and stress.', 'Somebody who listens, without a diagnosis.']),
    (8, 'SMOKING', array['stop smoking', 'quit together'],
        array['Weekly help to cut down and stop.', 'Patches, and somebody to ring.']),
    (9, 'WEIGHT', array['weight loss group', 'healthy eating'],
        array['Weigh-in every week, in company.', 'Small steps, with recipes.']),
    (10, 'CONDITION_CLASS', array['diabetes course', 'breathing class', 'heart class', 'pain management'],
        array['For people with type 2 diabetes.', 'For COPD and asthma, with a nurse.', 'After a heart attack or stroke.']),
    (11, 'DIGITAL_SKILLS', array['computer lessons', 'tablet lending'],
        array['One to one, from the very beginning.', 'A tablet with data on loan.']),
    (12, 'BEREAVEMENT', array['bereavement group', 'grief line'],
        array['For people who lost somebody.', 'A volunteer who knows grief.']),
    (13, 'LEGAL', array['law centre', 'legal clinic'],
        array['Half an hour with a solicitor.', 'Rights at work and at home.']),
    (14, 'OTHER', array['carers support', 'community transport', 'volunteering', 'job club'],
        array['Time off for who looks after somebody.', 'Lifts to appointments by volunteers.', 'Be useful to others.']);

create temp view made_areas_postcode as
select pg_temp.made_id('postcode', n) as id,
       'NE' || 1 + n / 900 || ' ' || 1 + mod(n / 100, 9) || letters[1 + mod(n / 10, 10)] || letters[1 + mod(n, 10)] as code,
       54.90 + 0.05 * mod(n / 900, 8) + 0.005 * mod(n / 100, 9) + 0.0003 * mod(n, 10) as latitude,
       -1.90 + 0.09 * (n / 900 / 8) + 0.008 * mod(n / 100, 9) + 0.0005 * mod(n / 10, 10) as longitude
from generate_series(0, 35999) n
cross join (select array['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N'] as letters) of_a_unit;

create temp table offered on commit drop as
select n, pg_temp.made_id('service', n) as id, k.category, k.things, k.tells,
       floor(greatest(1, %(services)s / 12) * power(pg_temp.draw(n, 'offers'), 2))::int as o,
       floor(greatest(1, %(services)s / 3) * pg_temp.draw(n, 'at'))::int as l,
       pg_temp.draw(n, 'joins') as joins, pg_temp.draw(n, 'ages') as ages, pg_temp.draw(n, 'cost') as cost
from generate_series(0, %(services)s - 1) n
join kinds_of_service k on k.number = floor(15 * power(pg_temp.draw(n, 'kind'), 1.2));

create temp view made_directory_organisation as
select pg_temp.made_id('offers', o) as id,
       pg_temp.pick(array['Tyne', 'Wear', 'Coast', 'Fell', 'Moor', 'Bridge', 'Market', 'Chapel', 'Quay', 'Dene', 'Mill', 'Abbey'],
           pg_temp.draw(o, 'first')) || ' '
       || pg_temp.pick(array['Community Trust', 'Neighbours', 'Age Friends', 'Health Partnership', 'Voluntary Action', 'Church',
           'Leisure', 'Advice Centre', 'Sports Club', 'Arts'], pg_temp.draw(o, 'second')) || ' ' || o as name,
       'madeup' as source, 'o' || o as external_id
from (select distinct o from offered) found;

create temp view made_directory_location as
select pg_temp.made_id('at', l) as id,
       pg_temp.pick(array['Hall', 'Centre', 'Library', 'Baths', 'Church rooms', 'School', 'Clubhouse'], pg_temp.draw(l, 'room')) as name,
       1 + floor(90 * pg_temp.draw(l, 'door')) || ' ' || pg_temp.pick(array['High Street', 'Front Street', 'Durham Road',
           'Bridge Street', 'Queen Street', 'Sea Road'], pg_temp.draw(l, 'road')) as address_1,
       'Tyneside' as city, p.code as postcode,
       case when pg_temp.draw(l, 'placed') < 0.9 then p.latitude end as latitude,
       case when pg_temp.draw(l, 'placed') < 0.9 then p.longitude end as longitude,
       'madeup' as source, 'l' || l as external_id
from (select distinct l from offered) found
join areas_postcode p on p.id = pg_temp.made_id('postcode', floor(36000 * pg_temp.draw(l, 'postcode'))::bigint);

create temp view made_directory_service as
select id, pg_temp.made_id('offers', o) as organisation_id,
       pg_temp.pick(array['Tyne', 'Wear', 'Riverside', 'Harbour', 'Elm Street', 'Northgate', 'Moorside', 'Castle', 'St Mary''s', 'Seaview',
           'Parkside', 'Old Town', 'Fellside', 'Station', 'Hadrian', 'Grainger'], pg_temp.draw(n, 'named'))
       || ' ' || pg_temp.pick(things, pg_temp.draw(n, 'thing')) as name,
       pg_temp.pick(tells, pg_temp.draw(n, 'tells')) || ' '
       || pg_temp.pick(array['Ask for the coordinator.', 'Everybody is welcome.', 'Bring a friend.', 'Ring first.', 'No referral needed.'],
           pg_temp.draw(n, 'more')) as description,
       category, case when ages < 0.15 then 50 when ages < 0.3 then 18 end as minimum_age,
       case when ages between 0.27 and 0.3 then 25 end as maximum_age,
       case when cost < 0.6 then true when cost < 0.8 then false end as is_free,
       case when cost between 0.6 and 0.8 then '£' || 1 + floor(20 * (cost - 0.6) / 0.2) || ' a time' else '' end as cost,
       case when pg_temp.draw(n, 'language') < 0.05 then array['English', 'Bengali'] else array['English'] end as languages,
       '+441632962' || lpad(mod(n, 1000)::text, 3, '0') as phone,
       pg_temp.pick(array['{}', '{}', '{TOLD}', '{SEEING_PEOPLE}', '{TOLD,ONE_TO_ONE}', '{SEEING_PEOPLE,USEFUL}', '{ALONE}',
           '{ONE_TO_ONE}'], pg_temp.draw(n, 'manner'))::text[] as helps_by,
       'madeup' as source, 's' || n as external_id
from offered;

create temp table joined on commit drop as
select n * 5 + place as w, n, l, id as service_id, mode,
       pg_temp.draw(n * 5 + place, 'status') as status, pg_temp.draw(n * 5 + place, 'wait') as wait,
       pg_temp.in_hours(%(today)s::date - 1 - floor(150 * power(pg_temp.draw(n * 5 + place, 'said'), 2))::int,
           pg_temp.draw(n * 5 + place, 'hour')) as said_at
from offered
cross join lateral unnest(case
        when joins < 0.45 then array['IN_PERSON'] when joins < 0.6 then array['IN_PERSON', 'ONLINE']
    when joins < 0.75 then array['PHONE'] when joins < 0.85 then array['PHONE', 'IN_PERSON']
    when joins < 0.93 then array['ONLINE'] when joins < 0.97 then array['POST', 'PHONE'] else array['DOORSTEP'] end)
    with ordinality as ways (mode, place);

create temp view made_directory_wayofjoining as
select pg_temp.made_id('way', w) as id, service_id, mode,
       case when mode = 'IN_PERSON' then pg_temp.made_id('at', l) end as location_id,
       mode = 'ONLINE' as needs_internet, case when mode = 'POST' then true end as needs_reading, mode = 'IN_PERSON' as needs_travel,
       case when wait < 0.3 then 0 when wait < 0.8 then 1 + floor(20 * (wait - 0.3))::int end as wait_weeks,
       case when status < 0.72 then 'OPEN' when status < 0.8 then 'REDUCED' when status < 0.84 then 'WAITING_LIST_CLOSED'
           when status < 0.91 then 'PAUSED' when status < 0.95 then 'CLOSED' else 'UNKNOWN' end as status,
       said_at::date as status_since, said_at as verified_at, 'SERVICE' as said_by, 'PHONE' as how, 'CERTAIN' as how_sure
from joined;

create temp view made_directory_statusobservation as
select overlay(id::text placing '5' from 15)::uuid as id, id as way_id, status, wait_weeks, said_by, how, how_sure,
       verified_at as observed_at, verified_at as recorded_at, %(operator)s as recorded_by_id
from made_directory_wayofjoining;

create temp view made_directory_schedule as
select pg_temp.made_id('schedule', n) as id, id as service_id, 'WEEKLY' as freq,
       pg_temp.pick(array['MO', 'TU', 'WE', 'TH', 'FR', 'MO,TH', 'TU,FR'], pg_temp.draw(n, 'weekday')) as byday,
       time '09:00' + floor(8 * pg_temp.draw(n, 'from')) * interval '1 hour' as opens,
       time '11:00' + floor(8 * pg_temp.draw(n, 'from')) * interval '1 hour' as closes,
       'madeup' as source, 'd' || n as external_id
from offered where pg_temp.draw(n, 'has hours') < 0.6;
