"""The question of linkage: which of the clients shown somebody on a list is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.linkage.models import Said
from throughline.linkage.presenters import called
from throughline.linkage.queries import SideBySide


class WhoIsIt(nhsuk.Form):
    """Which of them it is, none of them, or that one cannot tell yet."""

    def __init__(self, *args: Any, both: SideBySide, **more: Any) -> None:
        super().__init__(*args, **more)
        several = len(both.clients) > 1
        choices = [
            (str(client.id), f"The same person as {called(n, client)}") for n, client in enumerate(both.clients, 1)
        ]
        choices += [
            (Said.DIFFERENT.value, "Not the same as any of them" if several else "Not the same person"),
            (Said.NOT_YET.value, Said.NOT_YET.label),
        ]
        self.fields["who"] = nhsuk.Radios(
            choices=choices,
            label=f"Who is {both.person.name}?",
            missing="Select who it is, or cannot tell yet",
        )

    @property
    def said(self) -> Said:
        """Give what was said."""
        who = self.cleaned_data["who"]
        return Said(who) if who in Said.values else Said.SAME

    @property
    def client_id(self) -> UUID | None:
        """Give the client who was chosen."""
        return UUID(self.cleaned_data["who"]) if self.said == Said.SAME else None
