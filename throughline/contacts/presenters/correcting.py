"""Putting a contact right, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.clients.presenters import ClientHead
from throughline.contacts.correction_queries import PuttingRight
from throughline.nhsuk.words import long_moment, moment


@dataclass(frozen=True)
class CorrectingPage:
    """A contact as it stands, and where to go from here."""

    page: PuttingRight

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.page.client)

    @property
    def name(self) -> str:
        return self.page.client.name

    @property
    def standing(self) -> bool:
        return self.page.standing

    @property
    def written(self) -> str:
        """Say which contact this is."""
        return f"{long_moment(self.page.told.happened_at)}, by {self.page.made_by}"

    @property
    def note(self) -> str:
        return self.page.told.note

    @property
    def recorded(self) -> str:
        return moment(self.page.recorded_at)

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.page.client.client_id])

    @property
    def move_href(self) -> str:
        return reverse("contacts:move", args=[self.page.contact_id])

    @property
    def correct_href(self) -> str:
        return reverse("contacts:correct", args=[self.page.contact_id])
