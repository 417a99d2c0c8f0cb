"""Public guidance, version by version: what holds for everybody, in words that can be read out.

Shared by every provider, like the directory: it is public, and nobody is in it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.core.models import BaseModel, both_or_neither


class Note(BaseModel):
    """What the rules of one area are about. What it says is in its versions."""

    impersonal = frozenset({"id", "area", "title", "made_at", "made_by"})

    area = models.TextField(unique=True, help_text="where these rules hold, as people call it")
    title = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(area="") & ~Q(title=""), name="guidance_note_has_name"),
            both_or_neither("made_at", "made_by", table="guidance_note"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.area})"


class Version(BaseModel):
    """What a note says from a day on. Never changed: the next version supersedes it, and both can be read."""

    append_only = True
    impersonal = frozenset(
        {"id", "note", "number", "from_on", "source", "summary", "can", "cannot", "shielding", "ring", "easy_read",
         "script", "published_at", "published_by"}
    )  # fmt: skip

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField(help_text="1, 2, 3 ... within the note")
    from_on = models.DateField(help_text="the first day on which it holds")
    source = models.TextField(help_text="the address at which it is published")
    summary = models.TextField(help_text="in a few plain words")
    can = models.TextField(help_text="what one can do, one thing a line")
    cannot = models.TextField(help_text="what one cannot do, one thing a line")
    shielding = models.TextField(blank=True, help_text="for who is told to shield")
    ring = models.TextField(help_text="whom to ring for help")
    easy_read = models.TextField(help_text="short sentences, one a line")
    script = models.TextField(help_text="as one says it on the telephone")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="guidance_version_in_order"),
            models.UniqueConstraint(fields=["note", "from_on"], name="one_guidance_version_a_day"),
            models.CheckConstraint(condition=Q(number__gte=1), name="guidance_version_counts_from_one"),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(summary="") & ~Q(easy_read="") & ~Q(script=""),
                name="guidance_version_is_whole",
            ),
            both_or_neither("published_at", "published_by", table="guidance_version"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} from {self.from_on}"
