"""What can be asked: what somebody can use now, best first, and what is hidden from the list, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal
from uuid import UUID

from throughline.areas import queries as areas
from throughline.areas import rules as areas_rules
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY
from throughline.directory import queries as directory
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.models import Location, Service, WayOfJoining
from throughline.directory.rules import Needs, Staleness, staleness
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.suggestions import reading, rules
from throughline.suggestions.dictionary import DICTIONARY
from throughline.suggestions.person import Person
from throughline.suggestions.person_queries import SoughtFor, sought_for
from throughline.suggestions.reading import Sought
from throughline.suggestions.rules import Hidden, Place, Point, Shape, Why
from throughline.suggestions.searching import NOT_HIDDEN, Hits, Slice, hits

IDEAS = 3
"""So many things are suggested to somebody who is open to new ideas (S15)."""


@dataclass(frozen=True)
class Asked:
    """What was asked for: in words, and by the page's filters. An empty answer asks for nothing."""

    words: str = ""
    mode: Mode | None = None
    category: Category | Literal[""] = ""
    within_weeks: int | None = None
    within_miles: int | None = None
    free: bool = False
    open_now: bool = False
    language: str = ""
    wanted: Slice = Slice()


@dataclass(frozen=True)
class Suggestion:
    """One way of joining one service, with all that a worker tells of it, and why it stands where it stands."""

    service: Service
    way: WayOfJoining
    place: Place
    points: tuple[Point, ...]
    hidden: Hidden | None
    age: Staleness
    needs: Needs


@dataclass(frozen=True)
class Found:
    """What somebody can use now, or what is hidden from them for one reason; and how much is hidden for which."""

    sought: Sought
    suggestions: tuple[Suggestion, ...]
    usable: int
    hidden: Mapping[Why, int]
    within_miles: int
    wanted: Slice

    @property
    def listed(self) -> int:
        """Count what the slice is of: what they can use, or what is hidden for the reason asked about."""
        return self.usable if self.wanted.hidden is None else self.hidden.get(self.wanted.hidden, 0)

    @property
    def has_next(self) -> bool:
        return self.wanted.page * self.wanted.many < self.listed


@dataclass(frozen=True)
class FoundFor:
    """What was found for one person."""

    someone: SoughtFor
    asked: Asked
    found: Found


def suggestions_for(client_id: UUID, asked: Asked, *, viewer: Actor, at: datetime) -> FoundFor:
    """Search for somebody: what they can use now, best first, with every reason (R38).

    :raises NotFound: if the viewer cannot see the client
    """
    someone = sought_for(client_id, viewer=viewer, on=clock.local_date(at))
    return FoundFor(someone, asked, search(asked, someone, viewer=viewer, at=at))


def ideas_for(client_id: UUID, *, viewer: Actor, at: datetime) -> FoundFor:
    """Give three things of different kinds that fit somebody (S15).

    :raises NotFound: if the viewer cannot see the client
    """
    return suggestions_for(client_id, Asked(wanted=Slice(many=IDEAS, one_of_a_kind=True)), viewer=viewer, at=at)


def search(asked: Asked, someone: SoughtFor, *, viewer: Actor, at: datetime) -> Found:
    """Search for somebody whose facts were read already. Where nothing has all the words, any of them is enough."""
    on = clock.local_date(at)
    sought, goals = _sought(asked), reading.categories_in(someone.wishes)
    usual = organisations.number_in_force(numbers.SUGGEST_WITHIN, provider_id=viewer.organisation_id or NOBODY, on=on)
    miles = sought.within_miles or usual
    stale_after = directory.stale_after(viewer=viewer, on=on)
    look = partial(
        hits, someone=someone, goals=goals, within_miles=miles, wanted=asked.wanted,
        fresh_since=on - timedelta(days=stale_after), at=at,
    )  # fmt: skip
    got = look(sought)
    if not got.counts and len(sought.words) > 1:
        sought = replace(sought, any_word=True)
        got = look(sought)
    counts = dict(got.counts)
    usable = counts.pop(NOT_HIDDEN, 0)
    hidden = {Why(number): ways for number, ways in sorted(counts.items())}
    rows = _suggestions(got, someone, goals, why=asked.wanted.hidden, stale_after=stale_after, on=on)
    return Found(sought, rows, usable, hidden, miles, asked.wanted)


def _sought(asked: Asked) -> Sought:
    """Give what was typed and what was chosen together. What was chosen counts where both say something."""
    read = reading.read(asked.words, known=DICTIONARY.words())
    return replace(
        read,
        mode=asked.mode or read.mode,
        within_weeks=read.within_weeks if asked.within_weeks is None else asked.within_weeks,
        within_miles=asked.within_miles or read.within_miles,
        free=asked.free or read.free,
        open_now=asked.open_now or read.open_now,
        language=asked.language,
        category=asked.category,
    )


def _suggestions(
    got: Hits, someone: SoughtFor, goals: tuple[Category, ...], *, why: Why | None, stale_after: int, on: date
) -> tuple[Suggestion, ...]:
    """Read the ways of a slice, in two statements, and give the reasons for each."""
    ways = WayOfJoining.objects.select_related("service__organisation", "location").in_bulk(list(got.ways))
    postcodes = areas.places_of([way.location.postcode for way in ways.values() if way.location])
    found = []
    for way in (ways[way_id] for way_id in got.ways):
        place = Place(_miles(way.location, postcodes, someone.home))
        shape, age = _shape(way), staleness(verified_on=clock.local_date(way.verified_at), on=on, after=stale_after)
        points = (*_fits(way, someone.person, goals), *rules.points(shape, someone.person), *rules.doubts_of_age(age))
        hidden = _hidden(way, shape, someone.person, place, why) if why else None
        needs = Needs(way.needs_internet, way.needs_reading, way.needs_fitness, way.needs_travel)
        found.append(Suggestion(way.service, way, place, points, hidden, age, needs))
    return tuple(found)


def _miles(
    location: Location | None, postcodes: Mapping[str, areas_rules.Place], home: areas_rules.Place | None
) -> float | None:
    """Measure the way there from home; it is not known of a private place, or where either end is not known."""
    if home is None or location is None or location.is_private:
        return None
    if location.latitude is not None and location.longitude is not None:
        return areas_rules.miles_between(home, areas_rules.Place(location.latitude, location.longitude))
    there = postcodes.get(location.postcode)
    return areas_rules.miles_between(home, there) if there else None


def _shape(way: WayOfJoining) -> Shape:
    needs = (way.needs_internet, way.needs_reading, way.needs_fitness, way.needs_travel)
    return Shape(Mode(way.mode), *needs, helps_by=frozenset(way.service.helps_by))


def _fits(way: WayOfJoining, person: Person, goals: tuple[Category, ...]) -> tuple[Point, ...]:
    return rules.fits(
        category=Category(way.service.category), goals=goals, languages=tuple(way.service.languages), person=person
    )


def _hidden(way: WayOfJoining, shape: Shape, person: Person, place: Place, why: Why) -> Hidden | None:
    if why in rules.OF_A_SHAPE:
        return rules.why_hidden(shape, person)
    ages = rules.age_words(way.service.minimum_age, way.service.maximum_age)
    return rules.hidden_here(why, status=Status(way.status), since=way.status_since, ages=ages, place=place)
