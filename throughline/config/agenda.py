"""Where what there is to talk about in the next contact comes from, the most urgent first."""

from __future__ import annotations

from throughline.contacts.agenda import AgendaSource
from throughline.support_plans.agenda import agenda_of

SOURCES: tuple[AgendaSource, ...] = (agenda_of,)
