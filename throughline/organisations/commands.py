"""What can happen to organisations. Called by set-up and the demo; no page of its own yet."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, Refused
from throughline.organisations.models import DatedNumber, Kind, Organisation, Relation, RelationKind
from throughline.organisations.numbers import ALL


@transaction.atomic
def register_organisation(*, kind: Kind, name: str, phone: str = "", by: Actor, at: datetime) -> Organisation:
    """Add an organisation.

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: if there is one of that name
    """
    _require_operator(by)
    if Organisation.objects.filter(name=name.strip()).exists():
        raise Refused(f"There is already an organisation called {name.strip()}.")
    organisation = Organisation.objects.create(kind=kind, name=name.strip(), phone=phone)
    audit.record("ORGANISATION_REGISTERED", about=organisation, by=by, at=at)
    return organisation


@transaction.atomic
def relate(
    *, source: Organisation, kind: RelationKind, target: Organisation, from_on: date, by: Actor, at: datetime
) -> Relation:
    """Tie one organisation to another from a day on.

    :raises NotAllowed: unless it is the operator who asks
    """
    _require_operator(by)
    relation = Relation.objects.create(source=source, kind=kind, target=target, starts_on=from_on)
    audit.record("ORGANISATIONS_RELATED", about=relation, by=by, at=at)
    return relation


@transaction.atomic
def set_number(
    *, provider_id: UUID, name: str, value: int, from_on: date, reason: str, by: Actor, at: datetime
) -> None:
    """Set a provider's number from a day on; what was decided before keeps the value that held then (R150).

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: for an unknown name, a number below one, or no reason
    """
    _require_operator(by)
    if name not in ALL:
        raise Refused(f"There is no setting called {name}. The settings are: {', '.join(sorted(ALL))}.")
    if value < 1:
        raise Refused(f"{ALL[name].says} must be 1 or more {ALL[name].unit}.")
    if not reason.strip():
        raise Refused("Say why the setting changes. The reason is kept with it.")
    number = DatedNumber.objects.create(
        provider_id=provider_id, name=name, value=value, from_on=from_on, reason=reason, set_at=at, set_by=by.user_id
    )
    audit.record("NUMBER_SET", about=number, by=by, at=at, details={"name": name, "value": value})


def _require_operator(by: Actor) -> None:
    if not by.is_system:
        raise NotAllowed("only the operator may do this")
