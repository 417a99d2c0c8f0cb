"""What follows from a status, from its age and from a way of joining. Decisions and values, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from throughline.core.decisions import YES, Decision
from throughline.directory.kinds import RUNS, STOPPED, Mode, Report, Status

BEST_FIRST = (
    Status.OPEN, Status.REDUCED, Status.WAITING_LIST_CLOSED, Status.UNKNOWN, Status.PAUSED, Status.CLOSED,
)  # fmt: skip
OLDEST_THERE_IS = 130


@dataclass(frozen=True)
class Needs:
    """What a person needs to join. None is "nobody has said", which is not "no"."""

    internet: bool | None = None
    reading: bool | None = None
    fitness: bool | None = None
    travel: bool | None = None


def needs_by_default(mode: Mode) -> Needs:
    """Say what a way of joining asks of a person unless somebody knows better (R36)."""
    return Needs(internet=mode == Mode.ONLINE, reading=mode == Mode.POST or None, travel=mode == Mode.IN_PERSON)


def is_running(status: Status) -> bool:
    """Say whether whoever goes there can go on. What is not known is not known to be running."""
    return status in RUNS


def can_be_joined(status: Status) -> bool:
    """Say whether somebody new can start."""
    return status in (Status.OPEN, Status.REDUCED)


def stops(before: Status, after: Status) -> bool:
    """Say whether plans that lean on it can no longer go on. That we lost track of it stops nobody's plan."""
    return after in STOPPED and before not in STOPPED


def starts_again(before: Status, after: Status) -> bool:
    """Say whether plans that were held for it can be taken up again."""
    return is_running(after) and not is_running(before)


@dataclass(frozen=True)
class Headline:
    """A service's status in one line; `remotely` are the ways that are left where one cannot go there (R36)."""

    status: Status
    remotely: tuple[Mode, ...] = ()

    @property
    def words(self) -> str:
        """Give it as one says it: open remotely (by phone, online)."""
        if not self.remotely:
            return self.status.label
        return f"{self.status.label} remotely ({', '.join(mode.label.lower() for mode in self.remotely)})"


def headline(ways: Iterable[tuple[Mode, Status]]) -> Headline:
    """Work out one status from all ways of joining: the best there is, and how, if no longer in person."""
    held = list(ways)
    if not held:
        return Headline(Status.UNKNOWN)
    best = min((status for _, status in held), key=BEST_FIRST.index)
    at_best = {mode for mode, status in held if status == best}
    could_go = {mode for mode, _ in held}
    if best not in (Status.OPEN, Status.REDUCED) or Mode.IN_PERSON in at_best or Mode.IN_PERSON not in could_go:
        return Headline(best)
    return Headline(best, tuple(mode for mode in Mode if mode in at_best))


@dataclass(frozen=True)
class Staleness:
    """How old a status is, and after how many days it is to be verified again (SET9)."""

    days: int
    after: int

    @property
    def is_stale(self) -> bool:
        return self.days > self.after


def staleness(*, verified_on: date, on: date, after: int) -> Staleness:
    """Work out whether a status is to be verified again."""
    return Staleness(max((on - verified_on).days, 0), after)


def may_list(name: str, modes: Sequence[object]) -> Decision:
    """Decide whether something can stand in the directory: it has a name, and a way of joining."""
    if not name.strip():
        return Decision("Enter the service's name.")
    if not modes:
        return Decision("Say in which way one can join: in person, by phone, online, by post or on the doorstep.")
    return YES


def may_be_for_ages(minimum: int | None, maximum: int | None) -> Decision:
    """Decide whether two ages can bound whom a service is for."""
    if any(age is not None and not 0 <= age <= OLDEST_THERE_IS for age in (minimum, maximum)):
        return Decision(f"Enter ages between 0 and {OLDEST_THERE_IS}.")
    if minimum is not None and maximum is not None and maximum < minimum:
        return Decision("The oldest age is below the youngest. Enter them the other way round.")
    return YES


def may_have_been_observed(observed_at: datetime, *, at: datetime) -> Decision:
    """Decide whether a status can be of this moment."""
    if observed_at > at:
        return Decision("This moment is still to come. Enter when it was said.")
    return YES


@dataclass(frozen=True)
class Said:
    """What a report on a whole service says of each way of joining, by its place among them; and whether one is new."""

    statuses: dict[int, Status]
    by_phone_too: bool = False


def what_it_says(report: Report, ways: Sequence[tuple[Mode, Status]]) -> Said:
    """Work out what a report on a whole service says of each way: what closed for good stays closed by most of them."""
    left = {place: way for place, way in enumerate(ways) if way[1] != Status.CLOSED}
    if report == Report.CLOSED:
        return Said(dict.fromkeys(range(len(ways)), Status.CLOSED))
    if report == Report.PAUSED:
        return Said(dict.fromkeys(left, Status.PAUSED))
    if report == Report.RUNNING:
        return Said(dict.fromkeys(left or range(len(ways)), Status.OPEN))
    if report == Report.BY_PHONE:
        gone = {place: Status.PAUSED for place, (mode, _) in left.items() if mode == Mode.IN_PERSON}
        phone = {place: Status.OPEN for place, (mode, _) in enumerate(ways) if mode == Mode.PHONE}
        return Said(gone | phone, by_phone_too=not phone)
    return Said({place: status for place, (_, status) in left.items() if status != Status.UNKNOWN})


def needs_in_words(needs: Needs) -> list[str]:
    """List what a person needs: needs internet, needs to travel there."""
    asked = (
        (needs.internet, "needs internet"), (needs.reading, "needs reading"), (needs.fitness, "needs some fitness"),
        (needs.travel, "needs to travel there"),
    )  # fmt: skip
    return [words for answer, words in asked if answer]
