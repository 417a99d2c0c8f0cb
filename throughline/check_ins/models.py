"""Check-ins: what was asked in one call, and what was answered. Each belongs to the contact in which it was asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.contacts.models import Contact
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Topic(models.TextChoices):
    """What is asked, in the order of the page; any order will do (R31)."""

    FOOD = "FOOD", "Food"
    MEDICINE = "MEDICINE", "Medicine"
    GUIDANCE = "GUIDANCE", "Knows the guidance"
    MOOD = "MOOD", "Coping, mood"
    WHAT_TO_DO = "WHAT_TO_DO", "Knows what to do if something happens"
    CONDITION = "CONDITION", "Own condition, and diet or treatment plan"
    KEEPING_WELL = "KEEPING_WELL", "Keeping well"
    PEOPLE = "PEOPLE", "People around them"
    MONEY = "MONEY", "Money, work, housing"
    PLANS = "PLANS", "How their plans are going, and what has stopped"
    PHONE = "PHONE", "Phone and internet"


class Answered(models.TextChoices):
    """How a topic was answered. What was not asked has no row, and is never "no need"."""

    FINE = "FINE", "Fine"
    NEEDS = "NEEDS", "Needs something"
    TOLD = "TOLD", "Told us"
    RATHER_NOT = "RATHER_NOT", "Did not want to say"


class FollowUp(models.TextChoices):
    """What was agreed where somebody is low."""

    EXTRA_CONTACT = "EXTRA_CONTACT", "An extra contact on a day"
    SERVICE_OFFERED = "SERVICE_OFFERED", "A mental health service was offered"
    GP_TOLD = "GP_TOLD", "They agreed that their GP is told"
    PLAN_AGREED = "PLAN_AGREED", "We agreed a plan"
    DECLINED = "DECLINED", "They want nothing of this now"


class Result(models.TextChoices):
    CHECK_IN_ONLY = "CHECK_IN_ONLY", "Check-in only"
    NEEDS_SOMETHING = "NEEDS_SOMETHING", "Needs something"


class CheckIn(BaseModel):
    """One check-in, as it was finished."""

    append_only = True
    personal = frozenset({"result", "follow_up", "plan"})
    impersonal = frozenset({"id", "provider", "case", "contact", "extra_on", "recorded_at", "recorded_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="+")
    result = models.TextField(choices=Result)
    follow_up = models.TextField(choices=FollowUp, blank=True, help_text="where their mood was low")
    extra_on = models.DateField(null=True, help_text="the day of an extra contact")
    plan = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="check_in_of_provider"),
            models.CheckConstraint(
                condition=~Q(follow_up="EXTRA_CONTACT") | Q(extra_on__isnull=False), name="extra_contact_has_day"
            ),
            models.CheckConstraint(condition=~Q(follow_up="PLAN_AGREED") | ~Q(plan=""), name="agreed_plan_has_words"),
            both_or_neither("recorded_at", "recorded_by", table="check_in"),
        ]
        indexes = [models.Index(fields=["case", "recorded_at"], name="check_in_of_case")]

    def __str__(self) -> str:
        return f"check-in {self.id}"


class CheckInAnswer(BaseModel):
    """What was answered to one topic."""

    append_only = True
    personal = frozenset({"answered", "words"})
    impersonal = frozenset({"id", "provider", "check_in", "topic"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    check_in = models.ForeignKey(CheckIn, on_delete=models.PROTECT, related_name="+")
    topic = models.TextField(choices=Topic)
    answered = models.TextField(choices=Answered)
    words = models.TextField(blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_in", "topic"], name="topic_once_per_check_in")]

    def __str__(self) -> str:
        return f"answer {self.id}"
