"""What can happen to the lists of long-term conditions; a client's own row keeps their names and how many they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.circumstances import condition_rules as rules
from throughline.circumstances.condition_rules import Known
from throughline.circumstances.models import Condition, Said
from throughline.clients import commands as clients
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows
from throughline.core.decisions import NotFound
from throughline.core.ids import new_id


@transaction.atomic
def add_condition(
    *, client_id: UUID, name: str, said: Said, since_on: date | None, by: Actor, at: datetime
) -> Condition:
    """Put a condition on a client's list, under the name that was said (R12).

    :raises NotAllowed: if `by` may not record circumstances
    :raises NotFound: if `by` cannot see the client
    :raises Refused: without a name, of a day to come, or if it is on that list already
    """
    policy.require(Permission.RECORD_CIRCUMSTANCES, actor=by)
    client = clients.lock_client(client_id, viewer=by)
    key = rules.normal_name(name)
    listed = Condition.objects.filter(client=client, said=said, key=key, ended_at__isnull=True).exists()
    rules.may_add(name, since_on=since_on, today=clock.local_date(at), listed=listed).require()
    condition = Condition.objects.create(
        provider_id=client.provider_id, client=client, name=" ".join(name.split()), key=key, said=said,
        since_on=since_on, recorded_at=at, recorded_by_id=by.user_id,
    )  # fmt: skip
    count_again(client_ids=[client.id], by=by, at=at)
    audit.record("CONDITION_ADDED", about=condition, by=by, at=at, details={"client": client.id})
    return condition


@transaction.atomic
def end_condition(*, condition_id: UUID, ended_on: date, mistaken: bool, by: Actor, at: datetime) -> None:
    """Take a condition off the list, because it ended or should never have been on it. It stays in the history.

    :raises NotAllowed: if `by` may not record circumstances
    :raises NotFound: if `by` cannot see the condition
    :raises Refused: if it ended already, or on a day that cannot be
    """
    policy.require(Permission.RECORD_CIRCUMSTANCES, actor=by)
    condition = Condition.objects.visible_to(by).select_for_update().filter(id=condition_id).first()
    if condition is None:
        raise NotFound("no such condition")
    rules.may_end(
        ended=condition.ended_at is not None, ended_on=ended_on, since_on=condition.since_on,
        today=clock.local_date(at),
    ).require()  # fmt: skip
    condition.ended_on, condition.mistaken = ended_on, mistaken
    condition.ended_at, condition.ended_by_id = at, by.user_id
    condition.save(update_fields=["ended_on", "mistaken", "ended_at", "ended_by"])
    count_again(client_ids=[condition.client_id], by=by, at=at)
    audit.record("CONDITION_ENDED", about=condition, by=by, at=at, details={"client": condition.client_id})


@transaction.atomic
def note_referred_conditions(
    given: Mapping[UUID, Sequence[str]], *, provider_id: UUID, by: Actor, at: datetime
) -> None:
    """Put what referrals say on the referrers' lists, for many people at once. Part of referring and importing.

    What stands on a referrer's list already is not put there again.
    """
    there = Condition.objects.filter(client_id__in=list(given), said=Said.REFERRER, ended_at__isnull=True)
    listed = set(there.values_list("client_id", "key"))
    rows: list[dict[str, Any]] = []
    for client_id, names in given.items():
        for key, name in {rules.normal_name(name): name for name in reversed(names) if name.strip()}.items():
            if (client_id, key) not in listed:
                rows.append({
                    "id": new_id(), "provider_id": provider_id, "client_id": client_id, "name": name.strip(),
                    "key": key, "said": Said.REFERRER, "recorded_at": at, "recorded_by_id": by.user_id,
                })  # fmt: skip
    insert_rows(Condition, list(reversed(rows)))
    count_again(client_ids={row["client_id"] for row in rows}, by=by, at=at)


@transaction.atomic
def count_again(*, client_ids: Collection[UUID], by: Actor, at: datetime) -> None:
    """Let clients' own rows hold the names of their conditions and how many they are. Part of whatever changes a list.

    :raises NotFound: if a client is not in scope
    """
    listed: dict[UUID, list[Condition]] = {client_id: [] for client_id in client_ids}
    found = Condition.objects.filter(client_id__in=list(client_ids), ended_at__isnull=True)
    for condition in found.order_by("recorded_at", "-said", "name", "id"):
        listed[condition.client_id].append(condition)
    counts: dict[int, list[UUID]] = {}
    for client_id, conditions in listed.items():
        counts.setdefault(rules.counted(Known(c.key, Said(c.said)) for c in conditions).all, []).append(client_id)
    for count, ids in counts.items():
        clients.keep_in_step(client_ids=ids, facts={"conditions_count": count}, by=by, at=at)
    for client_id, held in Client.objects.filter(id__in=list(client_ids)).values_list("id", "conditions"):
        names: dict[str, str] = {}
        for condition in listed[client_id]:
            names.setdefault(condition.key, condition.name)
        if {rules.normal_name(name) for name in held} != set(names):
            clients.keep_in_step(client_ids=[client_id], facts={"conditions": list(names.values())}, by=by, at=at)
