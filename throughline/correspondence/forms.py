"""What is asked about a notice."""

from __future__ import annotations

from throughline import nhsuk


class Withdraw(nhsuk.Form):
    """Why somebody need not be told."""

    reason = nhsuk.Text(label="Why need nobody be told?", missing="Say why nobody needs to be told", width="two-thirds")
