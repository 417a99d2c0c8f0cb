-- Their date of birth is 1 January 1900 or 1901, which stands for “not known”
-- Ask them or the surgery, and put it right under their particulars.
select c.id from clients_client c
where c.date_of_birth in ('1900-01-01', '1901-01-01') and c.merged_into_id is null and c.provider_id = %(provider)s
