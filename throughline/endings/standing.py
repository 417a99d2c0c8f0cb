"""What stands open with somebody, and what they gained. Packages above say it; `config/endings.py` lists which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from throughline.core.actor import Actor


@dataclass(frozen=True)
class StandsOpen:
    """One thing that is not finished, and its own page. Some are the person's own to go on with, and block nothing."""

    words: str
    href: str = ""
    blocks: bool = True


class OpenSource(Protocol):
    """Whatever knows of something that is not finished with somebody."""

    def __call__(self, client_id: UUID, *, viewer: Actor, on: date) -> Iterable[StandsOpen]: ...


class GainedSource(Protocol):
    """Whatever knows what somebody gained."""

    def __call__(self, client_id: UUID, *, viewer: Actor) -> Iterable[str]: ...


def stands_open(client_id: UUID, *, viewer: Actor, on: date) -> tuple[StandsOpen, ...]:
    """List what is not finished with somebody: what blocks closing first (R58)."""
    sources: Iterable[OpenSource] = import_string(settings.STANDS_OPEN)
    found = [one for source in sources for one in source(client_id, viewer=viewer, on=on)]
    return tuple(sorted(found, key=lambda one: not one.blocks))


def gained(client_id: UUID, *, viewer: Actor) -> tuple[str, ...]:
    """List what somebody gained in the service, in the words of their plan."""
    sources: Iterable[GainedSource] = import_string(settings.GAINED)
    return tuple(words for source in sources for words in source(client_id, viewer=viewer))
