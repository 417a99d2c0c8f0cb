-- The link worker that a surgery is shown is the one its patient has.
select r.id, 'the link worker shown to the surgery is not the one on the case'
from referrals_referral r
join cases_case c on c.referral_id = r.id and c.closed_at is null
where r.worker_id is distinct from c.worker_id
  and (%(provider)s::uuid is null or r.provider_id = %(provider)s) and %(on)s::date is not null
