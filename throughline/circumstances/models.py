"""Dated circumstances, never written over, and long-term conditions."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.circumstances.topics import Answer, Source, Topic
from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Circumstance(BaseModel):
    """One answer on one topic, from a day on. A correction is a row of its own, which says what it corrects."""

    append_only = True
    personal = frozenset({"topic", "answer", "values", "note", "source", "from_on"})
    impersonal = frozenset({"id", "provider", "client", "corrects", "recorded_at", "recorded_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    topic = models.TextField(choices=Topic)
    answer = models.TextField(choices=Answer)
    values = ArrayField(models.TextField(), default=list, help_text="several where several may hold, as benefits do")
    from_on = models.DateField(help_text="the first day on which it held")
    source = models.TextField(choices=Source)
    note = models.TextField(blank=True, help_text="the reason, in the client's words or the worker's (AM43)")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="ANSWERED", values__len__gt=0) | (~Q(answer="ANSWERED") & Q(values__len=0)),
                name="circumstance_answered_has_values",
            ),
            models.CheckConstraint(
                condition=~Q(answer="MISTAKEN") | Q(corrects__isnull=False), name="circumstance_mistake_of_something"
            ),
            models.UniqueConstraint(fields=["id", "client", "topic"], name="circumstance_of_client_and_topic"),
            both_or_neither("recorded_at", "recorded_by", table="circumstance"),
        ]
        indexes = [models.Index(fields=["client", "topic", "from_on"], name="circumstance_as_at")]

    def __str__(self) -> str:
        return f"circumstance {self.id}"


class Said(models.TextChoices):
    """Whose list a condition is on. The two may differ, and both are shown (R12)."""

    REFERRER = "REFERRER", "The referral"
    CLIENT = "CLIENT", "They told us"


class Condition(BaseModel):
    """A long-term condition on one of the two lists, with its dates. One that ended stays in the history."""

    personal = frozenset({"name", "key", "said", "since_on", "ended_on", "mistaken"})
    impersonal = frozenset({"id", "provider", "client", "recorded_at", "recorded_by", "ended_at", "ended_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    name = models.TextField(help_text="as it was said")
    key = models.TextField(help_text="condition_rules.normal_name of it: what it counts as")
    said = models.TextField(choices=Said)
    since_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    mistaken = models.BooleanField(default=False, help_text="it should not have been on the list")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_at__isnull=True, mistaken=False)
                | Q(ended_on__isnull=False, ended_at__isnull=False),
                name="condition_ended_on_a_day",
            ),
            both_or_neither("recorded_at", "recorded_by", table="condition"),
            both_or_neither("ended_at", "ended_by", table="condition"),
        ]
        indexes = [
            # Holds all that the nightly check counts, in the order in which it counts.
            models.Index(fields=["client", "key"], include=["said", "ended_at", "provider"], name="condition_of_client")
        ]

    def __str__(self) -> str:
        return f"condition {self.id}"
