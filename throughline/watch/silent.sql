-- Who is silent, and why it matters: the one definition (R74, SET14). Every page, count, report and command asks this.
--
-- Somebody is silent when more days have passed since they were last reached (two-way; since the case opened, where
-- they never were) than the service's share of the agreed gap, in a disruption at most its number of days; or when
-- their link worker changed, the new one has not reached them, and the time that a new worker has (SET15) is over.
with numbers as (
    select * from unnest(
        %(providers)s::uuid[], %(intensive)s::int[], %(regular)s::int[], %(light)s::int[], %(share)s::int[],
        %(at_most)s::int[], %(changed_before)s::date[]
    ) as n (provider_id, intensive, regular, light, share, at_most, changed_before)
),
spoken as not materialized (  -- What is asked of it decides what is worked out.
    select c.id as case_id, c.client_id, c.provider_id, c.worker_id, g.gap_days,
        %(on)s::date - reached.since as days,
        least(g.gap_days * n.share / 100, n.at_most) as days_allowed,
        reached.last_on as last_reached_on, reached.changed_on, c.next_contact_on, c.tries_since_reached,
        c.with_manager_since,
        coalesce(reached.changed_on < n.changed_before, false) as new_worker_late
    from cases_case c
    join numbers n on n.provider_id = c.provider_id
    cross join lateral (select (c.last_reached_at at time zone 'Europe/London')::date as last_on,
        (c.opened_at at time zone 'Europe/London')::date as opened_on,
        (c.worker_since at time zone 'Europe/London')::date as worker_on) d
    cross join lateral (select d.last_on, coalesce(d.last_on, d.opened_on) as since,
        -- The new worker has not reached them: they were last reached by the one before, or by nobody.
        case when c.worker_since > greatest(c.last_reached_at, c.opened_at) then d.worker_on end as changed_on) reached
    cross join lateral (select coalesce(c.gap_days, case c.level
        when 'INTENSIVE' then n.intensive when 'REGULAR' then n.regular else n.light end) as gap_days) g
    where c.closed_at is null and (%(worker)s::uuid is null or c.worker_id = %(worker)s)
),
silent as (
    select s.*, p.full_name, p.conditions_count, array_remove(array[
        case when p.lives_alone then 'LIVES_ALONE' end,
        case when p.conditions_count >= 2 then 'CONDITIONS' end,
        case when p.shielding then 'SHIELDING' end,
        case when p.digitally_excluded then 'DIGITALLY_EXCLUDED' end,
        case when p.cannot_read then 'CANNOT_READ' end,
        case when s.changed_on is not null then 'NEW_WORKER' end,
        case when s.last_reached_on is null then 'NEVER_REACHED' end,
        case when s.next_contact_on < %(on)s then 'DATE_NOT_KEPT' end,
        case when s.tries_since_reached > 0 then 'TRIED' end,
        case when s.with_manager_since is not null then 'WITH_MANAGER' end
    ], null) as reasons
    from spoken s
    left join clients_client p on p.id = s.client_id
    where s.days > s.days_allowed or s.new_worker_late
)
