"""Agreements, never written over, and the words they were asked for in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class About(models.TextChoices):
    """What can be agreed to, each on its own (R16)."""

    SERVICE = "SERVICE", "Having a link worker"
    WAY = "WAY", "Being contacted in a certain way"
    SURGERY = "SURGERY", "Sharing with their surgery"
    LINKED_SERVICE = "LINKED_SERVICE", "Sharing with another service"
    FAMILY = "FAMILY", "Talking with somebody close to them"
    SPEAKING_FOR = "SPEAKING_FOR", "Speaking for them to an office or service"
    RESEARCH = "RESEARCH", "Being asked about research"


_NAMED = ["WAY", "LINKED_SERVICE", "FAMILY", "SPEAKING_FOR"]
"""What names a way, a service or a person."""


class AgreedWay(models.TextChoices):
    """The ways of contact that can be agreed to. `cases` has the same codes: a test holds them together."""

    PHONE = "PHONE", "Phone"
    TEXT = "TEXT", "Text message"
    EMAIL = "EMAIL", "Email"
    POST = "POST", "Post"
    VIDEO = "VIDEO", "Video"
    AT_SURGERY = "AT_SURGERY", "In person at the surgery"
    OTHER_PLACE = "OTHER_PLACE", "In person somewhere else"
    DOORSTEP = "DOORSTEP", "On the doorstep, at a distance"


class Stance(models.TextChoices):
    """What they said."""

    GIVEN = "GIVEN", "Agreed"
    REFUSED = "REFUSED", "Did not agree"
    WITHDRAWN = "WITHDRAWN", "No longer agrees"


class How(models.TextChoices):
    SPOKEN = "SPOKEN", "Spoken"
    WRITTEN = "WRITTEN", "Written"


class Agreement(BaseModel):
    """What somebody said on a day about one thing that can be agreed to. Withdrawing it is a row of its own."""

    append_only = True
    personal = frozenset({"about", "subject", "subject_key", "stance", "how", "said_on", "note"})
    impersonal = frozenset({"id", "provider", "client", "wording_version", "recorded_at", "recorded_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    about = models.TextField(choices=About)
    subject = models.TextField(blank=True, help_text="the way, the service or the person that it is about")
    subject_key = models.TextField(blank=True, help_text="core.names.sort_key of it, so that one name is one subject")
    stance = models.TextField(choices=Stance)
    how = models.TextField(choices=How)
    wording_version = models.SmallIntegerField(help_text="which version of the words was read out or shown")
    said_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(about__in=_NAMED) & ~Q(subject_key="") | ~Q(about__in=_NAMED) & Q(subject_key=""),
                name="agreement_names_its_subject",
            ),
            both_or_neither("recorded_at", "recorded_by", table="agreement"),
        ]
        indexes = [
            models.Index(fields=["client", "about", "said_on"], name="agreement_in_force"),
            models.Index(fields=["provider", "client"], condition=Q(about="RESEARCH"), name="agreement_to_research"),
        ]

    def __str__(self) -> str:
        return f"agreement {self.id}"


class Wording(BaseModel):
    """The words in which a provider asks for an agreement from a day on. Older versions stay to be read."""

    append_only = True
    impersonal = frozenset({"id", "provider", "about", "version", "words", "from_on", "set_at", "set_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.TextField(choices=About)
    version = models.SmallIntegerField()
    words = models.TextField()
    from_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "about", "version"], name="wording_version_once"),
            models.CheckConstraint(condition=Q(version__gt=1) & ~Q(words=""), name="wording_after_the_first"),
            both_or_neither("set_at", "set_by", table="wording"),
        ]

    def __str__(self) -> str:
        return f"{self.about} version {self.version}"
