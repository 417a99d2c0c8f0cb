"""The totals of help given, in words."""

from __future__ import annotations

from dataclasses import dataclass

from throughline.advocacy.rules import hours
from throughline.items.queries import Total
from throughline.nhsuk.shapes import Column
from throughline.nhsuk.words import plural, short_date
from throughline.oversight.help_queries import Help


def _numbers(*headings: str) -> tuple[Column, ...]:
    return tuple(Column(heading, numeric=True) for heading in headings)


@dataclass(frozen=True)
class HelpPage:
    """What was given, asked and done in people's names in some days."""

    found: Help

    item_columns = ("What", *_numbers("People", "Given", "Used", "Not used"), "Why not", *_numbers("Not there yet"))
    act_columns = ("What was done", *_numbers("Times", "People", "Took"))
    worker_columns = ("Who", *_numbers("Times", "People", "Took"))

    @property
    def period(self) -> str:
        return f"{short_date(self.found.since)} to {short_date(self.found.until)}"

    @property
    def items(self) -> list[list[object]]:
        return [_item(total) for total in self.found.items]

    @property
    def asked(self) -> str:
        """Say what became of the questions."""
        asked = self.found.asked
        if not asked.asked:
            return "No question was asked for anybody in these days."
        many = plural(asked.asked, "question was asked", "questions were asked")
        return f"{many} for people: {asked.answered:,} answered, and {asked.told:,} of the answers told to the person."

    @property
    def acts(self) -> list[list[object]]:
        return [[one.kind.label, one.times, one.people, hours(one.minutes)] for one in self.found.acts]

    @property
    def workers(self) -> list[list[object]]:
        return [[one.name, one.times, one.people, hours(one.minutes)] for one in self.found.workers]


def _item(total: Total) -> list[object]:
    why = ", ".join(f"{reason.label.lower()} ({times})" for reason, times in total.reasons)
    return [total.kind.label, total.people, total.given, total.used, total.unused, why, total.not_there]
