"""What can happen to organisations. The floor above has the pages and asks for permission."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from throughline.audit import commands as audit
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.core.scope import NOBODY
from throughline.organisations import queries, rules
from throughline.organisations.models import (
    DatedNumber,
    Discharge,
    DischargePolicy,
    Disruption,
    Kind,
    Organisation,
    QualifyingConditions,
    Relation,
    RelationKind,
    Restriction,
)
from throughline.organisations.numbers import ALL


@transaction.atomic
def register_organisation(
    *, kind: Kind, name: str, phone: str = "", commissioned_by: Organisation | None = None,
    from_on: date | None = None, by: Actor, at: datetime,
) -> Organisation:  # fmt: skip
    """Add an organisation; a provider with whoever commissions it, from today or the day given (R1).

    The floor above asks for permission before it calls this.

    :raises Refused: without a name, if there is one of that name, or for a provider with no commissioner
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("Enter the organisation’s name.")
    if Organisation.objects.filter(name__iexact=name).exists():
        raise Refused(f"There is already an organisation called {name}.")
    commissions = Kind(commissioned_by.kind) if commissioned_by else None
    rules.may_be_registered(kind, commissioned_by=commissions).require()
    organisation = Organisation.objects.create(kind=kind, name=name, phone=phone.strip())
    _record("ORGANISATION_REGISTERED", organisation, by=by, at=at)
    if kind == Kind.PROVIDER and commissioned_by is not None:
        relate(
            source=commissioned_by, kind=RelationKind.COMMISSIONS, target=organisation,
            from_on=from_on or clock.local_date(at), by=by, at=at,
        )  # fmt: skip
    return organisation


@transaction.atomic
def relate(
    *, source: Organisation, kind: RelationKind, target: Organisation, from_on: date, by: Actor, at: datetime
) -> Relation:
    """Tie one organisation to another from a day on. The floor above asks for permission before it calls this.

    :raises Refused: if these cannot be tied in this way, are closed or tied already, or the surgery refers elsewhere
    """
    rules.may_be_tied(RelationKind(kind), Kind(source.kind), Kind(target.kind)).require()
    _hold([source.id, target.id])
    later = Relation.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=from_on), source=source, kind=kind)
    elsewhere = later.filter(kind=RelationKind.REFERS_TO).exclude(target=target).select_related("target").first()
    rules.may_be_tied_then(
        same=source.id == target.id,
        closed=next((o.name for o in (source, target) if o.closed_on and o.closed_on < from_on), ""),
        tied_already=later.filter(target=target).exists(),
        refers_elsewhere=elsewhere.target.name if elsewhere else "",
    ).require()
    relation = Relation.objects.create(source=source, kind=kind, target=target, starts_on=from_on)
    _record("ORGANISATIONS_RELATED", relation, by=by, at=at)
    return relation


@transaction.atomic
def end_relation(*, relation_id: UUID, last_day: date, by: Actor, at: datetime) -> None:
    """Give a tie its last day; it stays in the history. The floor above asks for permission before it calls this.

    :raises NotFound: if there is no such tie
    :raises Refused: if it ended already, would end before it began, or leaves a provider without a commissioner
    """
    relation = Relation.objects.select_for_update().filter(id=relation_id).first()
    if relation is None:
        raise NotFound("no such relation")
    rules.may_tie_end(starts_on=relation.starts_on, ended_on=relation.ends_on, last_day=last_day).require()
    with _nobody_left_without_commissioner(last_day):
        relation.ends_on = last_day
        relation.save(update_fields=["ends_on"])
    _record("RELATION_ENDED", relation, by=by, at=at)


@transaction.atomic
def close_organisation(*, organisation_id: UUID, last_day: date, by: Actor, at: datetime) -> None:
    """Close an organisation and end all its ties on that day; both stay in the history.

    The floor above asks for permission before it calls this. What was to begin later never does.

    :raises NotFound: if there is no such organisation
    :raises Refused: if it is closed already, worked with somebody after that day, or a provider would be left without a
        commissioner
    """
    organisation = Organisation.objects.select_for_update().filter(id=organisation_id).first()
    if organisation is None:
        raise NotFound("no such organisation")
    ties = Relation.objects.filter(Q(source=organisation) | Q(target=organisation))
    begun = ties.filter(starts_on__lte=clock.local_date(at)).aggregate(last=Max("starts_on"))["last"]
    rules.may_be_closed(closed_on=organisation.closed_on, last_begun=begun, last_day=last_day).require()
    with _nobody_left_without_commissioner(last_day):
        organisation.closed_on = last_day
        organisation.save(update_fields=["closed_on"])
        ties.filter(starts_on__gt=last_day).delete()
        ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day)).update(ends_on=last_day)
    _record("ORGANISATION_CLOSED", organisation, by=by, at=at)


@transaction.atomic
def set_number(
    *, provider_id: UUID, name: str, value: int, from_on: date, reason: str, by: Actor, at: datetime
) -> None:
    """Set a provider's number from a day on; what was decided before keeps the value that held then (R150).

    The floor above asks for permission before it calls this.

    :raises Refused: for an unknown name, a number below one, or no reason
    """
    if name not in ALL:
        raise Refused(f"There is no setting called {name}. The settings are: {', '.join(sorted(ALL))}.")
    if not ALL[name].can_be(value):
        can_be = "yes (1) or no (0)" if ALL[name].is_yes_or_no else f"{ALL[name].smallest} or more {ALL[name].unit}"
        raise Refused(f"{ALL[name].says} must be {can_be}.")
    if not reason.strip():
        raise Refused("Say why the setting changes. The reason is kept with it.")
    number = DatedNumber.objects.create(
        provider_id=provider_id, name=name, value=value, from_on=from_on, reason=reason, set_at=at, set_by=by.user_id
    )
    audit.record("NUMBER_SET", about=number, by=by, at=at, details={"name": name, "value": value})


@transaction.atomic
def set_qualifying_conditions(
    *, provider_id: UUID, conditions: Sequence[str], from_on: date, reason: str, by: Actor, at: datetime
) -> None:
    """Set of which conditions one is needed from a day on; what was decided before keeps its own (R7, R150).

    The floor above asks for permission before it calls this.

    :raises Refused: without a condition or a reason, or for one that never qualifies by itself
    """
    named = {name.casefold(): name for name in (" ".join(condition.split()) for condition in conditions) if name}
    rules.may_qualify(list(named.values())).require()
    if not reason.strip():
        raise Refused("Say why the conditions change. The reason is kept with them.")
    made = QualifyingConditions.objects.create(
        provider_id=provider_id, conditions=list(named.values()), from_on=from_on, reason=reason.strip(),
        set_at=at, set_by=by.user_id,
    )  # fmt: skip
    audit.record("QUALIFYING_CONDITIONS_SET", about=made, by=by, at=at)


@transaction.atomic
def set_discharge_policy(
    *, provider_id: UUID, policy: Discharge, from_on: date, reason: str, by: Actor, at: datetime
) -> None:
    """Set by which policy a provider closes cases from a day on; what was closed before keeps its own (R57).

    The floor above asks for permission before it calls this.

    :raises Refused: without a reason, or where this policy holds on that day already
    """
    if not reason.strip():
        raise Refused("Say why the policy changes. The reason is kept with it, and the commissioner reads it.")
    if queries.discharge_policy(provider_id, on=from_on).policy == policy:
        raise Refused(f"The policy on {from_on:%-d %B %Y} is “{Discharge(policy).label}” already.")
    made = DischargePolicy.objects.create(
        provider_id=provider_id, policy=policy, from_on=from_on, reason=reason.strip(), set_at=at, set_by=by.user_id
    )
    audit.record("DISCHARGE_POLICY_SET", about=made, by=by, at=at, details={"policy": policy})


@transaction.atomic
def declare_disruption(
    *, provider_id: UUID, name: str, starts_on: date,
    restrictions: Collection[Restriction] = (Restriction.NO_MEETINGS,), by: Actor, at: datetime,
) -> Disruption:  # fmt: skip
    """Declare that a provider cannot work as usual from a day on; nothing about anybody's case changes by itself.

    The floor above asks for permission before it calls this.

    :raises Refused: without a name, or while another disruption is on
    """
    if not name.strip():
        raise Refused("Say what people call it, for example “lockdown”.")
    if Disruption.objects.filter(provider_id=provider_id, ends_on__isnull=True).exists():
        raise Refused("A disruption is on already. End it before you declare another.")
    disruption = Disruption.objects.create(
        provider_id=provider_id, name=name.strip(), starts_on=starts_on, restrictions=sorted(restrictions),
        declared_at=at, declared_by=by.user_id,
    )  # fmt: skip
    audit.record(
        "DISRUPTION_DECLARED", about=disruption, by=by, at=at, details={"restrictions": disruption.restrictions}
    )
    return disruption


@transaction.atomic
def begin_easing(*, provider_id: UUID, eased_on: date, by: Actor, at: datetime) -> Disruption:
    """Say from which day nothing is forbidden any more, while what the disruption left is put in order (R61).

    The floor above asks for permission before it calls this.

    :raises Refused: if none is on, it is eased already, or that would be before it began
    """
    disruption = _disruption_on(provider_id)
    if disruption.eased_on is not None:
        raise Refused(f"It has been easing since {disruption.eased_on:%-d %B %Y}.")
    _require_not_before(eased_on, disruption)
    disruption.eased_on, disruption.eased_at, disruption.eased_by = eased_on, at, by.user_id
    disruption.save(update_fields=["eased_on", "eased_at", "eased_by"])
    audit.record("DISRUPTION_EASED", about=disruption, by=by, at=at)
    return disruption


@transaction.atomic
def end_disruption(*, provider_id: UUID, ends_on: date, by: Actor, at: datetime) -> None:
    """End the disruption that is on; `ends_on` is the first day on which work is as usual again.

    The floor above asks for permission before it calls this.

    :raises Refused: if none is on, or it would end before it began
    """
    disruption = _disruption_on(provider_id)
    _require_not_before(ends_on, disruption)
    disruption.ends_on, disruption.ended_at, disruption.ended_by = ends_on, at, by.user_id
    disruption.save(update_fields=["ends_on", "ended_at", "ended_by"])
    audit.record("DISRUPTION_ENDED", about=disruption, by=by, at=at)


def _disruption_on(provider_id: UUID) -> Disruption:
    disruption = Disruption.objects.select_for_update().filter(provider_id=provider_id, ends_on__isnull=True).first()
    if disruption is None:
        raise Refused("No disruption is on.")
    return disruption


def _require_not_before(day: date, disruption: Disruption) -> None:
    if day < disruption.starts_on:
        raise Refused(f"It began on {disruption.starts_on:%-d %B %Y}. Choose that day or a later one.")


@contextmanager
def _nobody_left_without_commissioner(last_day: date) -> Iterator[None]:
    """Let something end on a day, unless a provider that goes on would have no commissioner on the day after."""
    day_after = last_day + timedelta(days=1)
    before = queries.commissioned_providers(on=day_after)
    yield
    closed = set(Organisation.objects.filter(closed_on__lte=last_day).values_list("id", flat=True))
    after = {provider.id for provider in queries.commissioned_providers(on=day_after)} | closed
    rules.may_be_left_without([provider.name for provider in before if provider.id not in after]).require()


def _hold(organisation_ids: list[UUID]) -> None:
    """Hold organisations until the end of the transaction, so that two ties at once cannot overlap."""
    list(Organisation.objects.select_for_update(no_key=True).filter(id__in=organisation_ids).order_by("id"))


def _record(act: str, about: Organisation | Relation, *, by: Actor, at: datetime) -> None:
    """Record an act under whoever did it: an organisation belongs to no provider."""
    provider_id = by.organisation_id or NOBODY
    audit.record_about(act, table=about._meta.db_table, about_id=about.id, provider_id=provider_id, by=by, at=at)
