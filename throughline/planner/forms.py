"""What is asked of whoever proposes a call plan, and why a call is declined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from throughline import nhsuk
from throughline.planner.gather import Hours

MOST_MINUTES = 600


class ProposePlan(nhsuk.Form):
    """How long a call takes, and each worker's minutes for calls on a day on which they are there."""

    call = nhsuk.WholeNumber(
        label="How long does a call take?", called="How long a call takes", missing="Enter how long a call takes",
        smallest=5, largest=120, width=3, suffix="minutes",
    )  # fmt: skip
    longer = nhsuk.WholeNumber(
        label="How long does a call take to somebody with many points?", called="How long a longer call takes",
        missing="Enter how long a longer call takes", smallest=5, largest=120, width=3, suffix="minutes",
    )  # fmt: skip

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.workers = workers
        for worker_id, name in workers.items():
            self.fields[f"minutes_{worker_id}"] = nhsuk.WholeNumber(
                label=f"Minutes for calls on a working day: {name}", called=f"The minutes of {name}",
                missing=f"Enter the minutes of {name}, or 0", smallest=0, largest=MOST_MINUTES, width=3,
                suffix="minutes",
            )  # fmt: skip

    @property
    def hours(self) -> Hours:
        """Give the answers as the command takes them."""
        told: dict[str, Any] = self.cleaned_data
        by_worker = {worker_id: told[f"minutes_{worker_id}"] for worker_id in self.workers}
        return Hours(by_worker, call=told["call"], longer=told["longer"])


class DeclineCall(nhsuk.Form):
    """Why a proposed call is declined."""

    reason = nhsuk.Textarea(
        label="Why is this call declined?", hint="The person can ask to see this", rows=3,
        missing="Enter why it is declined",
    )  # fmt: skip
