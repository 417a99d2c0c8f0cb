"""Who is to be told the new guidance, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.contacts.guidance_queries import ToTell
from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import short_date


@dataclass(frozen=True)
class ToTellPage:
    """Everybody who is to be told."""

    found: tuple[ToTell, ...]

    columns = ("Person", "Link worker", "Was told", "On", "To do")

    @property
    def rows(self) -> list[list[object]]:
        return [
            [
                Link(one.name, reverse("desk:client", args=[one.client_id])),
                one.worker,
                one.told,
                short_date(one.told_on),
                Link("Tell them", reverse("contacts:record", args=[one.case_id]), hidden=one.name),
            ]
            for one in self.found
        ]
