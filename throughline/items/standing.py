"""How an item stands, read from its row for the rules."""

from __future__ import annotations

from throughline.items.models import Item, ItemKind, State
from throughline.items.rules import Standing


def standing_of(item: Item) -> Standing:
    """Give how an item stands."""
    return Standing(
        kind=ItemKind(item.kind), state=State(item.state), quantity=item.quantity, used=item.used,
        unused=item.unused, has_feedback=bool(item.liked), to_talk_about=item.to_talk_about,
    )  # fmt: skip
