"""The numbers that a service chooses, with their defaults and grounds."""

from __future__ import annotations

from throughline.organisations.numbers import ALL
from tools.manual.writing import page, table

SAYS = """\
A provider may set each of these from a date on, with a reason; what was decided before keeps the value of its day.
SET-numbers and other signs name the place in the requirements where the number comes from."""


def render() -> str:
    """Write the page."""
    rows = [
        [number.says, f"{number.default} {number.unit}", f"`{number.name}`", number.ground] for number in ALL.values()
    ]
    return page("Numbers a service can set", SAYS, table(["Number", "Default", "Name", "Ground"], rows))
