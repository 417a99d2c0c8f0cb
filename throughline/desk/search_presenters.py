"""What a search found, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases import presenters as case_words
from throughline.clients.presenters import standing_tags
from throughline.clients.rules import age_on
from throughline.clients.search_queries import PAGE_SIZE
from throughline.core.actor import Actor
from throughline.desk.search_queries import Hits, PersonFound, Spell
from throughline.nhsuk.shapes import Tag
from throughline.nhsuk.words import plural, short_date


@dataclass(frozen=True)
class PersonCard:
    """One person found."""

    name: str
    href: str
    formerly: str
    who: str
    state: Tag
    tags: tuple[Tag, ...]
    in_touch: str

    @classmethod
    def of(cls, person: PersonFound, *, viewer: Actor, today: date) -> PersonCard:
        """Put a hit in words, as much of it as this viewer may know."""
        opens_records = policy.permits(viewer, Permission.VIEW_CLIENT)
        born = f"Born {short_date(person.born_on)}, aged {age_on(person.born_on, today)}"
        return cls(
            name=person.name,
            href=reverse("desk:client" if opens_records else "clients:particulars", args=[person.client_id]),
            formerly=f"Formerly {', '.join(person.former_names)}" if person.former_names else "",
            who=". ".join(filter(None, [born, person.postcode, person.surgery])),
            state=_state(person.spell),
            tags=standing_tags(person.standing),
            in_touch=_in_touch(person.spell, in_full=opens_records),
        )


@dataclass(frozen=True)
class SearchPage:
    """The people found, or that there are none and what to try."""

    typed: str
    hits: Hits | None
    number: int
    cards: tuple[PersonCard, ...]

    @classmethod
    def of(cls, hits: Hits | None, *, typed: str, number: int, viewer: Actor, today: date) -> SearchPage:
        """Put a page of hits in words."""
        people = hits.people if hits else ()
        cards = tuple(PersonCard.of(person, viewer=viewer, today=today) for person in people)
        return cls(typed, hits, number, cards)

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE_SIZE + 1

    @property
    def result(self) -> str:
        """Say how many were found, and which of them stand here."""
        total = self.hits.total if self.hits else 0
        if not total:
            return "Nobody was found"
        if total <= PAGE_SIZE:
            return f"{plural(total, 'person', 'people')} found"
        found = f"More than {total:,} people fit" if self.hits and self.hits.more else f"{total:,} people found"
        return f"{found}, {self.first} to {self.first + len(self.cards) - 1} shown, the closest first"

    @property
    def previous_href(self) -> str:
        return f"?page={self.number - 1}" if self.number > 1 else ""

    @property
    def next_href(self) -> str:
        shown = self.first + len(self.cards) - 1
        return f"?page={self.number + 1}" if self.cards and self.hits and shown < self.hits.total else ""


def _state(spell: Spell | None) -> Tag:
    if spell is None:
        return Tag("No link worker yet", "yellow")
    return Tag("Open", "green") if spell.is_open else Tag("Closed", "grey")


def _in_touch(spell: Spell | None, *, in_full: bool) -> str:
    """Say who is in touch with them, and to who may know, what was promised."""
    if spell is None:
        return ""
    if not spell.is_open:
        return f"Was with {spell.worker}"
    worker = f"Link worker: {spell.worker}"
    if not (in_full and spell.next_on and spell.next_way):
        return worker
    promised = case_words.promise(
        by=spell.next_by, way=spell.next_way, on=spell.next_on, part=spell.next_part, at=spell.next_time
    )
    return f"{worker}. {promised}"
