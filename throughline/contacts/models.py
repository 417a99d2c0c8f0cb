"""Contacts: every try and every conversation, as it happened."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case as SqlCase
from django.db.models import Q, Value, When

from throughline.accounts.models import User
from throughline.cases.models import Case, Way
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Outcome(models.TextChoices):
    """What came of it (R25). Only the first is two-way."""

    SPOKE = "SPOKE", "We spoke"
    LEFT_MESSAGE = "LEFT_MESSAGE", "I left a message"
    NO_ANSWER = "NO_ANSWER", "No answer"
    DID_NOT_ATTEND = "DID_NOT_ATTEND", "They did not attend"
    SENT = "SENT", "I sent something"


class Kind(models.TextChoices):
    """What a contact was about (R25). One contact may be of several kinds; it counts once in all."""

    CHECK_IN = "CHECK_IN", "Check-in"
    PRACTICAL_HELP = "PRACTICAL_HELP", "Practical help"
    EMOTIONAL_SUPPORT = "EMOTIONAL_SUPPORT", "Emotional support"
    CONDITION_AND_GOALS = "CONDITION_AND_GOALS", "Condition and goals"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    INFORMATION = "INFORMATION", "COVID-19 information"
    ADVOCACY = "ADVOCACY", "Advocacy"
    INTRODUCTION = "INTRODUCTION", "Introduction"


class StartedBy(models.TextChoices):
    WORKER = "WORKER", "The link worker"
    CLIENT = "CLIENT", "The client"


class Contact(BaseModel):
    """One try or conversation. Its id is made by the page, so that sending a page twice records it once."""

    append_only = True
    personal = frozenset({"note"})
    impersonal = frozenset(
        {"id", "provider", "case", "way", "started_by", "kinds", "outcome", "two_way", "minutes",
         "happened_at", "happened_by", "recorded_at", "recorded_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    way = models.TextField(choices=Way)
    started_by = models.TextField(choices=StartedBy, default=StartedBy.WORKER)
    kinds = ArrayField(models.TextField(choices=Kind), default=list)
    outcome = models.TextField(choices=Outcome)
    two_way = models.GeneratedField(
        expression=SqlCase(When(outcome="SPOKE", then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    minutes = models.SmallIntegerField(null=True)
    note = models.TextField(blank=True)
    happened_at = models.DateTimeField(help_text="when it took place; later write-up keeps the true time")
    happened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="who made it")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(0, 600)), name="contact_minutes_possible"
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=models.F("recorded_at")), name="contact_happened_before_recorded"
            ),
            both_or_neither("happened_at", "happened_by", table="contact"),
            both_or_neither("recorded_at", "recorded_by", table="contact"),
        ]
        indexes = [models.Index(fields=["case", "happened_at"], name="contact_of_case")]

    def __str__(self) -> str:
        return f"contact {self.id}"
