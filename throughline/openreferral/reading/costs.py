"""What a service costs, in words, and whether it is free."""

from __future__ import annotations

import re

from throughline.openreferral.reading.cleaning import Clean

FREE = re.compile(r"(?:it(?:'s| is) )?(?:free(?: of charge)?|no (?:charge|cost|fee)s?|nil|£?0(?:\.00)?)", re.IGNORECASE)


def cost_of(service: Clean) -> str:
    """Give the cost in the feed's own words, or put its prices into words."""
    said: str = service.get("fees", "")
    return said or "; ".join(filter(None, map(_price, service.get("cost_options", []))))


def is_free(service: Clean) -> bool | None:
    """Say whether it is free, where the feed says a price, or that there is none; None where it does not."""
    prices = [one["amount"] for one in service.get("cost_options", []) if "amount" in one]
    if prices:
        return not any(prices)
    return True if FREE.fullmatch(service.get("fees", "").strip(" .!")) else None


def _price(option: Clean) -> str:
    amount = f"£{option['amount']:.2f}".replace(".00", "") if "amount" in option else ""
    price = " ".join(filter(None, (amount, option.get("amount_description", ""))))
    return ": ".join(filter(None, (option.get("option", ""), price)))
