"""Why somebody opens a record that is not of their caseload."""

from __future__ import annotations

from throughline import nhsuk
from throughline.viewings.models import Why


class SayWhy(nhsuk.Form):
    """The reason, in one press or in a few words."""

    why = nhsuk.Radios(
        label="Why do you open this record?",
        choices=Why,
        missing="Select why you open this record",
        conditional={Why.OTHER: "words"},
    )
    words = nhsuk.Text(label="In a few words", missing="Say in a few words why you open this record", max_length=200)
