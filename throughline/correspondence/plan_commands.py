"""Notices of what became of somebody's plans: a wait, a hold, a restart. For one person or a thousand alike (R40, R41).

None of them pushes out another: each stands until a person has told it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows
from throughline.core.ids import new_id
from throughline.correspondence import queries, rules
from throughline.correspondence.models import About, Notice, State


@transaction.atomic
def tell_of_plans(
    *, what: Mapping[UUID, str], about: About, promises: Mapping[UUID, str] | None = None, by: Actor, at: datetime
) -> dict[UUID, UUID]:
    """Queue for each case what its person is to be told, in a form they can use; give the notices, by their case.

    `promises`: what is said of the next contact, by case, in place of the promise in force.

    Part of the act that makes it needed, which has asked for permission. Whom has left the service is told nothing.
    A fixed number of statements.
    """
    facts = queries.facts_of_many(what.keys(), viewer=by)
    said = promises or {}
    for case_id in said.keys() & facts.keys():
        told = replace(facts[case_id].told, promise=said[case_id])
        facts[case_id] = replace(facts[case_id], told=told)
    ids = {case_id: new_id() for case_id in what if case_id in facts}
    rows = [_row(ids[case_id], case_id, what[case_id], facts[case_id], about, by=by, at=at) for case_id in ids]
    insert_rows(Notice, rows)
    for provider_id in {facts[case_id].provider_id for case_id in ids}:
        entries = {
            notice_id: {"case": case_id}
            for case_id, notice_id in ids.items() if facts[case_id].provider_id == provider_id
        }  # fmt: skip
        audit.record_many("NOTICE_QUEUED", about=Notice, entries=entries, provider_id=provider_id, by=by, at=at)
    return ids


@transaction.atomic
def withdraw_many(*, notice_ids: Collection[UUID], why: str, by: Actor, at: datetime) -> set[UUID]:
    """Take notices off the list that nobody has told yet; give those that were settled before, which stay so."""
    held = Notice.objects.visible_to(by).select_for_update().filter(id__in=notice_ids)
    states: dict[UUID, str] = dict(held.order_by("id").values_list("id", "state"))
    queued = [id_ for id_, state in states.items() if state == State.QUEUED]
    Notice.objects.visible_to(by).filter(id__in=queued).update(
        state=State.WITHDRAWN, settled_note=why, settled_at=at, settled_by_id=by.user_id
    )
    providers = dict(Notice.objects.visible_to(by).filter(id__in=queued).values_list("id", "provider_id"))
    for provider_id in set(providers.values()):
        entries = {id_: {"state": State.WITHDRAWN} for id_ in queued if providers[id_] == provider_id}
        audit.record_many("NOTICE_SETTLED", about=Notice, entries=entries, provider_id=provider_id, by=by, at=at)
    return set(states) - set(queued)


def _row(
    notice_id: UUID, case_id: UUID, what: str, facts: queries.NoticeFacts, about: About, *, by: Actor, at: datetime
) -> dict[str, object]:
    chosen = rules.form_for(facts.reach)
    return {
        "id": notice_id,
        "provider_id": facts.provider_id,
        "case_id": case_id,
        "about": about,
        "form": chosen.form,
        "why_so": chosen.why,
        "words": rules.letter(what, facts.told),
        "queued_at": at,
        "queued_by_id": by.user_id,
    }
