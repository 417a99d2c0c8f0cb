"""Where what is not finished with somebody comes from, and what they gained: read when a case is to end (R58)."""

from __future__ import annotations

from throughline.endings.standing import GainedSource, OpenSource
from throughline.enquiries.standing import open_questions
from throughline.holds.standing import open_holds
from throughline.support_plans.standing import gains_of, open_plans
from throughline.tasks.standing import open_tasks

STANDS_OPEN: tuple[OpenSource, ...] = (open_holds, open_questions, open_plans, open_tasks)
GAINED: tuple[GainedSource, ...] = (gains_of,)
