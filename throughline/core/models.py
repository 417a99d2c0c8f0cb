"""What all records share: an id, a declaration of how they may change, and visibility by provider."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from throughline.core.actor import Actor
from throughline.core.ids import new_id


class VisibleQuerySet(models.QuerySet[Any]):
    """The first lock: rows of the actor's own organisation. (The second is the row-level policy in PostgreSQL.)"""

    visible_by: ClassVar[str] = "provider_id"

    def visible_to(self, actor: Actor) -> Self:
        """Narrow to what this actor may know of. The system sees all; nobody else sees across organisations."""
        if actor.is_system:
            return self.all()
        return self.filter(**{self.visible_by: actor.organisation_id})


class BaseModel(models.Model):
    """A record. `append_only` ones may be added and read, never changed: the database role holds that too."""

    append_only: ClassVar[bool] = False
    personal: ClassVar[frozenset[str]] = frozenset()
    """Fields that tell something of a person. A test asks that every field is either here or in `impersonal`."""
    impersonal: ClassVar[frozenset[str]] = frozenset()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


def both_or_neither(moment: str, person: str, *, table: str) -> models.CheckConstraint:
    """Hold in the database that where there is an `_at` there is a `_by`."""
    together = models.Q(**{f"{moment}__isnull": True, f"{person}__isnull": True}) | models.Q(
        **{f"{moment}__isnull": False, f"{person}__isnull": False}
    )
    return models.CheckConstraint(condition=together, name=f"{table}_{moment}_has_{person}")
