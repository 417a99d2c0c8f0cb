"""Contacts: every try and every conversation, as it happened; what was wrongly written down, and what replaced it."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case as SqlCase
from django.db.models import Exists, OuterRef, Q, Value, When

from throughline.accounts.models import User
from throughline.cases.models import Case, Way
from throughline.clients.models import Answer
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.guidance.models import Version
from throughline.organisations.models import Organisation


class Outcome(models.TextChoices):
    """What came of it (R25). Only the first is two-way: in the others nobody was spoken with about how they are."""

    SPOKE = "SPOKE", "We spoke"
    NO_ANSWER = "NO_ANSWER", "No answer"
    LEFT_MESSAGE = "LEFT_MESSAGE", "I left a message"
    REARRANGED = "REARRANGED", "They asked for another time"
    DECLINED = "DECLINED", "They did not want to talk"
    DID_NOT_ATTEND = "DID_NOT_ATTEND", "They did not attend"
    SENT = "SENT", "I sent something"
    ASKED_TRUSTED = "ASKED_TRUSTED", "I asked somebody they trust to pass it on"


class Kind(models.TextChoices):
    """What a contact was about (R25). One contact may be of several kinds; it counts once in all."""

    CHECK_IN = "CHECK_IN", "Check-in"
    FRIENDLY_CHECK_IN = "FRIENDLY_CHECK_IN", "Friendly check-in"
    PRACTICAL_HELP = "PRACTICAL_HELP", "Practical help"
    EMOTIONAL_SUPPORT = "EMOTIONAL_SUPPORT", "Emotional support"
    CONDITION_AND_GOALS = "CONDITION_AND_GOALS", "Condition and goals"
    ASSESSMENT = "ASSESSMENT", "Assessment"
    INFORMATION = "INFORMATION", "Information on what is going on (such as COVID-19)"
    ADVOCACY = "ADVOCACY", "Advocacy"
    INTRODUCTION = "INTRODUCTION", "Introduction"


class StartedBy(models.TextChoices):
    WORKER = "WORKER", "The link worker"
    CLIENT = "CLIENT", "The client"


class Change(models.TextChoices):
    """What changed since the two last spoke (R72). "Nothing" is an answer; none of them is "not asked"."""

    NOTHING = "NOTHING", "Nothing has changed"
    HEALTH = "HEALTH", "Health"
    MOOD = "MOOD", "Mood"
    PEOPLE_AT_HOME = "PEOPLE_AT_HOME", "People at home"
    LOSS = "LOSS", "Somebody died"
    WORK_AND_MONEY = "WORK_AND_MONEY", "Work and money"
    HOUSING = "HOUSING", "Housing"
    FOOD_AND_MEDICINE = "FOOD_AND_MEDICINE", "Food and medicine"
    GOING_OUT = "GOING_OUT", "Going out"
    PHONE_AND_INTERNET = "PHONE_AND_INTERNET", "Phone and internet"
    PLANS = "PLANS", "Plans"


class Wanted(models.TextChoices):
    """What the client wanted today (R23). Not asked is blank."""

    PRACTICAL_HELP = "PRACTICAL_HELP", "Practical help"
    CHAT = "CHAT", "A chat"
    INFORMATION = "INFORMATION", "Information"
    GOAL = "GOAL", "To work on a goal"
    SOMETHING_NEW = "SOMETHING_NEW", "To try something new: open to ideas"


class Barrier(models.TextChoices):
    """What got in the way of a missed appointment or call (R28)."""

    GETTING_THERE = "GETTING_THERE", "Getting there"
    TIME = "TIME", "The time"
    HEALTH = "HEALTH", "Their health"
    WORRY = "WORRY", "Worry"
    PHONE_CREDIT = "PHONE_CREDIT", "Phone credit"
    FORGOT = "FORGOT", "They forgot"
    DID_NOT_WANT = "DID_NOT_WANT", "They did not want it"
    NOT_ASKED = "NOT_ASKED", "Not asked"


class ContactQuerySet(VisibleQuerySet):
    """Contacts of the actor's provider."""

    def standing(self) -> Self:
        """Leave out what was corrected or moved: only what replaced it counts."""
        return self.filter(~Exists(Correction.objects.filter(contact=OuterRef("pk"))))


class Contact(BaseModel):
    """One try or conversation. Its id is made by the page, so that sending a page twice records it once."""

    append_only = True
    personal = frozenset({"note", "changes", "wanted", "barrier", "rapport", "understanding", "worried_about_rules"})
    impersonal = frozenset(
        {"id", "provider", "case", "way", "started_by", "kinds", "outcome", "two_way", "minutes", "name_given",
         "guidance", "caller_known", "happened_at", "happened_by", "recorded_at", "recorded_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    way = models.TextField(choices=Way)
    started_by = models.TextField(choices=StartedBy, default=StartedBy.WORKER)
    kinds = ArrayField(models.TextField(choices=Kind), default=list)
    outcome = models.TextField(choices=Outcome)
    two_way = models.GeneratedField(
        expression=SqlCase(When(outcome="SPOKE", then=Value(True)), default=Value(False)),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    minutes = models.SmallIntegerField(null=True)
    note = models.TextField(blank=True)
    changes = ArrayField(models.TextField(choices=Change), default=list, help_text="empty: not asked (R72)")
    wanted = models.TextField(choices=Wanted, blank=True, help_text="empty: not asked (R23)")
    barrier = models.TextField(choices=Barrier, blank=True, help_text="empty: nothing was missed (R28)")
    name_given = models.TextField(choices=Answer, default=Answer.NOT_ASKED, help_text="the caller said who it was")
    caller_known = models.TextField(choices=Answer, default=Answer.NOT_ASKED, help_text="they knew the caller (R33)")
    rapport = models.SmallIntegerField(null=True, help_text="the worker's own view of the call, 1 to 5 (R30)")
    understanding = models.SmallIntegerField(null=True, help_text="likewise")
    guidance = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+", help_text="the version explained or sent (R54)"
    )
    worried_about_rules = models.TextField(choices=Answer, default=Answer.NOT_ASKED, help_text="and so told again")
    happened_at = models.DateTimeField(help_text="when it took place; later write-up keeps the true time")
    happened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", help_text="who made it")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="contact_of_provider"),
            models.CheckConstraint(
                condition=~Q(changes__contains=["NOTHING"]) | Q(changes=["NOTHING"]),
                name="contact_nothing_changed_alone",
            ),
            models.CheckConstraint(
                condition=(Q(rapport__isnull=True) | Q(rapport__range=(1, 5)))
                & (Q(understanding__isnull=True) | Q(understanding__range=(1, 5))),
                name="contact_ratings_possible",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(0, 600)), name="contact_minutes_possible"
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=models.F("recorded_at")), name="contact_happened_before_recorded"
            ),
            models.CheckConstraint(
                condition=Q(guidance__isnull=True) | Q(outcome__in=("SPOKE", "SENT")),
                name="contact_guidance_reached_somebody",
            ),
            both_or_neither("happened_at", "happened_by", table="contact"),
            both_or_neither("recorded_at", "recorded_by", table="contact"),
        ]
        indexes = [
            # A case's thread in its order; the nightly check reads the last conversation from it alone.
            models.Index(fields=["case", "happened_at"], include=["id", "two_way", "provider"], name="contact_of_case")
        ]

    def __str__(self) -> str:
        return f"contact {self.id}"


class Correction(BaseModel):
    """That a contact was written down wrongly: what stands in its place, who said so and why. Nothing is deleted.

    If the replacement is of another case, it was put on the wrong client.
    """

    append_only = True
    personal = frozenset({"reason"})
    impersonal = frozenset({"id", "provider", "contact", "replaced_by", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="+")
    replaced_by = models.OneToOneField(Contact, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(contact=models.F("replaced_by")), name="correction_is_another_contact"),
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_reason"),
            both_or_neither("made_at", "made_by", table="correction"),
        ]

    def __str__(self) -> str:
        return f"correction {self.id}"


class Review(BaseModel):
    """What a manager decided for somebody whom no route reached (R28). The case stays open."""

    append_only = True
    personal = frozenset({"decided"})
    impersonal = frozenset({"id", "provider", "case", "with_manager_since", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    with_manager_since = models.DateField()
    decided = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(decided=""), name="review_says_what_was_decided"),
            both_or_neither("made_at", "made_by", table="review"),
        ]
        indexes = [models.Index(fields=["case", "made_at"], name="review_of_case")]

    def __str__(self) -> str:
        return f"review {self.id}"
