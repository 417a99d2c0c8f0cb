"""Why somebody opened a record that is not of their caseload."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Why(models.TextChoices):
    COVERING = "COVERING", "I am covering for their link worker"
    THEY_CALLED = "THEY_CALLED", "They called or wrote, and I answered"
    ASKED = "ASKED", "A colleague asked me to"
    DUPLICATE = "DUPLICATE", "I am checking whether somebody is on record twice"
    OTHER = "OTHER", "Another reason"


class ReasonToLook(BaseModel):
    """A reason that one worker gave for one client. It holds for the rest of that day, and is never changed."""

    append_only = True
    personal = frozenset({"words"})
    impersonal = frozenset({"id", "provider", "client", "why", "day", "given_at", "given_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(choices=Why)
    words = models.TextField(blank=True, help_text="their own words, where none of the reasons is theirs")
    day = models.DateField(help_text="the day for which it holds")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(why="OTHER") | ~Q(words=""), name="another_reason_to_look_is_said_in_words"
            ),
            both_or_neither("given_at", "given_by", table="reasontolook"),
        ]
        indexes = [models.Index(fields=["client", "given_by", "day"], name="reason_of_the_day")]

    def __str__(self) -> str:
        return f"reason {self.id}"
