"""Particulars in words: the head of the page on which they are put right, and what they were before."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.clients.models import Particular
from throughline.clients.particulars_queries import PutRight, WhoTheyAre
from throughline.clients.presenters import ClientHead
from throughline.nhsuk.words import long_moment, phone_for_reading, short_date


@dataclass(frozen=True)
class ParticularsPage:
    """The page on which particulars are put right."""

    who: WhoTheyAre
    opens_records: bool

    columns = ("What", "Until then", "Changed")

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.who.named)

    @property
    def back_href(self) -> str:
        if self.opens_records:
            return reverse("desk:client", args=[self.who.named.client_id])
        return reverse("desk:search")

    @property
    def confirmed(self) -> str:
        on = self.who.address_confirmed_on
        return f"They last confirmed their address on {short_date(on)}." if on else ""

    @property
    def rows(self) -> list[list[str]]:
        return [[p.particular.label, _was(p), _changed(p)] for p in self.who.put_right]


def _was(put_right: PutRight) -> str:
    if put_right.particular == Particular.WAYS:
        each = (phone_for_reading(w) if w.startswith("+") else w for w in put_right.was.splitlines())
        return ", ".join(each) or "None known"
    if put_right.particular == Particular.BORN:
        return short_date(put_right.born_on)
    return put_right.was or "None known"


def _changed(put_right: PutRight) -> str:
    why = f": {put_right.reason}" if put_right.reason else ""
    return f"{long_moment(put_right.at)}, {put_right.by}{why}"
