"""The organisations that a service works with and how they are tied, as its manager keeps them (R1)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.core.actor import Actor
from throughline.office import rules
from throughline.organisations import commands as organisations
from throughline.organisations import queries
from throughline.organisations.models import Kind, Organisation, RelationKind


@transaction.atomic
def add_organisation(
    *, kind: Kind, name: str, phone: str, commissioned_by_id: UUID | None, from_on: date | None, by: Actor, at: datetime
) -> Organisation:
    """Add an organisation; a provider with whoever commissions it.

    :raises NotAllowed: if `by` may not
    :raises NotFound: if whoever commissions it is not there
    :raises Refused: without a name, for a name that is taken, or for a provider with no commissioner
    """
    policy.require(Permission.KEEP_ORGANISATIONS, actor=by)
    commissioner = queries.organisation(commissioned_by_id) if commissioned_by_id else None
    return organisations.register_organisation(
        kind=kind, name=name, phone=phone, commissioned_by=commissioner, from_on=from_on, by=by, at=at
    )


@transaction.atomic
def add_relation(
    *, source_id: UUID, kind: RelationKind, target_id: UUID, from_on: date, by: Actor, at: datetime
) -> None:
    """Tie one organisation to another from a day on.

    :raises NotAllowed: if `by` may not
    :raises NotFound: if one of them is not there
    :raises Refused: if another provider is one of them, or they cannot be tied so on that day
    """
    policy.require(Permission.KEEP_ORGANISATIONS, actor=by)
    source, target = queries.organisation(source_id), queries.organisation(target_id)
    rules.may_speak_for(_others_among(source, target, by=by)).require()
    organisations.relate(source=source, kind=kind, target=target, from_on=from_on, by=by, at=at)


@transaction.atomic
def close_relation(*, relation_id: UUID, last_day: date, by: Actor, at: datetime) -> None:
    """Give a tie its last day. It stays in the history and is not offered after that day.

    :raises NotAllowed: if `by` may not
    :raises NotFound: if there is no such tie
    :raises Refused: if it is another provider's, ended already, or its end leaves a provider without a commissioner
    """
    policy.require(Permission.KEEP_ORGANISATIONS, actor=by)
    tie = queries.relation(relation_id)
    rules.may_speak_for(_others_among(tie.source, tie.target, by=by)).require()
    organisations.end_relation(relation_id=relation_id, last_day=last_day, by=by, at=at)


@transaction.atomic
def wind_up_organisation(*, organisation_id: UUID, last_day: date, by: Actor, at: datetime) -> None:
    """Close an organisation, and all its ties with it. Both stay in the history.

    :raises NotAllowed: if `by` may not
    :raises NotFound: if it is not there
    :raises Refused: if another provider still works with it, or it is a provider that `by` may not close yet
    """
    policy.require(Permission.KEEP_ORGANISATIONS, actor=by)
    organisation = queries.organisation(organisation_id)
    going_on = [tie for tie in queries.relations_of(organisation_id) if tie.ends_on is None or tie.ends_on > last_day]
    is_provider = organisation.kind == Kind.PROVIDER
    rules.may_be_wound_up(
        is_provider=is_provider,
        by_operator=by.is_system,
        link_workers=len(accounts.link_workers(provider_id=organisation_id)) if is_provider else 0,
        worked_with_by=sorted({name for tie in going_on for name in _others_among(tie.source, tie.target, by=by)}),
    ).require()
    organisations.close_organisation(organisation_id=organisation_id, last_day=last_day, by=by, at=at)


def _others_among(*organisations: Organisation, by: Actor) -> list[str]:
    """Name the providers among these that are not the actor's own; to the operator none is another's."""
    if by.is_system:
        return []
    return [o.name for o in organisations if o.kind == Kind.PROVIDER and o.id != by.organisation_id]
