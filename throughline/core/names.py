"""Names as people write them: the key they are sorted by, and the words they are found by."""

from __future__ import annotations

import unicodedata

APOSTROPHES = "'’‘ʼ`´′"


def sort_key(name: str) -> str:
    """Give a key under which Éire sorts beside Eire and zoë beside Zoe (the database sorts by code point)."""
    if name.isascii():
        return name.casefold().strip()
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().strip()


def words_of(name: str) -> tuple[str, ...]:
    """Give the words of a name, each once, as they are looked up: Zoë Ó'Hara-Smith is zoe, ohara and smith.

    What is neither letter, mark nor digit parts words. Apostrophes and what cannot be seen (joiners, the marks that
    turn the direction of writing) part nothing: they are left out.
    """
    if name.isascii() and name.replace(" ", "").isalpha():
        return tuple(dict.fromkeys(name.casefold().split()))
    kept = (_as_looked_up(c) for c in sort_key(name))
    return tuple(dict.fromkeys("".join(kept).split()))


def _as_looked_up(character: str) -> str:
    kind = unicodedata.category(character)
    if character in APOSTROPHES or kind == "Cf":
        return ""
    return character if kind[0] in "LMN" else " "
