"""Items: what somebody is given, and each step from being asked for to being used.

An item holds how it stands now; its steps, never changed, say how it came to that.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.organisations.models import Organisation


class ItemKind(models.TextChoices):
    """What is given (R43)."""

    FOOD_PARCEL = "FOOD_PARCEL", "Food parcel"
    VOUCHER = "VOUCHER", "Foodbank voucher"
    MEDICINE = "MEDICINE", "Medicine run"
    PACK = "PACK", "Art pack or other pack by post"
    OTHER = "OTHER", "Something else"


class State(models.TextChoices):
    ASKED = "ASKED", "Asked for"
    ON_ITS_WAY = "ON_ITS_WAY", "On its way"
    DELIVERED = "DELIVERED", "Delivered"
    NOT_COMING = "NOT_COMING", "Not coming"


class Delivery(models.TextChoices):
    """How it reached them."""

    DOOR = "DOOR", "Brought to their door"
    HAND = "HAND", "Given to them by hand"
    POST = "POST", "By post"
    FETCHED = "FETCHED", "They fetched it"


class WhyUnused(models.TextChoices):
    """Why something was not used: what they say, and no blame in it."""

    NOT_UP_FOR_GOING = "NOT_UP_FOR_GOING", "Was not up for going"
    COULD_NOT_GET_THERE = "COULD_NOT_GET_THERE", "Could not get there"
    UNWELL = "UNWELL", "Was not well enough"
    FELT_WRONG = "FELT_WRONG", "Did not feel right about it"
    NOT_NEEDED = "NOT_NEEDED", "Did not need it in the end"
    DID_NOT_SUIT = "DID_NOT_SUIT", "It did not suit them"
    TOO_LATE = "TOO_LATE", "It came too late, or had run out"
    OTHER = "OTHER", "Something else"


class Liked(models.TextChoices):
    """Whether it was any help, in their view."""

    YES = "YES", "Yes, it helped"
    PARTLY = "PARTLY", "Some of it"
    NO = "NO", "Not really"


class AskAbout(models.TextChoices):
    """What to talk about where something was not used: what may have been in the way (S3)."""

    DELIVERY = "DELIVERY", "Whether one brought to the door would be easier"
    TRAVEL = "TRAVEL", "Getting there: the way, the bus, the money for it"
    MOOD = "MOOD", "How they have been in themselves"
    PRIDE = "PRIDE", "How it feels to be given something"
    HEALTH = "HEALTH", "Whether their health was in the way"


class StepKind(models.TextChoices):
    ASKED = "ASKED", "Asked for"
    ON_ITS_WAY = "ON_ITS_WAY", "On its way"
    DELIVERED = "DELIVERED", "Delivered"
    NOT_COMING = "NOT_COMING", "Not coming"
    TOLD = "TOLD", "What became of it"
    TALKED = "TALKED", "Talked about what was in the way"


class Item(BaseModel):
    """One thing, or several of a kind, given to one person, as it stands now."""

    personal = frozenset({"kind", "what", "supplied_by", "used", "unused", "why_unused", "liked"})
    impersonal = frozenset(
        {"id", "provider", "case", "quantity", "state", "delivery", "expected_on", "delivered_on", "asked_on",
         "to_talk_about", "asked_at", "asked_by"}
    )  # fmt: skip

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=ItemKind)
    what = models.TextField(blank=True, help_text="what it is, where its kind does not say it")
    quantity = models.SmallIntegerField()
    supplied_by = models.TextField(blank=True, help_text="the organisation that gives it; empty until it is known")
    state = models.TextField(choices=State)
    asked_on = models.DateField()
    expected_on = models.DateField(null=True, help_text="the day on which it is to be there, where one was said")
    delivered_on = models.DateField(null=True)
    delivery = models.TextField(choices=Delivery, blank=True)
    used = models.SmallIntegerField(default=0)
    unused = models.SmallIntegerField(default=0)
    why_unused = models.TextField(choices=WhyUnused, blank=True)
    liked = models.TextField(choices=Liked, blank=True)
    to_talk_about = models.BooleanField(default=False, help_text="something was not used, and nobody asked further yet")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["id", "provider"], name="item_of_provider"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="item_is_at_least_one"),
            models.CheckConstraint(
                condition=Q(used__gte=0, unused__gte=0, quantity__gte=F("used") + F("unused")),
                name="item_used_no_more_than_given",
            ),
            models.CheckConstraint(condition=Q(unused=0) | ~Q(why_unused=""), name="item_unused_says_why"),
            models.CheckConstraint(
                condition=Q(state="DELIVERED", delivered_on__isnull=False) & ~Q(delivery="")
                | ~Q(state="DELIVERED") & Q(delivered_on__isnull=True, delivery="", used=0, unused=0, liked=""),
                name="item_delivered_on_a_day",
            ),
            both_or_neither("asked_at", "asked_by", table="item"),
        ]
        indexes = [
            models.Index(fields=["case", "asked_on"], name="item_of_case"),
            models.Index(fields=["provider", "asked_on"], include=["kind"], name="item_of_day"),
        ]

    def __str__(self) -> str:
        return f"item {self.id}"


class VoucherNumber(BaseModel):
    """The number of one voucher, held once and shown on its own item's page alone (R43)."""

    append_only = True
    personal = frozenset({"number"})
    impersonal = frozenset({"id", "provider", "item"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    number = models.TextField()

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "number"], name="voucher_number_held_once"),
            models.CheckConstraint(condition=~Q(number=""), name="voucher_has_number"),
        ]
        indexes = [models.Index(fields=["item"], name="voucher_number_of_item")]

    def __str__(self) -> str:
        return f"voucher number {self.id}"


class Step(BaseModel):
    """One thing that happened with an item, or was said about it, on a day."""

    append_only = True
    personal = frozenset({"words", "used", "unused", "why_unused", "liked", "asked_about"})
    impersonal = frozenset({"id", "provider", "item", "kind", "on", "noted_at", "noted_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=StepKind)
    on = models.DateField()
    words = models.TextField(blank=True, help_text="in the client's words, or the worker's")
    used = models.SmallIntegerField(default=0)
    unused = models.SmallIntegerField(default=0)
    why_unused = models.TextField(choices=WhyUnused, blank=True)
    liked = models.TextField(choices=Liked, blank=True)
    asked_about = ArrayField(models.TextField(choices=AskAbout), default=list)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="TALKED") | ~Q(words="") | ~Q(asked_about=[]), name="talk_about_item_says_something"
            ),
            both_or_neither("noted_at", "noted_by", table="item_step"),
        ]
        indexes = [models.Index(fields=["item", "noted_at"], name="step_of_item")]

    def __str__(self) -> str:
        return f"step {self.id}"
