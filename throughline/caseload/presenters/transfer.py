"""A transfer before it is made, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.caseload.transfer_queries import Transfer
from throughline.clients.presenters import ClientHead
from throughline.nhsuk.shapes import SummaryRow


@dataclass(frozen=True)
class TransferPage:
    """Whose case it is, and what a transfer means."""

    page: Transfer

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.page.who)

    @property
    def back_href(self) -> str:
        return reverse("desk:client", args=[self.page.who.client_id])

    @property
    def facts(self) -> list[SummaryRow]:
        return [
            SummaryRow("Link worker now", self.page.worker),
            SummaryRow("Surgery", self.page.surgery or "Not known"),
        ]

    @property
    def means(self) -> tuple[str, ...]:
        return (
            "The other provider gets their name, numbers, address, conditions and what you write below. It gets no"
            " notes of contacts.",
            "They wait there for a link worker, and the surgery sees that.",
            f"Their case at {self.page.ours} closes. The record stays, to be read and not added to.",
        )
