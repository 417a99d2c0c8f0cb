"""What can be asked of organisations: who refers to whom, and which number was in force on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from throughline.core.decisions import NotFound
from throughline.core.scope import NOBODY
from throughline.organisations import rules
from throughline.organisations.conditions import PAPERS_EIGHT
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
from throughline.organisations.numbers import Number


def provider_for_surgery(surgery_id: UUID, *, on: date) -> Organisation:
    """Give the provider that a surgery refers to on a day.

    :raises NotFound: if there is none
    """
    ties = Relation.objects.filter(source_id=surgery_id, kind=RelationKind.REFERS_TO, starts_on__lte=on)
    ties = ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).select_related("target")
    tie = ties.order_by("-starts_on").first()
    if tie is None:
        raise NotFound("surgery refers to no provider on that day")
    return tie.target


def surgeries_of(provider_id: UUID, *, on: date) -> list[Organisation]:
    """List the surgeries that refer to a provider on a day, by name."""
    ties = Relation.objects.filter(target_id=provider_id, kind=RelationKind.REFERS_TO, starts_on__lte=on)
    ties = ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return list(Organisation.objects.filter(id__in=ties.values("source_id")).order_by("name"))


def commissioned_providers(*, on: date) -> list[Organisation]:
    """List the providers that a commissioner pays on a day, themselves or through a lead body (AM13), by name."""
    ties = Relation.objects.filter(kind__in=[RelationKind.COMMISSIONS, RelationKind.DELIVERS_FOR], starts_on__lte=on)
    ties = ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    paid: set[UUID] = set()
    delivering: dict[UUID, set[UUID]] = {}
    for source, kind, target in ties.values_list("source_id", "kind", "target_id"):
        if kind == RelationKind.COMMISSIONS:
            paid.add(target)
        else:
            delivering.setdefault(target, set()).add(source)
    waiting = list(paid)
    while waiting:
        further = delivering.get(waiting.pop(), set()) - paid
        paid |= further
        waiting.extend(further)
    return list(Organisation.objects.filter(id__in=paid, kind=Kind.PROVIDER).order_by("name"))


def linked_services_of(provider_id: UUID, *, on: date) -> list[Organisation]:
    """List the linked services that take referrals from a provider on a day, by name."""
    ties = Relation.objects.filter(target_id=provider_id, kind=RelationKind.RECEIVES_REFERRAL, starts_on__lte=on)
    ties = ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return list(Organisation.objects.filter(id__in=ties.values("source_id")).order_by("name"))


def organisation(organisation_id: UUID) -> Organisation:
    """Give an organisation.

    :raises NotFound: if there is none
    """
    found = Organisation.objects.filter(id=organisation_id).first()
    if found is None:
        raise NotFound("no such organisation")
    return found


def relation(relation_id: UUID) -> Relation:
    """Give a tie with both its organisations.

    :raises NotFound: if there is none
    """
    found = Relation.objects.select_related("source", "target").filter(id=relation_id).first()
    if found is None:
        raise NotFound("no such relation")
    return found


def every_organisation() -> list[Organisation]:
    """List all organisations, closed ones too, by name."""
    return list(Organisation.objects.order_by("name"))


def every_relation() -> list[Relation]:
    """List all ties with both their organisations, ended ones too, the oldest first."""
    ties = Relation.objects.select_related("source", "target")
    return list(ties.order_by("starts_on", "source__name", "target__name"))


def relations_of(organisation_id: UUID) -> list[Relation]:
    """List the ties of one organisation, ended ones too, the oldest first."""
    ties = Relation.objects.filter(Q(source_id=organisation_id) | Q(target_id=organisation_id))
    return list(ties.select_related("source", "target").order_by("starts_on", "source__name", "target__name"))


def surgery(surgery_id: UUID) -> Organisation | None:
    """Find a surgery by its id."""
    return Organisation.objects.filter(kind=Kind.SURGERY, id=surgery_id).first()


def surgery_named(name: str) -> Organisation | None:
    """Find a surgery by its name, letter case aside."""
    return Organisation.objects.filter(kind=Kind.SURGERY, name__iexact=name.strip()).first()


def organisation_named(name: str) -> Organisation | None:
    """Find an organisation by its name, letter case aside."""
    return Organisation.objects.filter(name__iexact=name.strip()).first()


def every_organisation_id() -> list[UUID]:
    """List the ids that the system's own work is scoped to: all, and the one that stands for none.

    Providers come first: nearly every row is theirs, and each row read is compared with these in their order.
    """
    found = sorted(Organisation.objects.values_list("kind", "id"), key=lambda row: row[0] != Kind.PROVIDER)
    return [*(id_ for _, id_ in found), NOBODY]


def in_disruption(provider_id: UUID, *, on: date) -> bool:
    """Say whether a provider has declared that the service cannot work as usual on a day."""
    return disruption_on(provider_id, on=on) is not None


def meets_nobody(provider_id: UUID, *, on: date) -> bool:
    """Say whether a provider has declared that it meets nobody in person on a day, and has not eased it (R48)."""
    declared = disruption_on(provider_id, on=on)
    return declared is not None and rules.forbids(declared, Restriction.NO_MEETINGS, on=on)


def disruption_on(provider_id: UUID, *, on: date) -> Disruption | None:
    """Give the disruption in which a provider works on a day."""
    declared = Disruption.objects.filter(provider_id=provider_id, starts_on__lte=on)
    return declared.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).order_by("-starts_on").first()


def number_in_force(number: Number, *, provider_id: UUID, on: date) -> int:
    """Give the value that a provider's setting had on a day, or its default."""
    return numbers_in_force([number], provider_id=provider_id, on=on)[number.name]


def numbers_in_force(wanted: Iterable[Number], *, provider_id: UUID, on: date) -> dict[str, int]:
    """Give several numbers' values on a day, by name, in one statement."""
    numbers = {n.name: n.default for n in wanted}
    found = DatedNumber.objects.filter(provider_id=provider_id, name__in=numbers, from_on__lte=on)
    numbers.update(found.order_by("from_on", "set_at").values_list("name", "value"))
    return numbers


def qualifying_conditions(provider_id: UUID, *, on: date) -> tuple[str, ...]:
    """Give the conditions of which one was needed for a provider's service on a day (R7)."""
    found = QualifyingConditions.objects.filter(provider_id=provider_id, from_on__lte=on)
    held = found.order_by("-from_on", "-set_at").values_list("conditions", flat=True).first()
    return tuple(held) if held is not None else PAPERS_EIGHT


@dataclass(frozen=True)
class PolicyChange:
    """By which policy cases are closed from a day on: set by whom, when, and why."""

    policy: Discharge
    from_on: date | None
    """None where nobody ever set one."""
    reason: str = ""
    set_at: datetime | None = None
    set_by: UUID | None = None


def discharge_policy(provider_id: UUID, *, on: date) -> PolicyChange:
    """Give by which policy a provider closed cases on a day: "what was our rule on 15 June?" (R57)."""
    held = [change for change in changes_of_discharge_policy([provider_id])[provider_id]
            if change.from_on and change.from_on <= on]  # fmt: skip
    return held[0] if held else PolicyChange(Discharge.ORDINARY, None)


def changes_of_discharge_policy(provider_ids: Iterable[UUID]) -> dict[UUID, list[PolicyChange]]:
    """Give every change of these providers' policies, the newest first, in one statement."""
    changes: dict[UUID, list[PolicyChange]] = {id_: [] for id_ in provider_ids}
    found = DischargePolicy.objects.filter(provider_id__in=changes).order_by("-from_on", "-set_at")
    for row in found:
        change = PolicyChange(Discharge(row.policy), row.from_on, row.reason, row.set_at, row.set_by)
        changes[row.provider_id].append(change)
    return changes


@dataclass(frozen=True)
class ConditionsChange:
    """The conditions of which one is needed from a day on: set by whom, when, and why."""

    conditions: tuple[str, ...]
    from_on: date
    reason: str
    set_at: datetime
    set_by: UUID


def changes_of_conditions(provider_id: UUID) -> list[ConditionsChange]:
    """List every change of a provider's qualifying conditions, the newest first."""
    found = QualifyingConditions.objects.filter(provider_id=provider_id).order_by("-from_on", "-set_at")
    return [ConditionsChange(tuple(c.conditions), c.from_on, c.reason, c.set_at, c.set_by) for c in found]


@dataclass(frozen=True)
class Change:
    """A value that a number was given from a day on: by whom, when, and why."""

    value: int
    from_on: date
    reason: str
    set_at: datetime
    set_by: UUID


def changes_of(provider_id: UUID, *, name: str = "") -> dict[str, list[Change]]:
    """Give every change of a provider's numbers (or of one) by name, the newest first, in one statement."""
    found = DatedNumber.objects.filter(provider_id=provider_id, **({"name": name} if name else {}))
    changes: dict[str, list[Change]] = {}
    for row in found.order_by("-from_on", "-set_at"):
        change = Change(row.value, row.from_on, row.reason, row.set_at, row.set_by)
        changes.setdefault(row.name, []).append(change)
    return changes


def disruption_of(provider_id: UUID) -> Disruption | None:
    """Give the disruption that a provider has declared and not ended."""
    return Disruption.objects.filter(provider_id=provider_id, ends_on__isnull=True).first()
