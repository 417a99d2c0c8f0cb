"""Names as people write them, and the key they are sorted by."""

from __future__ import annotations

import unicodedata


def sort_key(name: str) -> str:
    """Give a key under which Éire sorts beside Eire and zoë beside Zoe (the database sorts by code point)."""
    if name.isascii():
        return name.casefold().strip()
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()
