-- A phone call was promised, and there is no phone number
-- Find a number, or promise another way at their record.
select c.id from clients_client c join cases_case k on k.client_id = c.id and k.closed_at is null
where k.next_contact_way = 'PHONE'
  and not exists (select from clients_waytoreach w where w.client_id = c.id and w.kind = 'PHONE')
  and c.merged_into_id is null and c.provider_id = %(provider)s
