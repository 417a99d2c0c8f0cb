"""One link worker's surgeries and strengths, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.accounts.queries import AttachedSurgery
from throughline.nhsuk.shapes import Link, SummaryRow
from throughline.nhsuk.words import short_date
from throughline.office.worker_queries import Worker


@dataclass(frozen=True)
class WorkerPage:
    """Where they work and worked, and what they are good at."""

    page: Worker

    columns = ("Surgery", "Since", "Last day", "To do")
    columns_before = ("Surgery", "From", "Last day")

    @property
    def name(self) -> str:
        return self.page.name

    @property
    def here(self) -> str:
        return reverse("office:worker", args=[self.page.worker_id])

    @property
    def attach_href(self) -> str:
        return reverse("office:attach", args=[self.page.worker_id])

    @property
    def rows(self) -> list[list[object]]:
        """Give where they work, and where they will."""
        return [
            [tie.surgery, short_date(tie.starts_on), short_date(tie.ends_on) if tie.ends_on else "Not set", _end(tie)]
            for tie in self.page.ties
            if not self._is_over(tie)
        ]

    @property
    def before(self) -> list[list[object]]:
        """Give where they worked once."""
        return [
            [tie.surgery, short_date(tie.starts_on), short_date(tie.ends_on)]
            for tie in self.page.ties
            if tie.ends_on and self._is_over(tie)
        ]

    @property
    def strengths(self) -> list[SummaryRow]:
        change = reverse("office:strengths", args=[self.page.worker_id])
        return [
            SummaryRow(key, ", ".join(words) or "None on record", (Link("Change", change, hidden=key.lower()),))
            for key, words in (("Languages besides English", self.page.languages), ("Knows well", self.page.skills))
        ]

    @property
    def first_strengths(self) -> dict[str, object]:
        """Give what is on record already, to be changed."""
        return {"languages": ", ".join(self.page.languages), "skills": ", ".join(self.page.skills)}

    def _is_over(self, tie: AttachedSurgery) -> bool:
        return tie.ends_on is not None and tie.ends_on < self.page.today


def _end(tie: AttachedSurgery) -> Link:
    doing = "Change the last day" if tie.ends_on else "End"
    return Link(doing, reverse("office:detach", args=[tie.attachment_id]), hidden=f"with {tie.surgery}")
