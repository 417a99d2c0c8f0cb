"""Every address that the program answers at, read from the resolver: a new one is tested without being asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from throughline.access.permissions import Permission

NAMES_NO_RECORD = {
    "page": ("refer", "which page a draft is of: a draft is its writer's alone, whatever it is called"),
    "about": ("surgery", "one of the things that everybody is asked to agree to"),
    "topic": ("household", "one of the questions that are asked of everybody"),
    "rule": ("no_nhs_number", "one of the rules of data quality, whomever it holds of"),
    "left": ("HOLDS", "one kind of thing that a disruption leaves: every provider has its own under the same name"),
    "setting": ("gap_regular", "a number that the service runs by: every provider has its own under the same name"),
    "organisation_id": (str(UUID(int=0)), "which organisations there are is public"),
    "relation_id": (str(UUID(int=0)), "how organisations are tied is public"),
    "service_id": (str(UUID(int=0)), "what is offered nearby is the same for every provider"),
    "turn_id": (str(UUID(int=0)), "whose turn it is to ring a service names no client"),
    "token": ("not-ours", "a service's own link names no client"),
    "way_id": (str(UUID(int=0)), "how one joins a service is the same for every provider"),
    "version_id": (str(UUID(int=0)), "public guidance is shared by every provider, and names nobody"),
    "substitute_id": (str(UUID(int=0)), "ways of helping at a distance are shared by every provider, and name nobody"),
    "published_id": (str(UUID(int=0)), "the directory of services is published for everybody"),
    "persona": ("nobody", "one of the demo's made-up staff"),
}
"""Arguments that give no record away, each with a value to try and the reason."""


@dataclass(frozen=True)
class Address:
    """One address with its name, its arguments and the view behind it."""

    name: str
    arguments: tuple[str, ...]
    view: Any

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> object:
        """Say how the view is marked: with a permission, or in words."""
        return getattr(self.view, "permission", None)

    @property
    def permissions(self) -> set[Permission]:
        """Give the permissions of which one is enough."""
        return {p for p in (self.mark, getattr(self.view, "or_else", None)) if isinstance(p, Permission)}

    @property
    def names_a_record(self) -> bool:
        return bool(set(self.arguments) - set(NAMES_NO_RECORD))

    def path(self, ids: Mapping[str, object]) -> str:
        """Fill the arguments in.

        :raises KeyError: for an argument that nobody has thought of yet: add an id of it to tests/support/living.py
        """
        known = {name: value for name, (value, _) in NAMES_NO_RECORD.items()} | dict(ids)
        return reverse(self.name, kwargs={name: known[name] for name in self.arguments})


def every_address() -> list[Address]:
    """List them all, in order of their names."""
    return sorted(_walk(get_resolver(), prefix="", above=()), key=lambda address: address.name)


def _walk(resolver: URLResolver, *, prefix: str, above: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        arguments = (*above, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield Address(f"{prefix}{entry.name}", arguments, entry.callback)
        else:
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from _walk(entry, prefix=prefix + space, above=arguments)
