-- Where somebody lives, as their own row has it, is the last answer that began and was not corrected. Where nobody has
-- recorded an answer, the row is all there is.
select c.id, 'the address on the record is not what the history says'
from clients_client c
join (
    select distinct on (h.client_id) h.client_id,
           case when k.id is null and h.answer = 'ANSWERED' then h.values else array['', ''] end as home
    from circumstances_circumstance h
    left join circumstances_circumstance k on k.corrects_id = h.id
    where h.topic = 'HOME' and h.from_on <= %(on)s::date
    order by h.client_id, (k.id is null and h.answer <> 'MISTAKEN') desc, h.from_on desc, h.recorded_at desc
) h on h.client_id = c.id
where array[c.address, c.postcode] is distinct from
      case when cardinality(h.home) = 2 then h.home else array['', ''] end
  and c.merged_into_id is null and (%(provider)s::uuid is null or c.provider_id = %(provider)s)
