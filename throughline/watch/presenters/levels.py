"""How often we speak, what is proposed about it and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from throughline.cases.level_rules import Evidence, Proposal
from throughline.cases.models import Level, LevelAct, LevelReason
from throughline.cases.presenters import BY_WAY
from throughline.core.actor import Actor
from throughline.core.working_days import on_or_after
from throughline.nhsuk.pages import address
from throughline.nhsuk.shapes import Link, SummaryRow, Tag, TimelineEvent
from throughline.nhsuk.words import long_date, plural, sentence, short_date
from throughline.watch.level_queries import LevelChangeRow, LevelRow, Levels, LevelSheet
from throughline.watch.presenters.page import Person, WatchPage

WHY = {
    LevelReason.SETTLED: "in the service for a year or more, and the last three conversations were each in their time",
    LevelReason.LOSS: "somebody they knew died",
    LevelReason.SET_BACK: "they had a set-back",
    LevelReason.LIFE_EVENT: "something changed in their life",
    LevelReason.SHIELDING: "they are shielding",
    LevelReason.HANDOVER: "their link worker changed",
    LevelReason.LOW_MOOD: "they were low when we checked in",
    LevelReason.GROUND_AT_RISK: "what they gained is at risk",
    LevelReason.CLIENT_ASKED: "they asked",
}


def proposed_words(proposal: Proposal) -> str:
    """Say a proposal in a few words: "consider light", "step up to intensive"."""
    to = proposal.to.label.lower()
    return f"step up to {to}" if proposal.more_often else f"consider {to}"


def why_words(evidence: Evidence) -> str:
    """Say one reason, with its day where that is known."""
    since = {LevelReason.SETTLED: "started"}.get(evidence.reason, "since")
    day = f" ({since} {short_date(evidence.on)})" if evidence.on else ""
    return sentence(f"{WHY[evidence.reason]}{day}")


@dataclass(frozen=True)
class LevelPage:
    """One person's level, what is proposed, and what was agreed before."""

    sheet: LevelSheet
    today: date

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def back_href(self) -> str:
        return reverse("desk:client", args=[self.sheet.client_id])

    @property
    def close_href(self) -> str:
        """Lead to where an ending is agreed, for somebody who wants no more contact."""
        return reverse("contacts:record", args=[self.sheet.case_id]) if self.sheet.may_close else ""

    @property
    def facts(self) -> list[SummaryRow]:
        sheet = self.sheet
        own = ", a gap of their own" if sheet.own_gap is not None else ""
        return [
            SummaryRow("How often now", f"{sheet.level.label}: every {plural(sheet.gap_days, 'day')}{own}"),
            SummaryRow("Next contact", long_date(sheet.next_contact_on) if sheet.next_contact_on else "None"),
            SummaryRow("Link worker", sheet.worker),
        ]

    @property
    def proposed(self) -> str:
        return sentence(proposed_words(self.sheet.proposal)) if self.sheet.proposal else ""

    @property
    def why(self) -> list[str]:
        return [why_words(evidence) for evidence in self.sheet.proposal.why] if self.sheet.proposal else []

    @property
    def nothing_proposed(self) -> str:
        """Say why nothing is proposed where that could surprise."""
        if self.sheet.disruption:
            return "Nothing is proposed. While the service cannot work as usual, nobody is proposed for less contact."
        return "Nothing is proposed. You can still agree something else with them."

    @property
    def first_answers(self) -> dict[str, object]:
        """Propose the day that stands, or a sooner one where a shorter gap is proposed."""
        sheet = self.sheet
        promised = sheet.next_contact_on
        if sheet.proposal and sheet.proposal.more_often:
            soon = on_or_after(self.today + timedelta(days=sheet.gaps[sheet.proposal.to]))
            promised = min(promised, soon) if promised else soon
        return {"next_on": promised, "choice": sheet.proposal.to if sheet.proposal else None}

    @property
    def history(self) -> list[TimelineEvent]:
        return [_event(change) for change in self.sheet.history]


def levels_page(found: Levels, *, viewer: Actor) -> WatchPage:
    """Put the people for whom another level is proposed in words."""
    client = address("desk:client")
    return WatchPage(
        name="watch:levels",
        heading="Levels",
        lead="It may be time to speak more often, or less. Nothing changes until you have agreed it with the person.",
        empty="No other level is proposed for anybody now.",
        whose=found.whose,
        viewer=viewer,
        people=[_person(row, client(row.client_id)) for row in found.page.rows],
        number=found.page.number,
        has_next=found.page.has_next,
        total=found.total,
        of_one_worker=True,
    )


def _person(row: LevelRow, href: str) -> Person:
    more = row.proposal.more_often
    return Person(
        name=row.name,
        href=href,
        tag=Tag(sentence(proposed_words(row.proposal)), "orange" if more else "blue"),
        why=[f"{row.level.label} now: every {plural(row.gap_days, 'day')}", *map(why_words, row.proposal.why)],
        worker="",
        action=Link("Agree or decline", reverse("watch:level", args=[row.case_id]), hidden=f"for {row.name}"),
    )


def _event(change: LevelChangeRow) -> TimelineEvent:
    to = f"every {plural(change.to_gap_days, 'day')}" if change.to_gap_days else Level(change.to_level).label.lower()
    heading = {
        LevelAct.AGREED: f"Agreed: {to}",
        LevelAct.DECLINED: f"Left as it was: {to} was proposed",
        LevelAct.PROPOSED: "Brought up",
        LevelAct.TAKEN_BACK: "Taken back",
    }[change.act]
    how = f"Agreed {BY_WAY[change.agreed_way]}. " if change.agreed_way else ""
    why = sentence("; ".join(WHY[reason] for reason in change.reasons))
    body = " ".join(filter(None, [f"{why}." if why else "", how.strip(), change.note]))
    return TimelineEvent(
        when=short_date(change.on), heading=heading, body=body, by=change.by, iso=change.on.isoformat()
    )
