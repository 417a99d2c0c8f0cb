-- Whom people live with, where that was asked, and their conditions as the surgery gave them.
create temp view made_circumstances_circumstance as
select pg_temp.made_id('household', n) as id, provider_id, id as client_id, 'HOUSEHOLD' as topic, 'ANSWERED' as answer,
       array[(array['ALONE', 'ALONE', 'PARTNER', 'FAMILY_ADULTS'])[1 + floor(5 * pg_temp.draw(n, 'alone'))::int]] as "values",
       referred_on as from_on, 'CLIENT' as source, received_at as recorded_at, referrer_id as recorded_by_id
from people join referred using (n)
where pg_temp.draw(n, 'alone') < 0.8;

create temp view made_circumstances_condition as
select pg_temp.made_id('condition', n::bigint * 8 + place) as id, provider_id, id as client_id, name, lower(name) as key,
       'REFERRER' as said, received_at as recorded_at, referrer_id as recorded_by_id
from people join referred using (n)
cross join lateral unnest(array[condition] || string_to_array(nullif(also, ''), ',')) with ordinality as c (name, place);
