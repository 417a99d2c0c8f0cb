-- A person who has a link worker through a referral is not shown to the surgery as still waiting, refused or ended.
select r.id, 'person has a link worker, but the surgery is shown something else'
from referrals_referral r
join cases_case c on c.referral_id = r.id and c.closed_at is null
where r.state not in ('ALLOCATED', 'CONTACTED')
  and (%(provider)s::uuid is null or r.provider_id = %(provider)s) and %(on)s::date is not null
