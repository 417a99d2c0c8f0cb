-- Everybody in a campaign, by what their contacts since it began say; after the one definition of silence (watch).
-- Reached is two-way. Tried is reached, or a try of ours on any day. What was corrected does not count.
, contacted as (
    select k.case_id, bool_or(k.two_way) as reached,
        count(distinct (k.happened_at at time zone 'Europe/London')::date) filter (where k.started_by = 'WORKER')
            as days_tried,
        max((k.happened_at at time zone 'Europe/London')::date) filter (where k.started_by = 'WORKER') as tried_on
    from contacts_contact k
    where k.provider_id = %(provider)s and k.happened_at >= %(since)s
        and not exists (select from contacts_correction r where r.contact_id = k.id)
    group by k.case_id
),
told as (  -- Low mood and losses, as check-ins and conversations brought them up and nobody took back (R27).
    select l.case_id, bool_or('LOW_MOOD' = any(l.reasons)) as low, bool_or('LOSS' = any(l.reasons)) as lost
    from cases_levelchange l
    where l.provider_id = %(provider)s and l.act = 'PROPOSED' and l.made_at >= %(lately)s
        and l.reasons && array['LOW_MOOD', 'LOSS']
        and not exists (select from cases_levelchange t where t.case_id = l.case_id and t.act = 'TAKEN_BACK'
            and t.sequence > l.sequence and t.reasons && l.reasons)
    group by l.case_id
),
at_risk as (
    select distinct g.client_id from support_plans_gain g where g.provider_id = %(provider)s and g.state = 'AT_RISK'
),
people as not materialized (
    select s.case_id, s.client_id, s.worker_id, c.next_contact_by_id, s.days, s.last_reached_on, p.full_name,
        p.postcode, p.shielding, p.lives_alone, p.digitally_excluded, p.conditions_count, c.opened_at,
        c.brought_reached_at, s.changed_on,
        coalesce(k.reached, false) as reached, coalesce(k.reached or k.days_tried > 0, false) as tried,
        coalesce(k.days_tried, 0) as days_tried, k.tried_on, left_out.reason as left_reason, up.reason as up_reason,
        array_remove(array[
            case when up.id is not null then 'JUDGED' end,
            case when p.shielding then 'SHIELDING' end,
            case when p.lives_alone then 'ALONE' end,
            case when p.conditions_count >= 2 then 'CONDITIONS' end,
            case when t.low then 'LOW_MOOD' end,
            case when t.lost then 'LOSS' end,
            case when r.client_id is not null then 'GROUND_AT_RISK' end,
            case when s.changed_on is not null then 'NEW_WORKER' end,
            case when s.days > s.days_allowed then 'LONG_AGO' end,
            case when p.digitally_excluded then 'DIGITALLY_EXCLUDED' end
        ], null) as reasons
    from spoken s
    join cases_case c on c.id = s.case_id
    join clients_client p on p.id = s.client_id
    left join contacted k on k.case_id = s.case_id
    left join told t on t.case_id = s.case_id
    left join at_risk r on r.client_id = s.client_id
    left join campaigns_leftuntried left_out on left_out.campaign_id = %(campaign)s and left_out.case_id = s.case_id
    left join campaigns_movedup up on up.campaign_id = %(campaign)s and up.case_id = s.case_id
    where c.opened_at <= %(begun)s
),
scored as not materialized (
    select people.*, x.score,
        case when x.score >= %(priority_from)s then %(priority_by)s::date else %(everyone_by)s::date end as latest_on
    from people cross join lateral (
        select coalesce(sum(points), 0)::int as score
        from unnest(%(codes)s::text[], %(points)s::int[]) as n (code, points) where code = any(people.reasons)
    ) x
)
