"""Referrals in."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class Eligible(models.TextChoices):
    YES = "YES", "Yes"
    NO = "NO", "No"
    ASK = "ASK", "Ask a person"


class State(models.TextChoices):
    """What the surgery is shown (R6, section 7.2)."""

    WAITING = "WAITING", "Received, needs allocating"
    TO_DECIDE = "TO_DECIDE", "Received, a person will decide"
    NOT_ELIGIBLE = "NOT_ELIGIBLE", "Not eligible"
    DECLINED = "DECLINED", "Declined"
    ALLOCATED = "ALLOCATED", "Allocated to a link worker"
    CONTACTED = "CONTACTED", "Link worker has spoken with the patient"
    ASSESSED = "ASSESSED", "Link worker has made the first assessment"
    COULD_NOT_REACH = "COULD_NOT_REACH", "Ended: the link worker could not reach the patient"
    ENDED = "ENDED", "Ended"
    CHECK_INS = "CHECK_INS", "Not eligible: on the list for check-in calls"


class Source(models.TextChoices):
    """Where a referral came from."""

    SURGERY = "SURGERY", "Their surgery"
    VULNERABLE_LIST = "VULNERABLE_LIST", "A list of vulnerable people"


WITH_WORKER = (State.ALLOCATED, State.CONTACTED, State.ASSESSED)
"""The states in which the patient has a link worker."""
OVER = (State.NOT_ELIGIBLE, State.DECLINED, State.ENDED, State.COULD_NOT_REACH, State.CHECK_INS)
"""The states after which the same person may be referred anew."""


class ReferralQuerySet(VisibleQuerySet):
    """A referral is the provider's, and its surgery's."""

    def visible_to(self, actor: Actor) -> Self:
        """Narrow to referrals to, or from, the actor's organisation."""
        if actor.is_system:
            return self.all()
        return self.filter(Q(provider_id=actor.organisation_id) | Q(surgery_id=actor.organisation_id))

    def undecided_or_live(self) -> Self:
        """Narrow to those that a second referral of the same person joins."""
        return self.exclude(state__in=OVER)


class Referral(BaseModel):
    """A request for a person to be offered social prescribing."""

    personal = frozenset(
        {"patient_name", "patient_born_on", "reason", "wants", "communication_needs", "conditions", "eligible_why",
         "decision_reason", "withheld"}
    )  # fmt: skip
    impersonal = frozenset(
        {"id", "provider", "surgery", "client", "worker", "referred_on", "agreed", "agreed_to_phone", "eligible",
         "state", "source", "received_at", "received_by", "decided_at", "decided_by", "allocated_at", "allocated_by",
         "contacted_at", "contacted_by", "assessed_at", "assessed_by", "listed_at", "listed_by", "ended_at", "ended_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    surgery = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    patient_name = models.TextField(help_text="as the referrer gave it: the surgery reads its own words")
    patient_born_on = models.DateField(help_text="as the referrer gave it")
    worker = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", help_text="the link worker the surgery is shown"
    )
    referred_on = models.DateField()
    conditions = ArrayField(models.TextField(), default=list, help_text="as the referrer gave them")
    reason = models.TextField(blank=True)
    wants = models.TextField(blank=True, help_text="what the patient wants, in plain words")
    communication_needs = models.TextField(blank=True)
    agreed = models.BooleanField(help_text="the patient agreed to be referred")
    agreed_to_phone = models.BooleanField(help_text="the patient agreed to be phoned")
    eligible = models.TextField(choices=Eligible)
    eligible_why = models.TextField()
    state = models.TextField(choices=State)
    source = models.TextField(choices=Source, default=Source.SURGERY)
    withheld = models.BooleanField(default=False, help_text="the patient asked that the surgery is told nothing (R16)")
    decision_reason = models.TextField(blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    allocated_at = models.DateTimeField(null=True)
    allocated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    contacted_at = models.DateTimeField(null=True)
    contacted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField(null=True)
    assessed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField(null=True, help_text="put on the list for check-in calls (R8)")
    listed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(agreed=True), name="referral_agreed"),
            models.UniqueConstraint(fields=["id", "provider"], name="referral_of_provider"),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(state__in=["WAITING", "TO_DECIDE", "ALLOCATED", "CONTACTED", "ASSESSED"]),
                name="one_live_referral",
            ),
            *(
                both_or_neither(f"{act}_at", f"{act}_by", table="referral")
                for act in ("received", "decided", "allocated", "contacted", "assessed", "listed", "ended")
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "state", "received_at"], name="referral_waiting"),
            models.Index(fields=["surgery", "received_at"], name="referral_of_surgery"),
        ]

    def __str__(self) -> str:
        return f"referral {self.id}"
