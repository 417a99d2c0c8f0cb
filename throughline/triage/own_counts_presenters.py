"""What surgeries and commissioners see of calls to listed people, in words."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.nhsuk.shapes import Bar, Column
from throughline.nhsuk.words import plural
from throughline.triage.own_counts_queries import OwnCounts


@dataclass(frozen=True)
class OwnCountsPage:
    """How far it has come with one's own listed people."""

    found: OwnCounts

    columns = (
        "Surgery", Column("Listed", numeric=True), Column("Tried", numeric=True), Column("Reached", numeric=True),
        Column("Check-in only", numeric=True), Column("Needed support", numeric=True),
        Column("Still to call", numeric=True),
    )  # fmt: skip
    helped_columns = ("With what", Column("People", numeric=True), Column("Seen to", numeric=True))

    @property
    def summary(self) -> str:
        whole = self.found.whole
        people = plural(whole.listed, "listed person", "listed people")
        return f"{whole.tried} of {people} tried, {whole.reached} reached, {whole.to_call} still to call."

    @property
    def share(self) -> str:
        low, high = self.found.planned
        beside = f"(paper’s figure for planning: about {low}–{high}%)"
        found = self.found.whole.share_needing
        if found is None:
            return f"Nobody has been spoken with yet {beside}."
        return f"Needed support, of those spoken with: {found}% {beside}."

    @property
    def bars(self) -> list[Bar]:
        whole = self.found.whole
        return [
            Bar("Listed", whole.listed), Bar("Tried", whole.tried), Bar("Reached", whole.reached),
            Bar("Check-in only", whole.check_in), Bar("Needed support", whole.needed),
            Bar("Still to call", whole.to_call),
        ]  # fmt: skip

    @property
    def rows(self) -> list[list[object]]:
        return [
            [one.named, one.listed, one.tried, one.reached, one.check_in, one.needed, one.to_call]
            for one in self.found.by_surgery
        ]

    @property
    def helped(self) -> list[list[object]]:
        return [[one.point.label, one.people, one.seen_to] for one in self.found.helped]
