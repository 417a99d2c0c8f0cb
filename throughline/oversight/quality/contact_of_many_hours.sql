-- A contact is said to have lasted more than four hours
-- Check the minutes, and correct the contact on their record.
select k.client_id from contacts_contact t join cases_case k on k.id = t.case_id
where t.minutes > 240 and t.provider_id = %(provider)s
