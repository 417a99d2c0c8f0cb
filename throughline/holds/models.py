"""Holds, and the closings that made them. A hold is on a goal or an onward referral, never on a person (R41)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.directory.models import Service, WayOfJoining
from throughline.onward_referrals.models import OnwardReferral
from throughline.organisations.models import Organisation
from throughline.support_plans.models import Goal

NOTHING_FOUND = "nothing found"
"""The words without which nobody is left with nothing meanwhile. Whoever writes them passes it on to the manager."""


class WhyHeld(models.TextChoices):
    """Why a plan is on hold."""

    SERVICE_STOPPED = "SERVICE_STOPPED", "The service has stopped"
    NOT_ONLINE = "NOT_ONLINE", "Not for them online"
    SHIELDING = "SHIELDING", "They are shielding"
    HEALTH = "HEALTH", "Their health"
    THEIR_WISH = "THEIR_WISH", "They asked to wait"
    OTHER = "OTHER", "Something else"


class HowEnded(models.TextChoices):
    """What became of a hold."""

    RESTARTED = "RESTARTED", "It goes on"
    NOT_WANTED = "NOT_WANTED", "They do not want to go back"
    CHANGED = "CHANGED", "It was dealt with elsewhere"
    UNDONE = "UNDONE", "It was a mistake, and undone"


class Closing(BaseModel):
    """That a service stopped, for one provider: what it did, so that it can be undone within the hour."""

    personal = frozenset({"meanwhile", "did"})
    impersonal = frozenset(
        {"id", "provider", "service", "ways", "people", "reported_at", "reported_by", "undone_at", "undone_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    ways = models.JSONField(default=list, help_text="each way that stopped, with what it was before")
    meanwhile = models.TextField(help_text="what people do meanwhile, or that nothing was found")
    people = models.IntegerField(default=0, help_text="how many people it touched")
    did = models.JSONField(default=dict, help_text="what every row was before, so that it can be again")
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "service", "reported_at"], name="one_closing_in_one_act"),
            models.UniqueConstraint(fields=["id", "provider"], name="closing_of_provider"),
            models.CheckConstraint(condition=~Q(meanwhile=""), name="closing_says_what_meanwhile"),
            both_or_neither("reported_at", "reported_by", table="closing"),
            both_or_neither("undone_at", "undone_by", table="closing"),
        ]
        indexes = [models.Index(fields=["service", "reported_at"], name="closing_of_service")]

    def __str__(self) -> str:
        return f"closing {self.id}"


class HoldQuerySet(VisibleQuerySet):
    """Holds of the actor's provider."""

    def standing(self) -> Self:
        """Narrow to what is on hold now, of people who are in the service."""
        return self.filter(ended_at__isnull=True, case__closed_at__isnull=True)


class Hold(BaseModel):
    """One goal or one onward referral on hold: why, since when, until what, when we look again, what meanwhile."""

    personal = frozenset({"why", "words", "ends_when", "meanwhile", "how_ended"})
    impersonal = frozenset(
        {"id", "provider", "case", "goal", "onward", "closing", "way", "since_on", "review_on", "restart_from",
         "asked_on", "made_at", "made_by", "ended_at", "ended_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    onward = models.ForeignKey(OnwardReferral, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(choices=WhyHeld)
    words = models.TextField(blank=True)
    since_on = models.DateField()
    ends_when = models.TextField(help_text="what would end the hold")
    review_on = models.DateField(help_text="when we look again")
    meanwhile = models.TextField(help_text="what they do meanwhile, or that nothing was found")
    way = models.ForeignKey(
        WayOfJoining, null=True, on_delete=models.PROTECT, related_name="+", help_text="what it waits for"
    )
    closing = models.ForeignKey(Closing, null=True, on_delete=models.PROTECT, related_name="+")
    restart_from = models.DateField(null=True, help_text="since when it could go on again")
    asked_on = models.DateField(null=True, help_text="when they last said: not now")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    how_ended = models.TextField(choices=HowEnded, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=True, onward__isnull=False) | Q(goal__isnull=False, onward__isnull=True),
                name="hold_is_on_one_plan",
            ),
            models.CheckConstraint(condition=~Q(meanwhile="") & ~Q(ends_when=""), name="hold_says_what_meanwhile"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, how_ended="") | Q(ended_at__isnull=False) & ~Q(how_ended=""),
                name="ended_hold_says_how",
            ),
            models.UniqueConstraint(fields=["goal"], condition=Q(ended_at__isnull=True), name="one_hold_on_goal"),
            models.UniqueConstraint(fields=["onward"], condition=Q(ended_at__isnull=True), name="one_hold_on_referral"),
            both_or_neither("made_at", "made_by", table="hold"),
            both_or_neither("ended_at", "ended_by", table="hold"),
        ]
        indexes = [
            models.Index(fields=["case"], condition=Q(ended_at__isnull=True), name="hold_of_case"),
            models.Index(fields=["way"], condition=Q(ended_at__isnull=True), name="hold_waits_for_way"),
            models.Index(
                fields=["provider", "restart_from"],
                condition=Q(ended_at__isnull=True, restart_from__isnull=False),
                name="hold_can_restart",
            ),
        ]

    def __str__(self) -> str:
        return f"hold {self.id}"
