"""One page's worth of a long list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
PAGE_SIZE = 50
LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list, and whether there are more."""

    rows: tuple[Row, ...]
    number: int
    has_next: bool


def bounds(number: int) -> tuple[int, int]:
    """Give the slice for a page, one row longer than the page so that "is there more" costs no count."""
    start = (max(number, 1) - 1) * PAGE_SIZE
    return start, start + PAGE_SIZE + 1


def page(rows: list[Row], number: int) -> Page[Row]:
    """Make a page from the rows found within `bounds(number)`."""
    return Page(rows=tuple(rows[:PAGE_SIZE]), number=max(number, 1), has_next=len(rows) > PAGE_SIZE)


def wanted_page(text: str | None) -> int:
    """Read the number of the page that an address asks for; the first one where it makes no sense."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 1
