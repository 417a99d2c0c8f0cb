"""How well the model does on made-up people whose truth is known: precision and recall, by band and by kind of slip."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from throughline.linkage.engine import madeup, prepared, records, score
from throughline.linkage.engine.madeup import Labelled
from throughline.linkage.engine.score import Outcome, Thresholds
from throughline.linkage.engine.settings import MODEL, SEED

CLIENTS, LISTED = 20_000, 50_000
JUDGED_ON = SEED + 1


@dataclass(frozen=True)
class Kind:
    """How it went with rows that have one slip, or with people who only look like a client."""

    kind: str
    people: int
    known: int
    """Who are a client in truth."""
    linked: int
    linked_right: int
    asked_right: int
    """A person was asked, and the right client was among the candidates."""
    asked: int

    @property
    def recall(self) -> float | None:
        return self.linked_right / self.known if self.known else None

    @property
    def recall_with_asking(self) -> float | None:
        return (self.linked_right + self.asked_right) / self.known if self.known else None


@dataclass(frozen=True)
class Report:
    """What the model comes to."""

    clients: int
    listed: int
    overall: Kind
    kinds: tuple[Kind, ...]
    most_candidates: int

    @property
    def precision(self) -> float:
        return self.overall.linked_right / self.overall.linked if self.overall.linked else 1.0


def report(
    *, folder: Path, thresholds: Thresholds, clients: int = CLIENTS, listed: int = LISTED, seed: int = JUDGED_ON,
    model: Path = MODEL,
) -> Report:  # fmt: skip
    """Make people up, compare them, and hold what came out against the truth.

    :raises NeedsRegionError: if Splink is not installed
    """
    people = madeup.made_up(seed=seed, clients=clients, listed=listed)
    records.write_records(folder / "clients.csv", people.clients)
    records.write_records(folder / "listed.csv", people.listed)
    with prepared.opened(folder) as connection:
        score.weigh(connection, clients=folder / "clients.csv", listed=folder / "listed.csv", thresholds=thresholds,
                    far=lambda what: None, model=model)  # fmt: skip
        return judged(people, list(score.outcomes(connection)))


def judged(people: Labelled, outcomes: list[Outcome]) -> Report:
    """Hold outcomes against the truth."""
    linked = {o.listed_id: o.client_id for o in outcomes if o.band == "LINKED"}
    asked: dict[str, set[str]] = {}
    for outcome in outcomes:
        if outcome.band == "ASKED":
            asked.setdefault(outcome.listed_id, set()).add(outcome.client_id)
    counts: dict[str, Counter[str]] = {"everybody": Counter()}
    for listed_id, kinds in people.kinds.items():
        truth = people.truth.get(listed_id)
        found = {"people"} | ({"known"} if truth else set())
        if listed_id in linked:
            found |= {"linked"} | ({"linked_right"} if linked[listed_id] == truth else set())
        if listed_id in asked:
            found |= {"asked"} | ({"asked_right"} if truth in asked[listed_id] else set())
        for kind in ("everybody", *kinds):
            counts.setdefault(kind, Counter()).update(found)
    judged_kinds = [Kind(kind, *(c[n] for n in ("people", "known", "linked", "linked_right", "asked_right", "asked")))
             for kind, c in counts.items()]  # fmt: skip
    overall, rest = judged_kinds[0], sorted(judged_kinds[1:], key=lambda k: (-k.known, k.kind))
    return Report(
        len(people.clients), len(people.listed), overall, tuple(rest), max(map(len, asked.values()), default=0)
    )
