"""The ways a thing can go to somebody. `cases` has the same, with the same codes: a test holds them together."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """A way to be in touch (R25)."""

    PHONE = "PHONE"
    AT_SURGERY = "AT_SURGERY"
    OTHER_PLACE = "OTHER_PLACE"
    POST = "POST"
    TEXT = "TEXT"
    EMAIL = "EMAIL"
    VIDEO = "VIDEO"
    DOORSTEP = "DOORSTEP"

    @property
    def label(self) -> str:
        """Give its name on a page."""
        return LABELS[self]


LABELS = {
    Mode.PHONE: "Phone",
    Mode.AT_SURGERY: "In person at the surgery",
    Mode.OTHER_PLACE: "In person somewhere else",
    Mode.POST: "Post",
    Mode.TEXT: "Text message",
    Mode.EMAIL: "Email",
    Mode.VIDEO: "Video",
    Mode.DOORSTEP: "On the doorstep, at a distance",
}
IN_PERSON = frozenset({Mode.AT_SURGERY, Mode.OTHER_PLACE})
ONLINE = frozenset({Mode.EMAIL, Mode.VIDEO})
WRITTEN = frozenset({Mode.POST, Mode.TEXT, Mode.EMAIL})
