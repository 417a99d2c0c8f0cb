"""Organisations that run, commission or refer to the service, their dated relations, and dated numbers."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from throughline.core.models import BaseModel


class Kind(models.TextChoices):
    COMMISSIONER = "COMMISSIONER", "Commissioner"
    PROVIDER = "PROVIDER", "Provider"
    SURGERY = "SURGERY", "GP surgery"
    COUNCIL = "COUNCIL", "Council"


class Organisation(BaseModel):
    """An organisation of the service itself. (One that offers something to clients stands in the directory.)"""

    impersonal = frozenset({"id", "kind", "name", "phone"})

    kind = models.TextField(choices=Kind)
    name = models.TextField(unique=True)
    phone = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class RelationKind(models.TextChoices):
    COMMISSIONS = "COMMISSIONS", "commissions"
    REFERS_TO = "REFERS_TO", "refers to"


class Relation(BaseModel):
    """One organisation's dated tie to another, read left to right: "Elm Street refers to Harbour Trust"."""

    impersonal = frozenset({"id", "source", "kind", "target", "starts_on", "ends_on"})

    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=RelationKind)
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="relation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id} from {self.starts_on}"


class DatedNumber(BaseModel):
    """A number of section 6 (SET1-SET23) as a provider set it from a date on, with the reason (R150)."""

    append_only = True
    impersonal = frozenset({"id", "provider", "name", "value", "from_on", "reason", "set_at", "set_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    value = models.IntegerField()
    from_on = models.DateField()
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by: models.Field[Any, Any] = models.UUIDField(help_text="the account; no key, since accounts stand above")

    class Meta:
        indexes = [models.Index(fields=["provider", "name", "from_on"], name="dated_number_in_force")]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.from_on}"
