"""The demo's own question."""

from __future__ import annotations

from datetime import date

from throughline import nhsuk


class ChooseDay(nhsuk.Form):
    """What day shall it be?"""

    day = nhsuk.DateParts(
        label="Another day",
        hint="For example, 27 3 2020",
        called="The day",
        missing="Enter the day",
        earliest=date(2018, 1, 1),
        latest=date(2030, 12, 31),
    )
