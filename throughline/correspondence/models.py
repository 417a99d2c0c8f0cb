"""Notices: what somebody is to be told, in which form, and whether it has been."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class About(models.TextChoices):
    """What a notice tells (R10, R33, R40, R41)."""

    INTRODUCTION = "INTRODUCTION", "Who their link worker is"
    NEW_WORKER = "NEW_WORKER", "Their link worker has changed"
    WHO_CALLS = "WHO_CALLS", "Who it is that calls them"
    MEETING = "MEETING", "Their next contact is in person"
    WAITING = "WAITING", "How long they may wait"
    ON_HOLD = "ON_HOLD", "Something of theirs is on hold"
    RESTART = "RESTART", "Something of theirs can go on again"
    WAY_CHANGED = "WAY_CHANGED", "Their meeting cannot be as planned"
    ENDING = "ENDING", "Their time in the service has ended, and how to come back"


TOLD_BY_SPEAKING = (About.INTRODUCTION, About.NEW_WORKER, About.WHO_CALLS, About.MEETING)
"""Who we are, and when we are in touch: told by being in touch, and a newer one says it better.

What became of somebody's plans is only told once a person says so: each such notice stands until then.
"""


class Form(models.TextChoices):
    """The forms in which a person can tell it today. Each is somebody's act: nothing is sent by itself."""

    LETTER = "LETTER", "Letter"
    LARGE_PRINT = "LARGE_PRINT", "Letter in large print"
    SPOKEN = "SPOKEN", "Told by phone"
    IN_PERSON = "IN_PERSON", "Told through somebody they trust, or at their door"


class State(models.TextChoices):
    QUEUED = "QUEUED", "To do"
    DONE = "DONE", "Done"
    SPOKEN_SINCE = "SPOKEN_SINCE", "Not needed: they have spoken since"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"


class Notice(BaseModel):
    """One thing to tell one person, in words that were true when it was queued."""

    personal = frozenset({"words", "why_so", "settled_note"})
    impersonal = frozenset(
        {"id", "provider", "case", "about", "form", "state", "queued_at", "queued_by", "settled_at", "settled_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    about = models.TextField(choices=About)
    form = models.TextField(choices=Form)
    why_so = models.TextField(help_text="why in this form, from what is known of the person")
    words = models.TextField(help_text="the whole text, with every name, number and date in it")
    state = models.TextField(choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_note = models.TextField(blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="QUEUED", about__in=TOLD_BY_SPEAKING), name="one_notice_to_do"
            ),
            models.CheckConstraint(
                condition=Q(state="QUEUED", settled_at__isnull=True) | ~Q(state="QUEUED") & Q(settled_at__isnull=False),
                name="settled_notice_has_its_day",
            ),
            both_or_neither("queued_at", "queued_by", table="notice"),
            both_or_neither("settled_at", "settled_by", table="notice"),
        ]
        indexes = [
            models.Index(fields=["provider", "queued_at"], condition=Q(state="QUEUED"), name="notice_to_do"),
            models.Index(fields=["case", "queued_at"], name="notice_of_case"),
        ]

    def __str__(self) -> str:
        return f"notice {self.id}"
