"""The standard's records as our description (OpenAPI) tells of them. The parts within are as HSDS-UK 3.0 has them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A record; what it holds besides is of the standard too."""

    model_config = ConfigDict(extra="allow")


class Root(Shape):
    version: str
    profile: str
    openapi_url: str


class Organisation(Shape):
    id: UUID
    name: str
    description: str


class ServiceEntry(Shape):
    """What a list says of a service."""

    id: UUID
    name: str
    status: str
    description: str | None = None
    url: str | None = None
    email: str | None = None
    fees: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    alert: str | None = None
    assured_date: str | None = None
    last_modified: str | None = None
    organization: Organisation | None = None


class Service(ServiceEntry):
    """All that is published of a service."""

    schedules: list[dict[str, Any]] | None = None
    service_areas: list[dict[str, Any]] | None = None
    service_at_locations: list[dict[str, Any]] | None = None
    languages: list[dict[str, Any]] | None = None
    phones: list[dict[str, Any]] | None = None
    contacts: list[dict[str, Any]] | None = None
    funding: list[dict[str, Any]] | None = None
    cost_options: list[dict[str, Any]] | None = None
    attributes: list[dict[str, Any]] | None = None


class Location(Shape):
    id: UUID
    location_type: str


class ServiceAtLocation(Shape):
    id: UUID
    location: Location
    service: ServiceEntry


class Taxonomy(Shape):
    id: UUID
    name: str
    description: str


class TaxonomyTerm(Taxonomy):
    taxonomy: str | None = None
    taxonomy_id: UUID | None = None
    parent_id: UUID | None = None


class Page(BaseModel):
    """The standard's envelope."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool


class ServicePage(Page):
    contents: list[ServiceEntry]


class ServiceAtLocationPage(Page):
    contents: list[ServiceAtLocation]


class TaxonomyPage(Page):
    contents: list[Taxonomy]


class TaxonomyTermPage(Page):
    contents: list[TaxonomyTerm]


class Problem(BaseModel):
    """Why there is no answer."""

    detail: Any
