"""How a search is read: what is said of the way, the wait, the cost and the distance is taken out; the rest are words.

A word finds what it means as well (`synonyms.csv`, to be kept by whoever knows the field), and a word that no service
uses is read as the nearest one that some service does. Whatever was understood is said on the page.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from throughline.directory.kinds import Category, Mode

Phrase = tuple[str, ...]
LONGEST = 200
MOST_WORDS = 8
SHORTEST_TO_MEND = 4
LONGEST_PHRASE = 4
ENDINGS, SHORTEST_ROOT = ("ings", "ing", "ed", "es", "s", "e"), 4
NOT_GETTING = r"(?<!get )(?<!getting )(?<!go )(?<!going )"
"""Who wants to get online is in want of lessons, which may well be in person."""
WAYS = (
    (Mode.PHONE, r"\b(?:by|on the|over the|via) (?:tele)?phone\b"),
    (
        Mode.ONLINE,
        r"\b(?:by|on|over|via) (?:zoom|video|teams|skype)\b|\bonline (?=class|group|session|course)"
        rf"|{NOT_GETTING}\bonline$",
    ),
    (Mode.POST, r"\b(?:by|in the|through the) post\b"),
    (Mode.DOORSTEP, r"\b(?:on|at|to) (?:the |their )?(?:doorstep|door)\b"),
    (Mode.IN_PERSON, r"\bin person\b|\bface[ -]to[ -]face\b"),
)
WAIT = re.compile(
    r"\b(?:under|within|less than|up to|max(?:imum)?) (\d{1,2}) weeks?(?:['’]s?)?(?: wait(?:ing)?(?: time)?)?"
)
NO_WAIT = re.compile(r"\b(?:no|without (?:a )?) ?wait(?:ing)?(?: list| time)?\b")
MILES = re.compile(r"\b(?:under|within|less than|up to) (\d{1,2}) miles?(?: away)?\b")
FREE = re.compile(r"\bfree(?: of charge)?\b")
OPEN_NOW = re.compile(r"\bopen (?:now|today)\b")
SAYS_NOTHING = frozenset(
    "a an and any at by find for from get getting going group groups class classes club clubs session sessions course"
    " courses activity activities help helping i in is it like local lesson lessons me my near nearby need needs of on"
    " or place places please service services some somebody someone something somewhere support that the their them"
    " they thing things to want wants with who"
    .split()
)  # fmt: skip
"""Words that nearly every service uses, or none. They are looked for only where nothing else was typed."""


@dataclass(frozen=True)
class Sought:
    """What is looked for. Everything that is given must fit; of `words`, one phrase of each group."""

    words: tuple[tuple[Phrase, ...], ...] = ()
    mode: Mode | None = None
    within_weeks: int | None = None
    within_miles: int | None = None
    free: bool = False
    open_now: bool = False
    language: str = ""
    category: Category | Literal[""] = ""
    typed: tuple[Phrase, ...] = ()
    """What each group began with, as it was understood."""
    mended: dict[str, str] = field(default_factory=dict)
    """Words that no service uses, each with the one that was looked for instead."""
    any_word: bool = False
    """Whether one group of words is enough."""

    def loosely(self) -> Sought:
        """Give the same where any of the words is enough."""
        return replace(self, any_word=True)


def read(text: str, *, known: Collection[str]) -> Sought:
    """Tell what a search is for. `known`: every word that some service uses."""
    left, mode, weeks, miles, free, now = _particulars(plain(text[:LONGEST]))
    mended: dict[str, str] = {}
    words = tuple(_mended(word, known, mended) for word in re.findall(r"[^\W_]+", left))
    every = _phrases(words)
    phrases = tuple(phrase for phrase in every if not SAYS_NOTHING.issuperset(phrase))[:MOST_WORDS] or every[:1]
    return Sought(
        tuple(alike(phrase) for phrase in phrases), mode, weeks, miles, free, now, typed=phrases, mended=mended
    )


def _particulars(text: str) -> tuple[str, Mode | None, int | None, int | None, bool, bool]:
    """Take what is no word of a service out of a search, and give what is left first."""
    mode = None
    for way, pattern in WAYS:
        if re.search(pattern, text):
            mode, text = mode or way, re.sub(pattern, " ", text)
    miles = MILES.search(text)
    text = MILES.sub(" ", text)
    wait, at_once = WAIT.search(text), NO_WAIT.search(text)
    weeks = int(wait[1]) if wait else 0 if at_once else None
    free, now = FREE.search(text), OPEN_NOW.search(text)
    for particular in (WAIT, NO_WAIT, FREE, OPEN_NOW):
        text = particular.sub(" ", text)
    return text, mode, weeks, int(miles[1]) if miles else None, bool(free), bool(now)


def plain(text: str) -> str:
    """Give a text as the dictionary has it: small letters without marks, and "carer's" as "carers"."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"['’](?=s\b)", "", letters)


def _mended(word: str, known: Collection[str], mended: dict[str, str]) -> str:
    """Give the word that some service uses and this may stand for; the word itself where there is none so near."""
    if (
        word in SAYS_NOTHING
        or word in known
        or word in _synonym_words()
        or len(word) < SHORTEST_TO_MEND
        or word.isdigit()
    ):
        return word
    choices = [*_synonym_words(), *known]
    slips = 1 if len(word) < 7 else 2 if len(word) < 10 else 3
    near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=20)
    if not near:
        return word
    closest = min(near, key=lambda found: (found[1], -JaroWinkler.similarity(word, found[0]), found[2]))[0]
    mended[word] = closest
    return closest


def _phrases(words: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Put together what the table of synonyms knows as one phrase: "universal credit" is not two things."""
    found: list[Phrase] = []
    place = 0
    while place < len(words):
        length = next((n for n in range(LONGEST_PHRASE, 1, -1) if words[place : place + n] in synonyms()), 1)
        found.append(words[place : place + length])
        place += length
    return tuple(dict.fromkeys(found))


def alike(phrase: Phrase) -> tuple[Phrase, ...]:
    """Give a phrase and all that it may be called."""
    return tuple(dict.fromkeys([phrase, *synonyms().get(phrase, ())]))


def categories_in(texts: Iterable[str]) -> tuple[Category, ...]:
    """Give what somebody's own words are about, as far as the table of synonyms tells; "paint" is "painting" here."""
    found: dict[Category, None] = {}
    for text in texts:
        words = tuple(_root(word) for word in re.findall(r"[^\W_]+", plain(text)))
        runs = (words[start : start + length] for start in range(len(words)) for length in range(1, LONGEST_PHRASE + 1))
        for run in runs:
            found.update(dict.fromkeys(_categories().get(run, ())))
        found.update((category, None) for category in Category if plain(category.label) == plain(text))
    return tuple(found)


def _root(word: str) -> str:
    """Take off an ending, where enough of the word is left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            return word.removesuffix(ending)
    return word


@cache
def synonyms() -> dict[Phrase, tuple[Phrase, ...]]:
    """Give, for every phrase of the table, all that stand in its rows."""
    found: dict[Phrase, tuple[Phrase, ...]] = {}
    for _, phrases in _table():
        for phrase in phrases:
            found[phrase] = tuple(dict.fromkeys([*found.get(phrase, ()), *phrases]))
    return found


@cache
def _categories() -> dict[Phrase, tuple[Category, ...]]:
    found: dict[Phrase, tuple[Category, ...]] = {}
    for category, phrases in _table():
        for phrase in phrases:
            roots = tuple(_root(word) for word in phrase)
            found[roots] = tuple(dict.fromkeys([*found.get(roots, ()), category]))
    return found


@cache
def _synonym_words() -> frozenset[str]:
    return frozenset(word for phrase in synonyms() for word in phrase)


@cache
def _table() -> tuple[tuple[Category, tuple[Phrase, ...]], ...]:
    with (Path(__file__).parent / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (Category(row["category"]), tuple(tuple(plain(phrase).split()) for phrase in row["words"].split(";")))
            for row in csv.DictReader(file)
        )
