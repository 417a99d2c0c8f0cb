"""Who looked, in words."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from throughline.access.screens import screens
from throughline.nhsuk.words import moment, plural
from throughline.viewings.models import Why
from throughline.viewings.queries import Looked, Question, Seen

ACTS = {
    "RECORD_VIEWED": "Looked",
    "SAID_WHY": "Said why they look",
    "CLIENT_REGISTERED": "Made the record",
    "CLIENT_COMPLETED": "Added to the record",
}


@dataclass(frozen=True)
class WhyPage:
    """The question, and where one goes from it."""

    question: Question

    @property
    def about(self) -> str:
        if self.question.worker:
            return f"{self.question.worker} is the link worker of {self.question.name}."
        return f"{self.question.name} is not among your people."


@dataclass(frozen=True)
class LookedPage:
    """Who looked at a record and what they did."""

    found: Looked

    columns = ("When", "Who", "What", "Why")

    @property
    def name(self) -> str:
        return self.found.name

    @property
    def back_href(self) -> str:
        return reverse("desk:client", args=[self.found.client_id])

    @property
    def rows(self) -> list[list[str]]:
        pages = {screen.name: screen.says.rstrip(".") for screen in screens()}
        return [[moment(s.at), s.who, what(s, pages), because(s)] for s in self.found.page.rows]

    @property
    def summary(self) -> str:
        return plural(len(self.found.page.rows), "entry", "entries") + " on this page, newest first."

    @property
    def newer_href(self) -> str:
        return self._href(self.found.page.number - 1) if self.found.page.number > 1 else ""

    @property
    def older_href(self) -> str:
        return self._href(self.found.page.number + 1) if self.found.page.has_next else ""

    def _href(self, number: int) -> str:
        return f"{reverse('viewings:looked', args=[self.found.client_id])}?{urlencode({'page': number})}"


def what(seen: Seen, pages: dict[str, str]) -> str:
    """Say what somebody did: which page they looked at, or which act it was."""
    said = ACTS.get(seen.act) or seen.act.replace("_", " ").capitalize()
    return f"{said}: {pages[seen.page]}" if seen.page in pages else said


def because(seen: Seen) -> str:
    """Say why they looked, where they were asked."""
    if seen.why is None:
        return "Not asked" if seen.act == "RECORD_VIEWED" else ""
    return seen.words if seen.why == Why.OTHER else seen.why.label
