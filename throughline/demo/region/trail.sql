-- What the audit trail holds of all this, in the order in which it happened.
create temp view made_audit_auditentry as
select at, user_id, 'direct care' as purpose, provider_id, act, about_table, about_id, details
from (
    select r.received_at as at, r.referrer_id as user_id, p.provider_id, 'CLIENT_REGISTERED' as act,
           'clients_client' as about_table, p.id as about_id, jsonb_build_object() as details
    from people p join referred r using (n)
    union all
    select r.received_at, r.referrer_id, p.provider_id, 'REFERRAL_RECEIVED', 'referrals_referral', pg_temp.made_id('referral', n),
           jsonb_build_object('eligible', case p.fate when 'TO_DECIDE' then 'ASK' when 'NOT_ELIGIBLE' then 'NO' else 'YES' end)
    from people p join referred r using (n)
    union all
    select opened_at, manager_id, provider_id, 'CASE_OPENED', 'cases_case', case_id, jsonb_build_object('worker', worker_id)
    from whole
    union all
    select handed_over_at, manager_id, provider_id, 'CASE_HANDED_OVER', 'cases_case', case_id,
           jsonb_build_object('handover', pg_temp.made_id('handover', n))
    from whole where handed_over
    union all
    select closed_at, worker_id, provider_id, 'CASE_CLOSED', 'cases_case', case_id, jsonb_build_object('reason', close_reason)
    from whole where closed_at is not null
    union all
    select happened_at, made_by_id, provider_id, 'CONTACT_RECORDED', 'contacts_contact', pg_temp.made_id('contact', key),
           jsonb_build_object('case', case_id, 'outcome', outcome)
    from tries join whole using (n)
    union all
    select happened_at - interval '1 minute', made_by_id, provider_id, 'RECORD_VIEWED', 'clients_client', id, jsonb_build_object()
    from tries join whole using (n) where mod(key, 4) = 0
) acts
order by at, about_id;
