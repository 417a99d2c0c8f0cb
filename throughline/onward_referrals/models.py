"""Onward referrals: where somebody was pointed or sent, where it stands, and every step on the way."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.directory.models import Service, WayOfJoining
from throughline.organisations.models import Organisation


class Strength(models.TextChoices):
    """How much of it the link worker does (R39)."""

    SIGNPOSTED = "SIGNPOSTED", "Signposted: they have the information and go themselves"
    REFERRED = "REFERRED", "Referred: we give the service their details"
    SUPPORTED = "SUPPORTED", "Supported: I make the first contact with them"


class State(models.TextChoices):
    """Where it stands (section 7.2)."""

    SUGGESTED = "SUGGESTED", "Suggested"
    AGREED = "AGREED", "Agreed"
    SENT = "SENT", "Sent"
    ACKNOWLEDGED = "ACKNOWLEDGED", "The service has answered"
    WAITING = "WAITING", "Waiting"
    STARTED = "STARTED", "Started, going on"
    ON_HOLD = "ON_HOLD", "On hold"
    ENOUGH = "ENOUGH", "Ended: it was enough"
    NOT_ENOUGH = "NOT_ENOUGH", "Ended: it was not enough"
    STOPPED = "STOPPED", "Ended: they stopped"
    DECLINED = "DECLINED", "They do not want it"
    DID_NOT_START = "DID_NOT_START", "Did not start"


CLOSED = (State.ENOUGH, State.NOT_ENOUGH, State.STOPPED, State.DECLINED, State.DID_NOT_START)


class WhyNot(models.TextChoices):
    """Why somebody did not start (R39)."""

    TOO_SHY = "TOO_SHY", "Too shy to go alone"
    NOT_ONLINE = "NOT_ONLINE", "Not for them online"
    TRAVEL = "TRAVEL", "They could not get there"
    COST = "COST", "It cost too much"
    UNWELL = "UNWELL", "They were not well enough"
    NO_PLACE = "NO_PLACE", "The service had no place, or never answered"
    NOT_NOW = "NOT_NOW", "Not the right time"
    OTHER = "OTHER", "Something else"


class OnwardReferralQuerySet(VisibleQuerySet):
    """Onward referrals of the actor's provider."""

    def still_open(self) -> Self:
        """Narrow to those that are not over, of people who are in the service."""
        return self.exclude(state__in=CLOSED).filter(case__closed_at__isnull=True)


class OnwardReferral(BaseModel):
    """One person pointed or sent to one way of joining one service. Its steps tell how it came to this."""

    personal = frozenset({"wish", "why_not", "still_needed", "alternatives"})
    impersonal = frozenset(
        {"id", "provider", "case", "service", "way", "follows", "strength", "state", "before_hold", "check_back_on",
         "expected_wait_weeks", "waiting_since", "started_on", "ask_online_from", "closed_on", "unmet_need",
         "opened_at", "opened_by", "escalated_at", "escalated_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    way = models.ForeignKey(WayOfJoining, on_delete=models.PROTECT, related_name="+", help_text="how they join it")
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    strength = models.TextField(choices=Strength)
    wish = models.TextField(blank=True, help_text="what it is for, in their words")
    state = models.TextField(choices=State)
    before_hold = models.TextField(choices=State, blank=True, help_text="where it stood when it was put on hold")
    check_back_on = models.DateField(null=True, help_text="when we ask what became of it; none once it is over")
    expected_wait_weeks = models.SmallIntegerField(null=True, help_text="as the service told us")
    waiting_since = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ask_online_from = models.DateField(null=True, help_text="they said “not online”: not asked again before (SET19)")
    closed_on = models.DateField(null=True)
    why_not = models.TextField(choices=WhyNot, blank=True)
    still_needed = models.TextField(blank=True, help_text="what they still need, where it ended too soon")
    unmet_need = models.TextField(blank=True, help_text="what was not enough, e.g. counselling beyond 6 sessions")
    alternatives = models.TextField(blank=True, help_text="what else was offered when the wait grew long")
    escalated_at = models.DateTimeField(null=True)
    escalated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OnwardReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="onward_of_provider"),
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, check_back_on__isnull=True, closed_on__isnull=False)
                | ~Q(state__in=CLOSED) & Q(check_back_on__isnull=False, closed_on__isnull=True),
                name="open_onward_has_check_back",
            ),
            models.CheckConstraint(
                condition=Q(state="ON_HOLD") & ~Q(before_hold="") | ~Q(state="ON_HOLD") & Q(before_hold=""),
                name="held_onward_knows_its_state",
            ),
            models.CheckConstraint(condition=~Q(state="DID_NOT_START") | ~Q(why_not=""), name="onward_says_why_not"),
            both_or_neither("opened_at", "opened_by", table="onward"),
            both_or_neither("escalated_at", "escalated_by", table="onward"),
        ]
        indexes = [
            models.Index(fields=["case", "opened_at"], name="onward_of_case"),
            # What leans on a service: read when it closes.
            models.Index(
                fields=["service", "way", "provider"],
                condition=Q(closed_on__isnull=True),
                name="onward_open_of_service",
            ),
            models.Index(fields=["provider", "waiting_since"], name="onward_waits"),
        ]

    def __str__(self) -> str:
        return f"onward referral {self.id}"


class OnwardStep(BaseModel):
    """One thing that happened to an onward referral, on its day. Never changed: the next step stands above it."""

    append_only = True
    personal = frozenset({"words", "why_not"})
    impersonal = frozenset(
        {"id", "provider", "onward", "sequence", "state", "happened_on", "check_back_on", "expected_wait_weeks",
         "recorded_at", "recorded_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    onward = models.ForeignKey(OnwardReferral, on_delete=models.PROTECT, related_name="+")
    sequence = models.IntegerField(help_text="1, 2, 3 ... within the referral")
    state = models.TextField(choices=State)
    happened_on = models.DateField()
    words = models.TextField(blank=True)
    why_not = models.TextField(choices=WhyNot, blank=True)
    check_back_on = models.DateField(null=True)
    expected_wait_weeks = models.SmallIntegerField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["onward", "sequence"], name="onward_step_in_order"),
            both_or_neither("recorded_at", "recorded_by", table="onward_step"),
        ]

    def __str__(self) -> str:
        return f"step {self.sequence} of {self.onward_id}"
