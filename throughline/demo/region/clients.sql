-- Who the people are and how they can be reached; many things have never been asked, as in life.
create temp table referred on commit drop as
select p.n, referred_on, pg_temp.in_hours(referred_on, pg_temp.draw(p.n, 'received')) as received_at, m.id as referrer_id
from people p
left join spells using (n)
cross join lateral (
    select pg_temp.on_or_before(case
        when opened_on is not null then opened_on - 1 - floor(12 * pg_temp.draw(p.n, 'referred'))::int
        when p.fate in ('WAITING', 'TO_DECIDE') then %(today)s::date - 1 - floor(12 * pg_temp.draw(p.n, 'referred'))::int
        else %(today)s::date - 1 - floor(900 * pg_temp.draw(p.n, 'referred'))::int end) as referred_on
) of_day
join staff m on m.s = p.s and m.slot = 12 + floor(11 * pg_temp.draw(p.n, 'referrer'));
create unique index on referred (n);
analyze referred;

create temp view made_clients_client as
select id, provider_id, surgery_id, full_name, sort_name, born_on as date_of_birth,
       pg_temp.nhs_number(mod(n::bigint * 611953 + 17, 1000000)) as nhs_number,
       1 + floor(180 * pg_temp.draw(n, 'house')) || ' ' || pg_temp.pick(array['Elm Street', 'Station Road', 'Park View',
           'Chapel Lane', 'Victoria Terrace', 'Mill Bank', 'Ferry Road', 'Allotment Row'], pg_temp.draw(n, 'street')) as address,
       'NE' || 1 + floor(40 * pg_temp.draw(n, 'district')) || ' ' || 1 + floor(9 * pg_temp.draw(n, 'sector'))
           || pg_temp.pick(array['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N'], pg_temp.draw(n, 'unit'))
           || pg_temp.pick(array['A', 'B', 'D', 'E', 'F', 'G', 'H', 'J', 'L', 'N'], pg_temp.draw(n, 'end')) as postcode,
       array[condition] || string_to_array(nullif(also, ''), ',') as conditions,
       1 + coalesce(cardinality(string_to_array(nullif(also, ''), ',')), 0) as conditions_count,
       pg_temp.pick(array['', '', '', '', '', '', 'large print', 'hearing aid: speak slowly', 'interpreter needed'],
           pg_temp.draw(n, 'access needs')) as access_needs,
       pg_temp.pick(array['YES', 'YES', 'YES', 'YES', 'NOT_ASKED', 'NO'], power(pg_temp.draw(n, 'phoned'), 1.3)) as can_be_phoned,
       case when reads < 0.04 then 'NO' when reads < 0.7 then 'YES' else 'NOT_ASKED' end as can_read,
       case when internet < 0.16 then 'NO' when internet < 0.7 then 'YES' else 'NOT_ASKED' end as has_internet,
       internet < 0.16 as digitally_excluded, reads < 0.04 as cannot_read, pg_temp.draw(n, 'shielding') < 0.05 as shielding,
       (array[true, true, false, false, null])[1 + floor(5 * pg_temp.draw(n, 'alone'))] as lives_alone,
       received_at as registered_at, referrer_id as registered_by_id
from people join referred using (n);

create temp view made_clients_waytoreach as
select pg_temp.made_id('landline', n) as id, provider_id, id as client_id, 'PHONE' as kind,
       '+441632' || lpad(mod(n::bigint * 720703 + 5, 1000000)::text, 6, '0') as value, 0 as place
from people where pg_temp.draw(n, 'landline') < 0.7
union all
select pg_temp.made_id('mobile', n), provider_id, id, 'PHONE', '+4477009' || lpad(mod(n::bigint * 7919, 100000)::text, 5, '0'), 1
from people where pg_temp.draw(n, 'landline') > 0.3
union all
select pg_temp.made_id('email', n), provider_id, id, 'EMAIL', 'person' || n || '@home.example', 2
from people where internet > 0.6;

create temp view made_clients_nameword as
select distinct provider_id, id as client_id, word from people cross join unnest(words) word
order by provider_id, word;
