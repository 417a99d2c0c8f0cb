"""Crisis help and long-term work: shares that add to a hundred (R60). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from throughline.contacts.models import Kind

NOT_SAID = "NOT_SAID"
"""A contact of which nobody said what it was about."""
HEADINGS = (*(kind.value for kind in Kind), NOT_SAID)
GOAL_TALK = (Kind.CONDITION_AND_GOALS, Kind.ASSESSMENT)
"""A conversation of one of these is talk of conditions or goals."""
WHOLE = 100


def divided(contacts: Iterable[tuple[Sequence[str], int]]) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Divide contacts, and their minutes, over their kinds: one of two kinds counts half under each, once in all."""
    many: dict[str, Fraction] = dict.fromkeys(HEADINGS, Fraction(0))
    minutes: dict[str, Fraction] = dict.fromkeys(HEADINGS, Fraction(0))
    for kinds, took in contacts:
        told = list(kinds) or [NOT_SAID]
        for kind in told:
            many[kind] += Fraction(1, len(told))
            minutes[kind] += Fraction(took, len(told))
    return many, minutes


def shares(parts: Mapping[str, Fraction]) -> dict[str, int]:
    """Give whole per cents that add to exactly 100: what rounding leaves goes to the largest remainders."""
    total = sum(parts.values())
    if not total:
        return dict.fromkeys(parts, 0)
    exact = {name: part * WHOLE / total for name, part in parts.items()}
    given = {name: int(share) for name, share in exact.items()}
    left = WHOLE - sum(given.values())
    for name in sorted(exact, key=lambda one: (given[one] - exact[one], list(parts).index(one)))[:left]:
        given[name] += 1
    return given
