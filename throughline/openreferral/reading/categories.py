"""What a service is for, by the words of its feed's terms and of its name. Where none says it: something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from throughline.directory.kinds import Category

WORDS: Mapping[Category, str] = {
    Category.BEREAVEMENT: r"bereave|grief|griev",
    Category.SMOKING: r"smok|tobacco|vap(?:e|ing)",
    Category.DEBT: r"\bdebts?\b|money advice|insolven",
    Category.SOCIAL_SECURITY: r"benefits?\b|welfare rights|social security|universal credit|\bpip\b",
    Category.HOUSING: r"housing|homeless|tenan|accommodation",
    Category.LEGAL: r"\blegal|\blaw\b|solicitor|immigration advice",
    Category.FOOD: r"\bfood|\bmeals?\b|lunch club|pantry|cook",
    Category.DIGITAL_SKILLS: r"digital|getting online|computer|internet skills|\bit skills",
    Category.CONDITION_CLASS: r"rehab|self[- ]management|diabet|copd|cardiac|pulmonary|arthritis|stroke|dementia",
    Category.WEIGHT: r"weight|slimming",
    Category.COUNSELLING: r"counsel|therap|psycholog|mental health",
    Category.PHYSICAL_ACTIVITY: (
        r"physical activity|exercise|\bgym\b|sports?\b|swim|walk|fitness|yoga|tai chi|danc|cycl"
    ),
    Category.ARTS: r"\barts?\b|craft|music|sing|choir|theatre|paint|pottery|creative",
    Category.SOCIAL_GROUP: (
        r"social (?:group|club)|befriend|friendship|coffee|lonel|isolat|community (?:group|cafe)|men'?s shed"
    ),
}
"""The first that fits counts: what is narrower stands first."""

_KNOWN_BY = {category: re.compile(words, re.IGNORECASE) for category, words in WORDS.items()}


def category_of(terms: Iterable[str], name: str) -> Category:
    """Say what a service is for. Terms go before its name, which may be a pun."""
    for said in ("; ".join(terms), name):
        for category, known in _KNOWN_BY.items():
            if known.search(said):
                return category
    return Category.OTHER
