"""The audit trail. It has no keys to live rows, so it never holds back or follows what happens to them."""

from django.db import models

from throughline.core.models import BaseModel, VisibleQuerySet


class AuditEntry(models.Model):
    """One act by one actor on one record. Ids only: no names, no notes."""

    append_only = True
    personal = frozenset[str]()
    impersonal = frozenset(
        {"id", "at", "user_id", "purpose", "provider_id", "act", "about_table", "about_id", "details"}
    )

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(help_text="when it happened, by the service's clock")
    user_id = models.UUIDField()
    purpose = models.TextField()
    provider_id = models.UUIDField(help_text="whose record it is; all zeros for the installation as a whole")
    act = models.TextField()
    about_table = models.TextField()
    about_id = models.UUIDField()
    details = models.JSONField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["about_id", "id"], name="audit_about")]

    def __str__(self) -> str:
        return f"{self.act} {self.about_id} ({self.id})"


class Unsealed(models.Model):
    """The queue of entries that no seal covers yet. The sealing job takes from it; writers never wait for the job."""

    append_only = False
    personal = frozenset[str]()
    impersonal = frozenset({"entry_id"})

    entry_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.entry_id)


class Seal(BaseModel):
    """A block of entries with each one's digest, chained to the block before by its own."""

    append_only = True
    impersonal = frozenset({"id", "number", "entry_ids", "digests", "previous", "digest", "sealed_at"})

    number = models.BigIntegerField(unique=True)
    entry_ids = models.JSONField()
    digests = models.JSONField()
    previous = models.TextField()
    digest = models.TextField()
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seal {self.number}"
