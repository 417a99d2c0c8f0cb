"""Values that a spreadsheet would run as a formula. What we write is made safe to open, and read back as it was.

A leading apostrophe is the spreadsheet's own sign for "this is text". `safe` adds one where a value could be run, and
`plain` takes that one away again, so a file that we gave back can be mended and brought in.
"""

from __future__ import annotations

import re

COULD_RUN = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
MADE_SAFE = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def safe(value: str) -> str:
    """Give a value that a spreadsheet shows and does not run."""
    return f"'{value}" if COULD_RUN.match(value) else value


def plain(value: str) -> str:
    """Give a value as it was before it was made safe."""
    return value[1:] if value[:1] == "'" and MADE_SAFE.match(value) else value
