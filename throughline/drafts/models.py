"""Drafts: one per person and page, replaced as they type, gone when saved or after a month."""

from typing import Self

from django.db import models

from throughline.accounts.models import User
from throughline.core.actor import Actor
from throughline.core.models import BaseModel, VisibleQuerySet


class DraftQuerySet(VisibleQuerySet):
    """A draft is its writer's alone."""

    def visible_to(self, actor: Actor) -> Self:
        """Narrow to the actor's own drafts."""
        return self.all() if actor.is_system else self.filter(writer_id=actor.user_id)


class Draft(BaseModel):
    """The fields of one page as they stood when last kept."""

    personal = frozenset({"fields"})
    impersonal = frozenset({"id", "writer", "provider_id", "page", "kept_at"})

    writer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    provider_id = models.UUIDField(help_text="the writer's organisation")
    page = models.TextField(help_text="which page of which record, e.g. contact:<case id>")
    fields = models.JSONField()
    kept_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["writer", "page"], name="one_draft_per_page")]

    def __str__(self) -> str:
        return f"draft {self.id}"
