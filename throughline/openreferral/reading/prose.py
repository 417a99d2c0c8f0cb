"""Other people's text, as plain text: no HTML, no signs that a database or a page would trip over."""

from __future__ import annotations

import html
import re

import nh3

LONGEST = 20_000
ROUNDS = 5
ENDS_A_LINE = re.compile(r"<br\s*/?>|</(?:p|div|li|ul|ol|h[1-6]|tr)>", re.IGNORECASE)
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
MANY_EMPTY_LINES = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """Give text without HTML, its lines kept.

    Text may hide HTML in several layers (`&amp;lt;b&amp;gt;`). Layers are taken off until nothing more comes off, so
    that what we publish reads the same when it is taken in again.
    """
    text = _tidy(text[:LONGEST])
    for _ in range(ROUNDS):
        bare = _tidy(_without_html(text))
        if bare == text:
            return text
        text = bare
    return _tidy(text.replace("<", " ").replace("&", " "))


def _without_html(text: str) -> str:
    if "<" not in text and "&" not in text:
        return text
    return html.unescape(nh3.clean(ENDS_A_LINE.sub("\n", text), tags=set()))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in UNSPEAKABLE.sub("", text).splitlines())
    return MANY_EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()
