-- Nobody has gone through how to reach them
-- Ask at the next contact, and fill in “Reaching them”.
select c.id from clients_client c join cases_case k on k.client_id = c.id and k.closed_at is null
where c.profile_asked_on is null and c.merged_into_id is null and c.provider_id = %(provider)s
