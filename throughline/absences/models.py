"""Absences. No reason is asked for: why a colleague is away is not ours to keep."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from throughline.accounts.models import User
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class AbsenceQuerySet(VisibleQuerySet):
    """Absences at the actor's provider."""

    def in_force(self, on: date) -> Self:
        """Narrow to those that a day lies in."""
        return self.not_over(on).filter(starts_on__lte=on)

    def not_over(self, on: date) -> Self:
        """Narrow to those that last until a day or longer."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def touching(self, starts_on: date, ends_on: date | None) -> Self:
        """Narrow to those that have a day in common with a stretch of days."""
        found = self.not_over(starts_on)
        return found if ends_on is None else found.filter(starts_on__lte=ends_on)


class Absence(BaseModel):
    """That a link worker is away, and who does what cannot wait."""

    personal = frozenset[str]()
    impersonal = frozenset(
        {"id", "provider", "worker", "cover", "starts_on", "ends_on", "recorded_at", "recorded_by", "ended_at",
         "ended_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    cover = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="the last day away; null until they are back")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="when it was said that they are back")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            # One that never came about ends on the day before it starts.
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on") - timedelta(days=1)),
                name="absence_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(worker=F("cover")), name="nobody_covers_for_themselves"),
            both_or_neither("recorded_at", "recorded_by", table="absence"),
            both_or_neither("ended_at", "ended_by", table="absence"),
        ]
        indexes = [models.Index(fields=["provider", "ends_on"], name="absence_not_over")]

    def __str__(self) -> str:
        return f"absence {self.id}"
