"""The small shapes that presenters hand to components."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

COLOURS = frozenset({"", "white", "grey", "green", "aqua-green", "blue", "purple", "pink", "red", "orange", "yellow"})
Words = str | Markup
"""Plain words are escaped where they are placed; Markup is placed as it is."""


@dataclass(frozen=True)
class Tag:
    """A status in a word or two. The text must say it all: colour is never the only sign."""

    text: str
    colour: str = ""

    def __post_init__(self) -> None:
        if self.colour not in COLOURS:
            raise ValueError(f"No such tag colour: {self.colour}")


@dataclass(frozen=True)
class Link:
    """Where to go, in words that make sense alone. `hidden` is read aloud after the text: Change *telephone number*."""

    text: str
    href: str
    hidden: str = ""


@dataclass(frozen=True)
class SummaryRow:
    """One line of a summary list: what it is, what it says, and what can be done about it."""

    key: str
    value: Words
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class TimelineEvent:
    """One dated event of a thread."""

    when: str
    heading: str
    body: Words = ""
    by: str = ""
    tag: Tag | None = None
    links: Sequence[Link] = ()
    iso: str = ""
    """The moment for machines, e.g. 2020-03-09T14:15:00+00:00."""


@dataclass(frozen=True)
class Bar:
    """One bar of a bar chart. `shown` is the figure in words, where "12" alone would not do."""

    label: str
    value: float
    shown: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        return self.shown or f"{self.value:,g}"


@dataclass(frozen=True)
class Column:
    """A column's heading."""

    text: str
    numeric: bool = False
