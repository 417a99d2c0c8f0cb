"""Ids that cannot be guessed, and the seeded ones that make the demo service the same every time."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_seeded: ContextVar[random.Random | None] = ContextVar("seeded_ids", default=None)


def new_id() -> uuid.UUID:
    """Give a new random id."""
    source = _seeded.get()
    return uuid.uuid4() if source is None else uuid.UUID(int=source.getrandbits(128), version=4)


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Give the same ids in the same order for as long as this lasts. For made-up people only."""
    token = _seeded.set(random.Random(seed))
    try:
        yield
    finally:
        _seeded.reset(token)
