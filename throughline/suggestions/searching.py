"""The search itself: `search.sql`, run for one person. What it finds is put in words by `queries`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import cos, radians
from pathlib import Path
from uuid import UUID

from django.db import connection

from throughline.areas.rules import EARTH_RADIUS_MILES
from throughline.core import clock
from throughline.directory.kinds import Category, Mode
from throughline.suggestions import days, rules
from throughline.suggestions.models import KeptShape
from throughline.suggestions.person import ENGLISH
from throughline.suggestions.person_queries import SoughtFor
from throughline.suggestions.reading import Sought
from throughline.suggestions.rules import Shape, Why

MILES_A_DEGREE = radians(EARTH_RADIUS_MILES)
STATEMENT = (Path(__file__).parent / "search.sql").read_text(encoding="utf-8")
ORDER = "lost, points desc, wait_weeks nulls last, miles nulls last, way_id"
NUMBERS = {why.name: int(why) for why in Why} | {
    "GOAL_COUNTS": rules.GOAL_COUNTS,
    "LANGUAGE_COUNTS": rules.LANGUAGE_COUNTS,
    "STALE_COUNTS": rules.STALE_COUNTS,
    "MILES_A_DEGREE": MILES_A_DEGREE,
}
WITH_THE_WORDS = "l.words @@ to_tsquery('english', %(words)s)"
NO_FURTHER_NORTH_OR_SOUTH = (
    "(%(north)s::float8 is null or l.latitude is null"
    f" or abs(l.latitude - %(north)s) * {MILES_A_DEGREE} <= %(within_miles)s)"
)
"""Where nothing was typed, what is far away is not even counted: nobody asked for it."""
IN_NAME = f"case when words @@ to_tsquery('english', %(words_in_name)s) then {rules.IN_NAME_COUNTS} else 0 end"
FIRST_OF_A_KIND = f"where way_id in (select distinct on (category) way_id from weighed order by category, {ORDER})"
NOT_HIDDEN = 0
ON_A_PAGE = 10


@dataclass(frozen=True)
class Slice:
    """Which part of what is found is wanted: what they can use, or what is hidden for one reason; and which page."""

    hidden: Why | None = None
    page: int = 1
    many: int = ON_A_PAGE
    one_of_a_kind: bool = False
    """Whether only the best of each category is wanted."""


@dataclass(frozen=True)
class Hits:
    """The ways of one slice in their order, and how many there are by why they are hidden."""

    ways: tuple[UUID, ...]
    counts: Mapping[int, int]


def shapes() -> dict[int, Shape]:
    """Give every shape that a way of joining has or had, in one statement."""
    rows = KeptShape.objects.values_list(
        "id", "mode", "needs_internet", "needs_reading", "needs_fitness", "needs_travel", "helps_by"
    )
    return {
        id_: Shape(Mode(mode), internet, reading, fitness, travel, frozenset(manner))
        for id_, mode, internet, reading, fitness, travel, manner in rows
    }


def hits(
    sought: Sought, someone: SoughtFor, *, goals: tuple[Category, ...], within_miles: int, wanted: Slice,
    fresh_since: date, at: datetime,
) -> Hits:  # fmt: skip
    """Search in two statements, however large the directory is. Verified before `fresh_since` is not verified now."""
    judged = _judged(someone, only=sought.mode)
    statement = STATEMENT.format(
        fits_the_words=WITH_THE_WORDS if sought.words else NO_FURTHER_NORTH_OR_SOUTH,
        in_name=IN_NAME if sought.words else "0",
        kept="materialized" if sought.words else "not materialized",
        words="l.words" if sought.words else "null",
        first_of_a_kind=FIRST_OF_A_KIND if wanted.one_of_a_kind else "",
        order=ORDER,
        **NUMBERS,
    )
    home = someone.home
    asked = {
        "north": home.latitude if home else None,
        "east": home.longitude if home else None,
        "age": someone.person.age,
        "miles_a_degree_east": MILES_A_DEGREE * cos(radians(home.latitude)) if home else None,
        "spoken": "" if someone.person.language == ENGLISH else someone.person.language.casefold(),
        "goals": list(goals),
        "within_miles": within_miles,
        "within_weeks": sought.within_weeks,
        "fresh_since": fresh_since,
        "free": sought.free,
        "open_now": sought.open_now,
        "category": sought.category,
        "language": sought.language.casefold(),
        "words": _as_postgresql(sought),
        "words_in_name": _as_postgresql(sought, weight=":A"),
        "shown": wanted.hidden or NOT_HIDDEN,
        "many": wanted.many,
        "after": (wanted.page - 1) * wanted.many,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, {**asked, **judged, **days.told(at.astimezone(clock.LONDON))})
        found, counts = (json.loads(part) for part in cursor.fetchone())
    return Hits(tuple(map(UUID, found)), {int(why): ways for why, ways in counts.items()})


def _judged(someone: SoughtFor, *, only: Mode | None) -> dict[str, list[int] | list[bool]]:
    """Decide of every shape for one person, and give what was decided in columns."""
    whys, points, at_a_place, ids = list[int](), list[int](), list[bool](), list[int]()
    for id_, shape in shapes().items():
        if only is None or shape.mode == only:
            hidden = rules.why_hidden(shape, someone.person)
            ids.append(id_)
            whys.append(hidden.why if hidden else NOT_HIDDEN)
            points.append(sum(point.counts for point in rules.points(shape, someone.person)))
            at_a_place.append(shape.mode == Mode.IN_PERSON)
    return {"shapes": ids, "whys": whys, "points": points, "at_a_place": at_a_place}


def _as_postgresql(sought: Sought, *, weight: str = "") -> str:
    """Write the words as a tsquery: of every group (or of any) one of its phrases. They are letters and digits only."""
    groups = [
        " | ".join(f"({' <-> '.join(word + weight for word in phrase)})" for phrase in phrases)
        for phrases in sought.words
    ]
    return (" | " if sought.any_word else " & ").join(f"({group})" for group in groups)
