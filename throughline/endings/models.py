"""What was said and left when somebody's time in the service ended, and who is held open meanwhile."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.cases.models import Case, Way
from throughline.clients.models import Answer
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Discharge, Organisation
from throughline.referrals.models import Referral


class Agreed(models.TextChoices):
    """How the person stands to the ending (R58)."""

    AGREED = "AGREED", "They agreed"
    OWN_WISH = "OWN_WISH", "It was their own wish"
    NOT_REACHED = "NOT_REACHED", "They could not be reached"
    NOT_ASKED = "NOT_ASKED", "They were not asked"


class Ending(BaseModel):
    """How one spell ended: agreed or not, what was gained, what stays open, how to come back, and whether they know.

    The reason and the note stand on the case. "Signed off" is a fact the person was told: until then it says not told.
    """

    personal = frozenset(
        {"gained", "still_open", "left_open", "against_policy", "settled_note", "may_contact_again", "told_way"}
    )
    impersonal = frozenset(
        {"id", "provider", "case", "agreed", "days_tried", "policy", "come_back_until", "told_at", "told_by",
         "ended_at", "ended_by", "settled_at", "settled_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    agreed = models.TextField(choices=Agreed)
    days_tried = models.SmallIntegerField(default=0, help_text="on how many days in vain, since they last answered")
    policy = models.TextField(choices=Discharge, help_text="the one that held for this person that day (R57)")
    against_policy = models.TextField(blank=True, help_text="a manager's reason, where it was needed")
    gained = ArrayField(models.TextField(), default=list, help_text="in the words of their plan that day")
    still_open = ArrayField(models.TextField(), default=list, help_text="what they go on with by themselves")
    left_open = ArrayField(models.TextField(), default=list, help_text="what nobody had finished: for a manager")
    come_back_until = models.DateField(null=True)
    may_contact_again = models.TextField(choices=Answer, default=Answer.NOT_ASKED, help_text="what they said (R59)")
    told_way = models.TextField(choices=Way, blank=True)
    told_at = models.DateTimeField(null=True, help_text="when they were told that it has ended; empty: not told")
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, help_text="when a manager saw to what was left open")
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    settled_note = models.TextField(blank=True)
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_at__isnull=True, told_way="") | Q(told_at__isnull=False) & ~Q(told_way=""),
                name="ending_told_in_some_way",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | ~Q(settled_note=""), name="ending_settled_says_how"
            ),
            both_or_neither("told_at", "told_by", table="ending"),
            both_or_neither("settled_at", "settled_by", table="ending"),
            both_or_neither("ended_at", "ended_by", table="ending"),
        ]
        indexes = [models.Index(fields=["provider", "ended_at"], name="ending_by_month")]

    def __str__(self) -> str:
        return f"ending {self.id}"


class HeldOpen(BaseModel):
    """That somebody would have finished, and is held open by the policy: counted apart, seen one by one later."""

    append_only = True
    personal = frozenset({"words"})
    impersonal = frozenset({"id", "provider", "case", "noted_at", "noted_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(help_text="why it would have ended")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "held open"
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="held_open_says_why"),
            both_or_neither("noted_at", "noted_by", table="held_open"),
        ]

    def __str__(self) -> str:
        return f"held open {self.id}"


class KeptRule(BaseModel):
    """That somebody came from a provider with a kinder rule, and keeps it until they are told of the change."""

    personal = frozenset({"told_way"})
    impersonal = frozenset(
        {"id", "provider", "referral", "policy", "kept_from", "since_on", "kept_at", "kept_by", "told_at", "told_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="+")
    policy = models.TextField(choices=Discharge)
    kept_from = models.TextField(help_text="the provider they came from")
    since_on = models.DateField(null=True, help_text="since when it held there")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    told_way = models.TextField(choices=Way, blank=True)
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            both_or_neither("kept_at", "kept_by", table="kept_rule"),
            both_or_neither("told_at", "told_by", table="kept_rule"),
        ]

    def __str__(self) -> str:
        return f"kept rule {self.id}"
