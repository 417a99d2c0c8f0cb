-- Their address was not confirmed for a long time
-- Ask whether they still live there, and tick it under their particulars.
select c.id from clients_client c join cases_case k on k.client_id = c.id and k.closed_at is null
where c.address <> '' and coalesce(c.address_confirmed_on, c.registered_at::date)
      < %(on)s::date - make_interval(months => %(address_stale)s)
  and c.merged_into_id is null and c.provider_id = %(provider)s
