"""Honest counts and exceptions, in words and as bars."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.contacts.rules import CameTo
from throughline.nhsuk.shapes import Bar, Column, Link
from throughline.nhsuk.words import plural, sentence, short_date
from throughline.oversight.count_queries import Counted, Counts
from throughline.oversight.exception_queries import ExceptionRow, Exceptions

RESULTS = {
    CameTo.NEEDED_NOTHING: "Reached, and needed nothing",
    CameTo.HELPED: "Reached and helped",
    CameTo.ONGOING: "Reached, with ongoing work",
    CameTo.TRIED: "Tried, not reached",
    CameTo.NOT_TRIED: "Not tried",
}


@dataclass(frozen=True)
class CountsPage:
    """A period's counts, together and by link worker."""

    counts: Counts

    columns = ("Link worker", *(Column(words, numeric=True) for words in RESULTS.values()), Column("All", numeric=True))

    @property
    def period(self) -> str:
        return f"{short_date(self.counts.since)} to {short_date(self.counts.until)}"

    @property
    def summary(self) -> str:
        """Say the whole in one sentence."""
        whole = self.counts.whole
        reached = sum(whole.by_result[r] for r in (CameTo.NEEDED_NOTHING, CameTo.HELPED, CameTo.ONGOING))
        return f"{plural(whole.total, 'person', 'people')} in the service, {reached:,} of them reached."

    @property
    def changes(self) -> str:
        """Say how often people got another link worker, for each hundred in the service (R71)."""
        many, rate = sum(self.counts.changes.values()), self.counts.changes_per_100(self.counts.whole)
        told = f"{plural(many, 'change', 'changes')} of link worker in these days"
        return f"{told}, {rate:g} for each 100 people in the service." if rate is not None else f"{told}."

    @property
    def bars(self) -> list[Bar]:
        whole = self.counts.whole
        return [
            Bar(words, whole.by_result[result], note=_share(whole.by_result[result], whole.total))
            for result, words in RESULTS.items()
        ]

    @property
    def total(self) -> int:
        return self.counts.whole.total

    @property
    def rows(self) -> list[list[object]]:
        return [_row(worker) for worker in self.counts.workers]


@dataclass(frozen=True)
class ExceptionsPage:
    """Who was admitted although not eligible, and why."""

    found: Exceptions

    columns = ("Person", "Surgery", "Why not eligible", "Why admitted", "Decided")

    @property
    def heading(self) -> str:
        return f"{plural(self.found.total, 'referral')} admitted by exception"

    @property
    def rows(self) -> list[list[object]]:
        return [_exception(row) for row in self.found.page.rows]

    @property
    def links(self) -> dict[str, str]:
        number = self.found.page.number
        return {
            "previous_href": f"?page={number - 1}" if number > 1 else "",
            "next_href": f"?page={number + 1}" if self.found.page.has_next else "",
        }


def _row(counted: Counted) -> list[object]:
    return [counted.name, *counted.by_result.values(), counted.total]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else ""


def _exception(row: ExceptionRow) -> list[object]:
    return [
        Link(row.name, reverse("referrals:sheet", args=[row.referral_id])),
        row.surgery,
        sentence(row.why_not_eligible),
        row.reason,
        f"{short_date(row.decided_on)}, {row.decided_by}",
    ]
