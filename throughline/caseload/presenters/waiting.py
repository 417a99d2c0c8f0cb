"""Who needs a link worker, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.clients.models import Answer
from throughline.core.paging import Page
from throughline.nhsuk.shapes import Link, Tag
from throughline.nhsuk.words import plural, sentence
from throughline.referrals.models import State
from throughline.referrals.queries import WaitingRow


@dataclass(frozen=True)
class WaitingPage:
    """People waiting, the longest wait first."""

    page: Page[WaitingRow]

    columns = ("Person", "Waiting", "Surgery", "Why", "What to do")

    @property
    def rows(self) -> list[list[object]]:
        return [_cells(row) for row in self.page.rows]

    @property
    def summary(self) -> str:
        """Say how many stand on this page, and of what kind."""
        to_decide = sum(row.state == State.TO_DECIDE for row in self.page.rows)
        long = sum(row.over_promise for row in self.page.rows)
        many = plural(len(self.page.rows), "person", "people") + (" or more" if self.page.has_next else "")
        extras = [f"{to_decide} to decide" if to_decide else "", f"{long} waiting too long" if long else ""]
        return ", ".join([f"{many} waiting", *filter(None, extras)])

    @property
    def links(self) -> dict[str, str]:
        href, number = reverse("caseload:waiting"), self.page.number
        return {
            "previous_href": f"{href}?page={number - 1}" if number > 1 else "",
            "next_href": f"{href}?page={number + 1}" if self.page.has_next else "",
        }


def _cells(row: WaitingRow) -> list[object]:
    waited: list[object] = ["Since today" if row.waited_days == 0 else plural(row.waited_days, "day")]
    if row.over_promise:
        waited.append(Tag("Waiting too long", "red"))
    name: list[object] = [Link(row.name, reverse("referrals:sheet", args=[row.referral_id]))]
    if row.can_be_phoned == Answer.NO:
        name.append(Tag("Cannot be phoned", "purple"))
    return [name, waited, row.surgery, sentence(row.why), _action(row)]


def _action(row: WaitingRow) -> list[object]:
    if row.state == State.TO_DECIDE:
        href = reverse("referrals:decide", args=[row.referral_id])
        return [Tag("Needs a decision", "yellow"), Link("Decide", href, hidden=f"about {row.name}")]
    return [Link("Allocate", reverse("caseload:allocate", args=[row.referral_id]), hidden=row.name)]
