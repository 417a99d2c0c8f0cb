-- Referrals, cases and handovers, as the commands would have left them.
create temp table whole on commit drop as
select s.*, r.last_tried_at, r.last_reached_at, r.first_reached_at, coalesce(r.since, 0) as since, boss.id as manager_id,
       pg_temp.in_hours(opened_on, 0) as opened_at, former.id as former_id,
       case when fate = 'CLOSED' then r.last_tried_at end as closed_at,
       case when handed_over then pg_temp.in_hours(pg_temp.on_or_after(last_on - ceil(step * (contacts - contacts / 2 - 1))::int - 1), 0.9)
            end as handed_over_at,
       case when last_spoke then pg_temp.pick(array['COMPLETED', 'COMPLETED', 'COMPLETED', 'CLIENT_WISH'], pg_temp.draw(n, 'why closed'))
            else pg_temp.pick(array['COULD_NOT_REACH', 'COULD_NOT_REACH', 'MOVED_AWAY', 'DIED'], pg_temp.draw(n, 'why closed'))
            end as close_reason
from spells s
left join reached r using (n)
join staff boss on boss.s = s.worker_s and boss.slot = 11
join staff former on former.s = s.worker_s and former.slot = 10;
create unique index on whole (n);
analyze whole;

create temp view made_referrals_referral as
select pg_temp.made_id('referral', p.n) as id, p.provider_id, p.surgery_id, p.id as client_id, p.full_name as patient_name,
       p.born_on as patient_born_on, w.worker_id, r.referred_on,
       array[p.condition] || string_to_array(nullif(p.also, ''), ',') as conditions,
       pg_temp.pick(array['Lonely and not managing.', 'Wants to be more active.', 'Money worries make everything harder.',
           'Lost confidence after a stay in hospital.', 'Needs people round them.', 'Housing and health feed each other.'],
           pg_temp.draw(p.n, 'reason')) as reason,
       true as agreed, pg_temp.draw(p.n, 'may phone') < 0.9 as agreed_to_phone,
       case p.fate when 'TO_DECIDE' then 'ASK' when 'NOT_ELIGIBLE' then 'NO' else 'YES' end as eligible,
       case p.fate when 'TO_DECIDE' then 'a person decides' when 'NOT_ELIGIBLE' then 'no qualifying condition'
            else 'in the age range, ' || p.condition end as eligible_why,
       case when p.fate = 'OPEN' then case when w.first_reached_at is null then 'ALLOCATED' else 'CONTACTED' end
            when p.fate = 'CLOSED' then 'ENDED' else p.fate end as state,
       case when p.fate = 'DECLINED' then 'Has a support worker of their own.' else '' end as decision_reason,
       r.received_at, r.referrer_id as received_by_id,
       case when p.fate = 'DECLINED' then r.received_at + interval '1 day' end as decided_at,
       case when p.fate = 'DECLINED' then decider.id end as decided_by_id,
       w.opened_at as allocated_at, w.manager_id as allocated_by_id,
       w.first_reached_at as contacted_at, case when w.first_reached_at is not null then w.worker_id end as contacted_by_id,
       w.closed_at as ended_at, case when w.closed_at is not null then w.worker_id end as ended_by_id
from people p
join referred r using (n)
join staff decider on decider.s = p.s and decider.slot = 11
left join whole w using (n);

create temp view made_cases_case as
select case_id as id, provider_id, id as client_id, referral_id, worker_id, coalesce(handed_over_at, opened_at) as worker_since,
       level, opened_at, manager_id as opened_by_id, opened_on + 14 as assessed_on, closed_at,
       case when closed_at is not null then worker_id end as closed_by_id,
       case when closed_at is not null then close_reason else '' end as close_reason,
       case when closed_at is not null then 'As we agreed, or as it turned out.' else '' end as close_note,
       case when fate = 'OPEN' then due_on end as next_contact_on,
       case when fate = 'OPEN' then case when by_phone then 'PHONE' else 'AT_SURGERY' end else '' end as next_contact_way,
       case when fate = 'OPEN' then worker_id end as next_contact_by_id,
       case when first_reached_at is null then opened_on + 14 end as first_contact_due_on,
       last_reached_at, last_tried_at, since as tries_since_reached
from whole;

create temp view made_cases_handover as
select pg_temp.made_id('handover', n) as id, provider_id, case_id, former_id as from_worker_id, worker_id as to_worker_id,
       'Their link worker is leaving.' as reason, handed_over_at as made_at, manager_id as made_by_id
from whole where handed_over;
