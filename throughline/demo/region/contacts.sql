-- Each try as a contact with its note, and what was promised in it.
create temp view made_contacts_contact as
select pg_temp.made_id('contact', key) as id, provider_id, case_id, way,
       case when outcome = 'SPOKE' and pg_temp.draw(key, 'who rang') < 0.07 then 'CLIENT' else 'WORKER' end as started_by,
       case when outcome = 'SPOKE' then string_to_array(pg_temp.pick(array['CHECK_IN', 'CHECK_IN', 'CHECK_IN,PRACTICAL_HELP',
           'PRACTICAL_HELP', 'EMOTIONAL_SUPPORT', 'CHECK_IN,EMOTIONAL_SUPPORT', 'CONDITION_AND_GOALS', 'ADVOCACY'],
           pg_temp.draw(key, 'about')), ',') else array[]::text[] end as kinds,
       outcome,
       case when outcome = 'SPOKE' then 5 + floor(50 * power(pg_temp.draw(key, 'minutes'), 2)) end as minutes,
       case when outcome = 'SPOKE' then pg_temp.pick(array['All well. Walking most days.', 'Waiting to hear from the class.',
           'A hard month, glad of the call.', 'Form filled in together.', 'Sleeping better.', 'Sister is staying. Busy and cheerful.',
           'Knee is bad; keeps to the house.', 'Started the group and liked it.', 'Wanted a chat, nothing needed.',
           'Worried about the gas bill and asked what help there is.', 'Lost two pounds, proud of it.',
           'Neighbour shops for them on Fridays.', 'Has not been out since the fall.', 'Sugars steadier since the course.'],
           pg_temp.draw(key, 'note'))
           || case when pg_temp.draw(key, 'longer') < 0.6 then ' ' || pg_temp.pick(array['We went through the letter from the council line by line and agreed what to ask.',
           'They will ring the surgery about the inhaler and tell me how it went next time we speak.',
           'Talked for a while about their brother; I listened more than I said.', 'Agreed to try the walking group once, with me at the door.',
           'Nothing to do before we speak again, they said, and meant it.'], pg_temp.draw(key, 'more')) else '' end
           else '' end as note,
       happened_at, made_by_id as happened_by_id,
       happened_at + case when j < contacts then floor(48 * power(pg_temp.draw(key, 'written'), 6)) * interval '1 hour'
                     else interval '0' end as recorded_at,
       made_by_id as recorded_by_id
from tries join whole using (n);

create temp view made_cases_promise as
select pg_temp.made_id('first promise', n) as id, w.provider_id, w.case_id, 1 as sequence,
       coalesce(t.made_on, w.due_on) as due_on, case when by_phone then 'PHONE' else 'AT_SURGERY' end as way,
       w.worker_id as to_be_kept_by_id, w.opened_at as made_at, w.manager_id as made_by_id
from whole w left join tries t using (n)
where coalesce(t.j, 1) = 1
union all
select pg_temp.made_id('promise', t.key), w.provider_id, w.case_id, t.j + 1,
       case when t.j = w.contacts then w.due_on
            else greatest(t.made_on + 1, later.made_on + pg_temp.pick(array[0, 0, 0, 0, 0, 0, 0, -3, -7, 4], pg_temp.draw(t.key, 'kept'))) end,
       case when by_phone then 'PHONE' else 'AT_SURGERY' end, w.worker_id, t.happened_at, t.made_by_id
from tries t join whole w using (n)
left join tries later on later.n = t.n and later.j = t.j + 1
where t.j < w.contacts or w.fate = 'OPEN';
