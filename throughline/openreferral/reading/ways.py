"""Ways of joining, from a feed's free words (`attending_type`) and kinds of place: the standard has no field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from throughline.directory.fed import FedWay
from throughline.directory.kinds import Mode

WORDS: Mapping[Mode, str] = {
    Mode.IN_PERSON: (
        r"in[- ]?person|face[- ]to[- ]face|f2f|drop[- ]?in|walk[- ]?in|on[- ]?site"
        r"|at (?:the|our) (?:venue|centre|office)"
    ),
    Mode.PHONE: r"(?:tele)?phone|helpline|by call|\bcalls\b",
    Mode.ONLINE: r"online|on[- ]line|video|zoom|teams|webinar|virtual|remotely via|internet|web ?chat",
    Mode.POST: r"by post|by mail|postal",
    Mode.DOORSTEP: r"doorstep|home visit|at home|in your (?:own )?home|deliver",
}
"""The words by which a mode is known. A text may name several; one that names none is not guessed at."""

BY_PLACE = {"physical": Mode.IN_PERSON, "postal": Mode.POST, "virtual": Mode.ONLINE}
PLACE_OF = {Mode.IN_PERSON: "physical", Mode.POST: "postal", Mode.ONLINE: "virtual", Mode.PHONE: "virtual"}

_KNOWN_BY = {mode: re.compile(words, re.IGNORECASE) for mode, words in WORDS.items()}


def modes_in(words: Iterable[str]) -> tuple[Mode, ...]:
    """List the modes that some texts name."""
    said = " ; ".join(words)
    return tuple(mode for mode, known in _KNOWN_BY.items() if known.search(said))


def ways_of(words: Iterable[str], places: Sequence[tuple[str, str]]) -> tuple[FedWay, ...]:
    """Work out ways of joining from words and from places, each with its kind and id. Words go before places.

    An office of a helpline is a place where nobody can go: a place counts for the modes that are named, and only where
    none is named does its kind say the mode.
    """
    modes = modes_in(words)
    if not modes:
        return tuple(FedWay(BY_PLACE[kind], place) for kind, place in places)
    ways = []
    for mode in modes:
        there = [place for kind, place in places if kind == PLACE_OF.get(mode)]
        ways += [FedWay(mode, place) for place in there] or [FedWay(mode, None)]
    return tuple(ways)
