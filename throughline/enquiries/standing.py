"""How a question stands, read from its row for the rules."""

from __future__ import annotations

from throughline.enquiries.models import Enquiry
from throughline.enquiries.rules import Standing


def standing_of(enquiry: Enquiry) -> Standing:
    """Give how a question stands."""
    return Standing(
        asked_on=enquiry.asked_on, last_told_on=enquiry.last_told_on, answered_on=enquiry.answered_on,
        told_on=enquiry.told_on, is_closed=enquiry.closed_at is not None,
    )  # fmt: skip
