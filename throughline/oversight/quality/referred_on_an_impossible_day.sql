-- A referral is dated before they were born, or after it was received
-- Ask the surgery for the day, and tell whoever runs Throughline for you.
select r.client_id from referrals_referral r join clients_client c on c.id = r.client_id
where (r.referred_on < c.date_of_birth or r.referred_on > r.received_at::date) and r.provider_id = %(provider)s
