-- Whether somebody lives alone, as their own row has it, is the last answer that began and was not corrected.
select c.id, 'lives alone on the record is not what the history says'
from clients_client c
left join (
    select distinct on (h.client_id) h.client_id,
           case when h.answer = 'ANSWERED' then h.values = array['ALONE'] end as alone
    from circumstances_circumstance h
    where h.topic = 'HOUSEHOLD' and h.answer <> 'MISTAKEN' and h.from_on <= %(on)s::date
      and (%(provider)s::uuid is null or h.provider_id = %(provider)s)
      and not exists (select from circumstances_circumstance k where k.corrects_id is not null and k.corrects_id = h.id)
    order by h.client_id, h.from_on desc, h.recorded_at desc
) h on h.client_id = c.id
where c.lives_alone is distinct from h.alone
  and c.merged_into_id is null and (%(provider)s::uuid is null or c.provider_id = %(provider)s)
