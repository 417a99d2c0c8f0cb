"""What all that can come from another directory has in common: where it came from, and the rest of what it said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.core.models import BaseModel

OF_A_FEED = frozenset({"source", "external_id", "last_seen_at", "details"})


class FromAFeed(BaseModel):
    """A record and where it came from. `source` is empty for what was typed here; an id is kept as its feed has it."""

    source = models.TextField(blank=True, help_text="the feed's name")
    external_id = models.TextField(blank=True)
    last_seen_at = models.DateTimeField(null=True, help_text="when it was last in its feed")
    details = models.JSONField(
        default=dict, help_text="the rest of the Open Referral record, cleaned, in its own shape"
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(external_id=""), name="%(class)s_once_a_feed"
            )
        ]
