-- Their name is one word
-- Ask for their full name, if they have another.
select c.id from clients_client c
where c.full_name !~ '\s' and c.merged_into_id is null and c.provider_id = %(provider)s
