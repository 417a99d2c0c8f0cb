"""How people are reached, by each way and for each link worker, in words and as a picture (R29)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from throughline.cases.models import Way
from throughline.contacts.presenters.recording import reach_words
from throughline.contacts.reach_queries import WorkersReach
from throughline.contacts.way_rules import Reach
from throughline.nhsuk.shapes import Bar, Link


@dataclass(frozen=True)
class ReachPage:
    """A team's reach by each way, then each worker's."""

    workers: Sequence[WorkersReach]

    columns = ("Link worker", "Answered, of tries", "What to do")

    @property
    def bars(self) -> list[Bar]:
        """Give the share that was answered by each way, the best first."""
        best_first = sorted(self._together().items(), key=lambda pair: (-pair[1].rate, pair[0]))
        return [
            Bar(way.label, 100 * reach.rate, f"{reach.rate:.0%}", note=f"{reach.answered} of {reach.tried}")
            for way, reach in best_first
        ]

    @property
    def rows(self) -> list[list[object]]:
        return [self._row(worker) for worker in self.workers]

    def _row(self, worker: WorkersReach) -> list[object]:
        again = reverse("in_person:meet_again") + f"?{urlencode({'worker': worker.worker_id})}"
        return [
            worker.name,
            reach_words(worker.by_way) or "Nobody tried",
            Link("Meet people again", again, hidden=f": {worker.name}"),
        ]

    def _together(self) -> dict[Way, Reach]:
        found: dict[Way, Reach] = {}
        for way, reach in (pair for worker in self.workers for pair in worker.by_way.items()):
            so_far = found.get(way, Reach(0, 0))
            found[way] = Reach(so_far.tried + reach.tried, so_far.answered + reach.answered)
        return found
