"""Enquiries: a client's question to somebody else, its answer, and each time that the client was told how it stands."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class StepKind(models.TextChoices):
    ASKED = "ASKED", "Asked"
    CHASED = "CHASED", "Asked again"
    STILL_WAITING = "STILL_WAITING", "Told them that we are still waiting"
    PASSED = "PASSED", "Passed to a manager"
    ANSWERED = "ANSWERED", "An answer came"
    TOLD = "TOLD", "Told them the answer"
    CLOSED = "CLOSED", "Closed"


class EnquiryQuerySet(VisibleQuerySet):
    """Enquiries at the actor's provider."""

    def still_open(self) -> Self:
        """Narrow to what is not closed yet."""
        return self.filter(closed_at__isnull=True)


class Enquiry(BaseModel):
    """One question asked for one person, as it stands now."""

    personal = frozenset({"question", "asked_of", "answer"})
    impersonal = frozenset(
        {"id", "provider", "case", "asked_on", "asked_at", "asked_by", "last_told_on", "with_manager_since",
         "answered_on", "answered_at", "answered_by", "told_on", "told_at", "told_by", "closed_at", "closed_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(help_text="in the client's words")
    asked_of = models.TextField(help_text="the service or office that is to answer")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    last_told_on = models.DateField(null=True, help_text="when they were last told that we are still waiting")
    with_manager_since = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField(null=True, help_text="when they were told the answer")
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="enquiry_of_provider"),
            models.CheckConstraint(condition=~Q(question="") & ~Q(asked_of=""), name="enquiry_asks_somebody_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True, answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_on__isnull=False, answered_at__isnull=False),
                name="enquiry_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_at__isnull=True)
                | Q(told_on__isnull=False, told_at__isnull=False, answered_at__isnull=False),
                name="enquiry_told_once_answered",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(answered_at__isnull=True) | Q(told_at__isnull=False),
                name="enquiry_not_closed_untold",
            ),
            *(both_or_neither(f"{act}_at", f"{act}_by", table="enquiry") for act in ("asked", "answered", "told")),
            both_or_neither("closed_at", "closed_by", table="enquiry"),
        ]
        indexes = [
            models.Index(fields=["case", "asked_on"], name="enquiry_of_case"),
            models.Index(fields=["provider", "asked_on"], condition=Q(closed_at__isnull=True), name="enquiry_open"),
        ]
        verbose_name_plural = "enquiries"

    def __str__(self) -> str:
        return f"enquiry {self.id}"


class EnquiryStep(BaseModel):
    """One thing that happened with a question, on a day."""

    append_only = True
    personal = frozenset({"words"})
    impersonal = frozenset({"id", "provider", "enquiry", "kind", "on", "noted_at", "noted_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=StepKind)
    on = models.DateField()
    words = models.TextField(blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("noted_at", "noted_by", table="enquiry_step")]
        indexes = [models.Index(fields=["enquiry", "noted_at"], name="step_of_enquiry")]

    def __str__(self) -> str:
        return f"step {self.id}"
