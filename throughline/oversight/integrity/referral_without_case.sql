-- A referral that the surgery sees as with a link worker has a case, and the other way round.
select r.id, 'referral shown as with a link worker has no case'
from referrals_referral r
where r.state in ('ALLOCATED', 'CONTACTED', 'ASSESSED')
  and not exists (select from cases_case c where c.referral_id = r.id and c.closed_at is null)
  and (%(provider)s::uuid is null or r.provider_id = %(provider)s) and %(on)s::date is not null
