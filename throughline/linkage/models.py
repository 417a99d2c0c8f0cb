"""Whom a listed person may be among the clients, and what somebody said of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation
from throughline.outreach.models import ListedPerson


class Said(models.TextChoices):
    """What somebody says of a listed person and a client."""

    SAME = "SAME", "The same person"
    DIFFERENT = "DIFFERENT", "Not the same person"
    NOT_YET = "NOT_YET", "Cannot tell yet"


class PossibleMatchQuerySet(VisibleQuerySet):
    """Pairs of the actor's provider."""

    def open_questions(self) -> PossibleMatchQuerySet:
        """Narrow to pairs that nobody has decided, of people who still stand and are not known as a client."""
        return self.filter(
            ~Q(answer__in=[Said.SAME, Said.DIFFERENT]), person__client__isnull=True, person__same_as__isnull=True,
            client__merged_into__isnull=True,
        ).exclude(person__state="DELETED")  # fmt: skip


class PossibleMatch(BaseModel):
    """A listed person and a client who may be one: a question, with at most five such pairs for each person."""

    personal = frozenset({"answer", "weight"})
    impersonal = frozenset(
        {"id", "provider", "person", "client", "place", "found_at", "found_by", "answered_at", "answered_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(ListedPerson, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    weight = models.IntegerField(help_text="in tenths; never shown")
    place = models.SmallIntegerField(help_text="1 is the most alike")
    found_at = models.DateTimeField()
    found_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(choices=Said, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = PossibleMatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "client"], name="possible_match_once_per_pair"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="possible_match_answered_at",
            ),
            both_or_neither("found_at", "found_by", table="possible_match"),
            both_or_neither("answered_at", "answered_by", table="possible_match"),
        ]
        indexes = [
            models.Index(
                fields=["provider", "answered_at", "person"], condition=Q(answer__in=["", "NOT_YET"]),
                name="possible_match_open",
            ),
            models.Index(fields=["client"], name="possible_match_of_client"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"possible match {self.id}"
