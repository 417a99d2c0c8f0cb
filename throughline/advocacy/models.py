"""Acts of advocacy: what was done in a client's name, with what authority, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.agreements.models import Agreement
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class ActKind(models.TextChoices):
    """How somebody was spoken for."""

    CALL = "CALL", "Call"
    LETTER = "LETTER", "Letter"
    EMAIL = "EMAIL", "Email"
    FORM = "FORM", "Form filled in"
    MEETING = "MEETING", "Meeting or hearing"


class Act(BaseModel):
    """One act in a client's name. The authority is an agreement of theirs; what came of it may be known later."""

    personal = frozenset({"to_whom", "purpose", "result"})
    impersonal = frozenset(
        {"id", "provider", "case", "kind", "authority", "minutes", "done_on", "noted_at", "noted_by", "result_at",
         "result_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=ActKind)
    authority = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    to_whom = models.TextField()
    purpose = models.TextField()
    minutes = models.SmallIntegerField(help_text="what it took, waiting on the line included")
    done_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    result = models.TextField(blank=True, help_text="empty until it is known")
    result_at = models.DateTimeField(null=True)
    result_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(to_whom="") & ~Q(purpose=""), name="act_says_to_whom_and_why"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="act_took_a_minute"),
            models.CheckConstraint(
                condition=Q(result="", result_at__isnull=True) | ~Q(result="") & Q(result_at__isnull=False),
                name="act_result_on_a_day",
            ),
            both_or_neither("noted_at", "noted_by", table="act"),
            both_or_neither("result_at", "result_by", table="act"),
        ]
        indexes = [
            models.Index(fields=["case", "done_on"], name="act_of_case"),
            models.Index(fields=["provider", "done_on"], name="act_of_day"),
        ]

    def __str__(self) -> str:
        return f"act {self.id}"
