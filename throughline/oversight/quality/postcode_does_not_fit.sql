-- The postcode is missing, or is not written like one
-- Look it up with the address, and put it right under their particulars.
select c.id from clients_client c
where (c.address <> '' and c.postcode = ''
       or c.postcode <> '' and c.postcode !~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$')
  and c.merged_into_id is null and c.provider_id = %(provider)s
