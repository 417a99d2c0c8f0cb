-- Keeps suggestions_listing, _wording, _word and _shape in step with the directory, whoever writes to it and however:
-- a page, an import, a load by hand. They are an index over it, as a generated column would be if it could look beside it.

create function suggestions_plain(told text) returns text language sql immutable parallel safe
    return regexp_replace(lower(told), '[''’](?=s\M)', '', 'g');

create function suggestions_relist(wanted uuid[]) returns void language sql as $$
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
    on conflict do nothing;

    insert into suggestions_listing as kept (
        way_id, service_id, shape_id, category, takes_people, minimum_age, maximum_age, is_free, wait_weeks, languages,
        latitude, longitude
    )
    select w.id, s.id, k.id, s.category, w.status in ('OPEN', 'REDUCED'), s.minimum_age, s.maximum_age, s.is_free,
           w.wait_weeks, lower(s.languages::text)::text[],
           case when not l.is_private then coalesce(l.latitude, p.latitude) end,
           case when not l.is_private then coalesce(l.longitude, p.longitude) end
    from unnest(wanted) as asked (id)
    join directory_service s on s.id = asked.id
    join directory_wayofjoining w on w.service_id = s.id
    join suggestions_keptshape k on k.mode = w.mode and k.helps_by = s.helps_by
        and (k.needs_internet, k.needs_reading, k.needs_fitness, k.needs_travel)
            is not distinct from (w.needs_internet, w.needs_reading, w.needs_fitness, w.needs_travel)
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

create function suggestions_reword(wanted uuid[]) returns void language sql as $$
    with told as materialized (
        select s.id, suggestions_plain(concat_ws(' ', s.name, replace(s.category, '_', ' '), named.terms)) as name,
               suggestions_plain(concat_ws(' ', o.name, s.eligibility, s.description, s.cost)) as more
        from unnest(wanted) as asked (id)
        join directory_service s on s.id = asked.id
        join directory_organisation o on o.id = s.organisation_id
        left join lateral (
            select string_agg(t.name, ' ') as terms
            from directory_serviceterm st join directory_taxonomyterm t on t.id = st.term_id where st.service_id = s.id
        ) named on true
    ), new_words as (
        insert into suggestions_word (word, written_in)
        select distinct found.word, pg_current_xact_id()::text::bigint
        from told, regexp_split_to_table(told.name || ' ' || told.more, '[^[:alnum:]]+') as found (word)
        where length(found.word) between 3 and 30 and found.word !~ '[0-9]'
          and not exists (select from suggestions_word known where known.word = found.word)
        on conflict do nothing
    )
    insert into suggestions_wording as kept (service_id, words)
    select id, setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', more), 'D') from told
    on conflict (service_id) do update set words = excluded.words where kept.words is distinct from excluded.words;
$$;

create function suggestions_way_changed() returns trigger language plpgsql as $$
begin
    perform suggestions_relist(array(select distinct service_id from fresh));
    return null;
end $$;

create function suggestions_service_changed() returns trigger language plpgsql as $$
begin
    perform suggestions_reword(array(select id from fresh));
    if tg_op = 'UPDATE' then
        perform suggestions_relist(array(select id from fresh));
    end if;
    return null;
end $$;

create function suggestions_organisation_changed() returns trigger language plpgsql as $$
begin
    perform suggestions_reword(array(select s.id from directory_service s join fresh on fresh.id = s.organisation_id));
    return null;
end $$;

create function suggestions_term_changed() returns trigger language plpgsql as $$
begin
    perform suggestions_reword(array(select distinct service_id from fresh));
    return null;
end $$;

create function suggestions_location_changed() returns trigger language plpgsql as $$
begin
    perform suggestions_relist(
        array(select distinct w.service_id from directory_wayofjoining w join fresh on fresh.id = w.location_id)
    );
    return null;
end $$;

create function suggestions_postcode_placed() returns trigger language plpgsql as $$
begin
    perform suggestions_relist(array(
        select distinct w.service_id from directory_wayofjoining w
        join directory_location l on l.id = w.location_id and l.latitude is null
        join fresh on fresh.code = l.postcode
    ));
    return null;
end $$;

create trigger way_listed after insert on directory_wayofjoining
    referencing new table as fresh for each statement execute function suggestions_way_changed();
create trigger way_relisted after update on directory_wayofjoining
    referencing new table as fresh for each statement execute function suggestions_way_changed();
create trigger service_worded after insert on directory_service
    referencing new table as fresh for each statement execute function suggestions_service_changed();
create trigger service_reworded after update on directory_service
    referencing new table as fresh for each statement execute function suggestions_service_changed();
create trigger organisation_reworded after update on directory_organisation
    referencing new table as fresh for each statement execute function suggestions_organisation_changed();
create trigger term_put after insert on directory_serviceterm
    referencing new table as fresh for each statement execute function suggestions_term_changed();
create trigger term_taken_off after delete on directory_serviceterm
    referencing old table as fresh for each statement execute function suggestions_term_changed();
create trigger location_moved after update on directory_location
    referencing new table as fresh for each statement execute function suggestions_location_changed();
create trigger postcode_placed after insert on areas_postcode
    referencing new table as fresh for each statement execute function suggestions_postcode_placed();
create trigger postcode_moved after update on areas_postcode
    referencing new table as fresh for each statement execute function suggestions_postcode_placed();
