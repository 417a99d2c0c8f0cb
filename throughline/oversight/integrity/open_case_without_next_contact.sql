-- The first promise, second half: every open case has a dated next contact, by an active person, in a stated way.
select c.id, 'open case without a dated next contact by an active person'
from cases_case c
left join accounts_user u on u.id = c.next_contact_by_id and u.organisation_id = c.provider_id and u.may_hold_cases
where c.closed_at is null and (c.next_contact_on is null or c.next_contact_way = '' or u.id is null)
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
