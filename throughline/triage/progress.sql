-- How far the calls have come, by list, surgery or link worker: each person counts once in each group that they are in.
-- A client in the service is called by their own link worker and is not counted here.
with people as (
    select p.id, p.state, p.worker_id, p.surgery_id, p.listed_at
    from outreach_listedperson p
    where p.provider_id = any(%(providers)s) and p.same_as_id is null
        and (%(surgery)s::uuid is null or p.surgery_id = %(surgery)s)
        and not exists (select from cases_case c where c.client_id = p.client_id and c.closed_at is null)
), calls as (
    select c.person_id, min(c.called_at) as first_at,
        bool_or(c.result <> 'NOT_REACHED') as reached,
        bool_or(c.result in ('CHECK_IN_ONLY', 'NEEDS_SUPPORT', 'ALREADY_HELPED')) as spoken,
        bool_or(c.result = 'CHECK_IN_ONLY') as check_in,
        bool_or(c.result = 'NEEDS_SUPPORT') as needed,
        bool_or(c.result = 'DECLINED') as declined
    from triage_call c where c.provider_id = any(%(providers)s) group by c.person_id
), grouped as (
    {groups}
)
select g.named, count(*) as listed, count(c.person_id) as tried,
    count(*) filter (where c.reached) as reached, count(*) filter (where c.spoken) as spoken,
    count(*) filter (where c.check_in and not c.needed) as check_in,
    count(*) filter (where c.needed) as needed, count(*) filter (where c.declined and not c.spoken) as declined,
    count(*) filter (where p.state in ('LISTED', 'TRIED')) as to_call,
    percentile_cont(0.5) within group (
        order by extract(epoch from c.first_at - p.listed_at) / 86400
    ) as median_days
from grouped g join people p on p.id = g.person_id left join calls c on c.person_id = p.id
group by g.named order by g.named
