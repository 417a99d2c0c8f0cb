"""What may be published as guidance, and which version may be explained on a day. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from throughline.core.decisions import YES, Decision


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a version says. `can`, `cannot` and `easy_read` hold one thing on each line."""

    source: str
    summary: str
    can: str
    cannot: str
    ring: str
    easy_read: str
    script: str
    shielding: str = ""


WANTED = {
    "summary": "Say what it comes to, in a few plain words.",
    "can": "Say what people can do. There is always something.",
    "cannot": "Say what people cannot do, or “Nothing is forbidden”.",
    "ring": "Say whom to ring for help.",
    "easy_read": "Write it in short sentences too, for who finds reading hard.",
    "script": "Write it as one says it on the telephone.",
}
"""What no version may leave out, with what to do about it."""


def may_publish(words: Words, *, from_on: date, last_from: date | None) -> Decision:
    """Say whether this can be the next version: whole, with its source, and later than the last (R54)."""
    for part, missing in WANTED.items():
        if not getattr(words, part).strip():
            return Decision(missing)
    address = urlsplit(words.source.strip())
    if address.scheme not in ("http", "https") or not address.netloc:
        return Decision("Give the whole web address at which it is published, beginning with https.")
    if last_from is not None and from_on <= last_from:
        return Decision(f"The last version holds from {last_from:%-d %B %Y}. A new one holds from a later day.")
    return YES


def holds(on: date, *, from_on: date, superseded_on: date | None) -> bool:
    """Say whether a version holds on a day: from its own first day until the next one's."""
    return from_on <= on and (superseded_on is None or on < superseded_on)


def may_explain(number: int, on: date, *, from_on: date, superseded_on: date | None) -> Decision:
    """Say whether somebody may be told this version on a day: nobody is told from an old one (R54)."""
    if on < from_on:
        return Decision(f"Version {number} holds from {from_on:%-d %B %Y} only. Explain the one that holds that day.")
    if superseded_on is not None and on >= superseded_on:
        return Decision(
            f"Version {number} was superseded on {superseded_on:%-d %B %Y}. Explain and send the current guidance."
        )
    return YES
