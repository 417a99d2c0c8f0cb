"""What a manager is asked who decides for somebody whom no route reached."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.cases import rules as case_rules
from throughline.cases.models import Way
from throughline.cases.rules import NextContact
from throughline.contacts.review_queries import Reviewing


class ReviewAttempts(nhsuk.Form):
    """What is done next, and when."""

    decided = nhsuk.Textarea(
        label="What did you decide?", missing="Say what you decided", rows=3,
        hint="For example: ask the surgery for a new number, or visit with somebody they know",
    )  # fmt: skip
    on = nhsuk.DateParts(
        label="When is the next contact?", called="The next contact", missing="Enter the date of the next contact"
    )
    way = nhsuk.Select(choices=Way, label="How?", missing="Select how the next contact is made")
    by_whom = nhsuk.Select(label="Who by?", missing="Select who makes the next contact")

    def __init__(self, data: Any = None, *, page: Reviewing, **more: Any) -> None:
        super().__init__(data, initial={"way": page.way, "by_whom": page.worker_id}, **more)
        asked: dict[str, Any] = self.fields
        asked["on"].earliest = page.today
        asked["on"].latest = page.today + timedelta(days=case_rules.LONGEST_GAP_DAYS)
        asked["by_whom"].choices = [(str(colleague.id), colleague.name) for colleague in page.colleagues]

    @property
    def next(self) -> NextContact:
        """Give the next contact."""
        answers = self.cleaned_data
        return NextContact(on=answers["on"], by_id=UUID(answers["by_whom"]), way=answers["way"])
