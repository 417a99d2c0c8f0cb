"""Call plans that were proposed, and each call in them: whom a person accepted or declined it, and what it rests on."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.campaigns.models import Campaign
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Knows(models.TextChoices):
    """How the person and whoever is to call them know one another."""

    OWN = "OWN", "their own link worker"
    SPOKE = "SPOKE", "has spoken with them before"
    NEW = "NEW", "has not spoken with them before"
    APPOINTMENT = "APPOINTMENT", "has an appointment with them, which stands"


class CallPlan(BaseModel):
    """A proposal of who calls whom on which day, with what it was made from. It does nothing by itself."""

    impersonal = frozenset(
        {"id", "provider", "campaign", "days", "minutes", "people", "minutes_asked", "worth", "bound", "made_at",
         "made_by", "set_aside_at", "set_aside_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    days = ArrayField(models.DateField())
    minutes = models.JSONField(help_text="each worker's minutes for calls on each day, by the worker's id")
    people = models.IntegerField(help_text="how many were still to be called")
    minutes_asked = models.IntegerField(help_text="how long all calls together would take")
    worth = models.BigIntegerField(help_text="what the plan is worth, in the planner's own measure")
    bound = models.BigIntegerField(null=True, help_text="what no plan can be worth more than, where it was worked out")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="call_plan_of_provider"),
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(set_aside_at__isnull=True), name="one_call_plan_at_a_time"
            ),
            both_or_neither("made_at", "made_by", table="call_plan"),
            both_or_neither("set_aside_at", "set_aside_by", table="call_plan"),
        ]

    def __str__(self) -> str:
        return f"call plan {self.id}"


class PlannedCall(BaseModel):
    """One person of a plan: by whom they would be called and on which day, or why they are not."""

    personal = frozenset({"declined_reason", "not_kept"})
    impersonal = frozenset(
        {"id", "provider", "plan", "case", "worker", "call_on", "minutes", "points", "latest_on", "knows",
         "accepted_at", "accepted_by", "declined_at", "declined_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(CallPlan, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    call_on = models.DateField(null=True, help_text="null where there is no room for them in these days")
    minutes = models.SmallIntegerField()
    points = models.IntegerField()
    latest_on = models.DateField()
    knows = models.TextField(choices=Knows, blank=True)
    not_kept = ArrayField(models.TextField(), default=list, help_text="each promise not kept, with what it would take")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    declined_reason = models.TextField(blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "case"], name="planned_once"),
            both_or_neither("call_on", "worker", table="planned_call"),
            both_or_neither("accepted_at", "accepted_by", table="planned_call"),
            both_or_neither("declined_at", "declined_by", table="planned_call"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True, worker__isnull=False),
                name="planned_call_accepted_or_declined",
            ),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | ~Q(declined_reason=""), name="declined_call_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["plan", "worker", "call_on"], name="planned_by_worker")]

    def __str__(self) -> str:
        return f"planned call {self.id}"
