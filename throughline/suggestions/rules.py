"""What this person cannot use, with the reason and what could be done; and what suits them, with the reasons (R38).

Nothing is ever hidden for good: each hidden way is counted under its reason, and can be shown. What nobody has asked
hides nothing and is never read as "no need": it is named beside the suggestion instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from throughline.directory.kinds import Category, Mode, Status, Suits
from throughline.directory.rules import Staleness
from throughline.profiles.questions import NO
from throughline.suggestions.person import ENGLISH, Person


class Why(IntEnum):
    """Why a way of joining is not suggested. The smallest is given where there are several."""

    NOT_RUNNING = 1
    SHIELDING = 2
    NO_INTERNET = 3
    CANNOT_READ = 4
    CANNOT_BE_PHONED = 5
    DOES_NOT_WORK = 6
    SAID_NO = 7
    OTHER_AGE = 8
    TOO_FAR = 9
    WAIT_NOT_KNOWN = 10
    COST_NOT_KNOWN = 11
    HOURS_NOT_KNOWN = 12


OF_A_SHAPE = frozenset(
    {Why.SHIELDING, Why.NO_INTERNET, Why.CANNOT_READ, Why.CANNOT_BE_PHONED, Why.DOES_NOT_WORK, Why.SAID_NO}
)
"""What follows from a shape and a person alone. The others follow from what stands in one listing (`search.sql`)."""


GOAL_COUNTS, IN_NAME_COUNTS, LANGUAGE_COUNTS = 4, 2, 2
"""What speaks for a service whatever its shape: it fits a goal, its name has the words, it is in their language."""

STALE_COUNTS = -2
"""What speaks against what nobody has verified for too long (SET9). It is not hidden: somebody may ring."""


@dataclass(frozen=True)
class Shape:
    """What a way of joining asks of a person. Thousands of ways share one shape, so each is judged once a search."""

    mode: Mode
    needs_internet: bool | None = None
    """None, here and below: not known."""
    needs_reading: bool | None = None
    needs_fitness: bool | None = None
    needs_travel: bool | None = None
    helps_by: frozenset[str] = frozenset()

    @property
    def is_online(self) -> bool:
        return self.mode == Mode.ONLINE or self.needs_internet is True

    @property
    def is_only_to_read(self) -> bool:
        """What comes by post is to be read unless somebody said that it is not (R38: never to who cannot read)."""
        return self.needs_reading is True or (self.mode == Mode.POST and self.needs_reading is None)


@dataclass(frozen=True)
class Hidden:
    """Why something is not suggested, and what could be done about it."""

    why: Why
    reason: str
    remedy: str


@dataclass(frozen=True)
class Point:
    """One thing that speaks for a suggestion, or against it."""

    counts: int
    reason: str


def why_hidden(shape: Shape, person: Person) -> Hidden | None:
    """Say why somebody cannot use what has this shape, or None if nothing is known that stops them."""
    found = sorted(_barriers(shape, person), key=lambda hidden: hidden.why)
    return found[0] if found else None


def _barriers(shape: Shape, person: Person) -> Iterator[Hidden]:
    if shape.mode == Mode.IN_PERSON and person.shielding:
        yield Hidden(
            Why.SHIELDING,
            "In person, and they are shielding.",
            "Ask whether it can be done by phone or post meanwhile.",
        )
    if shape.is_online and person.digitally_excluded:
        because = ", ".join(person.digitally_excluded)
        remedy = "Ask whether they can join by phone or post."
        yield Hidden(Why.NO_INTERNET, f"Needs the internet: {because}.", remedy)
    if shape.is_only_to_read and person.cannot_read and not person.is_read_to:
        remedy = "Ask whether somebody can tell them by phone, or who could read it out to them."
        yield Hidden(Why.CANNOT_READ, "Has to be read, and they cannot read.", remedy)
    if shape.mode == Mode.PHONE and person.can_be_phoned is False:
        yield Hidden(Why.CANNOT_BE_PHONED, "By phone, and they cannot be phoned.", "Ask for another way of joining.")
    if shape.mode in person.failing:
        yield _does_not_work(shape.mode, person.failing[shape.mode])
    if shape.mode in person.stopped:
        until = person.stopped[shape.mode]
        reason = f"{shape.mode.label}, and they said no to that: not asked again before {until:%-d %B %Y}."
        yield Hidden(Why.SAID_NO, reason, "Offer another way. They may bring it up themselves.")


def _does_not_work(mode: Mode, told: str) -> Hidden:
    because = f": {told.rstrip('.')}" if told else ""
    reason = f"{mode.label}, which does not work for them{because}."
    return Hidden(Why.DOES_NOT_WORK, reason, "Offer another way of joining.")


@dataclass(frozen=True)
class Place:
    """How far away something is: in miles, or not known."""

    miles: float | None


def hidden_here(why: Why, *, status: Status, since: date, ages: str, place: Place) -> Hidden:
    """Put in words why one listing is hidden that this person could use for all that its shape says."""
    reason, remedy = {
        Why.NOT_RUNNING: (_not_running(status, since), "Put the plan on hold meanwhile, or say what you know of it."),
        Why.OTHER_AGE: (f"{ages}.", "Ask whether they make exceptions."),
        Why.TOO_FAR: (f"{distance_words(place)}.", "Look further away, or ask about transport."),
        Why.WAIT_NOT_KNOWN: ("Nobody has said how long the wait is.", "Ring and ask, and say it in the directory."),
        Why.COST_NOT_KNOWN: ("Nobody has said what it costs.", "Ring and ask, and say it in the directory."),
        Why.HOURS_NOT_KNOWN: ("Nobody has said when it is open.", "Ring and ask."),
    }[why]
    return Hidden(why, reason, remedy)


def _not_running(status: Status, since: date) -> str:
    if status == Status.UNKNOWN:
        return "Not known whether it is running."
    return f"{status.label} since {since:%-d %B %Y}."


def fits(
    *, category: Category, goals: Collection[Category], languages: Collection[str], person: Person
) -> tuple[Point, ...]:
    """List what speaks for a service whatever its shape: a goal of theirs, and their language."""
    spoken = {language.casefold() for language in languages}
    found = []
    if category in goals:
        found.append(Point(GOAL_COUNTS, f"Fits a goal of theirs: {category.label.lower()}"))
    if person.language != ENGLISH and person.language.casefold() in spoken:
        found.append(Point(LANGUAGE_COUNTS, f"In {person.language}, which they speak best"))
    elif person.interpreter and spoken:
        found.append(Point(0, f"In {' and '.join(sorted(languages))}: they need an interpreter"))
    return tuple(found)


def doubts_of_age(age: Staleness) -> tuple[Point, ...]:
    """Name it where nobody has verified for too long whether it still runs (R37)."""
    return (Point(STALE_COUNTS, "Ring first: it may have changed since"),) if age.is_stale else ()


def points(shape: Shape, person: Person) -> tuple[Point, ...]:
    """List what speaks for this shape, or against it, for this person; the most telling first."""
    return tuple(sorted(_points(shape, person), key=lambda point: -abs(point.counts)))


MOTIVES = {
    Suits.TOLD: "Somebody says what to do, which gets them going",
    Suits.SEEING_PEOPLE: "They see people, which gets them going",
    Suits.ALONE: "On their own and at their own pace, which suits them",
    Suits.GOALS: "There is something to aim for, which gets them going",
    Suits.PRAISE: "They hear that they do well, which gets them going",
    Suits.USEFUL: "They are useful to others, which gets them going",
    Suits.FACTS: "They learn why it helps, which gets them going",
}
WITHOUT_ALL_OF_THAT = {
    Suits.SEEING_PEOPLE: frozenset({Mode.ONLINE, Mode.POST, Mode.PHONE}),
}
"""Where a motive is not met by that way, whatever the service says of itself: a picture of people is not the same."""
BEST_WHERE = {"IN_PERSON": Mode.IN_PERSON, "PHONE": Mode.PHONE, "ONLINE": Mode.ONLINE}
DO_BEST = {
    Mode.IN_PERSON: "Face to face, where they do best",
    Mode.PHONE: "By phone, where they do best",
    Mode.ONLINE: "Online, where they do best",
}
LIKED = {"PHONE": Mode.PHONE, "POST": Mode.POST, "VIDEO": Mode.ONLINE, "OTHER_PLACE": Mode.IN_PERSON,
         "AT_SURGERY": Mode.IN_PERSON, "DOORSTEP": Mode.DOORSTEP}  # fmt: skip


def _points(shape: Shape, person: Person) -> Iterator[Point]:
    for motive, words in MOTIVES.items():
        if motive in person.motivates & shape.helps_by and shape.mode not in WITHOUT_ALL_OF_THAT.get(motive, ()):
            yield Point(2, words)
    yield from _where(shape, person)
    if LIKED.get(person.likes_best) == shape.mode:
        yield Point(1, f"{shape.mode.label}: the way they like best")
    yield from _doubts(shape, person)


def _where(shape: Shape, person: Person) -> Iterator[Point]:
    best = BEST_WHERE.get(person.best_where)
    if best == shape.mode:
        yield Point(1, DO_BEST[best])
    if best != Mode.IN_PERSON and Suits.SEEING_PEOPLE not in person.motivates:
        return
    if shape.mode == Mode.ONLINE:
        yield Point(-3, "Online, and they do best face to face or seeing people")
    elif shape.mode == Mode.PHONE and Suits.ONE_TO_ONE in shape.helps_by:
        yield Point(1, "One person for themselves, the nearest to face to face")
    elif shape.mode == Mode.PHONE and Suits.SEEING_PEOPLE in shape.helps_by:
        yield Point(1, "In company, if only by phone")


def _doubts(shape: Shape, person: Person) -> Iterator[Point]:
    """Name what nobody has asked and this would need, and what may be hard. It hides nothing."""
    if shape.is_online and not person.internet_asked:
        yield Point(-1, "Nobody has asked whether they have the internet: ask first")
    elif shape.mode == Mode.ONLINE and person.uses_video == NO:
        yield Point(-1, "They do not use video calls")
    if shape.is_only_to_read and not person.reading_asked:
        yield Point(-1, "Nobody has asked whether they can read: ask first")
    if shape.mode == Mode.PHONE and person.can_be_phoned is None:
        yield Point(-1, "Nobody has asked whether they can be phoned: ask first")
    if shape.mode == Mode.IN_PERSON and person.cannot_travel and shape.needs_travel is not False:
        yield Point(-2, f"Getting there may be hard: {', '.join(person.cannot_travel)}")


def wait_words(weeks: int | None) -> str:
    """Say how long somebody waits until they can begin."""
    if weeks is None:
        return "Wait not known"
    return "No wait" if weeks == 0 else f"Wait about {weeks} {'week' if weeks == 1 else 'weeks'}"


def age_words(minimum: int | None, maximum: int | None) -> str:
    """Say for people of which age it is; nothing where it is for all."""
    if minimum is None and maximum is None:
        return ""
    if minimum is None:
        return f"For people up to {maximum}"
    return f"For people of {minimum} and over" if maximum is None else f"For people of {minimum} to {maximum}"


def distance_words(place: Place) -> str:
    """Say how far away it is in a straight line."""
    miles = place.miles
    if miles is None:
        return "Distance not known"
    if miles < 0.5:
        return "Less than half a mile away"
    return f"{miles:.0f} {'mile' if round(miles) == 1 else 'miles'} away"
