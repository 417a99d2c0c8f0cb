-- What an import costs at least: COPY to a staging table, the same checks in SQL, and the rows in the same tables.
create temp table checked on commit drop as
with read as (
    select row_number() over () as number,
           regexp_replace(btrim(name), '\s+', ' ', 'g') as name,
           case when date_of_birth ~ '^\d{2}/\d{2}/\d{4}$'
                then substr(date_of_birth, 7, 4) || '-' || substr(date_of_birth, 4, 2) || '-' || substr(date_of_birth, 1, 2)
                else date_of_birth end as born,
           regexp_replace(coalesce(nhs_number, ''), '[\s-]|\.0$', '', 'g') as nhs_number,
           string_to_array(regexp_replace(coalesce(phones, ''), '\s', '', 'g'), ';') as phones,
           coalesce(email, '') as email, coalesce(address, '') as address,
           upper(regexp_replace(coalesce(postcode, ''), '\s', '', 'g')) as postcode,
           surgery, string_to_array(coalesce(conditions, ''), ';') as conditions,
           coalesce(access_needs, '') as access_needs, can_be_phoned, can_read, has_internet,
           lower(worker) as worker, coalesce(upper(level), 'REGULAR') as level, last_spoken, next_contact, next_contact_way
    from staging
), known as (
    select r.*, u.id as worker_id, u.organisation_id as provider_id, s.id as surgery_id,
           lower(regexp_replace(normalize(r.name, NFKD), '[\u0300-\u036f]', '', 'g')) as sort_name,
           gen_random_uuid() as client_id, gen_random_uuid() as case_id
    from read r
    left join accounts_user u on lower(u.email) = r.worker and u.may_hold_cases
    left join organisations_organisation s on lower(s.name) = lower(r.surgery) and exists (
        select from organisations_relation t
        where t.source_id = s.id and t.target_id = u.organisation_id and t.kind = 'REFERS_TO' and t.ends_on is null)
)
select k.*,
       case
           when k.name !~ '[[:alpha:]]' or k.name ~ '^[''\s]*[=+@-]' or length(k.name) > 200 then 'name'
           when not pg_input_is_valid(k.born, 'date') or k.born::date not between '1895-01-01' and %(on)s then 'date_of_birth'
           when k.nhs_number <> '' and (k.nhs_number !~ '^\d{10}$' or (
               select 11 - sum((11 - i) * substr(k.nhs_number, i, 1)::int) %% 11 from generate_series(1, 9) i
           ) %% 11 <> substr(k.nhs_number, 10, 1)::int) then 'nhs_number'
           when exists (select from unnest(k.phones) p where p !~ '^(0|\+44)[1-9]\d{9}$') then 'phones'
           when k.email <> '' and k.email !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' then 'email'
           when k.postcode <> '' and k.postcode !~ '^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$' then 'postcode'
           when k.surgery is not null and k.surgery_id is null then 'surgery'
           when k.worker_id is null then 'worker'
           when k.level not in ('INTENSIVE', 'REGULAR', 'LIGHT') then 'level'
           when lower(coalesce(k.can_be_phoned, 'yes')) not in ('yes', 'no') then 'can_be_phoned'
           when lower(coalesce(k.can_read, 'yes')) not in ('yes', 'no') then 'can_read'
           when lower(coalesce(k.has_internet, 'yes')) not in ('yes', 'no') then 'has_internet'
           when k.last_spoken is not null
                and (not pg_input_is_valid(k.last_spoken, 'date') or k.last_spoken::date > %(on)s) then 'last_spoken'
           when not pg_input_is_valid(k.next_contact, 'date')
                or abs(k.next_contact::date - %(on)s) > 366 then 'next_contact'
           when count(*) over alike > 1 and (k.nhs_number = '' or min(k.nhs_number) over alike = '') then 'same person'
           when k.nhs_number <> '' and count(*) over (partition by k.provider_id, k.nhs_number) > 1 then 'same person'
           when exists (select from clients_client c where c.provider_id = k.provider_id and c.nhs_number = k.nhs_number)
             or exists (select from clients_client c where c.provider_id = k.provider_id and c.sort_name = k.sort_name
                        and c.date_of_birth::text = k.born and (c.nhs_number is null or k.nhs_number = '')) then 'known'
       end as problem
from known k window alike as (partition by k.provider_id, k.sort_name, k.born);

insert into clients_client (id, provider_id, surgery_id, full_name, sort_name, date_of_birth, nhs_number, address, postcode,
    conditions, access_needs, can_be_phoned, can_read, has_internet, cannot_read, digitally_excluded, shielding,
    conditions_count, registered_at, registered_by_id)
select client_id, provider_id, surgery_id, name, sort_name, born::date, nullif(nhs_number, ''), address,
    regexp_replace(postcode, '(...)$', ' \1'), conditions, access_needs, coalesce(upper(can_be_phoned), 'NOT_ASKED'),
    coalesce(upper(can_read), 'NOT_ASKED'), coalesce(upper(has_internet), 'NOT_ASKED'),
    lower(can_read) is not distinct from 'no', lower(has_internet) is not distinct from 'no', false,
    (select count(distinct lower(c)) from unnest(conditions) c), %(at)s, %(by)s
from checked where problem is null;

insert into clients_nameword (provider_id, client_id, word)
select distinct provider_id, client_id, word
from checked, regexp_split_to_table(sort_name, '[\s-]+') as word where problem is null and word <> '';

insert into circumstances_condition (id, provider_id, client_id, name, key, said, mistaken, recorded_at, recorded_by_id)
select distinct on (client_id, lower(c)) gen_random_uuid(), provider_id, client_id, c, lower(c), 'REFERRER', false,
    %(at)s::timestamptz, %(by)s::uuid
from checked, unnest(conditions) c where problem is null;

insert into clients_waytoreach (id, provider_id, client_id, kind, value, note, place)
select gen_random_uuid(), provider_id, client_id, 'PHONE', regexp_replace(p, '^0', '+44'), '', place - 1
from checked, unnest(phones) with ordinality as t (p, place) where problem is null
union all
select gen_random_uuid(), provider_id, client_id, 'EMAIL', email, '', cardinality(phones)
from checked where problem is null and email <> '';

insert into cases_case (id, provider_id, client_id, worker_id, level, opened_at, opened_by_id, close_reason, close_note,
    next_contact_on, next_contact_part, next_contact_way, next_contact_by_id, next_contact_place, worker_since,
    first_contact_due_on, last_reached_at, brought_reached_at, tries_since_reached)
select case_id, provider_id, client_id, worker_id, level, %(at)s, %(by)s, '', '', next_contact::date, '',
    case when lower(can_be_phoned) = 'no' then 'POST' else 'PHONE' end, worker_id, '', %(at)s,
    case when last_spoken is null then next_contact::date end, last_spoken::date + time '12:00',
    last_spoken::date + time '12:00', 0
from checked where problem is null;

insert into cases_promise (id, provider_id, case_id, sequence, due_on, part, place, way, to_be_kept_by_id, made_at, made_by_id)
select gen_random_uuid(), provider_id, case_id, 1, next_contact::date, '', '',
    case when lower(can_be_phoned) = 'no' then 'POST' else 'PHONE' end, worker_id, %(at)s, %(by)s
from checked where problem is null;

with entry as (
    insert into audit_auditentry (at, user_id, purpose, provider_id, act, about_table, about_id, details)
    select %(at)s, %(by)s, 'import', provider_id, act, about_table, about_id, details
    from checked, lateral (values
        ('CLIENT_REGISTERED', 'clients_client', client_id, '{}'::jsonb),
        ('CASE_OPENED', 'cases_case', case_id, jsonb_build_object('worker', worker_id))
    ) as act (act, about_table, about_id, details)
    where problem is null order by number returning id)
insert into audit_unsealed (entry_id) select id from entry;
