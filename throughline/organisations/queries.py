"""What can be asked of organisations: who refers to whom, and which number was in force on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from throughline.core.decisions import NotFound
from throughline.core.scope import NOBODY
from throughline.organisations.models import DatedNumber, Kind, Organisation, Relation, RelationKind
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


def surgery_named(name: str) -> Organisation | None:
    """Find a surgery by its name, letter case aside."""
    return Organisation.objects.filter(kind=Kind.SURGERY, name__iexact=name.strip()).first()


def organisation_named(name: str) -> Organisation | None:
    """Find an organisation by its name, letter case aside."""
    return Organisation.objects.filter(name__iexact=name.strip()).first()


def every_organisation_id() -> list[UUID]:
    """List the ids that the system's own work is scoped to: all, and the one that stands for none."""
    return [NOBODY, *Organisation.objects.values_list("id", flat=True)]


def number_in_force(number: Number, *, provider_id: UUID, on: date) -> int:
    """Give the value that a provider's setting had on a day, or its default."""
    return numbers_in_force([number], provider_id=provider_id, on=on)[number.name]


def numbers_in_force(wanted: Iterable[Number], *, provider_id: UUID, on: date) -> dict[str, int]:
    """Give several numbers' values on a day, by name, in one statement."""
    numbers = {n.name: n.default for n in wanted}
    found = DatedNumber.objects.filter(provider_id=provider_id, name__in=numbers, from_on__lte=on)
    numbers.update(found.order_by("from_on", "set_at").values_list("name", "value"))
    return numbers
