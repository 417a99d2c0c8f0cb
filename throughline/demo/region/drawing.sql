-- How chance is drawn: the same row and the same word always give the same number, in whatever order rows are made.
create function pg_temp.draw(n bigint, what text) returns double precision language sql immutable parallel safe as
$$ select (hashint8extended(n, hashtext(what)) & 9007199254740991) / 9007199254740992.0::double precision $$;

create function pg_temp.pick(among anyarray, chance double precision) returns anyelement language sql immutable parallel safe as
$$ select among[1 + floor(chance * cardinality(among))::int] $$;

create function pg_temp.made_id(what text, n bigint) returns uuid language sql immutable parallel safe as
$$ select overlay(md5(what || n) placing '4' from 13)::uuid $$;

-- A Saturday or Sunday becomes the Monday after, or the Friday before.
create function pg_temp.on_or_after(day date) returns date language sql immutable parallel safe as
$$ select day + (array[0, 0, 0, 0, 0, 2, 1])[extract(isodow from day)::int] $$;

create function pg_temp.on_or_before(day date) returns date language sql immutable parallel safe as
$$ select day - (array[0, 0, 0, 0, 0, 1, 2])[extract(isodow from day)::int] $$;

-- A moment between nine and five in London, to five minutes.
create function pg_temp.in_hours(day date, chance double precision) returns timestamptz language sql stable parallel safe as
$$ select (day + time '09:00' + floor(chance * 96) * interval '5 minutes') at time zone 'Europe/London' $$;

-- 999, six digits and the check digit that fits them; null where none does.
create function pg_temp.nhs_number(n bigint) returns text language sql immutable parallel safe as
$$ select '999' || lpad(n::text, 6, '0') || nullif(mod(11 - mod(
     243 + 7 * (n / 100000) + 6 * mod(n / 10000, 10) + 5 * mod(n / 1000, 10) + 4 * mod(n / 100, 10)
     + 3 * mod(n / 10, 10) + 2 * mod(n, 10), 11), 11)::text, '10') $$;
