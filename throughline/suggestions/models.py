"""The directory as a search needs it: one row for every way of joining, and the words that services use.

The database keeps it in step with the directory by itself (`migrations/0003_words_beside_the_way.sql`): nobody writes
to these tables, and nothing here is about a client.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from throughline.directory.kinds import Category, Mode
from throughline.directory.models import Service, WayOfJoining


class KeptShape(models.Model):
    """What a way of joining asks of a person, and its manner. A directory of any size knows only some hundreds."""

    append_only = True
    personal = frozenset[str]()
    impersonal = frozenset(
        {"id", "mode", "needs_internet", "needs_reading", "needs_fitness", "needs_travel", "helps_by"}
    )

    id = models.AutoField(primary_key=True)
    mode = models.TextField(choices=Mode)
    needs_internet = models.BooleanField(null=True)
    needs_reading = models.BooleanField(null=True)
    needs_fitness = models.BooleanField(null=True)
    needs_travel = models.BooleanField(null=True)
    helps_by: ArrayField[Any, Any] = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mode", "needs_internet", "needs_reading", "needs_fitness", "needs_travel", "helps_by"],
                nulls_distinct=False,
                name="shape_once",
            )
        ]

    def __str__(self) -> str:
        return f"shape {self.id}"


class Listing(models.Model):
    """A way of joining, with all that a search asks of it and nothing else: what decides, what ranks, and its words."""

    append_only = False
    personal = frozenset[str]()
    impersonal = frozenset(
        {"way", "service", "shape", "category", "takes_people", "minimum_age", "maximum_age", "is_free", "wait_weeks",
         "languages", "latitude", "longitude", "words", "verified_on"}
    )  # fmt: skip

    way = models.OneToOneField(WayOfJoining, primary_key=True, on_delete=models.CASCADE, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    shape = models.ForeignKey(KeptShape, on_delete=models.PROTECT, related_name="+", db_index=False)
    category = models.TextField(choices=Category)
    takes_people = models.BooleanField(help_text="whether somebody new can use it now")
    minimum_age = models.SmallIntegerField(null=True)
    maximum_age = models.SmallIntegerField(null=True)
    is_free = models.BooleanField(null=True)
    wait_weeks = models.SmallIntegerField(null=True)
    languages: ArrayField[Any, Any] = ArrayField(models.TextField(), help_text="in small letters")
    latitude = models.FloatField(null=True, help_text="of the place, or of its postcode; null for a private place")
    longitude = models.FloatField(null=True)
    words = SearchVectorField(
        db_default="", help_text="of the service: A for its name, category and terms, D for all else"
    )
    verified_on = models.DateField(null=True, help_text="the day of its newest observation")

    class Meta:
        indexes = [
            models.Index(fields=["category"], name="listing_by_category"),
            GinIndex(fields=["words"], name="listing_by_word"),
        ]

    def __str__(self) -> str:
        return f"listing of way {self.way_id}"


class Word(models.Model):
    """A word that some service uses or used, by which a mistyped one is understood. `written_in`: see `dictionary`."""

    append_only = True
    personal = frozenset[str]()
    impersonal = frozenset({"word", "written_in"})

    word = models.TextField(primary_key=True)
    written_in = models.BigIntegerField(help_text="the transaction that wrote it")

    class Meta:
        indexes = [models.Index(fields=["written_in"], name="word_new")]

    def __str__(self) -> str:
        return self.word
