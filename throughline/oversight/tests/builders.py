"""Damage that only the owner can do, once the constraints that prevent it are gone."""

from __future__ import annotations

from tests.support import databases

DROP_CONSTRAINTS = """
do $$ declare found record; begin
  for found in select conrelid::regclass as tbl, conname from pg_constraint
    where contype in ('f', 'c', 'u')
      and conrelid::regclass::text like any (array['cases_%', 'referrals_%', 'accounts_%'])
    order by contype = 'u'
  loop execute format('alter table %s drop constraint %I cascade', found.tbl, found.conname); end loop;
end $$;
alter table cases_case alter worker_id drop not null;
drop index if exists one_open_case;
"""

DAMAGE = {
    "address_disagrees_with_history": (
        "insert into circumstances_circumstance (id, provider_id, client_id, topic, answer, values, from_on, source,"
        " note, recorded_at, recorded_by_id) select gen_random_uuid(), provider_id, id, 'HOME', 'ANSWERED',"
        " array['Elsewhere', ''], '2020-01-01', 'CLIENT', '', now(), registered_by_id from clients_client"
    ),
    "lives_alone_disagrees_with_history": "update clients_client set lives_alone = true",
    "conditions_count_disagrees_with_lists": "update clients_client set conditions_count = 7",
    "surgery_is_shown_what_was_withdrawn": "update referrals_referral set withheld = true",
    "case_gap_not_possible": "update cases_case set gap_days = 400",
    "level_not_the_one_agreed": "update cases_case set level = 'INTENSIVE'",
    "tries_do_not_add_up": "update cases_case set tries_since_reached = 3, last_tried_at = null",
    "two_open_cases": "update cases_case set client_id = (select client_id from cases_case limit 1)",
    "with_manager_although_reached": "update cases_case set with_manager_since = last_reached_at::date - 7",
    "task_without_owner": (
        "insert into tasks_task (id, provider_id, worker_id, kind, route, caller_name, caller_number, words, reason,"
        " due_on, made_at, made_by_id, answer) select gen_random_uuid(), organisation_id, id, 'FOLLOW_UP', '', '', '',"
        " 'Ring me', 'They asked', '2020-03-02', now(), id, '' from accounts_user"
        " where email = 'colleague@example.org';"
        " update accounts_user set is_active = false where email = 'colleague@example.org'"
    ),
    "open_case_without_active_worker": "update cases_case set worker_id = null",
    "open_case_without_next_contact": "update cases_case set next_contact_on = null",
    "case_and_promise_disagree": "update cases_case set next_contact_on = next_contact_on + 1",
    "last_reached_disagrees_with_contacts": "update cases_case set last_reached_at = null",
    "referral_without_case": "update cases_case set referral_id = null",
    "referral_shows_another_worker": "update referrals_referral set worker_id = null",
    "case_without_its_referral_shown": "update referrals_referral set state = 'ENDED'",
    "worker_without_account": "update accounts_user set is_active = false where email = 'colleague@example.org'",
}
"""Each integrity rule, and one way to break it."""


def break_it(database: str, damage: str) -> None:
    """Do damage to a database as its owner, with nothing left to prevent it."""
    with databases.owner_of(database) as owner:
        owner.execute(DROP_CONSTRAINTS)
        owner.execute(damage)  # type: ignore[call-overload]
