-- An attachment to a surgery that is in force belongs to an account that is.
select a.id, 'attachment in force of an account that has been closed'
from accounts_attachment a join accounts_user u on u.id = a.worker_id
where not u.is_active and (a.ends_on is null or a.ends_on > %(on)s)
  and (%(provider)s::uuid is null or u.organisation_id = %(provider)s)
