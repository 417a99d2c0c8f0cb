"""What stands to be looked at in somebody's case, as the head of their record says it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.nhsuk.shapes import Link
from throughline.nhsuk.words import sentence
from throughline.watch.presenters.levels import proposed_words, why_words
from throughline.watch.presenters.time_in_service import time_notice
from throughline.watch.standing_queries import CaseStanding


@dataclass(frozen=True)
class Notice:
    """A sentence or two, and where to act on it."""

    words: str
    link: Link | None = None


def notices(standing: CaseStanding | None) -> tuple[Notice, ...]:
    """List what there is to look at, the proposal first."""
    found = []
    if standing and standing.proposal:
        why = "; ".join(why_words(evidence) for evidence in standing.proposal.why)
        link = Link("Agree or decline", reverse("watch:level", args=[standing.case_id]))
        found.append(Notice(f"{sentence(proposed_words(standing.proposal))}? {why}.", link))
    if standing and standing.time and (words := time_notice(standing.time)):
        found.append(Notice(words))
    return tuple(found)
