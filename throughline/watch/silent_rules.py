"""Why a silent person may be at risk, each reason in words. No hidden score: more reasons first, then more days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """What `silent.sql` finds, in the order in which it is said (R74)."""

    LIVES_ALONE = "LIVES_ALONE"
    CONDITIONS = "CONDITIONS"
    SHIELDING = "SHIELDING"
    DIGITALLY_EXCLUDED = "DIGITALLY_EXCLUDED"
    CANNOT_READ = "CANNOT_READ"
    NEW_WORKER = "NEW_WORKER"
    NEVER_REACHED = "NEVER_REACHED"
    DATE_NOT_KEPT = "DATE_NOT_KEPT"
    TRIED = "TRIED"
    WITH_MANAGER = "WITH_MANAGER"


@dataclass(frozen=True)
class SilentFacts:
    """What the words of a reason need."""

    conditions_count: int = 0
    changed_on: date | None = None
    next_contact_on: date | None = None
    tries: int = 0
    with_manager_since: date | None = None


def in_words(reason: Reason, facts: SilentFacts) -> str:
    """Say one reason as its line on the page."""
    tried = "tried once" if facts.tries == 1 else f"tried {facts.tries} times"
    return {
        Reason.LIVES_ALONE: "lives alone",
        Reason.CONDITIONS: f"{facts.conditions_count} long-term conditions",
        Reason.SHIELDING: "shielding",
        Reason.DIGITALLY_EXCLUDED: "digitally excluded",
        Reason.CANNOT_READ: "cannot read",
        Reason.NEW_WORKER: f"link worker changed on {_day(facts.changed_on)}, and the new one has not spoken to them",
        Reason.NEVER_REACHED: "never spoken to",
        Reason.DATE_NOT_KEPT: f"the contact promised for {_day(facts.next_contact_on)} has not been made",
        Reason.TRIED: f"{tried} since, without reaching them",
        Reason.WITH_MANAGER: f"every route was tried: with a manager since {_day(facts.with_manager_since)}",
    }[reason]


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else "a day not known"
