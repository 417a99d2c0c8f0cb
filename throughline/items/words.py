"""What an item is called, for pages and for what is to be done."""

from __future__ import annotations

from throughline.items.models import ItemKind

SEVERAL = {
    ItemKind.FOOD_PARCEL: "food parcels",
    ItemKind.VOUCHER: "foodbank vouchers",
    ItemKind.MEDICINE: "medicine runs",
    ItemKind.PACK: "packs by post",
}


def name_of(kind: str, what: str) -> str:
    """Give what an item is: what its kind says, and what is written besides."""
    if kind == ItemKind.OTHER:
        return what
    label = ItemKind(kind).label
    return f"{label}: {what}" if what else label


def how_many(kind: str, what: str, quantity: int) -> str:
    """Give "3 foodbank vouchers", "Food parcel", "2 of: blankets"."""
    if quantity == 1:
        return name_of(kind, what)
    if kind == ItemKind.OTHER:
        return f"{quantity} of: {what}"
    several = f"{quantity} {SEVERAL[ItemKind(kind)]}"
    return f"{several}: {what}" if what else several
