"""How somebody can be reached, in words and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from throughline.clients.models import WayKind
from throughline.clients.queries import Way
from throughline.clients.rules import phone_for_reading


@dataclass(frozen=True)
class Phone:
    """A telephone number to press or to read out, and whose it is."""

    href: str
    number: str
    note: str


def phones(ways: Iterable[Way]) -> tuple[Phone, ...]:
    """Give the telephone numbers, the one to try first at the front."""
    return tuple(
        Phone(f"tel:{way.value}", phone_for_reading(way.value), way.note) for way in ways if way.kind == WayKind.PHONE
    )


def emails(ways: Iterable[Way]) -> tuple[str, ...]:
    """Give the e-mail addresses."""
    return tuple(way.value for way in ways if way.kind == WayKind.EMAIL)
