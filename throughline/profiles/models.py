"""What was answered, version by version, and who is vulnerable or shielding."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class ProfileKind(models.TextChoices):
    """Which profile it is."""

    ACCESS = "ACCESS", "What contact needs"
    HELPING = "HELPING", "How I like to be helped"


class Source(models.TextChoices):
    """How we know."""

    ASKED = "ASKED", "Asked"
    TOLD = "TOLD", "Told when they came to the service"


class ProfileVersion(BaseModel):
    """All answers of one of a client's profiles, as they stood from a moment on. Never edited: the next one follows."""

    append_only = True
    personal = frozenset({"answers"})
    impersonal = frozenset({"id", "provider", "client", "about", "source", "recorded_at", "recorded_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    about = models.TextField(choices=ProfileKind)
    source = models.TextField(choices=Source, default=Source.ASKED)
    answers = models.JSONField(help_text="by the key of the question; a key that is not there was not asked")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("recorded_at", "recorded_by", table="profileversion")]
        indexes = [models.Index(fields=["client", "about", "-recorded_at"], name="profile_by_client")]

    def __str__(self) -> str:
        return f"profile version {self.id}"


class Risk(models.TextChoices):
    """Two separate statuses (R15): one may hold without the other."""

    VULNERABLE = "VULNERABLE", "Clinically vulnerable"
    SHIELDING = "SHIELDING", "Extremely clinically vulnerable (shielding)"


class ToldBy(models.TextChoices):
    """Who said so."""

    NHS_LETTER = "NHS_LETTER", "A letter from the NHS"
    SURGERY = "SURGERY", "Their surgery"
    HOSPITAL = "HOSPITAL", "A hospital"
    COUNCIL = "COUNCIL", "The council"
    CLIENT = "CLIENT", "They told us"


class Vulnerability(BaseModel):
    """That somebody is clinically vulnerable, or shielding. It ends only when a person confirms that it has (SET23)."""

    personal = frozenset({"risk", "told_by", "started_on", "review_on", "ended_on", "end_note"})
    impersonal = frozenset({"id", "provider", "client", "recorded_at", "recorded_by", "reviewed_at", "reviewed_by",
                            "ended_at", "ended_by"})  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    risk = models.TextField(choices=Risk)
    told_by = models.TextField(choices=ToldBy)
    started_on = models.DateField()
    review_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    end_note = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("recorded_at", "recorded_by", table="vulnerability"),
            both_or_neither("reviewed_at", "reviewed_by", table="vulnerability"),
            both_or_neither("ended_at", "ended_by", table="vulnerability"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_at__isnull=True)
                | Q(ended_on__gte=models.F("started_on"), ended_at__isnull=False),
                name="vulnerability_ends_by_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["client"], name="vulnerability_by_client"),
            models.Index(
                fields=["provider", "review_on"], condition=Q(ended_on__isnull=True), name="vulnerability_to_review"
            ),
        ]

    def __str__(self) -> str:
        return f"vulnerability {self.id}"
