"""Campaigns to contact everybody, who was left untried with what reason, and who was moved up.

Nobody is listed: whoever was in the service when a campaign began is in it, and what was done stands in the contacts.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Order(models.TextChoices):
    """In which order the people of a campaign are called. Whoever is past their latest date comes before all."""

    NEED = "NEED", "Most points first"
    LONGEST = "LONGEST", "Longest not spoken with first"


class Campaign(BaseModel):
    """One undertaking to contact everybody in a provider's service, with the days by which it is done."""

    impersonal = frozenset(
        {"id", "provider", "name", "order", "tries", "finish_on", "priority_by_on", "everyone_by_on", "begun_at",
         "begun_by", "completed_at", "completed_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    order = models.TextField(choices=Order, default=Order.NEED)
    tries = models.SmallIntegerField(help_text="on how many days to try before somebody leaves the list of calls")
    finish_on = models.DateField()
    priority_by_on = models.DateField(help_text="the latest day for whoever has many points (SET13)")
    everyone_by_on = models.DateField(help_text="the latest day for everybody else, however few points (SET13)")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="campaign_of_provider"),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(completed_at__isnull=True), name="one_campaign_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="campaign_has_a_name"),
            models.CheckConstraint(condition=Q(tries__range=(1, 20)), name="campaign_tries_possible"),
            models.CheckConstraint(
                condition=Q(priority_by_on__lte=F("everyone_by_on"), everyone_by_on__lte=F("finish_on")),
                name="campaign_days_in_order",
            ),
            both_or_neither("begun_at", "begun_by", table="campaign"),
            both_or_neither("completed_at", "completed_by", table="campaign"),
        ]

    def __str__(self) -> str:
        return f"campaign {self.id}"


class LeftUntried(BaseModel):
    """That a manager lets a campaign end without a try at one person, and why. They stay named in it."""

    append_only = True
    personal = frozenset({"reason"})
    impersonal = frozenset({"id", "provider", "campaign", "case", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "case"], name="left_untried_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="left_untried_has_reason"),
            both_or_neither("made_at", "made_by", table="left_untried"),
        ]

    def __str__(self) -> str:
        return f"left untried {self.id}"


class MovedUp(BaseModel):
    """That a worker judged somebody to come sooner than their points say, and why. There is no moving down."""

    append_only = True
    personal = frozenset({"reason"})
    impersonal = frozenset({"id", "provider", "campaign", "case", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "case"], name="moved_up_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="moved_up_has_reason"),
            both_or_neither("made_at", "made_by", table="moved_up"),
        ]

    def __str__(self) -> str:
        return f"moved up {self.id}"
