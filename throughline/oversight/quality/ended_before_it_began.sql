-- A case was closed before it was opened
-- Tell whoever runs Throughline for you: the two dates came in wrong.
select k.client_id from cases_case k where k.closed_at < k.opened_at and k.provider_id = %(provider)s
