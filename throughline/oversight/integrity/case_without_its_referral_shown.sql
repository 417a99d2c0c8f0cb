-- A person who has a link worker through a referral is not shown to the surgery as still waiting, refused or ended.
select c.referral_id, 'person has a link worker, but the surgery is shown something else'
from cases_case c
where c.closed_at is null and c.referral_id is not null
  and not exists (
      select from referrals_referral r where r.id = c.referral_id and r.state in ('ALLOCATED', 'CONTACTED', 'ASSESSED')
  )
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
