-- How many long-term conditions somebody's own row has is what their two lists come to; both types of diabetes count as
-- one unless a clinician recorded both (AM15).
select c.id, 'the number of conditions on the record is not what the lists come to'
from clients_client c
left join (
    select k.client_id,
           count(distinct k.key)
           - (bool_or(k.key = 'type 1 diabetes') and bool_or(k.key = 'type 2 diabetes')
              and not (bool_or(k.key = 'type 1 diabetes' and k.said = 'REFERRER')
                       and bool_or(k.key = 'type 2 diabetes' and k.said = 'REFERRER')))::int as conditions
    from circumstances_condition k
    where k.ended_at is null and (%(provider)s::uuid is null or k.provider_id = %(provider)s) group by k.client_id
) k on k.client_id = c.id
where c.conditions_count <> coalesce(k.conditions, 0)
  and c.merged_into_id is null and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
