"""A plan in words and links, a page each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from throughline.clients.presenters import ClientHead
from throughline.nhsuk.shapes import Link, SummaryRow, Tag, TimelineEvent
from throughline.nhsuk.words import sentence, short_date
from throughline.support_plans import words
from throughline.support_plans.kinds import GainState, GoalState, LeaningState
from throughline.support_plans.queries import GainRow, GoalRow, LeaningRow, Plan, SetBackRow

ENDED = (GoalState.MET, GoalState.DROPPED)
GOAL_TAGS = {
    GoalState.ON_HOLD: Tag("On hold", "yellow"),
    GoalState.REFRAMED: Tag("Kept", "grey"),
    GoalState.MET: Tag("Met", "green"),
    GoalState.DROPPED: Tag("Let go", "grey"),
}
GAIN_TAGS = {
    GainState.HELD: Tag("Holding", "green"),
    GainState.AT_RISK: Tag("At risk", "orange"),
    GainState.SLIPPED: Tag("Slipped", "yellow"),
    GainState.REGAINED: Tag("Regained", "green"),
}
NEED_TAGS = {
    LeaningState.UNMET: Tag("Not met", "orange"),
    LeaningState.MET: Tag("Met another way", "green"),
    LeaningState.DECLINED: Tag("Not wanted now", "grey"),
}


@dataclass(frozen=True)
class GoalCard:
    """A goal, as the plan shows it."""

    row: GoalRow
    may_write: bool

    @property
    def href(self) -> str:
        return reverse("support_plans:goal", args=[self.row.goal_id])

    @property
    def tag(self) -> Tag | None:
        return GOAL_TAGS.get(self.row.state)

    @property
    def is_kept(self) -> bool:
        return self.row.state == GoalState.REFRAMED

    @property
    def on_hold_since(self) -> str:
        return short_date(self.row.state_on) if self.row.state == GoalState.ON_HOLD else ""

    @property
    def waits(self) -> str:
        """Say what a goal that was kept is waiting for."""
        return words.waits(self.row.kept) if self.row.kept else "kept for later"

    @property
    def could_go_back(self) -> str:
        kept = self.row.kept
        return f"{kept.service} runs again: they could go back to this." if kept and kept.runs_again else ""

    @property
    def instead_of(self) -> str:
        """Say what this goal stands in the place of, and why."""
        since = self.row.since
        return f"Instead of “{since.original}”: {since.note or since.why.label.lower()}." if since else ""

    @property
    def review(self) -> str:
        return f"We look at it together on {short_date(self.row.review_on)}." if self.row.review_on else ""

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Give each small step, and the day on which it was made."""
        return [(step.words, short_date(step.done_on) if step.done_on else "") for step in self.row.targets]

    @property
    def lines(self) -> list[str]:
        """Give what else there is to say of it."""
        row = self.row
        said = [
            f"Why it matters: {row.why_it_matters}" if row.why_it_matters else "",
            f"What would help: {row.what_would_help}" if row.what_would_help else "",
            f"About: {', '.join(row.conditions)}" if row.conditions else "",
            _leans(row.leans),
        ]
        return [line for line in said if line]


@dataclass(frozen=True)
class GainCard:
    """Ground gained, as the plan shows it."""

    row: GainRow

    @property
    def href(self) -> str:
        return reverse("support_plans:gain", args=[self.row.gain_id])

    @property
    def tag(self) -> Tag:
        return GAIN_TAGS[self.row.state]

    @property
    def story(self) -> str:
        """Tell all that it has been: "Gained 1 November 2019, slipped 28 May 2020"."""
        told = [words.turned(turn, first=n == 0) for n, turn in enumerate(self.row.turns)]
        return sentence(", ".join(told))

    @property
    def leans(self) -> str:
        """Say what it leans on: services, a worker, a person, a routine."""
        row = self.row
        on = [leaning.service for leaning in row.leans] + [row.worker, row.person, row.routine]
        named = [one for one in on if one]
        return f"Leans on {', '.join(dict.fromkeys(named))}." if named else "Leans on nothing that we know of."

    @property
    def risks(self) -> str:
        return words.risks(self.row.risks) if self.row.risks else ""

    @property
    def history(self) -> list[TimelineEvent]:
        """Give its history, oldest first."""
        return [
            TimelineEvent(short_date(turn.on), sentence(words.turned(turn, first=n == 0).rsplit(" ", 3)[0]), turn.words)
            for n, turn in enumerate(self.row.turns)
        ]


@dataclass(frozen=True)
class NeedCard:
    """One thing that a service gives somebody, as the plan shows it."""

    row: LeaningRow

    @property
    def href(self) -> str:
        return reverse("support_plans:need", args=[self.row.leaning_id])

    @property
    def tag(self) -> Tag | None:
        return NEED_TAGS.get(self.row.state)

    @property
    def gives(self) -> str:
        return sentence(words.gives(self.row))

    @property
    def source(self) -> str:
        hidden = ", besides what it is for" if self.row.hidden else ""
        return f"From {self.row.service}, {self.row.mode.label.lower()}{hidden}"

    @property
    def stands(self) -> str:
        """Say how a need stands: since when it is not met, what meets it, when it is looked at again."""
        row = self.row
        if row.state == LeaningState.UNMET and row.unmet_since_on and row.review_on:
            return f"Not met since {short_date(row.unmet_since_on)}. We look again on {short_date(row.review_on)}."
        if row.state == LeaningState.MET:
            return f"Met by {row.met_by}"
        return f"Not wanted now: {row.met_by}" if row.state == LeaningState.DECLINED else ""


@dataclass(frozen=True)
class SetBackCard:
    """A set-back, as the plan shows it."""

    row: SetBackRow

    @property
    def href(self) -> str:
        return reverse("support_plans:set_back", args=[self.row.set_back_id])

    @property
    def facts(self) -> list[SummaryRow]:
        row = self.row
        rows = [
            SummaryRow("Told on", short_date(row.told_on)),
            SummaryRow("What slipped", ", ".join(part.label for part in row.parts)),
            SummaryRow("Since", short_date(row.since_on) if row.since_on else "They cannot say"),
            SummaryRow("What set it off", ", ".join(cause.label for cause in row.causes) or "Not known"),
            SummaryRow("What we do next", row.next_step),
        ]
        if row.gain:
            rows.insert(2, SummaryRow("Ground they had gained", row.gain))
        if row.reviewed_on:
            rows.append(SummaryRow(f"How it was on {short_date(row.reviewed_on)}", row.review_words))
        return rows

    @property
    def heading(self) -> str:
        return f"{', '.join(part.label for part in self.row.parts)}, {short_date(self.row.told_on)}"


@dataclass(frozen=True)
class PlanPage:
    """One person's plan. With `row`, the page of one part of it."""

    plan: Plan
    may_write: bool
    row: GoalRow | GainRow | LeaningRow | SetBackRow | None = None

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.plan.who, at="" if self.row else "support_plans:plan")

    @property
    def head_of_form(self) -> ClientHead:
        """Begin a page with a form of its own, which has no tabs."""
        return ClientHead.of(self.plan.who)

    @property
    def href(self) -> str:
        return reverse("support_plans:plan", args=[self.plan.who.client_id])

    @property
    def actions(self) -> list[Link]:
        """List what can be written down, for somebody in the service."""
        if not self.may_write or self.plan.case_id is None:
            return []
        offered = [
            ("Add a goal", "add_goal"), ("Something gained", "add_gain"), ("A set-back", "add_set_back"),
            ("What a service gives them", "add_leaning"),
        ]  # fmt: skip
        return [Link(text, self._to(page)) for text, page in offered]

    @property
    def sheet_href(self) -> str:
        return self._to("sheet")

    @property
    def goals(self) -> list[GoalCard]:
        return [self._goal(row) for row in self.plan.goals if row.state not in ENDED]

    @property
    def ended_goals(self) -> list[GoalCard]:
        return [self._goal(row) for row in self.plan.goals if row.state in ENDED]

    @property
    def gains(self) -> list[GainCard]:
        return [GainCard(row) for row in self.plan.gains]

    @property
    def open_set_backs(self) -> list[SetBackCard]:
        return [SetBackCard(row) for row in self.plan.set_backs if row.reviewed_on is None]

    @property
    def past_set_backs(self) -> list[SetBackCard]:
        return [SetBackCard(row) for row in self.plan.set_backs if row.reviewed_on is not None]

    @property
    def unmet(self) -> list[NeedCard]:
        return [NeedCard(row) for row in self.plan.unmet]

    @property
    def leans(self) -> list[NeedCard]:
        return [NeedCard(row) for row in self.plan.leans if row.state != LeaningState.UNMET]

    @property
    def one(self) -> GoalCard | GainCard | NeedCard | SetBackCard:
        """Give the part that the page is about."""
        row = self.row
        if isinstance(row, GoalRow):
            return self._goal(row)
        if isinstance(row, GainRow):
            return GainCard(row)
        assert row is not None, "a page of one part has it"
        return NeedCard(row) if isinstance(row, LeaningRow) else SetBackCard(row)

    def _goal(self, row: GoalRow) -> GoalCard:
        return GoalCard(row, self.may_write)

    def _to(self, page: str) -> str:
        return reverse(f"support_plans:{page}", args=[self.plan.who.client_id])


@dataclass(frozen=True)
class SheetPage:
    """The sheet that somebody takes home, in their words; for who cannot read, what is read out to them."""

    plan: Plan
    today: date

    @property
    def name(self) -> str:
        return self.plan.who.name

    @property
    def read_out(self) -> bool:
        return self.plan.who.standing.cannot_read

    @property
    def today_words(self) -> str:
        return short_date(self.today)

    @property
    def plan_href(self) -> str:
        return reverse("support_plans:plan", args=[self.plan.who.client_id])

    @property
    def paragraphs(self) -> list[tuple[str, list[str]]]:
        """Give the parts of the sheet: what I want, what waits, what I have gained."""
        goals = [goal for goal in self.plan.goals if goal.state == GoalState.OPEN]
        held = [goal for goal in self.plan.goals if goal.state in (GoalState.ON_HOLD, GoalState.REFRAMED)]
        gained = [gain.words for gain in self.plan.gains if gain.state != GainState.SLIPPED]
        found = [("What I want: " + goal.words, _sheet_lines(goal)) for goal in goals]
        found += [("What waits for later", [_waiting(goal) for goal in held])] if held else []
        return found + ([("What I have gained", gained)] if gained else [])


def _sheet_lines(goal: GoalRow) -> list[str]:
    steps = [f"Small step: {step.words}{' (done)' if step.done_on else ''}" for step in goal.targets]
    lines = [
        f"It matters to me because: {goal.why_it_matters}" if goal.why_it_matters else "",
        *steps,
        f"What would help: {goal.what_would_help}" if goal.what_would_help else "",
        f"We look at it together on {short_date(goal.review_on)}." if goal.review_on else "",
    ]
    return [line for line in lines if line]


def _waiting(goal: GoalRow) -> str:
    if goal.state == GoalState.REFRAMED and goal.kept:
        return f"{goal.words}: {words.waits(goal.kept)}"
    return f"{goal.words}: on hold{f', we look again on {short_date(goal.review_on)}' if goal.review_on else ''}"


def _leans(leans: Sequence[LeaningRow]) -> str:
    named = dict.fromkeys(f"{row.service} ({row.mode.label.lower()})" for row in leans)
    return f"With: {', '.join(named)}" if named else ""
