"""What can happen: two records are merged as planned, and a merge is undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases.models import Case, CloseReason
from throughline.circumstances import home_commands as circumstances
from throughline.clients import commands as clients
from throughline.clients.commands import KEPT_IN_STEP
from throughline.clients.models import Client, Likeness, SamePerson
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.core.names import sort_key
from throughline.merging import rules
from throughline.merging.keys import keys_to_clients
from throughline.merging.ledger import Ledger, changed_since, take_back
from throughline.merging.models import Merge
from throughline.merging.rules import Choices
from throughline.profiles import commands as profiles
from throughline.referrals.models import Referral, State


@dataclass(frozen=True)
class Plan:
    """What a merge would do: how many rows of which key move, and how many have no room and stay."""

    moving: Mapping[str, int]
    staying: Mapping[str, int]


class _NotMeant(Exception):
    """Takes back what was only done to see what it would do."""


@transaction.atomic
def plan_merge(*, standing_id: UUID, merged_id: UUID, by: Actor, at: datetime) -> Plan:
    """Tell what a merge would do, by doing it and taking it all back: the plan cannot differ from the act.

    :raises NotAllowed: if `by` may not merge records
    :raises NotFound: if `by` cannot see both
    :raises Refused: if the two can never be merged
    """
    policy.require(Permission.MERGE_CLIENTS, actor=by)
    standing, merged = _both(standing_id, merged_id, by=by)
    cases = _open_cases(standing, merged)
    ledger = Ledger()
    try:
        with transaction.atomic():
            choices = Choices(case_id=cases[0].id if cases else None)
            _carry_out(ledger, standing, merged, choices=choices, by=by, at=at)
            staying = {key.name: key.model._default_manager.filter(**{key.field: merged_id}).count()
                       for key in keys_to_clients() if key.has_room_for_one and not key.stays}  # fmt: skip
            raise _NotMeant
    except _NotMeant:
        moving = Counter({change["key"]: len(change["ids"]) for change in ledger.changes if "ids" in change})
        return Plan(moving, {key: count for key, count in staying.items() if count})


@transaction.atomic
def merge_clients(*, standing_id: UUID, merged_id: UUID, choices: Choices, by: Actor, at: datetime) -> Merge:
    """Let one record stand for two, with everything that belonged to either.

    :raises NotAllowed: if `by` may not merge records
    :raises NotFound: if `by` cannot see both
    :raises Refused: if a choice is missing, or one of them was merged before
    """
    policy.require(Permission.MERGE_CLIENTS, actor=by)
    standing, merged = _both(standing_id, merged_id, by=by)
    ledger = Ledger()
    _carry_out(ledger, standing, merged, choices=choices, by=by, at=at)
    merge = Merge.objects.create(
        provider_id=standing.provider_id, standing=standing, merged=merged, changes=ledger.changes,
        merged_at=at, merged_by_id=by.user_id,
    )  # fmt: skip
    for client, other in ((standing, merged), (merged, standing)):
        audit.record("CLIENTS_MERGED", about=client, by=by, at=at, details={"merge": merge.id, "with": other.id,
                     "stands": standing.id, "taken": sorted(choices.take)})  # fmt: skip
    return merge


@transaction.atomic
def undo_merge(*, merge_id: UUID, by: Actor, at: datetime) -> Merge:
    """Make both records what they were. What was added since stays with the record that stood.

    :raises NotAllowed: if `by` may not merge records
    :raises NotFound: if `by` cannot see the merge
    :raises Refused: if it was undone before, or something changed since that cannot be taken back
    """
    policy.require(Permission.MERGE_CLIENTS, actor=by)
    merge: Merge | None = Merge.objects.visible_to(by).select_for_update().filter(id=merge_id).first()
    if merge is None:
        raise NotFound("no such merge")
    if merge.undone_at is not None:
        raise Refused("This was undone already.")
    if Merge.objects.filter(merged_id=merge.standing_id, undone_at__isnull=True).exists():
        raise Refused("The record that stands was itself merged into another since. Undo that first.")
    list(Client.objects.select_for_update().filter(id__in=[merge.standing_id, merge.merged_id]).order_by("id"))
    try:
        with transaction.atomic():
            take_back(merge.changes)
            for entry_id in filter(None, (change.get("settled") for change in merge.changes)):
                circumstances.unsettle_home(entry_id=entry_id, by=by, at=at)
            _work_out_anew(merge.standing, merge.merged, by=by, at=at)
    except IntegrityError as error:
        raise Refused(changed_since("")) from error
    merge.undone_at, merge.undone_by_id = at, by.user_id
    merge.save(update_fields=["undone_at", "undone_by"])
    for client in (merge.standing, merge.merged):
        audit.record("MERGE_UNDONE", about=client, by=by, at=at, details={"merge": merge.id})
    return merge


def _both(standing_id: UUID, merged_id: UUID, *, by: Actor) -> tuple[Client, Client]:
    """Hold both records, in an order that two people merging at once cannot cross."""
    found = Client.objects.filter(provider_id=by.organisation_id) if not by.is_system else Client.objects.all()
    held = {c.id: c for c in found.select_for_update().filter(id__in=[standing_id, merged_id]).order_by("id")}
    if not {standing_id, merged_id} <= set(held):
        raise NotFound("no such client")
    return held[standing_id], held[merged_id]


def _open_cases(*clients: Client) -> list[Case]:
    """List the open cases of both, the one opened first at the front."""
    return list(Case.objects.filter(client__in=clients).still_open().select_for_update().order_by("opened_at", "id"))


def _carry_out(ledger: Ledger, standing: Client, merged: Client, *, choices: Choices, by: Actor, at: datetime) -> None:
    cases = _open_cases(standing, merged)
    rules.may_merge(
        same_record=standing.id == merged.id,
        one_is_merged=any(client.merged_into_id for client in (standing, merged)),
        open_cases=[case.id for case in cases],
        chosen=choices.case_id,
    ).require()
    kept = next((case for case in cases if len(cases) == 1 or case.id == choices.case_id), None)
    for case in cases:
        if case is not kept:
            ledger.change("cases_case", case.id, closed_at=at, closed_by_id=by.user_id, close_reason=CloseReason.MERGED)
    _end_second_referral(ledger, standing, merged, kept=kept, by=by, at=at)
    circumstances.write_down_first_homes(client_ids=[standing.id, merged.id], by=by, at=at)
    ledger.change("clients_client", merged.id, merged_into_id=standing.id)
    for key in keys_to_clients():
        if not key.stays:
            ledger.move(key, from_id=merged.id, to_id=standing.id)
    _combine(ledger, standing, merged, choices, by=by, at=at)
    _say_same(ledger, standing, merged, by=by, at=at)


def _end_second_referral(
    ledger: Ledger, standing: Client, merged: Client, *, kept: Case | None, by: Actor, at: datetime
) -> None:
    """End all live referrals but one: that of the case that goes on, or the first."""
    live = Referral.objects.filter(client__in=[standing, merged]).undecided_or_live().select_for_update()
    found: Sequence[Referral] = list(live.order_by("received_at", "id"))
    goes_on = next((r for r in found if kept and r.id == kept.referral_id), found[0] if found else None)
    for referral in found:
        if referral is not goes_on:
            ledger.change(
                "referrals_referral", referral.id, state=State.ENDED.value, ended_at=at, ended_by_id=by.user_id
            )


def _combine(ledger: Ledger, standing: Client, merged: Client, choices: Choices, *, by: Actor, at: datetime) -> None:
    """Write what both records come to, and have the owners of what a record repeats of a history work that out."""
    columns = [str(f.column) for f in Client._meta.concrete_fields]
    one, other = ({c: getattr(client, c) for c in columns} for client in (standing, merged))
    changes = rules.combined(one, other, take=choices.take)
    if "full_name" in changes:
        changes["sort_name"] = sort_key(str(changes["full_name"]))
    own, repeated = rules.told_apart(changes, KEPT_IN_STEP)
    if own:
        ledger.change("clients_client", standing.id, **own)
    with ledger.watch("clients_client", standing.id):
        if repeated:
            clients.keep_in_step(client_ids=[standing.id], facts=repeated, by=by, at=at)
        chose = {"address", "postcode"} & set(rules.differing(one, other))
        settled = circumstances.settle_home(client_id=standing.id, by=by, at=at) if chose else None
        _work_out_anew(standing, by=by, at=at)
    if settled:
        ledger.changes.append({"settled": str(settled)})


def _work_out_anew(*both: Client, by: Actor, at: datetime) -> None:
    """Have each owner work out what records repeat of its history, which has changed hands."""
    ids = [client.id for client in both]
    circumstances.keep_rows_in_step(client_ids=ids, by=by, at=at)
    profiles.repeat_on_rows(client_ids=ids, by=by, at=at)


def _say_same(ledger: Ledger, standing: Client, merged: Client, *, by: Actor, at: datetime) -> None:
    """Answer the pair, if anybody was asked about it."""
    pairs = Likeness.objects.filter(client__in=[standing, merged], other__in=[standing, merged], answer="")
    for id_ in pairs.values_list("id", flat=True):
        ledger.change("clients_likeness", id_, answer=SamePerson.SAME.value, answered_at=at, answered_by_id=by.user_id)
