"""What is remembered of a merge: which records, by whom, and every row it changed, so that it can be undone exactly."""

from django.db import models

from throughline.accounts.models import User
from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Merge(BaseModel):
    """One record that was merged into another. Undone, it stays as the trace of both acts."""

    personal = frozenset({"changes"})
    impersonal = frozenset({"id", "provider", "standing", "merged", "merged_at", "merged_by", "undone_at", "undone_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    standing = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField(help_text="in the order they were made: rows that moved, and rows with what they were")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone_at__isnull=True), name="merged_once_at_a_time"
            ),
            both_or_neither("merged_at", "merged_by", table="merge"),
            both_or_neither("undone_at", "undone_by", table="merge"),
        ]
        indexes = [
            models.Index(fields=["provider", "-merged_at"], name="merge_latest"),
            models.Index(fields=["standing"], name="merge_standing"),
        ]

    def __str__(self) -> str:
        return f"merge {self.id}"
