"""Official tables, as they were published: which neighbourhood a postcode lies in, and how deprived it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from throughline.core.models import BaseModel


class Edition(models.IntegerChoices):
    """An edition of the English Indices of Deprivation. Each goes by neighbourhoods (LSOAs) of its own census."""

    OF_2019 = 2019, "English Indices of Deprivation 2019"
    OF_2025 = 2025, "English Indices of Deprivation 2025"


CENSUS_OF = {Edition.OF_2019: 2011, Edition.OF_2025: 2021}
"""The census by whose neighbourhoods an edition goes. A code of one census is never looked up in the other's table."""


class Deprivation(BaseModel):
    """One neighbourhood's place in one edition: official decile and rank, 1 is most deprived in both (AM2)."""

    impersonal = frozenset({"id", "edition", "lsoa", "decile", "rank"})

    edition = models.IntegerField(choices=Edition)
    lsoa = models.TextField()
    decile = models.SmallIntegerField()
    rank = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "lsoa"], name="deprivation_once_an_edition"),
            models.CheckConstraint(condition=Q(decile__range=(1, 10)) & Q(rank__gte=1), name="deprivation_possible"),
        ]

    def __str__(self) -> str:
        return f"{self.lsoa} in {self.edition}"


class Postcode(BaseModel):
    """Which neighbourhood a postcode lies in, by each census, and where it is; empty where no table loaded says so."""

    impersonal = frozenset({"id", "code", "lsoa11", "lsoa21", "latitude", "longitude"})

    code = models.TextField(unique=True, help_text="in normal form: NE1 4ST")
    lsoa11 = models.TextField(blank=True, db_default="")
    lsoa21 = models.TextField(blank=True, db_default="")
    latitude = models.FloatField(null=True, help_text="degrees north, as the ONS gives them (WGS 84)")
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="postcode_has_a_whole_place",
            )
        ]

    def __str__(self) -> str:
        return self.code
