"""The numbers a service chooses, each with its default and where it comes from (requirements, section 6; R150)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number with its unit, default and ground."""

    name: str
    says: str
    unit: str
    default: int
    ground: str


FIRST_CONTACT = Number("first_contact", "First contact after allocation", "working days", 10, "SET1: decision")
GAP_INTENSIVE = Number("gap_intensive", "Gap at the intensive level", "days", 14, "SET3: “every other week”")
GAP_REGULAR = Number("gap_regular", "Gap at the regular level", "days", 42, "SET3: “six weeks”")
GAP_LIGHT = Number("gap_light", "Gap at the light level", "days", 91, "SET3: decision")
TRIES = Number("tries", "Tries on different days before a new route", "days", 3, "SET5: decision")
HANDOVER_CONTACT = Number("handover_contact", "First contact by a new worker", "working days", 10, "SET15: decision")
YOUNGEST = Number("youngest", "Youngest age on the day of referral", "years", 40, "paper, MC: aged 40-74")
OLDEST = Number("oldest", "Oldest age on the day of referral", "years", 74, "paper, MC: aged 40-74; AM17")

ALL = {
    n.name: n for n in (FIRST_CONTACT, GAP_INTENSIVE, GAP_REGULAR, GAP_LIGHT, TRIES, HANDOVER_CONTACT, YOUNGEST, OLDEST)
}
