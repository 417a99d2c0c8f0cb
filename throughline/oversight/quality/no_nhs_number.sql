-- No NHS number
-- Ask their surgery, and enter it under their particulars: it keeps their record from being made twice.
select c.id from clients_client c join cases_case k on k.client_id = c.id and k.closed_at is null
where c.nhs_number is null and c.merged_into_id is null and c.provider_id = %(provider)s
