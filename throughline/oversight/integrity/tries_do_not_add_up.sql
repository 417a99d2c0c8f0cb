-- Tries that are counted since somebody was last reached happened: the last of them stands on the case, after that.
select c.id, 'tries are counted, and the last try on the case does not come after the last conversation'
from cases_case c
where c.closed_at is null and c.tries_since_reached > 0
  and (c.last_tried_at is null or c.last_tried_at < c.last_reached_at)
  and (%(provider)s::uuid is null or c.provider_id = %(provider)s) and %(on)s::date is not null
