"""The nine addresses of Open Referral UK 3.0, read-only and open to everybody."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI, Query, Schema
from pydantic import AfterValidator, Field

from throughline.core.decisions import NotFound
from throughline.openreferral.publishing import queries, shapes
from throughline.openreferral.publishing.queries import Asked, Near, Paging
from throughline.openreferral.publishing.records import Record
from throughline.openreferral.reading.prose import UNSPEAKABLE

VERSION = "HSDS-UK-3.0"
PROFILE = "https://openreferraluk.org/specifications/3.0"
LARGEST_PAGE = 500
LARGEST_NUMBER = 1_000_000
OLDEST = 130

api = NinjaAPI(
    title="Throughline: directory of services",
    version="3.0",
    description="Services near here and whether they run, in Open Referral UK 3.0. Nothing here is about clients.",
    urls_namespace="openreferral",
    docs_url=None,
)
MAY_BE_MISSING = {404: shapes.Problem, 422: shapes.Problem}
MAY_BE_MISPUT = {422: shapes.Problem}

Words = Annotated[str, AfterValidator(lambda words: UNSPEAKABLE.sub(" ", words).strip())]
Search = Annotated[Words, Field(max_length=200, description="Words to look for.")]
Age = Annotated[int | None, Field(ge=0, le=OLDEST)]


class AskedPage(Schema):
    """Which page is asked for."""

    page: Annotated[int, Field(ge=1, le=LARGEST_NUMBER)] = 1
    per_page: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 50

    def paging(self) -> Paging:
        return Paging(self.page, self.per_page)


class AskedServices(AskedPage):
    """What services are asked for."""

    search: Search = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    minimum_age: Annotated[Age, Field(description="Services for somebody of this age or older.")] = None
    maximum_age: Annotated[Age, Field(description="Services for somebody of this age or younger.")] = None
    day: Annotated[Literal["", "MO", "TU", "WE", "TH", "FR", "SA", "SU"], Field(description="A day it is on.")] = ""
    start_time: Annotated[time | None, Field(description="It begins then or later.")] = None
    end_time: Annotated[time | None, Field(description="It ends then or earlier.")] = None

    def asked(self) -> Asked:
        return Asked(**{name: getattr(self, name) for name in Asked.__dataclass_fields__})


class AskedPlaces(AskedServices):
    """What services are asked for, and near which postcode."""

    postcode: Annotated[Words, Field(max_length=10)] = ""
    proximity: Annotated[int, Field(ge=0, le=LARGEST_NUMBER, description="In metres.")] = 5_000

    def near(self) -> Near | None:
        return Near(self.postcode, self.proximity) if self.postcode else None


class AskedTaxonomies(AskedPage):
    """Which lists of terms are asked for."""

    search: Search = ""


class AskedTerms(AskedTaxonomies):
    """Which terms are asked for."""

    taxonomy_id: UUID | None = None


@api.exception_handler(NotFound)
def not_found(request: HttpRequest, error: NotFound) -> HttpResponse:
    """Say that there is nothing under an id."""
    return api.create_response(request, {"detail": str(error)}, status=404)


@api.get("/", response=shapes.Root, url_name="api-root", exclude_none=True)
def root(request: HttpRequest) -> Record:
    """Say which standard this is."""
    description = request.build_absolute_uri(reverse("openreferral:openapi-json"))
    return {"version": VERSION, "profile": PROFILE, "openapi_url": description}


@api.get("/services", response={200: shapes.ServicePage, **MAY_BE_MISPUT}, url_name="services", exclude_none=True)
def services(request: HttpRequest, asked: Query[AskedServices]) -> Record:
    """List services."""
    return queries.services(asked.asked(), asked.paging())


@api.get(
    "/services/{published_id}", response={200: shapes.Service, **MAY_BE_MISSING}, url_name="service", exclude_none=True
)
def service(request: HttpRequest, published_id: str) -> Record:
    """Give all that is published of a service."""
    return queries.service(published_id)


@api.get(
    "/service_at_locations",
    response={200: shapes.ServiceAtLocationPage, **MAY_BE_MISPUT},
    url_name="service-at-locations",
    exclude_none=True,
)
def service_at_locations(request: HttpRequest, asked: Query[AskedPlaces]) -> Record:
    """List services at their places."""
    return queries.services_at_locations(asked.asked(), asked.near(), asked.paging())


@api.get(
    "/service_at_locations/{published_id}",
    response={200: shapes.ServiceAtLocation, **MAY_BE_MISSING},
    url_name="service-at-location",
    exclude_none=True,
)
def service_at_location(request: HttpRequest, published_id: str) -> Record:
    """Give a service at one of its places."""
    return queries.service_at_location(published_id)


@api.get("/taxonomies", response={200: shapes.TaxonomyPage, **MAY_BE_MISPUT}, url_name="taxonomies", exclude_none=True)
def taxonomies(request: HttpRequest, asked: Query[AskedTaxonomies]) -> Record:
    """List lists of terms."""
    return queries.taxonomies(asked.search, asked.paging())


@api.get(
    "/taxonomies/{published_id}",
    response={200: shapes.Taxonomy, **MAY_BE_MISSING},
    url_name="taxonomy",
    exclude_none=True,
)
def taxonomy(request: HttpRequest, published_id: str) -> Record:
    """Give a list of terms."""
    return queries.taxonomy(published_id)


@api.get(
    "/taxonomy_terms",
    response={200: shapes.TaxonomyTermPage, **MAY_BE_MISPUT},
    url_name="taxonomy-terms",
    exclude_none=True,
)
def taxonomy_terms(request: HttpRequest, asked: Query[AskedTerms]) -> Record:
    """List terms."""
    return queries.taxonomy_terms(asked.search, asked.taxonomy_id, asked.paging())


@api.get(
    "/taxonomy_terms/{published_id}",
    response={200: shapes.TaxonomyTerm, **MAY_BE_MISSING},
    url_name="taxonomy-term",
    exclude_none=True,
)
def taxonomy_term(request: HttpRequest, published_id: str) -> Record:
    """Give a term."""
    return queries.taxonomy_term(published_id)
