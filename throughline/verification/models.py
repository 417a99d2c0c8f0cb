"""Whose turn it is to ring a service, and the links by which a service answers for itself. Nothing about clients."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.core.models import BaseModel, both_or_neither
from throughline.directory.models import Service


class Outcome(models.TextChoices):
    """How a turn ended."""

    VERIFIED = "VERIFIED", "They said how it is"
    NO_ANSWER = "NO_ANSWER", "Nobody answered"
    RELEASED = "RELEASED", "Given back"
    RAN_OUT = "RAN_OUT", "Not finished in time"


class Turn(BaseModel):
    """One worker's turn to ring one service. While it lasts nobody else, at any provider, is given that service."""

    personal = frozenset[str]()
    impersonal = frozenset({"id", "service", "taken_at", "taken_by", "lasts_until", "ended_at", "ended_by", "outcome"})

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lasts_until = models.DateTimeField(help_text="from then on somebody else may have it")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(choices=Outcome, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(ended_at__isnull=True), name="one_turn_at_a_time_for_a_service"
            ),
            models.UniqueConstraint(
                fields=["taken_by"], condition=Q(ended_at__isnull=True), name="one_turn_at_a_time_for_a_worker"
            ),
            models.CheckConstraint(condition=Q(ended_at__isnull=True) | ~Q(outcome=""), name="ended_turn_says_how"),
            both_or_neither("taken_at", "taken_by", table="turn"),
            both_or_neither("ended_at", "ended_by", table="turn"),
        ]
        indexes = [models.Index(fields=["service", "ended_at"], name="turns_of_service")]

    def __str__(self) -> str:
        return f"turn {self.id}"


class ServiceLink(BaseModel):
    """A link by which a service says for itself how it is: once, within its days, and without an account."""

    personal = frozenset[str]()
    impersonal = frozenset({"id", "service", "made_at", "made_by", "last_day_on", "opened", "used_at"})

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    last_day_on = models.DateField()
    opened = models.PositiveSmallIntegerField(default=0, help_text="how often it was tried")
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [both_or_neither("made_at", "made_by", table="service_link")]
        indexes = [models.Index(fields=["service"], condition=Q(used_at__isnull=True), name="service_links_not_used")]

    def __str__(self) -> str:
        return f"link {self.id}"
