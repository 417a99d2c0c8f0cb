"""Cases and promises.

**The first promise** is held here by PostgreSQL itself: no open case is ever without a named, active worker of its own
provider and a dated next contact by an active person. `open_marker` is true while a case is open and null once it is
closed; the keys (worker, provider, open_marker) and (next_contact_by, provider, open_marker) point at
accounts (id, organisation, may_hold_cases), so a case can only be open while that account may hold cases, and an
account cannot stop being active while such a case points at it.
"""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
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
    DOORSTEP = "DOORSTEP", "On the doorstep, at a distance"


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
    TRANSFERRED = "TRANSFERRED", "They moved to another provider's service"
    MERGED = "MERGED", "They had two records, which were merged: their other case goes on"


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
         "next_contact_way", "next_contact_by", "next_contact_time", "next_contact_place", "first_contact_due_on",
         "last_reached_at", "last_tried_at", "tries_since_reached", "worker_since", "gap_days", "assessed_on",
         "with_manager_since", "brought_reached_at"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, null=True, on_delete=models.PROTECT, related_name="+")
    reopened_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    worker_since = models.DateTimeField(help_text="when they became this person's link worker")
    level = models.TextField(choices=Level)
    gap_days = models.SmallIntegerField(null=True, help_text="a gap agreed with this person, in place of the level's")
    assessed_on = models.DateField(
        null=True, help_text="the first assessment: the time in the service counts from it (R9)"
    )
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
    next_contact_time = models.TimeField(null=True, help_text="of an appointment, where one was agreed")
    next_contact_place = models.TextField(blank=True, help_text="of an appointment: which room, which surgery")
    next_contact_way = models.TextField(choices=Way, blank=True)
    next_contact_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    first_contact_due_on = models.DateField(null=True, help_text="until the two have spoken (SET1)")
    last_reached_at = models.DateTimeField(null=True, help_text="the last two-way contact")  # when, not an act
    brought_reached_at = models.DateTimeField(  # when, not an act
        null=True, help_text="the last two-way contact before any of ours, as an import brought it"
    )
    last_tried_at = models.DateTimeField(null=True)
    tries_since_reached = models.SmallIntegerField(default=0)
    with_manager_since = models.DateField(
        null=True, help_text="every route was tried: a manager decides what next (R28)"
    )

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
            models.CheckConstraint(
                name="case_gap_possible", condition=Q(gap_days__isnull=True) | Q(gap_days__range=(1, 366))
            ),
            both_or_neither("opened_at", "opened_by", table="case"),
            both_or_neither("closed_at", "closed_by", table="case"),
        ]
        indexes = [
            # A worker's day: whom they are to contact, in the order of the days.
            models.Index(
                fields=["next_contact_by", "next_contact_on"], condition=Q(closed_at__isnull=True), name="case_my_day"
            ),
            # A worker's people, wherever they are listed or counted.
            models.Index(fields=["worker"], condition=Q(closed_at__isnull=True), name="case_of_worker"),
            # The late list, read in its order and no further than its page; and a provider's open cases.
            models.Index(fields=["provider", "next_contact_on"], condition=Q(closed_at__isnull=True), name="case_late"),
            # Those who are with a manager: few among many.
            models.Index(
                fields=["provider", "with_manager_since"],
                condition=Q(closed_at__isnull=True, with_manager_since__isnull=False),
                name="case_with_manager",
            ),
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
        {
            "id",
            "sequence",
            "provider",
            "case",
            "due_on",
            "part",
            "time",
            "place",
            "way",
            "to_be_kept_by",
            "made_at",
            "made_by",
        }
    )

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sequence = models.IntegerField(help_text="1, 2, 3 ... within the case: two may be made in the same moment")
    due_on = models.DateField()
    part = models.TextField(choices=PartOfDay, blank=True)
    time = models.TimeField(null=True)
    place = models.TextField(blank=True)
    way = models.TextField(choices=Way)
    to_be_kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sequence"],
                name="promise_in_order",
                # What the nightly check compares with the case is read from the index alone.
                include=["due_on", "way", "to_be_kept_by", "provider"],
            ),
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


class LevelAct(models.TextChoices):
    """What was done about how often we speak (R27)."""

    PROPOSED = "PROPOSED", "Proposed"
    AGREED = "AGREED", "Agreed"
    DECLINED = "DECLINED", "Left as it was"
    TAKEN_BACK = "TAKEN_BACK", "Taken back: what told of it was put right"


class LevelReason(models.TextChoices):
    """Why it was proposed or agreed to speak more or less often (R27)."""

    SETTLED = "SETTLED", "Settled for a year"
    LOSS = "LOSS", "Somebody died"
    SET_BACK = "SET_BACK", "A set-back"
    LIFE_EVENT = "LIFE_EVENT", "Something changed in their life"
    SHIELDING = "SHIELDING", "Shielding"
    HANDOVER = "HANDOVER", "A new link worker"
    LOW_MOOD = "LOW_MOOD", "Low at a check-in"
    GROUND_AT_RISK = "GROUND_AT_RISK", "What they gained is at risk"
    CLIENT_ASKED = "CLIENT_ASKED", "They asked"


class LevelChange(BaseModel):
    """What was proposed, agreed with a client or left as it was, about how often we speak. The last one stands."""

    append_only = True
    personal = frozenset({"reasons", "note"})
    impersonal = frozenset(
        {"id", "sequence", "provider", "case", "act", "from_level", "from_gap_days", "to_level", "to_gap_days",
         "agreed_way", "made_at", "made_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sequence = models.IntegerField(help_text="1, 2, 3 ... within the case")
    act = models.TextField(choices=LevelAct)
    from_level = models.TextField(choices=Level)
    from_gap_days = models.SmallIntegerField(null=True, help_text="a gap of their own, where they had one")
    to_level = models.TextField(choices=Level)
    to_gap_days = models.SmallIntegerField(null=True)
    reasons = ArrayField(models.TextField(choices=LevelReason), default=list)
    agreed_way = models.TextField(choices=Way, blank=True, help_text="how it was agreed with the client")
    note = models.TextField(blank=True, help_text="what they said, or why it was left as it was")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="level_change_in_order"),
            models.CheckConstraint(
                condition=Q(to_gap_days__isnull=True) | Q(to_gap_days__range=(1, 366)), name="level_change_gap_possible"
            ),
            models.CheckConstraint(
                condition=Q(act=LevelAct.PROPOSED.value) | ~Q(note=""), name="level_decision_has_note"
            ),
            models.CheckConstraint(
                condition=~Q(act=LevelAct.AGREED.value) | ~Q(agreed_way=""), name="level_agreed_with_client"
            ),
            both_or_neither("made_at", "made_by", table="level_change"),
        ]

    def __str__(self) -> str:
        return f"level change {self.id}"
