"""Other people's lists of terms for services, as feeds name them. `category` says which of ours a term comes to."""

from __future__ import annotations

from django.db import models

from throughline.directory.kinds import Category
from throughline.directory.shapes import OF_A_FEED, FromAFeed


class Taxonomy(FromAFeed):
    """A list of terms."""

    personal = frozenset[str]()
    impersonal = OF_A_FEED | {"id", "name", "description", "uri", "version"}

    name = models.TextField()
    description = models.TextField(blank=True)
    uri = models.TextField(blank=True)
    version = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class TaxonomyTerm(FromAFeed):
    """One term of a list."""

    personal = frozenset[str]()
    impersonal = OF_A_FEED | {"id", "taxonomy", "parent", "code", "name", "description", "term_uri", "category"}

    taxonomy = models.ForeignKey(Taxonomy, null=True, on_delete=models.PROTECT, related_name="terms")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    code = models.TextField(blank=True)
    name = models.TextField()
    description = models.TextField(blank=True)
    term_uri = models.TextField(blank=True)
    category = models.TextField(choices=Category, blank=True)

    def __str__(self) -> str:
        return self.name


class ServiceTerm(FromAFeed):
    """That a term says something of a service."""

    personal = frozenset[str]()
    impersonal = OF_A_FEED | {"id", "service", "term"}

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey(TaxonomyTerm, on_delete=models.PROTECT, related_name="+")

    class Meta(FromAFeed.Meta):
        constraints = [
            *FromAFeed.Meta.constraints,
            models.UniqueConstraint(fields=["service", "term"], name="term_once_a_service"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} of {self.service_id}"
