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
"""

DAMAGE = {
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
