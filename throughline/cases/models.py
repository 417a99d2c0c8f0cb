"""Cases and promises.

**The first promise** is held here by PostgreSQL itself: no open case is ever without a named, active worker of its own
provider and a dated next contact by an active person. `open_marker` is true while a case is open and null once it is
closed; the keys (worker, provider, open_marker) and (next_contact_by, provider, open_marker) point at
accounts (id, organisation, may_hold_cases), so a case can only be open while that account may hold cases, and an
account cannot stop being active while such a case points at it.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Case as SqlCase
from django.db.models import Q, Value, When

from throughline.accounts.models import User
from throughline.clients.models import Client
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation
from throughline.referrals.models import Referral


class Level(models.TextChoices):
    """How often we speak (R27). The days are dated settings, SET3."""

    INTENSIVE = "INTENSIVE", "Intensive"
    REGULAR = "REGULAR", "Regular"
    LIGHT = "LIGHT", "Light"


class Way(models.TextChoices):
    """How a contact is made (R25)."""

    PHONE = "PHONE", "Phone"
    AT_SURGERY = "AT_SURGERY", "In person at the surgery"
    OTHER_PLACE = "OTHER_PLACE", "In person somewhere else"
    POST = "POST", "Post"
    TEXT = "TEXT", "Text message"
    EMAIL = "EMAIL", "Email"
    VIDEO = "VIDEO", "Video"


class PartOfDay(models.TextChoices):
    MORNING = "MORNING", "Morning"
    AFTERNOON = "AFTERNOON", "Afternoon"
    EVENING = "EVENING", "Evening"


class CloseReason(models.TextChoices):
    COMPLETED = "COMPLETED", "We agreed that they no longer need the service"
    CLIENT_WISH = "CLIENT_WISH", "They asked to stop"
    MOVED_AWAY = "MOVED_AWAY", "They moved out of the area"
    COULD_NOT_REACH = "COULD_NOT_REACH", "We could not reach them"
    DIED = "DIED", "They died"


class CaseQuerySet(VisibleQuerySet):
    """Cases of the actor's provider."""

    def still_open(self) -> Self:
        """Narrow to people who are in the service now."""
        return self.filter(closed_at__isnull=True)

    def depending_on(self, worker_id: object) -> Self:
        """Narrow to people whose link worker this is, or whose next contact this worker makes."""
        return self.filter(Q(worker_id=worker_id) | Q(next_contact_by_id=worker_id))


class Case(BaseModel):
    """One spell of one person in the service."""

    personal = frozenset({"close_note"})
    impersonal = frozenset(
        {"id", "provider", "client", "referral", "reopened_from", "worker", "level", "opened_at", "opened_by",
         "closed_at", "closed_by", "close_reason", "open_marker", "next_contact_on", "next_contact_part",
         "next_contact_way", "next_contact_by", "first_contact_due_on", "last_reached_at", "last_tried_at",
         "tries_since_reached"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, null=True, on_delete=models.PROTECT, related_name="+")
    reopened_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    level = models.TextField(choices=Level)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    close_reason = models.TextField(choices=CloseReason, blank=True)
    close_note = models.TextField(blank=True)
    open_marker = models.GeneratedField(
        expression=SqlCase(When(closed_at__isnull=True, then=Value(True)), default=Value(None)),
        output_field=models.BooleanField(null=True),
        db_persist=True,
    )

    next_contact_on = models.DateField(null=True)
    next_contact_part = models.TextField(choices=PartOfDay, blank=True)
    next_contact_way = models.TextField(choices=Way, blank=True)
    next_contact_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    first_contact_due_on = models.DateField(null=True, help_text="until the two have spoken (SET1)")
    last_reached_at = models.DateTimeField(null=True, help_text="the last two-way contact")  # when, not an act
    last_tried_at = models.DateTimeField(null=True)
    tries_since_reached = models.SmallIntegerField(default=0)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="case_of_provider"),
            models.UniqueConstraint(fields=["client"], condition=Q(closed_at__isnull=True), name="one_open_case"),
            models.CheckConstraint(
                name="open_case_has_next_contact",
                condition=Q(closed_at__isnull=False)
                | Q(next_contact_on__isnull=False, next_contact_by__isnull=False) & ~Q(next_contact_way=""),
            ),
            models.CheckConstraint(
                name="closed_case_has_reason", condition=Q(closed_at__isnull=True) | ~Q(close_reason="")
            ),
            both_or_neither("opened_at", "opened_by", table="case"),
            both_or_neither("closed_at", "closed_by", table="case"),
        ]
        indexes = [
            models.Index(
                fields=["next_contact_by", "next_contact_on"], condition=Q(closed_at__isnull=True), name="case_my_day"
            ),
            models.Index(fields=["worker"], condition=Q(closed_at__isnull=True), name="case_of_worker"),
            models.Index(
                fields=["provider", "last_reached_at"], condition=Q(closed_at__isnull=True), name="case_silent"
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.id}"


class Promise(BaseModel):
    """What a client was told about the next contact: when, by whom and how. The last one of an open case is in force.

    Whether it was kept is not stored: it follows from the contacts (`rules.promise_outcome`).
    """

    append_only = True
    personal = frozenset[str]()
    impersonal = frozenset(
        {"id", "sequence", "provider", "case", "due_on", "part", "way", "to_be_kept_by", "made_at", "made_by"}
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sequence = models.IntegerField(help_text="1, 2, 3 ... within the case: two may be made in the same moment")
    due_on = models.DateField()
    part = models.TextField(choices=PartOfDay, blank=True)
    way = models.TextField(choices=Way)
    to_be_kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="promise_in_order"),
            both_or_neither("made_at", "made_by", table="promise"),
        ]

    def __str__(self) -> str:
        return f"promise {self.id}"


class Handover(BaseModel):
    """A change of a case's worker, with its reason: who, from whom, when."""

    append_only = True
    personal = frozenset({"reason"})
    impersonal = frozenset({"id", "provider", "case", "from_worker", "to_worker", "made_at", "made_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    from_worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("made_at", "made_by", table="handover")]

    def __str__(self) -> str:
        return f"handover {self.id}"
