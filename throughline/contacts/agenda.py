"""What there is to talk about in the next contact. Packages above say it; `config/agenda.py` lists which."""

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
class AgendaItem:
    """One thing to talk about, and its own page. A goal is left for later with who only wanted a chat (R23)."""

    words: str
    href: str = ""
    about_goal: bool = False


class AgendaSource(Protocol):
    """Whatever knows of something to talk about with somebody."""

    def __call__(self, client_id: UUID, *, viewer: Actor, on: date) -> Iterable[AgendaItem]: ...


def agenda(client_id: UUID, *, viewer: Actor, on: date, goals_held: bool) -> tuple[AgendaItem, ...]:
    """List what there is to talk about, the first thing at the top; goals held back are left out (SET8)."""
    sources: Iterable[AgendaSource] = import_string(settings.AGENDA)
    found = (item for source in sources for item in source(client_id, viewer=viewer, on=on))
    return tuple(item for item in found if not (goals_held and item.about_goal))
