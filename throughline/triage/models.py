"""Calls to listed people: whose turn it is to call somebody, what came of each call, and what is needed (R51).

What tells of a person is emptied with their list; that there was a call, when, and what it came to, stays (R53).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.guidance.models import Version
from throughline.organisations.models import Organisation
from throughline.outreach.models import ListedPerson


class HowEnded(models.TextChoices):
    """How a turn ended."""

    CALLED = "CALLED", "Called"
    RELEASED = "RELEASED", "Given back"
    RAN_OUT = "RAN_OUT", "Not finished in time"


class Point(models.TextChoices):
    """What everybody on a list is asked: the paper's five points, and two more (R51)."""

    FOOD = "FOOD", "Food"
    MEDICINE = "MEDICINE", "Medicine"
    GUIDELINES = "GUIDELINES", "Knows the guidelines"
    COPING = "COPING", "Coping mentally"
    KNOWS_WHAT = "KNOWS_WHAT", "Knows what they should be doing"
    HELPER = "HELPER", "Somebody to help"
    OTHER = "OTHER", "Anything else"


class Stands(models.TextChoices):
    """How it stands with one point. What was not asked has no row: it is never "all right"."""

    FINE = "FINE", "All right"
    NEEDS = "NEEDS", "Needs something"
    URGENT = "URGENT", "Needs something today"


class Result(models.TextChoices):
    """What a call came to (R51)."""

    CHECK_IN_ONLY = "CHECK_IN_ONLY", "Check-in only"
    NEEDS_SUPPORT = "NEEDS_SUPPORT", "Needs support"
    ALREADY_HELPED = "ALREADY_HELPED", "Somebody helps them already"
    DECLINED = "DECLINED", "Did not want the call"
    NOT_REACHED = "NOT_REACHED", "Nobody answered"


class Turn(BaseModel):
    """One worker's turn to call one listed person. While it lasts nobody else is given them."""

    personal = frozenset[str]()
    impersonal = frozenset(
        {"id", "provider", "person", "taken_at", "taken_by", "lasts_until", "ended_at", "ended_by", "how_ended"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(ListedPerson, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lasts_until = models.DateTimeField(help_text="from then on somebody else may have them")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    how_ended = models.TextField(choices=HowEnded, blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_turn_at_a_time_for_a_listed_person"
            ),
            models.UniqueConstraint(
                fields=["taken_by"], condition=Q(ended_at__isnull=True), name="one_triage_turn_at_a_time_for_a_worker"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(how_ended=""), name="ended_triage_turn_says_how"
            ),
            both_or_neither("taken_at", "taken_by", table="triage_turn"),
            both_or_neither("ended_at", "ended_by", table="triage_turn"),
        ]

    def __str__(self) -> str:
        return f"turn {self.id}"


class Call(BaseModel):
    """One call, or try of one. Another call may be wanted on a day."""

    personal = frozenset({"result", "words"})
    impersonal = frozenset({"id", "provider", "person", "guidance", "again_on", "minutes", "called_at", "called_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(ListedPerson, on_delete=models.PROTECT, related_name="+")
    result = models.TextField(choices=Result)
    words = models.TextField(blank=True, help_text="what else was said; emptied with the list")
    minutes = models.IntegerField(null=True)
    guidance = models.ForeignKey(
        Version, null=True, on_delete=models.PROTECT, related_name="+", help_text="the version that was explained (R54)"
    )
    again_on = models.DateField(null=True, help_text="when they want to be called again, if they do")
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="triage_call_of_provider"),
            models.CheckConstraint(condition=Q(minutes__isnull=True) | Q(minutes__gte=0), name="triage_minutes"),
            both_or_neither("called_at", "called_by", table="triage_call"),
        ]
        indexes = [models.Index(fields=["person", "called_at"], name="triage_calls_of_person")]

    def __str__(self) -> str:
        return f"call {self.id}"


class Told(BaseModel):
    """How it stood with one point in a call; where something is needed, by when, and how it was met."""

    personal = frozenset({"point", "stands", "words", "how_met"})
    impersonal = frozenset({"id", "provider", "call", "due_on", "met_at", "met_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    point = models.TextField(choices=Point)
    stands = models.TextField(choices=Stands)
    words = models.TextField(blank=True, help_text="what they need, in their words; emptied with the list")
    due_on = models.DateField(null=True, help_text="by when it is to be met: the same day where it is urgent")
    met_at = models.DateTimeField(null=True)
    met_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    how_met = models.TextField(blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "point"], name="one_answer_a_point"),
            models.CheckConstraint(
                condition=Q(stands="FINE", due_on__isnull=True) | ~Q(stands="FINE") & Q(due_on__isnull=False),
                name="need_has_its_day",
            ),
            both_or_neither("met_at", "met_by", table="told"),
        ]
        indexes = [
            models.Index(fields=["provider", "due_on"], condition=Q(due_on__isnull=False, met_at__isnull=True),
                         name="needs_of_listed_people")
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"told {self.id}"
