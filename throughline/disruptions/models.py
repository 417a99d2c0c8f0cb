"""What a switch did to whose meeting, and what was left when a disruption eased."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.cases.models import Case, Promise, Way
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.correspondence.models import Notice
from throughline.organisations.models import Disruption, Organisation


class HowSettled(models.TextChoices):
    """What became of a meeting that could not be."""

    RETURNED = "RETURNED", "It is a meeting again"
    ANOTHER_WAY = "ANOTHER_WAY", "Another way was chosen"
    KEPT = "KEPT", "It stays as it is now"
    MOVED_ON = "MOVED_ON", "Another next contact was promised since"
    ENDED = "ENDED", "Their time in the service ended"


class Left(models.TextChoices):
    """What a disruption leaves to be put in order (R61)."""

    MEETINGS = "MEETINGS", "Meetings that were switched and not held yet"
    HOLDS = "HOLDS", "On hold, and can go on again"
    IN_PERSON = "IN_PERSON", "People who wait to be seen face to face"
    LIGHT = "LIGHT", "People with whom a longer gap was agreed in this time"
    GROUND = "GROUND", "Ground at risk"
    POLICY = "POLICY", "A closing policy other than the ordinary one"
    LISTS = "LISTS", "Lists of vulnerable people that are not deleted yet"


class Switch(BaseModel):
    """One act that made a provider's meetings something else while nobody can be met (R48)."""

    append_only = True
    personal = frozenset[str]()
    impersonal = frozenset({"id", "provider", "disruption", "gains_at_risk", "switched_at", "switched_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    disruption = models.ForeignKey(Disruption, on_delete=models.PROTECT, related_name="+")
    gains_at_risk = models.IntegerField(help_text="how many grounds gained were found to lean on going out")
    switched_at = models.DateTimeField()
    switched_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="switch_of_provider"),
            both_or_neither("switched_at", "switched_by", table="switch"),
        ]

    def __str__(self) -> str:
        return f"switch {self.id}"


class SwitchedMeeting(BaseModel):
    """A meeting promised to somebody, and what is promised instead: nothing, where another way is to be found."""

    personal = frozenset({"why"})
    impersonal = frozenset(
        {"id", "provider", "switch", "case", "promised", "instead", "instead_promised", "notice", "settled_at",
         "settled_by", "how_settled"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    switch = models.ForeignKey(Switch, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    promised = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+", help_text="the meeting")
    instead = models.TextField(choices=Way, blank=True)
    instead_promised = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(help_text="why this way, or why none")
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    how_settled = models.TextField(choices=HowSettled, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["promised"], name="meeting_switched_once"),
            models.CheckConstraint(
                condition=Q(instead="", instead_promised__isnull=True)
                | ~Q(instead="") & Q(instead_promised__isnull=False),
                name="switched_meeting_has_its_promise",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, how_settled="") | Q(settled_at__isnull=False) & ~Q(how_settled=""),
                name="settled_meeting_says_how",
            ),
            both_or_neither("settled_at", "settled_by", table="switched_meeting"),
        ]
        indexes = [
            models.Index(fields=["case"], condition=Q(settled_at__isnull=True), name="switched_meeting_open"),
            models.Index(fields=["provider", "switch"], name="switched_meeting_of_provider"),
        ]

    def __str__(self) -> str:
        return f"switched meeting {self.id}"


class Answered(BaseModel):
    """That a manager looked at what a disruption left, and said why it may stay so."""

    append_only = True
    personal = frozenset({"reason"})
    impersonal = frozenset({"id", "provider", "disruption", "left", "number", "answered_at", "answered_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    disruption = models.ForeignKey(Disruption, on_delete=models.PROTECT, related_name="+")
    left = models.TextField(choices=Left)
    number = models.IntegerField(help_text="how many there were when it was answered")
    reason = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="answered_has_reason"),
            both_or_neither("answered_at", "answered_by", table="answered"),
        ]
        indexes = [models.Index(fields=["disruption", "left", "answered_at"], name="answered_of_disruption")]

    def __str__(self) -> str:
        return f"answered {self.id}"
