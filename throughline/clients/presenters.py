"""How somebody can be reached, and the head of each page about them, in words and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from throughline.clients.models import Answer, WayKind
from throughline.clients.queries import Named, Way
from throughline.clients.standing import Standing
from throughline.nhsuk.shapes import Tag
from throughline.nhsuk.words import phone_for_reading

TABS = [
    ("Record", "desk:client"),
    ("Reaching them", "profiles:access"),
    ("About them", "circumstances:about"),
    ("Plan", "support_plans:plan"),
    ("Help given", "desk:help"),
    ("Referred on", "onward_referrals:of_client"),
    ("Agreements", "agreements:list"),
]
"""The pages of a client, each taking the client's id: what the tab says, and the name of its address."""


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


def standing_tags(standing: Standing) -> tuple[Tag, ...]:
    """Give what must not be overlooked before getting in touch, for beside a name. Not asked is never no need (R13)."""
    marks = (
        (standing.can_be_phoned == Answer.NO, Tag("Cannot be phoned", "orange")),
        (standing.shielding, Tag("Shielding", "red")),
        (standing.cannot_read, Tag("Cannot read", "orange")),
        (standing.digitally_excluded, Tag("Digitally excluded", "orange")),
        (not standing.profile_asked, Tag("Profile not asked", "grey")),
    )
    return tuple(tag for holds, tag in marks if holds)


@dataclass(frozen=True)
class Tab:
    """One of a client's pages, and whether it is the one that is open."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True)
class ClientHead:
    """What begins every page about one client: the name, what must not be overlooked, and their other pages."""

    name: str
    tags: tuple[Tag, ...]
    tabs: tuple[Tab, ...]

    @classmethod
    def of(cls, who: Named, *, at: str = "") -> ClientHead:
        """Put the head in words. `at` names the page that is open; a page with a form of its own leaves it out."""
        return cls(who.name, standing_tags(who.standing), _tabs(who.client_id, at) if at else ())


def _tabs(client_id: UUID, at: str) -> tuple[Tab, ...]:
    return tuple(Tab(text, reverse(page, args=[client_id]), page == at) for text, page in TABS)
