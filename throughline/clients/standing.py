"""What must stand beside a client's name wherever it is shown, kept on the client's row so that no page asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.clients.models import Answer, Client


@dataclass(frozen=True)
class Standing:
    """What must not be overlooked before getting in touch with somebody, whatever the page."""

    can_be_phoned: Answer
    shielding: bool
    cannot_read: bool
    digitally_excluded: bool
    profile_asked: bool


STANDING = ("can_be_phoned", "shielding", "cannot_read", "digitally_excluded", "profile_asked_on")
"""The columns of a client's row that a `Standing` is made of, in the order `standing` takes them."""


def standing(
    can_be_phoned: str, shielding: bool, cannot_read: bool, digitally_excluded: bool, profile_asked_on: date | None
) -> Standing:
    """Give what stands beside a name, from the columns of `STANDING`."""
    return Standing(Answer(can_be_phoned), shielding, cannot_read, digitally_excluded, profile_asked_on is not None)


def standing_on(client: Client) -> Standing:
    """Give what stands beside the name of a client whose row was read already."""
    return standing(*(getattr(client, column) for column in STANDING))
