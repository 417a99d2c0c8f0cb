"""What must hold of the whole database after anything that anybody did. Asked in SQL of its own, not by the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection

from throughline.accounts.scopes import acting_as
from throughline.audit import queries as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.oversight import queries as oversight

BROKEN = """
    select 'open case without a named, active worker of its own provider' as promise, c.id::text as about
    from cases_case c left join accounts_user u on u.id = c.worker_id
    where c.closed_at is null
      and (u.id is null or u.name = '' or not u.is_active or u.organisation_id <> c.provider_id
           or u.role not in ('LINK_WORKER', 'SENIOR_LINK_WORKER'))
  union all
    select 'open case without a dated next contact by an active person', c.id::text
    from cases_case c left join accounts_user u on u.id = c.next_contact_by_id
    where c.closed_at is null
      and (c.next_contact_on is null or c.next_contact_way = '' or u.is_active is not true
           or u.organisation_id <> c.provider_id)
  union all
    select 'what the client was told last is not what stands on the case', c.id::text
    from cases_case c
    where c.closed_at is null and not exists (
        select from cases_promise p
        where p.case_id = c.id and p.due_on = c.next_contact_on and p.way = c.next_contact_way
          and p.to_be_kept_by_id = c.next_contact_by_id
          and p.sequence = (select max(sequence) from cases_promise where case_id = c.id))
  union all
    select 'promises are not numbered one after another', case_id::text
    from cases_promise group by case_id having max(sequence) <> count(*) or min(sequence) <> 1
  union all
    select 'last reached is not the latest two-way contact', c.id::text
    from cases_case c left join contacts_contact t on t.case_id = c.id and t.two_way
      and not exists (select from contacts_correction r where r.contact_id = t.id)
    group by c.id having c.last_reached_at is distinct from max(t.happened_at)
  union all
    select 'two open cases of one person', client_id::text
    from cases_case where closed_at is null group by client_id having count(*) > 1
  union all
    select 'closed without a reason or a person', id::text
    from cases_case where closed_at is not null and (close_reason = '' or close_note = '' or closed_by_id is null)
  union all
    select 'the surgery is told of a link worker, and there is no open case', r.id::text
    from referrals_referral r
    where r.state in ('ALLOCATED', 'CONTACTED')
      and not exists (select from cases_case c where c.referral_id = r.id and c.closed_at is null)
  union all
    select 'open case whose surgery is not told of its link worker', c.id::text
    from cases_case c join referrals_referral r on r.id = c.referral_id
    where c.closed_at is null and r.state not in ('ALLOCATED', 'CONTACTED')
  union all
    select 'the surgery is not told that the two have spoken since', c.id::text
    from cases_case c join referrals_referral r on r.id = c.referral_id
    where c.closed_at is null and c.last_reached_at > r.allocated_at and r.state <> 'CONTACTED'
  union all
    select 'an account that is closed is still attached to a surgery', u.id::text
    from accounts_user u join accounts_attachment a on a.worker_id = u.id
    where not u.is_active and (a.ends_on is null or a.ends_on > %(today)s)
  union all
    select 'an act without its entry in the trail', act.id::text
    from (select id, 'CASE_OPENED' as act from cases_case
          union all select id, 'CASE_CLOSED' from cases_case where closed_at is not null
          union all select id, 'CONTACT_RECORDED' from contacts_contact
          union all select id, 'REFERRAL_RECEIVED' from referrals_referral
          union all select case_id, 'CASE_HANDED_OVER' from cases_handover) act
    where not exists (select from audit_auditentry e where e.about_id = act.id and e.act = act.act)
"""
STANDING = """
    select coalesce((select array_agg(id) from cases_case where closed_at is null), '{}'),
           coalesce((select array_agg(worker_id) from cases_case where closed_at is null), '{}'),
           coalesce((select array_agg(id) from accounts_user where may_hold_cases), '{}'),
           coalesce((select jsonb_object_agg(r.id, jsonb_build_array(r.state, exists (
                        select from cases_case c where c.client_id = r.client_id and c.closed_at is null)))
                     from referrals_referral r), '{}')
"""
KEPT_FOR_GOOD = ("audit_auditentry", "audit_seal", "cases_handover", "cases_promise", "contacts_contact",
                 "contacts_correction", "contacts_review")  # fmt: skip
OF_CLIENTS = ("clients_client", "clients_waytoreach", "referrals_referral", "cases_case", "cases_promise",
              "cases_handover", "contacts_contact", "contacts_correction", "contacts_review",
              "audit_auditentry")  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """How things stand: what can be chosen to be done next."""

    open_cases: frozenset[UUID] = frozenset()
    holding: frozenset[UUID] = frozenset()
    may_hold: frozenset[UUID] = frozenset()
    referrals: Mapping[UUID, tuple[str, bool]] = field(default_factory=dict)
    """Each with its state, and whether the person has a link worker."""


def standing() -> Standing:
    """Say how things stand. Asked within the system's scope."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        open_cases, holding, may_hold, referrals = cursor.fetchone()
    found = json.loads(referrals) if isinstance(referrals, str) else referrals
    states = {UUID(an_id): (state, has_worker) for an_id, (state, has_worker) in found.items()}
    return Standing(frozenset(open_cases), frozenset(holding), frozenset(may_hold), states)


def broken_promises(*, at: datetime) -> list[tuple[str, str]]:
    """Name every promise that does not hold, and the id of what it is about. Asked within the system's scope."""
    today = clock.local_date(at)
    with connection.cursor() as cursor:
        # Keys that wait for the commit are asked now.
        cursor.execute("set constraints all immediate; set constraints all deferred")
        cursor.execute(BROKEN, {"today": today})
        found = [(promise, about) for promise, about in cursor.fetchall()]
    found += [(problem.rule, problem.about) for problem in oversight.integrity(on=today).problems]
    return found + [(fault.why, str(fault.entry_id)) for fault in audit.faults()]


def seen_by(stranger: Actor) -> dict[str, int]:
    """Count what somebody sees of other organisations, the first lock forgotten."""
    with acting_as(stranger):
        counts = _counts(OF_CLIENTS, where=f"provider_id <> '{stranger.organisation_id}'")
        return {table: count for table, count in counts.items() if count}


def kept_for_good() -> Mapping[str, int]:
    """Count the rows of the tables that only ever grow. Asked within the system's scope."""
    return _counts(KEPT_FOR_GOOD)


def _counts(tables: tuple[str, ...], *, where: str = "true") -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(f"select '{table}', count(*) from {table} where {where}" for table in tables))
        return dict(cursor.fetchall())
