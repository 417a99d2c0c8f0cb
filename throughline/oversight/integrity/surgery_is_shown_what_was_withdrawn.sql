-- A surgery is shown what became of its referral unless the patient's last word on sharing with it is no.
select r.id, 'the surgery is shown, or not shown, its referral against what the patient last said'
from referrals_referral r
left join (
    select distinct on (a.client_id) a.client_id, a.stance
    from agreements_agreement a where a.about = 'SURGERY'
    order by a.client_id, a.said_on desc, a.recorded_at desc
) a on a.client_id = r.client_id
where r.withheld <> (coalesce(a.stance, 'GIVEN') <> 'GIVEN')
  and (%(provider)s::uuid is null or r.provider_id = %(provider)s) and %(on)s::date is not null
