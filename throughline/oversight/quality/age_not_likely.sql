-- They would be younger than 18 or older than 105
-- Check the year of birth with them or the surgery.
select c.id from clients_client c join cases_case k on k.client_id = c.id and k.closed_at is null
where (c.date_of_birth > %(on)s - interval '18 years' or c.date_of_birth < %(on)s - interval '106 years')
  and c.date_of_birth not in ('1900-01-01', '1901-01-01')
  and c.merged_into_id is null and c.provider_id = %(provider)s
