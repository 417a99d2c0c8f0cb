"""How one value of a feed is read: in its proper form, None where nothing is said, or `Unreadable` with the reason."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from throughline.openreferral.reading.prose import plain

Reader = Callable[[object], Any]
IDENTIFIER = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
EMAIL = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[A-Za-z]{2,}")
OLDEST = 120
LONGEST_ADDRESS = 2_000
MAY_STAND_IN_AN_ADDRESS = ":/?#[]@!$&'()*+,;=%-._~"


class Unreadable(ValueError):
    """A value that cannot be what its field says. The message goes on from the field's name."""


def text(value: object) -> str | None:
    """Read words; a number is a word too."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise Unreadable("is not text")
    return plain(value) or None


def line(value: object) -> str | None:
    """Read words that belong on one line."""
    words = text(value)
    return " ".join(words.split()) if words else None


def identifier(value: object) -> str:
    """Read an id: any 8-4-4-4-12 hexadecimal digits, in any case, of whatever version."""
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value.strip()):
        raise Unreadable("is not an id of 8-4-4-4-12 hexadecimal digits")
    return str(UUID(value.strip()))


def number(value: object) -> int | float:
    """Read a number, also one written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise Unreadable("is not a number")
    try:
        found = float(value)
    except (ValueError, OverflowError):
        raise Unreadable("is not a number") from None
    if not math.isfinite(found):
        raise Unreadable("is not a number")
    return int(found) if found.is_integer() else found


def age(value: object) -> int | None:
    """Read an age in years. Below nought, or older than anybody, is how feeds say that there is no limit."""
    years = number(value)
    return int(years) if 0 <= years <= OLDEST else None


def within(lowest: float, highest: float) -> Reader:
    """Make a reader of numbers that must lie between two others."""

    def read(value: object) -> int | float:
        found = number(value)
        if not lowest <= found <= highest:
            raise Unreadable(f"is not between {lowest} and {highest}")
        return found

    return read


def day(value: object) -> str | None:
    """Read a date; a time after it is left off."""
    words = text(value)
    try:
        return date.fromisoformat(words[:10]).isoformat() if words else None
    except ValueError:
        raise Unreadable("is not a date like 2020-03-31") from None


def moment(value: object) -> str | None:
    """Read a date and time; one without a zone is taken as universal time, as the standard has it."""
    words = text(value)
    try:
        found = datetime.fromisoformat(words) if words else None
    except ValueError:
        raise Unreadable("is not a date and time like 2020-03-31T09:00:00Z") from None
    return (found.isoformat() if found.tzinfo else f"{found.isoformat()}Z") if found else None


def hour(value: object) -> str | None:
    """Read a time of day."""
    words = text(value)
    try:
        return time.fromisoformat(words.removesuffix("Z")).replace(tzinfo=None).isoformat() if words else None
    except ValueError:
        raise Unreadable("is not a time like 18:00") from None


def web_address(value: object) -> str | None:
    """Read an address of the web; one without http before it gets it."""
    words = text(value)
    if words is None:
        return None
    address = words if "://" in words else f"https://{words}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("ascii").decode()
    except ValueError:
        host = ""
    if not host or "." not in host or parts.scheme not in ("http", "https") or re.search(r"[\s<>\"{}|\\^`]", address):
        raise Unreadable("is not an address of the web")
    if parts.username or parts.password or len(address) > LONGEST_ADDRESS:
        raise Unreadable("is not an address of the web that may be passed on")
    return quote(address, safe=MAY_STAND_IN_AN_ADDRESS)


def email(value: object) -> str | None:
    """Read an e-mail address."""
    words = text(value)
    if words is not None and not EMAIL.fullmatch(words):
        raise Unreadable("is not an e-mail address")
    return words


def one_of(*choices: str) -> Reader:
    """Make a reader of one word of a list, however it is spaced or capitalised."""
    by_letters = {_letters(choice): choice for choice in choices}

    def read(value: object) -> str | None:
        words = text(value)
        if words is None:
            return None
        if _letters(words) not in by_letters:
            raise Unreadable(f"is none of {', '.join(choices)}")
        return by_letters[_letters(words)]

    return read


def _letters(words: str) -> str:
    return re.sub(r"[\s_-]+", " ", words).strip().casefold()
