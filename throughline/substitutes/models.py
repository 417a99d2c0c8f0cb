"""Substitutes: methods that every provider reads, and the uses of them, which are each provider's own."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.core.models import BaseModel, VisibleQuerySet, both_or_neither
from throughline.directory.kinds import Category, Mode
from throughline.organisations.models import Organisation


class Verdict(models.TextChoices):
    """What whoever reviewed it found."""

    GOOD = "GOOD", "Good to use, with its cautions"
    NOT_TO_BE_USED = "NOT_TO_BE_USED", "Not to be used"


class Went(models.TextChoices):
    """How it went."""

    WELL = "WELL", "Well"
    PARTLY = "PARTLY", "Partly"
    BADLY = "BADLY", "Not well"


class Substitute(BaseModel):
    """A remote way of doing something usually done in person. It names nobody; every provider reads the same."""

    personal = frozenset[str]()
    impersonal = frozenset(
        {"id", "title", "stands_in_for", "mode", "for_whom", "steps", "cautions", "caution_words", "shared_by",
         "written_at", "written_by", "verdict", "review_words", "reviewed_at", "reviewed_by"}
    )  # fmt: skip

    title = models.TextField()
    stands_in_for = models.TextField(choices=Category)
    mode = models.TextField(choices=Mode)
    for_whom = ArrayField(models.TextField(), default=list, help_text="conditions that it is meant for; empty: anybody")
    steps = models.TextField(help_text="what to do, a step on a line")
    cautions = ArrayField(models.TextField(), default=list, help_text="conditions with which to take care")
    caution_words = models.TextField(blank=True, help_text="what to take care of, in words")
    shared_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.TextField(choices=Verdict, blank=True, help_text="empty until it is reviewed")
    review_words = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(steps=""), name="substitute_says_what_to_do"),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at__isnull=True) | ~Q(verdict="") & Q(reviewed_at__isnull=False),
                name="substitute_reviewed_on_a_day",
            ),
            both_or_neither("written_at", "written_by", table="substitute"),
            both_or_neither("reviewed_at", "reviewed_by", table="substitute"),
        ]
        indexes = [models.Index(fields=["stands_in_for", "title"], name="substitute_by_category")]

    def __str__(self) -> str:
        return self.title


class Use(BaseModel):
    """That a substitute was used with somebody, and how it went."""

    append_only = True
    personal = frozenset({"substitute", "went", "words"})
    impersonal = frozenset({"id", "provider", "case", "used_on", "noted_at", "noted_by"})

    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    substitute = models.ForeignKey(Substitute, on_delete=models.PROTECT, related_name="+")
    used_on = models.DateField()
    went = models.TextField(choices=Went)
    words = models.TextField(blank=True, help_text="what they said about it, and what one would do otherwise")
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [both_or_neither("noted_at", "noted_by", table="use")]
        indexes = [
            models.Index(fields=["case", "used_on"], name="use_of_case"),
            models.Index(fields=["provider", "substitute"], include=["went"], name="use_of_substitute"),
        ]

    def __str__(self) -> str:
        return f"use {self.id}"
