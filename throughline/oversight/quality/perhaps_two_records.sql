-- They may have two records
-- A manager or administrator compares the two under “Perhaps the same person”.
select l.client_id from clients_likeness l
join clients_client c on c.id = l.client_id and c.merged_into_id is null
join clients_client o on o.id = l.other_id and o.merged_into_id is null
where l.answer = '' and l.provider_id = %(provider)s
