-- The words of a service stand beside each way of joining it, so that a search reads one table and joins nothing.

create function suggestions_told(wanted uuid[])
returns table (service_id uuid, name text, more text) language sql stable as $$
    select s.id, suggestions_plain(concat_ws(' ', s.name, replace(s.category, '_', ' '), named.terms)),
           suggestions_plain(concat_ws(' ', o.name, s.eligibility, s.description, s.cost))
    from unnest(wanted) as asked (id)
    join directory_service s on s.id = asked.id
    join directory_organisation o on o.id = s.organisation_id
    left join lateral (
        select string_agg(t.name, ' ') as terms
        from directory_serviceterm st join directory_taxonomyterm t on t.id = st.term_id where st.service_id = s.id
    ) named on true
$$;

create function suggestions_words(wanted uuid[])
returns table (service_id uuid, words tsvector) language sql stable as $$
    select service_id, setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', more), 'D')
    from suggestions_told(wanted)
$$;

create or replace function suggestions_relist(wanted uuid[]) returns void language sql as $$
    insert into suggestions_keptshape (mode, needs_internet, needs_reading, needs_fitness, needs_travel, helps_by)
    select distinct w.mode, w.needs_internet, w.needs_reading, w.needs_fitness, w.needs_travel, s.helps_by
    from unnest(wanted) as asked (id)
    join directory_service s on s.id = asked.id
    join directory_wayofjoining w on w.service_id = s.id
    where not exists (
        select from suggestions_keptshape k where k.mode = w.mode and k.helps_by = s.helps_by
        and (k.needs_internet, k.needs_reading, k.needs_fitness, k.needs_travel)
            is not distinct from (w.needs_internet, w.needs_reading, w.needs_fitness, w.needs_travel)
    )
    order by 1, 2, 3, 4, 5, 6  -- So that a directory that is drawn again gives its shapes the same numbers.
    on conflict do nothing;

    insert into suggestions_listing as kept (
        way_id, service_id, shape_id, category, takes_people, minimum_age, maximum_age, is_free, wait_weeks, languages,
        latitude, longitude, words
    )
    select w.id, s.id, k.id, s.category, w.status in ('OPEN', 'REDUCED'), s.minimum_age, s.maximum_age, s.is_free,
           w.wait_weeks, lower(s.languages::text)::text[],
           case when not l.is_private then coalesce(l.latitude, p.latitude) end,
           case when not l.is_private then coalesce(l.longitude, p.longitude) end,
           said.words
    from unnest(wanted) as asked (id)
    join directory_service s on s.id = asked.id
    join directory_wayofjoining w on w.service_id = s.id
    join suggestions_keptshape k on k.mode = w.mode and k.helps_by = s.helps_by
        and (k.needs_internet, k.needs_reading, k.needs_fitness, k.needs_travel)
            is not distinct from (w.needs_internet, w.needs_reading, w.needs_fitness, w.needs_travel)
    join suggestions_words(wanted) said on said.service_id = s.id
    left join directory_location l on l.id = w.location_id
    left join areas_postcode p on p.code = l.postcode
    on conflict (way_id) do update set (
        service_id, shape_id, category, takes_people, minimum_age, maximum_age, is_free, wait_weeks, languages,
        latitude, longitude
    ) = row (
        excluded.service_id, excluded.shape_id, excluded.category, excluded.takes_people, excluded.minimum_age,
        excluded.maximum_age, excluded.is_free, excluded.wait_weeks, excluded.languages, excluded.latitude,
        excluded.longitude
    )
    where kept is distinct from excluded;
$$;

create or replace function suggestions_reword(wanted uuid[]) returns void language sql as $$
    insert into suggestions_word (word, written_in)
    select distinct found.word, pg_current_xact_id()::text::bigint
    from suggestions_told(wanted) told
    cross join lateral regexp_split_to_table(told.name || ' ' || told.more, '[^[:alnum:]]+') as found (word)
    where length(found.word) between 3 and 30 and found.word !~ '[0-9]'
      and not exists (select from suggestions_word known where known.word = found.word)
    on conflict do nothing;

    update suggestions_listing kept set words = said.words
    from suggestions_words(wanted) said
    where kept.service_id = said.service_id and kept.words is distinct from said.words;
$$;

select suggestions_relist(array(select id from directory_service)),
       suggestions_reword(array(select id from directory_service));
