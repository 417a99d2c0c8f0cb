"""What somebody with the program's password and no scruples might type. Each must fail, or find nothing to change."""

BREACHES = {
    "take the worker away": "update cases_case set worker_id = null where closed_at is null",
    "take the date away": "update cases_case set next_contact_on = null where closed_at is null",
    "take the way away": "update cases_case set next_contact_way = '' where closed_at is null",
    "let nobody make the next contact": "update cases_case set next_contact_by_id = null where closed_at is null",
    "let somebody make it who holds no cases": (
        "update cases_case set next_contact_by_id = (select id from accounts_user where role = 'MANAGER' limit 1)"
        " where closed_at is null"
    ),
    "give it to the other provider": (
        "update cases_case set worker_id = (select id from accounts_user where email = 'stranger@example.org')"
        " where closed_at is null"
    ),
    "deactivate a worker with open cases": (
        "update accounts_user set is_active = false, deactivated_at = now(), deactivated_by_id = id"
        " where id in (select worker_id from cases_case where closed_at is null)"
    ),
    "move a worker with open cases": (
        "update accounts_user set organisation_id = (select id from organisations_organisation where kind = 'COUNCIL'"
        " union select id from organisations_organisation where name = 'Northgate Wellbeing' limit 1)"
        " where id in (select next_contact_by_id from cases_case where closed_at is null)"
    ),
    "make a worker with open cases something else": (
        "update accounts_user set role = 'COMMISSIONER'"
        " where id in (select worker_id from cases_case where closed_at is null)"
    ),
    "write the marker": "update cases_case set open_marker = null where closed_at is null",
    "close without a reason": (
        "update cases_case set closed_at = now(), closed_by_id = worker_id where closed_at is null"
    ),
    "close without a person": "update cases_case set closed_at = now(), close_reason = 'DIED' where closed_at is null",
    "delete a case": "delete from cases_case",
    "open a second case": (
        "insert into cases_case (id, provider_id, client_id, worker_id, level, opened_at, opened_by_id, close_reason,"
        " close_note, next_contact_on, next_contact_part, next_contact_way, next_contact_by_id,"
        " next_contact_place, tries_since_reached, worker_since)"
        " select gen_random_uuid(), provider_id, client_id, worker_id, level, opened_at, opened_by_id, '', '',"
        " next_contact_on, '', next_contact_way, next_contact_by_id, '', 0, worker_since from cases_case"
        " where closed_at is null"
    ),
    "move a case to another client's name": (
        "update cases_case set provider_id = (select id from organisations_organisation where name = 'CCG')"
    ),
    "unmake a promise": "delete from cases_promise",
    "rewrite a promise": "update cases_promise set due_on = due_on + 100",
    "rewrite a contact": "update contacts_contact set outcome = 'SPOKE'",
    "unmake a correction": "delete from contacts_correction",
    "rewrite a review": "update contacts_review set decided = 'Nothing'",
    "rewrite the trail": "update audit_auditentry set act = 'NOTHING'",
    "delete from the trail": "delete from audit_auditentry",
    "delete a seal": "delete from audit_seal",
    "empty the trail": "truncate audit_auditentry",
    "switch the second lock off": "alter table cases_case disable row level security",
    "drop the first promise": "alter table cases_case drop constraint open_case_has_active_worker",
    "become the owner": "set local role throughline_owner",
}
