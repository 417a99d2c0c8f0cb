-- Every person: two of five have an open case, a few were never given a link worker, for the rest it has ended.
create temp table people on commit drop as
select n, pg_temp.made_id('client', n) as id, g.s, g.id as surgery_id, g.provider_id,
       case when mod(n, 5) < 2 then 'OPEN'
            when pg_temp.draw(n, 'fate') < 0.95 then 'CLOSED'
            else pg_temp.pick(array['WAITING', 'WAITING', 'TO_DECIDE', 'NOT_ELIGIBLE', 'DECLINED'], pg_temp.draw(n, 'no case')) end as fate,
       date '2020-01-01' - (15500 + floor(11200 * pg_temp.draw(n, 'born')))::int as born_on,
       f.name || ' ' || l.name as full_name, f.key || ' ' || l.key as sort_name, f.words || l.words as words,
       pg_temp.pick(array['type 2 diabetes', 'type 2 diabetes', 'type 1 diabetes', 'heart failure', 'coronary heart disease',
           'epilepsy', 'osteoporosis', 'asthma', 'asthma', 'COPD', 'COPD'], pg_temp.draw(n, 'condition')) as condition,
       pg_temp.pick(array['', 'hypertension', 'anxiety', 'depression,arthritis', 'arthritis'], pg_temp.draw(n, 'also')) as also,
       pg_temp.draw(n, 'internet') as internet, pg_temp.draw(n, 'reads') as reads
from generate_series(1, %(clients)s) n
join surgeries g on g.s = floor(%(surgeries)s * power(pg_temp.draw(n, 'surgery'), 1.2))
join first_names f on f.number = floor(%(first_names)s * power(pg_temp.draw(n, 'first'), 1.5))
join last_names l on l.number = floor(%(last_names)s * power(pg_temp.draw(n, 'last'), 2));
create unique index on people (n);
analyze people;
