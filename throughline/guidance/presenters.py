"""Guidance in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from throughline.guidance.queries import Guidance
from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import short_date


@dataclass(frozen=True)
class VersionPage:
    """One version, as it is read out."""

    version: Guidance
    today: date

    @property
    def heading(self) -> str:
        return self.version.title

    @property
    def caption(self) -> str:
        return f"{self.version.area}, version {self.version.number}, from {short_date(self.version.from_on)}"

    @property
    def not_now(self) -> str:
        """Say that nobody is to be told from it: it was superseded, or holds later."""
        if self.version.holds(self.today):
            return ""
        if self.today < self.version.from_on:
            return f"This holds from {short_date(self.version.from_on)} only. Explain the version that holds today."
        on = short_date(self.version.superseded_on) if self.version.superseded_on else ""
        return f"This was superseded on {on}. Do not explain or send it any more."


@dataclass(frozen=True)
class CurrentPage:
    """What holds today in each area, and every version."""

    versions: tuple[Guidance, ...]
    today: date
    may_keep: bool

    columns = ("Where", "Version", "From", "Until", "Published by")

    @property
    def now(self) -> list[VersionPage]:
        return [VersionPage(one, self.today) for one in self.versions if one.holds(self.today)]

    @property
    def rows(self) -> list[list[object]]:
        return [
            [
                one.area,
                Link(f"Version {one.number}", reverse("guidance:version", args=[one.version_id]), hidden=one.area),
                short_date(one.from_on),
                short_date(one.superseded_on) if one.superseded_on else "Now",
                one.published_by,
            ]
            for one in self.versions
        ]
