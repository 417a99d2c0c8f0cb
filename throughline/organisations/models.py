"""Organisations that run, commission or refer to the service, their dated relations, and dated numbers."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.core.models import BaseModel, both_or_neither


class Kind(models.TextChoices):
    COMMISSIONER = "COMMISSIONER", "Commissioner"
    PROVIDER = "PROVIDER", "Provider"
    SURGERY = "SURGERY", "GP surgery"
    COUNCIL = "COUNCIL", "Council"
    LINKED_SERVICE = "LINKED_SERVICE", "Linked service"
    UNIVERSITY = "UNIVERSITY", "University"
    TRANSCRIPTION = "TRANSCRIPTION", "Transcription company"
    ETHICS = "ETHICS", "Ethics committee"
    FUNDER = "FUNDER", "Funder"


class Organisation(BaseModel):
    """An organisation that runs, commissions, sends to, receives from or studies the service."""

    impersonal = frozenset({"id", "kind", "name", "phone", "closed_on"})

    kind = models.TextField(choices=Kind)
    name = models.TextField(unique=True)
    phone = models.TextField(blank=True)
    closed_on = models.DateField(null=True, help_text="the last day")

    def __str__(self) -> str:
        return self.name


class RelationKind(models.TextChoices):
    """What ties two organisations, as one reads it from left to right."""

    COMMISSIONS = "COMMISSIONS", "commissions"
    DELIVERS_FOR = "DELIVERS_FOR", "delivers for"
    ATTACHED_TO = "ATTACHED_TO", "has link workers at"
    REFERS_TO = "REFERS_TO", "refers to"
    SENDS_LIST = "SENDS_LIST", "sends lists to"
    RECEIVES_REFERRAL = "RECEIVES_REFERRAL", "receives referrals from"
    TRANSCRIBES_FOR = "TRANSCRIBES_FOR", "transcribes for"
    APPROVES = "APPROVES", "approves research of"
    FUNDS = "FUNDS", "funds"


TURNED_ROUND = {
    RelationKind.COMMISSIONS: "is commissioned by",
    RelationKind.DELIVERS_FOR: "has the service delivered by",
    RelationKind.ATTACHED_TO: "has link workers of",
    RelationKind.REFERS_TO: "takes referrals from",
    RelationKind.SENDS_LIST: "gets lists from",
    RelationKind.RECEIVES_REFERRAL: "refers people to",
    RelationKind.TRANSCRIBES_FOR: "has interviews transcribed by",
    RelationKind.APPROVES: "has its research approved by",
    RelationKind.FUNDS: "is funded by",
}
"""What ties two organisations, as the other one says it."""


class Relation(BaseModel):
    """One organisation's dated tie to another, read left to right: "Elm Street refers to Harbour Trust"."""

    impersonal = frozenset({"id", "source", "kind", "target", "starts_on", "ends_on"})

    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=RelationKind)
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, help_text="the last day")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="relation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id} from {self.starts_on}"


class Restriction(models.TextChoices):
    """What is not possible while a disruption is on (R48)."""

    NO_MEETINGS = "NO_MEETINGS", "We meet nobody in person"
    NO_GROUPS = "NO_GROUPS", "Groups do not meet"
    STAY_IN = "STAY_IN", "People are to stay at home"


class Disruption(BaseModel):
    """A time in which the service cannot work as usual, such as a lockdown, as one provider declared it.

    It is declared, on, easing and over: which of these follows from its days (`rules.stage`).
    """

    impersonal = frozenset(
        {"id", "provider", "name", "starts_on", "restrictions", "eased_on", "ends_on", "declared_at", "declared_by",
         "eased_at", "eased_by", "ended_at", "ended_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.TextField(help_text="what people call it")
    starts_on = models.DateField()
    restrictions = ArrayField(models.TextField(choices=Restriction), default=list)
    eased_on = models.DateField(null=True, help_text="the first day on which nothing of this is forbidden any more")
    ends_on = models.DateField(null=True, help_text="the first day on which work is as usual again")
    declared_at = models.DateTimeField()
    declared_by: models.Field[Any, Any] = models.UUIDField(help_text="the account; no key, since accounts stand above")
    eased_at = models.DateTimeField(null=True)
    eased_by: models.Field[Any, Any] = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by: models.Field[Any, Any] = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider"], condition=Q(ends_on__isnull=True), name="one_disruption_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="disruption_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(eased_on__isnull=True) | Q(eased_on__gte=models.F("starts_on")),
                name="disruption_eases_after_start",
            ),
            both_or_neither("eased_at", "eased_by", table="disruption"),
            both_or_neither("ended_at", "ended_by", table="disruption"),
        ]

    def __str__(self) -> str:
        return f"{self.name} from {self.starts_on}"


class DatedNumber(BaseModel):
    """A number of section 6 (SET1-SET23) as a provider set it from a date on, with the reason (R150)."""

    append_only = True
    impersonal = frozenset({"id", "provider", "name", "value", "from_on", "reason", "set_at", "set_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    value = models.IntegerField()
    from_on = models.DateField()
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by: models.Field[Any, Any] = models.UUIDField(help_text="the account; no key, since accounts stand above")

    class Meta:
        indexes = [models.Index(fields=["provider", "name", "from_on"], name="dated_number_in_force")]

    def __str__(self) -> str:
        return f"{self.name} = {self.value} from {self.from_on}"


class Discharge(models.TextChoices):
    """By which policy a provider closes cases (R57)."""

    ORDINARY = "ORDINARY", "Ordinary"
    HOLD_OPEN = "HOLD_OPEN", "Hold open"
    REVIEW_AND_CLOSE = "REVIEW_AND_CLOSE", "Review and close"


class DischargePolicy(BaseModel):
    """By which policy a provider closes cases from a day on, with the reason (R57). Until there is one: ordinary."""

    append_only = True
    impersonal = frozenset({"id", "provider", "policy", "from_on", "reason", "set_at", "set_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    policy = models.TextField(choices=Discharge)
    from_on = models.DateField()
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by: models.Field[Any, Any] = models.UUIDField(help_text="the account; no key, since accounts stand above")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="discharge_policy_has_reason")]
        indexes = [models.Index(fields=["provider", "from_on"], name="discharge_policy_in_force")]

    def __str__(self) -> str:
        return f"{self.policy} from {self.from_on}"


class QualifyingConditions(BaseModel):
    """The conditions of which one is needed, as a provider set them from a day on, with the reason (R7, R150)."""

    append_only = True
    impersonal = frozenset({"id", "provider", "conditions", "from_on", "reason", "set_at", "set_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    conditions = ArrayField(models.TextField(), help_text="all of them, in the order in which they are asked")
    from_on = models.DateField()
    reason = models.TextField()
    set_at = models.DateTimeField()
    set_by: models.Field[Any, Any] = models.UUIDField(help_text="the account; no key, since accounts stand above")

    class Meta:
        indexes = [models.Index(fields=["provider", "from_on"], name="conditions_in_force")]

    def __str__(self) -> str:
        return f"{len(self.conditions)} conditions from {self.from_on}"
