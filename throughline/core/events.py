"""What travels up. A command publishes an Event; `config/reactions.py` lists, in one table, what follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from throughline.core.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened, by whom and when. Carries ids, never people's particulars."""

    by: Actor
    at: datetime


Reaction = Callable[[Event], None]


def publish(event: Event) -> None:
    """Let the rest of the service react: `now` in the same transaction, `later` as a job queued in it.

    :raises KeyError: if the event is not in the table, so that nothing is announced to nobody by mistake
    """
    table: dict[type[Event], list[Reaction]] = import_string(settings.REACTIONS)
    for react in table[type(event)]:
        react(event)
