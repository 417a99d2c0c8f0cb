"""Whom something is sought for: the few facts that decide what they can use, and what suits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from throughline.directory.kinds import Mode
from throughline.profiles.gate_rules import READS_IT_OUT
from throughline.profiles.modes import Mode as Route
from throughline.profiles.questions import ALONE, NO, YES, Answers, chosen, given

STANDS_FOR = {
    Mode.PHONE: (Route.PHONE,),
    Mode.ONLINE: (Route.VIDEO,),
    Mode.POST: (Route.POST,),
    Mode.IN_PERSON: (Route.OTHER_PLACE,),
    Mode.DOORSTEP: (Route.DOORSTEP,),
}
"""Which way of being in touch tells of a way of joining: who cannot use video cannot join a class on it."""
KEEPS_FROM_TRAVELLING = {
    "WALKING": "walking or stairs",
    "TRANSPORT": "no transport",
    "FEAR": "afraid to go out",
    "ILL": "too ill",
}
"""What stands in the way to the surgery and would to any other place. The fare, hours and caring may not."""
ENGLISH = "English"


@dataclass(frozen=True)
class Person:
    """What is known of somebody, as far as it decides what they can use. The default: nobody in particular."""

    age: int | None = None
    shielding: bool = False
    digitally_excluded: tuple[str, ...] = ()
    internet_asked: bool = True
    uses_video: str = YES
    cannot_read: bool = False
    reading_asked: bool = True
    is_read_to: bool = False
    can_be_phoned: bool | None = True
    cannot_travel: tuple[str, ...] = ()
    failing: Mapping[Mode, str] = field(default_factory=dict)
    """Ways of joining that do not work for them, each with the reason they gave, or nothing."""
    stopped: Mapping[Mode, date] = field(default_factory=dict)
    """Ways that they said no to, each with the day until which they are not asked again."""
    language: str = ENGLISH
    interpreter: bool = False
    motivates: frozenset[str] = frozenset()
    best_where: str = ""
    likes_best: str = ""


def person_of(
    *, age: int, shielding: bool, digitally_excluded: tuple[str, ...], cannot_read: bool, access: Answers,
    helping: Answers, stopped: Mapping[Mode, date],
) -> Person:  # fmt: skip
    """Give the facts from a client's own row and the answers of both their profiles."""
    return Person(
        age=age,
        shielding=shielding,
        digitally_excluded=digitally_excluded,
        internet_asked="has_internet" in access,
        uses_video=given(access, "video"),
        cannot_read=cannot_read,
        reading_asked="can_read" in access,
        is_read_to=READS_IT_OUT in chosen(access, "formats") and bool(given(access, "helper")),
        can_be_phoned={YES: True, NO: False}.get(given(access, "can_be_phoned")),
        cannot_travel=tuple(
            words for code, words in KEEPS_FROM_TRAVELLING.items() if code in chosen(access, "why_not_surgery")
        ),
        failing=_failing(access),
        stopped=stopped,
        language=given(access, "language") or ENGLISH,
        interpreter=given(access, "interpreter") == YES,
        motivates=frozenset(chosen(helping, "motivates")) - ALONE,
        best_where=given(helping, "where"),
        likes_best=given(access, "first_way"),
    )


def _failing(access: Answers) -> dict[Mode, str]:
    fails = chosen(access, "failing")
    return {
        mode: given(access, f"fails_{route.value.lower()}")
        for mode, routes in STANDS_FOR.items()
        for route in routes
        if route.value in fails
    }
