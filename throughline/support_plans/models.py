"""Goals, what was gained, what slipped, and every thing that a service gives one person.

All of it is the person's, not one case's: it goes on when they come back, and moves with them when two records merge.
Goals and gains lean on services through `Leaning`; a gain may also lean on a worker, a person or a routine.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.directory.kinds import Mode
from throughline.directory.models import Service
from throughline.organisations.models import Organisation
from throughline.support_plans.kinds import (
    Cause,
    GainState,
    Gives,
    GoalState,
    LeaningState,
    Part,
    WhyAtRisk,
    WhyReframed,
)


class Goal(BaseModel):
    """What somebody wants, in their words, with a day on which we look at it again (R19)."""

    personal = frozenset({"words", "why_it_matters", "what_would_help", "conditions", "state"})
    impersonal = frozenset({"id", "provider", "client", "review_on", "state_at", "state_by", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(help_text="in the client's words")
    why_it_matters = models.TextField(blank=True)
    what_would_help = models.TextField(blank=True)
    conditions = ArrayField(models.TextField(), default=list, help_text="those of their conditions that it is about")
    review_on = models.DateField(null=True, help_text="when we look at it again")
    state = models.TextField(choices=GoalState, default=GoalState.OPEN)
    state_at = models.DateTimeField(help_text="since when it stands so")
    state_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="goal_of_provider"),
            models.CheckConstraint(condition=~Q(words=""), name="goal_has_words"),
            models.CheckConstraint(
                condition=~Q(state__in=["OPEN", "ON_HOLD"]) | Q(review_on__isnull=False), name="open_goal_has_review"
            ),
            both_or_neither("state_at", "state_by", table="goal"),
            both_or_neither("made_at", "made_by", table="goal"),
        ]
        indexes = [models.Index(fields=["client", "made_at"], name="goal_of_client")]

    def __str__(self) -> str:
        return f"goal {self.id}"


class GoalTurn(BaseModel):
    """That a goal came to stand otherwise, and what was said of it. The first tells how it was made."""

    append_only = True
    personal = frozenset({"state", "note"})
    impersonal = frozenset({"id", "provider", "goal", "review_on", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=GoalState)
    review_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("made_at", "made_by", table="goal_turn")]
        indexes = [models.Index(fields=["goal", "made_at"], name="turn_of_goal")]

    def __str__(self) -> str:
        return f"turn {self.id} of a goal"


class Target(BaseModel):
    """A small step towards a goal."""

    personal = frozenset({"words"})
    impersonal = frozenset({"id", "provider", "goal", "place", "done_at", "done_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    place = models.SmallIntegerField(help_text="1, 2, 3 ... within the goal")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "place"], name="target_in_order"),
            models.CheckConstraint(condition=~Q(words=""), name="target_has_words"),
            both_or_neither("done_at", "done_by", table="target"),
        ]

    def __str__(self) -> str:
        return f"target {self.id}"


class Reframing(BaseModel):
    """That a goal got another wording. The original is kept, with what would let them go back to it (R20)."""

    personal = frozenset({"why", "note", "waits_for"})
    impersonal = frozenset(
        {"id", "provider", "original", "instead", "service", "mode", "made_at", "made_by", "ended_at", "ended_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    original = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    instead = models.OneToOneField(Goal, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(choices=WhyReframed)
    note = models.TextField(blank=True, help_text="the reason in their words")
    waits_for = models.TextField(
        blank=True, help_text="what the original waits for, in words: gym, the end of shielding"
    )
    service = models.ForeignKey(
        Service, null=True, on_delete=models.PROTECT, related_name="+", help_text="look at going back when this runs"
    )
    mode = models.TextField(choices=Mode, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="gone back to, or let go")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["original"], condition=Q(ended_at__isnull=True), name="one_wording_instead_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(original=models.F("instead")), name="reframed_to_another_goal"),
            models.CheckConstraint(
                condition=Q(service__isnull=True, mode="") | Q(service__isnull=False) & ~Q(mode=""),
                name="reframing_waits_for_a_way",
            ),
            both_or_neither("made_at", "made_by", table="reframing"),
            both_or_neither("ended_at", "ended_by", table="reframing"),
        ]
        indexes = [models.Index(fields=["service"], condition=Q(ended_at__isnull=True), name="reframing_waits_for")]

    def __str__(self) -> str:
        return f"reframing {self.id}"


class Gain(BaseModel):
    """Ground that somebody gained, and what it leans on (R21). What it once was stays in its history."""

    personal = frozenset({"part", "words", "state", "leans_on_person", "leans_on_routine"})
    impersonal = frozenset(
        {"id", "provider", "client", "gained_on", "leans_on_worker", "state_on", "made_at", "made_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    part = models.TextField(choices=Part)
    words = models.TextField(help_text="what was gained, in their words: stopped smoking")
    gained_on = models.DateField()
    leans_on_worker = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    leans_on_person = models.TextField(blank=True, help_text="their sister, the trainer")
    leans_on_routine = models.TextField(blank=True, help_text="a walk after breakfast")
    state = models.TextField(choices=GainState, default=GainState.HELD)
    state_on = models.DateField(help_text="the day from which it stands so")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="gain_of_provider"),
            models.CheckConstraint(condition=~Q(words=""), name="gain_has_words"),
            both_or_neither("made_at", "made_by", table="gain"),
        ]
        indexes = [
            models.Index(fields=["client", "gained_on"], name="gain_of_client"),
            models.Index(fields=["provider", "state_on"], condition=Q(state="AT_RISK"), name="gain_at_risk"),
            models.Index(
                fields=["leans_on_worker"], condition=Q(leans_on_worker__isnull=False), name="gain_leans_on_worker"
            ),
        ]

    def __str__(self) -> str:
        return f"gain {self.id}"


class GainTurn(BaseModel):
    """That a gain came to stand otherwise: gained, slipped, regained, each with its day."""

    append_only = True
    personal = frozenset({"state", "words"})
    impersonal = frozenset({"id", "provider", "gain", "turned_on", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gain = models.ForeignKey(Gain, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=GainState)
    turned_on = models.DateField()
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("made_at", "made_by", table="gain_turn")]
        indexes = [models.Index(fields=["gain", "turned_on", "made_at"], name="turn_of_gain")]

    def __str__(self) -> str:
        return f"turn {self.id} of a gain"


class Risk(BaseModel):
    """One reason why a gain is at risk. It ends when somebody has looked at it, or what it leans on is back."""

    personal = frozenset({"words"})
    impersonal = frozenset(
        {"id", "provider", "gain", "why", "service", "mode", "since_on", "made_at", "made_by", "ended_at", "ended_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gain = models.ForeignKey(Gain, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(choices=WhyAtRisk)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    mode = models.TextField(choices=Mode, blank=True)
    words = models.TextField(blank=True)
    since_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gain", "why", "service", "mode"], condition=Q(ended_at__isnull=True),
                nulls_distinct=False, name="risk_told_once",
            ),
            models.CheckConstraint(
                condition=~Q(why="SERVICE_STOPPED") | Q(service__isnull=False) & ~Q(mode=""),
                name="risk_names_what_stopped",
            ),
            both_or_neither("made_at", "made_by", table="risk"),
            both_or_neither("ended_at", "ended_by", table="risk"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"risk {self.id}"


class SetBack(BaseModel):
    """What slipped, since when and what set it off, in their words, and what is done next (R22)."""

    personal = frozenset({"parts", "since_on", "causes", "words", "next_step", "review_words"})
    impersonal = frozenset(
        {"id", "provider", "client", "gain", "told_on", "recorded_at", "recorded_by", "reviewed_at", "reviewed_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    gain = models.ForeignKey(Gain, null=True, on_delete=models.PROTECT, related_name="+")
    parts = ArrayField(models.TextField(choices=Part), help_text="what slipped")
    since_on = models.DateField(null=True, help_text="empty: they cannot say")
    causes = ArrayField(models.TextField(choices=Cause), default=list, help_text="what set it off; empty: not known")
    words = models.TextField(help_text="in their words")
    next_step = models.TextField(help_text="what is done next")
    told_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    review_words = models.TextField(blank=True)

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(parts=[]) & ~Q(words="") & ~Q(next_step=""), name="set_back_says_what_and_what_next"
            ),
            both_or_neither("recorded_at", "recorded_by", table="set_back"),
            both_or_neither("reviewed_at", "reviewed_by", table="set_back"),
        ]
        indexes = [models.Index(fields=["client", "told_on"], name="set_back_of_client")]

    def __str__(self) -> str:
        return f"set-back {self.id}"


class Leaning(BaseModel):
    """One thing that one way of joining a service gives one person, hidden help included (R46).

    When the way stops, this is what they no longer have: a need, until it is met another way or declined.
    """

    personal = frozenset({"gives", "words", "hidden", "state", "met_by"})
    impersonal = frozenset(
        {"id", "provider", "client", "service", "mode", "goal", "gain", "unmet_since_on", "review_on", "met_by_service",
         "settled_at", "settled_by", "made_at", "made_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    mode = models.TextField(choices=Mode)
    gives = models.TextField(choices=Gives)
    words = models.TextField(blank=True, help_text="in their words: she helps me with my benefits")
    hidden = models.BooleanField(default=False, help_text="it is not what the service is for")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    gain = models.ForeignKey(Gain, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=LeaningState, default=LeaningState.LEANING)
    unmet_since_on = models.DateField(null=True)
    review_on = models.DateField(null=True, help_text="when we look again for what meets it")
    met_by = models.TextField(blank=True, help_text="what meets it now, or why it is not wanted")
    met_by_service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="leaning_of_provider"),
            models.CheckConstraint(
                condition=~Q(state="UNMET") | Q(unmet_since_on__isnull=False, review_on__isnull=False),
                name="unmet_need_is_looked_at_again",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["MET", "DECLINED"]) | (Q(settled_at__isnull=False) & ~Q(met_by="")),
                name="settled_need_says_how",
            ),
            both_or_neither("settled_at", "settled_by", table="leaning"),
            both_or_neither("made_at", "made_by", table="leaning"),
        ]
        indexes = [
            models.Index(fields=["client"], name="leaning_of_client"),
            # What a closing asks of every provider: who leans on this way of joining.
            models.Index(fields=["service", "mode"], include=["client", "goal", "gain"], name="leaning_on_way"),
            models.Index(fields=["goal"], condition=Q(goal__isnull=False), name="leaning_of_goal"),
            models.Index(fields=["gain"], condition=Q(gain__isnull=False), name="leaning_of_gain"),
        ]

    def __str__(self) -> str:
        return f"leaning {self.id}"
