"""How an entry and a block are turned into digests. Pure, so that anyone can check a chain without the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

FIRST = "0" * 64
"""What the first block names as the one before it."""


def entry_digest(fields: Mapping[str, str]) -> str:
    """Give the SHA-256 of an entry's fields as text, keys in order."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def block_digest(previous: str, entry_ids: Sequence[int], digests: Sequence[str]) -> str:
    """Give the SHA-256 of a block: the one before, then each entry's id and digest."""
    content = json.dumps([previous, list(entry_ids), list(digests)])
    return hashlib.sha256(content.encode()).hexdigest()
