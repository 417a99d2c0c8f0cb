-- Five people or more have the same phone number
-- Check whose number it is: a home or a surgery may answer for many, a wrong number for nobody.
select w.client_id from clients_waytoreach w join clients_client c on c.id = w.client_id and c.merged_into_id is null
where w.kind = 'PHONE' and w.provider_id = %(provider)s
  and w.value in (
    select value from clients_waytoreach where kind = 'PHONE' and provider_id = %(provider)s
    group by value having count(distinct client_id) > 4)
