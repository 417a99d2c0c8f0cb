-- They would have been born after they came to the service, or after today
-- Check the year of birth with them or the surgery.
select c.id from clients_client c
where c.date_of_birth > least(c.registered_at::date, %(on)s::date)
  and c.merged_into_id is null and c.provider_id = %(provider)s
