"""What is offered, where, and every way of joining it. Reference that every provider shares: nothing about clients.

The shapes are Open Referral UK 3.0's; ways of joining and what was observed of them are ours.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from throughline.accounts.models import User
from throughline.core.models import BaseModel, both_or_neither
from throughline.directory.kinds import RUNS, Category, How, Mode, Status, Suits, Sure, Teller
from throughline.directory.shapes import OF_A_FEED, FromAFeed
from throughline.directory.taxonomies import ServiceTerm, Taxonomy, TaxonomyTerm
from throughline.organisations import models as organisations

__all__ = [
    "Location", "Organisation", "Schedule", "Service", "ServiceTerm", "StatusObservation", "Taxonomy", "TaxonomyTerm",
    "WayOfJoining",
]  # fmt: skip


class Organisation(FromAFeed):
    """Who offers services. `listed_as` is the same organisation where it is tied to ours as a linked service."""

    personal = frozenset({"email", "phone"})
    impersonal = OF_A_FEED | {"id", "name", "description", "url", "listed_as"}

    name = models.TextField()
    description = models.TextField(blank=True)
    url = models.TextField(blank=True)
    email = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    listed_as: models.OneToOneField[Any, Any] = models.OneToOneField(
        organisations.Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(FromAFeed.Meta):
        indexes = [models.Index(fields=["name"], name="directory_organisation_by_name")]

    def __str__(self) -> str:
        return self.name


class Location(FromAFeed):
    """Where something takes place. A private one (a refuge) is shown to nobody outside, and never published."""

    personal = frozenset[str]()
    impersonal = OF_A_FEED | {
        "id", "name", "address_1", "address_2", "city", "county", "postcode", "latitude", "longitude", "is_private",
    }  # fmt: skip

    name = models.TextField(blank=True)
    address_1 = models.TextField(blank=True)
    address_2 = models.TextField(blank=True)
    city = models.TextField(blank=True)
    county = models.TextField(blank=True)
    postcode = models.TextField(blank=True, help_text="in normal form: NE1 4ST")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_private = models.BooleanField(default=False)

    class Meta(FromAFeed.Meta):
        constraints = [
            *FromAFeed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="location_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address_1


class Service(FromAFeed):
    """Something that people can join or ask for. Whether it is running is said of each way of joining it."""

    personal = frozenset({"who_to_ring", "phone", "email"})
    impersonal = OF_A_FEED | {
        "id", "organisation", "name", "description", "category", "eligibility", "minimum_age", "maximum_age",
        "is_free", "cost", "area", "languages", "url", "session_limit", "capacity", "helps_by",
    }  # fmt: skip

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    name = models.TextField()
    description = models.TextField(blank=True)
    category = models.TextField(choices=Category)
    eligibility = models.TextField(blank=True, help_text="who can come")
    minimum_age = models.SmallIntegerField(null=True)
    maximum_age = models.SmallIntegerField(null=True)
    is_free = models.BooleanField(null=True, help_text="null where nobody has said")
    cost = models.TextField(blank=True)
    area = models.TextField(blank=True, help_text="for whom by where they live")
    languages = ArrayField(models.TextField(), default=list)
    who_to_ring = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    url = models.TextField(blank=True)
    session_limit = models.PositiveSmallIntegerField(null=True, help_text="how often one can go before it ends")
    capacity = models.PositiveIntegerField(null=True, help_text="how many people it can take")
    helps_by = ArrayField(models.TextField(choices=Suits), default=list)

    class Meta(FromAFeed.Meta):
        constraints = [
            *FromAFeed.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="service_has_a_name"),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True) | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
                name="service_ages_in_order",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["category", "name"], name="service_by_category")]

    def __str__(self) -> str:
        return self.name


class WayOfJoining(BaseModel):
    """One way of joining a service at one place, what one needs for it, and what its newest observation says."""

    personal = frozenset[str]()
    impersonal = frozenset(
        {"id", "service", "mode", "location", "needs_internet", "needs_reading", "needs_fitness", "needs_travel",
         "wait_weeks", "status", "status_since", "verified_at", "said_by", "how", "how_sure", "runs"}
    )  # fmt: skip

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="ways")
    mode = models.TextField(choices=Mode)
    location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="+")
    needs_internet = models.BooleanField(null=True, help_text="null, here and below: not known")
    needs_reading = models.BooleanField(null=True)
    needs_fitness = models.BooleanField(null=True)
    needs_travel = models.BooleanField(null=True)
    wait_weeks = models.PositiveSmallIntegerField(null=True, help_text="weeks until one can start, as last told")
    status = models.TextField(choices=Status)
    status_since = models.DateField()
    verified_at = models.DateTimeField()
    said_by = models.TextField(choices=Teller)
    how = models.TextField(choices=How)
    how_sure = models.TextField(choices=Sure)
    runs = models.GeneratedField(
        expression=models.ExpressionWrapper(Q(status__in=RUNS), output_field=models.BooleanField()),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "mode", "location"], nulls_distinct=False, name="one_row_for_a_way_of_joining"
            ),
            # Those who point at a way may hold in the database that it is one of the service they name.
            models.UniqueConstraint(fields=["id", "service"], name="way_of_service"),
        ]
        indexes = [models.Index(fields=["verified_at"], name="way_by_verified_at")]

    def __str__(self) -> str:
        return f"{self.mode} of service {self.service_id}"


class Schedule(FromAFeed):
    """When a service takes place, in Open Referral's own terms (those of iCalendar)."""

    personal = frozenset[str]()
    impersonal = OF_A_FEED | {
        "id", "service", "way", "valid_from", "valid_to", "starts_on", "freq", "interval", "byday", "bymonthday",
        "opens", "closes", "description",
    }  # fmt: skip

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    way = models.ForeignKey(WayOfJoining, null=True, on_delete=models.CASCADE, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    starts_on = models.DateField(null=True, help_text="dtstart")
    freq = models.TextField(blank=True, help_text="WEEKLY or MONTHLY")
    interval = models.PositiveSmallIntegerField(null=True)
    byday = models.TextField(blank=True, help_text="TH,FR or 2MO")
    bymonthday = models.TextField(blank=True)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    description = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"schedule {self.id}"


class StatusObservation(BaseModel):
    """What somebody said of one way of joining, when, and how sure we are. A newer one stands beside it."""

    append_only = True
    personal = frozenset({"remark"})
    impersonal = frozenset(
        {"id", "way", "status", "wait_weeks", "said_by", "how", "how_sure", "observed_at", "recorded_at", "recorded_by",
         "reporting_provider"}
    )  # fmt: skip

    way = models.ForeignKey(WayOfJoining, on_delete=models.PROTECT, related_name="observations")
    status = models.TextField(choices=Status)
    wait_weeks = models.PositiveSmallIntegerField(null=True)
    said_by = models.TextField(choices=Teller)
    how = models.TextField(choices=How)
    how_sure = models.TextField(choices=Sure)
    observed_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reporting_provider: models.ForeignKey[Any, Any] = models.ForeignKey(
        organisations.Organisation, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="whose worker recorded it; null for a feed and for what a service told by its own link",
    )  # fmt: skip
    remark = models.TextField(blank=True, help_text="about the service; every provider reads it, so never of a client")

    class Meta:
        constraints = [both_or_neither("recorded_at", "recorded_by", table="observation")]
        indexes = [models.Index(fields=["way", "observed_at"], name="observations_of_way")]

    def __str__(self) -> str:
        return f"observation {self.id}"
