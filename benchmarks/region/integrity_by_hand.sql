-- How many records break any of the integrity rules, in as few passes as a person would write who knows the tables.
select count(*) from (
    select c.id
    from cases_case c
    left join accounts_user w on w.id = c.worker_id and w.organisation_id = c.provider_id and w.may_hold_cases
    left join accounts_user n on n.id = c.next_contact_by_id and n.organisation_id = c.provider_id and n.may_hold_cases
    left join referrals_referral r on r.id = c.referral_id
    left join lateral (
        select due_on, way, to_be_kept_by_id from cases_promise p where p.case_id = c.id order by sequence desc limit 1
    ) p on true
    where c.closed_at is null and (
        w.id is null or n.id is null or c.next_contact_on is null or c.next_contact_way = ''
        or (p.due_on, p.way, p.to_be_kept_by_id) is distinct from (c.next_contact_on, c.next_contact_way, c.next_contact_by_id)
        or c.gap_days not between 1 and 366
        or c.tries_since_reached > 0 and (c.last_tried_at is null or c.last_tried_at < c.last_reached_at)
        or (c.last_reached_at at time zone 'Europe/London')::date > c.with_manager_since
        or r.state not in ('ALLOCATED', 'CONTACTED', 'ASSESSED') or r.worker_id <> c.worker_id)
    union all
    select min(c.id::text)::uuid from cases_case c where c.closed_at is null group by c.client_id having count(*) > 1
    union all
    select c.id
    from (
        select k.case_id, max(k.happened_at) as latest from contacts_contact k
        where k.two_way and not exists (select from contacts_correction r where r.contact_id = k.id) group by k.case_id
    ) t
    right join cases_case c on c.id = t.case_id
    where c.closed_at is null and c.last_reached_at is distinct from greatest(t.latest, c.brought_reached_at)
    union all
    select c.id
    from (select distinct on (case_id) * from cases_levelchange where act = 'AGREED' order by case_id, sequence desc) a
    join cases_case c on c.id = a.case_id
    where c.closed_at is null and (a.to_level, a.to_gap_days) is distinct from (c.level, c.gap_days)
    union all
    select r.id
    from referrals_referral r
    left join (
        select distinct on (client_id) client_id, stance from agreements_agreement
        where about = 'SURGERY' order by client_id, said_on desc, recorded_at desc
    ) a on a.client_id = r.client_id
    where r.withheld <> (coalesce(a.stance, 'GIVEN') <> 'GIVEN')
       or r.state in ('ALLOCATED', 'CONTACTED', 'ASSESSED')
          and not exists (select from cases_case c where c.referral_id = r.id and c.closed_at is null)
    union all
    select p.id
    from clients_client p
    left join (
        select client_id, count(distinct key) - (
            count(distinct key) filter (where key in ('type 1 diabetes', 'type 2 diabetes')) = 2
            and count(distinct key) filter (where key in ('type 1 diabetes', 'type 2 diabetes') and said = 'REFERRER') < 2
        )::int as conditions
        from circumstances_condition where ended_at is null group by client_id
    ) k on k.client_id = p.id
    left join (
        select distinct on (client_id) client_id, case when answer = 'ANSWERED' then values = array['ALONE'] end as alone
        from circumstances_circumstance h
        where topic = 'HOUSEHOLD' and answer <> 'MISTAKEN' and from_on <= %(on)s
          and not exists (select from circumstances_circumstance k where k.corrects_id = h.id)
        order by client_id, from_on desc, recorded_at desc
    ) h on h.client_id = p.id
    where p.conditions_count <> coalesce(k.conditions, 0) or p.lives_alone is distinct from h.alone
    union all
    select t.id from tasks_task t join accounts_user u on u.id = t.worker_id
    where t.done_at is null and not u.is_active
      and not exists (select from cases_case c where c.client_id = t.client_id and c.closed_at is null)
    union all
    select a.id from accounts_attachment a join accounts_user u on u.id = a.worker_id
    where not u.is_active and (a.ends_on is null or a.ends_on > %(on)s)
) broken
