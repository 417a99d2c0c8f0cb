"""Who waits to be seen face to face, and the notes that prepare it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Need(models.TextChoices):
    """How much they would gain by being seen, as they and their worker say it. Stored in the order of the queue."""

    HIGH = "1_HIGH", "Much: it does not work without being seen"
    MIDDLE = "2_MIDDLE", "Some: it would go better"
    LOW = "3_LOW", "A little: they would like it"


class WhyLeft(models.TextChoices):
    MET = "MET", "They met"
    NOT_WANTED = "NOT_WANTED", "They no longer want it"
    NOT_NEEDED = "NOT_NEEDED", "It works by other ways now"
    LEFT_SERVICE = "LEFT_SERVICE", "They left the service"


class Aspect(models.TextChoices):
    """What a preparation note tells (R35)."""

    DOING = "DOING", "What I have been doing"
    COPED = "COPED", "How I coped"
    ASK = "ASK", "What I want to ask"


class Wait(BaseModel):
    """One person's wait to be seen, from being put in the queue until they leave it."""

    personal = frozenset({"topics", "need", "why_left"})
    impersonal = frozenset({"id", "provider", "client", "queued_at", "queued_by", "left_at", "left_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    topics = ArrayField(models.TextField(), help_text="what they want to talk about, in their words")
    need = models.TextField(choices=Need)
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)
    left_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    why_left = models.TextField(choices=WhyLeft, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="wait_of_provider"),
            models.UniqueConstraint(fields=["client"], condition=Q(left_at__isnull=True), name="one_wait_at_a_time"),
            models.CheckConstraint(condition=~Q(topics=[]), name="wait_has_topics"),
            models.CheckConstraint(condition=Q(left_at__isnull=True) | ~Q(why_left=""), name="left_wait_says_why"),
            both_or_neither("queued_at", "queued_by", table="wait"),
            both_or_neither("left_at", "left_by", table="wait"),
        ]
        indexes = [
            models.Index(fields=["provider", "need", "queued_at"], condition=Q(left_at__isnull=True), name="wait_queue")
        ]

    def __str__(self) -> str:
        return f"wait {self.id}"


class PreparationNote(BaseModel):
    """One thing to bring to the meeting, written down in a call before it."""

    append_only = True
    personal = frozenset({"words"})
    impersonal = frozenset({"id", "provider", "wait", "aspect", "written_at", "written_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    wait = models.ForeignKey(Wait, on_delete=models.PROTECT, related_name="+")
    aspect = models.TextField(choices=Aspect)
    words = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="preparation_has_words"),
            both_or_neither("written_at", "written_by", table="preparation"),
        ]
        indexes = [models.Index(fields=["wait", "written_at"], name="preparation_of_wait")]

    def __str__(self) -> str:
        return f"preparation note {self.id}"
