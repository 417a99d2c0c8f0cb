-- No phone number, no email and no address
-- Ask the surgery today: nobody can reach them.
select c.id from clients_client c join cases_case k on k.client_id = c.id and k.closed_at is null
where c.address = '' and not exists (select from clients_waytoreach w where w.client_id = c.id)
  and c.merged_into_id is null and c.provider_id = %(provider)s
