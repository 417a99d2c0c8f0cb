"""Callers and tasks in words and links."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.cases import presenters as case_words
from throughline.cases.models import CloseReason
from throughline.clients.presenters import ClientHead
from throughline.core.actor import Actor
from throughline.core.paging import Page
from throughline.nhsuk.shapes import Link, SummaryRow, Tag
from throughline.nhsuk.words import long_date, moment, plural, short_date
from throughline.tasks.caller_queries import Caller, Match
from throughline.tasks.models import FOR_OVERSEERS, Task, TaskKind
from throughline.tasks.queries import TaskPage, TaskRow

PAGE_OF: dict[TaskKind, str] = {
    TaskKind.GOAL_REVIEW: "support_plans:goal",
    TaskKind.NEED_UNMET: "support_plans:need",
    TaskKind.ITEM_FOLLOW_UP: "items:item",
    TaskKind.FIND_ANOTHER_WAY: "disruptions:meeting",
    TaskKind.LISTED_NEED: "triage:need",
    TaskKind.CHECK_BACK: "onward_referrals:referral",
    TaskKind.HOLD_REVIEW: "holds:hold",
    TaskKind.ASK_MEANWHILE: "holds:hold",
    TaskKind.SEARCH_AGAIN: "onward_referrals:referral",
    TaskKind.WAITED_TOO_LONG: "onward_referrals:referral",
    TaskKind.STILL_WAITING: "enquiries:enquiry",
    TaskKind.TELL_ANSWER: "enquiries:enquiry",
    TaskKind.PASSED_ENQUIRY: "enquiries:enquiry",
}
"""The page on which what is owed is done, by the id of what it hangs on."""


@dataclass(frozen=True)
class FoundPage:
    """Who the caller may be. `matches` is None before anybody was looked for."""

    matches: list[Match] | None

    columns = ("Name", "Born", "Postcode", "Link worker")

    @property
    def heading(self) -> str:
        """Say how many there are."""
        if not self.matches:
            return "Nobody of that name or number"
        return f"{plural(len(self.matches), 'person', 'people')} found"

    @property
    def rows(self) -> list[list[object]]:
        return [
            [Link(m.name, reverse("tasks:client_called", args=[m.client_id])), short_date(m.born_on),
             m.postcode or "Not known", m.worker or "Not in the service now"]
            for m in self.matches or []
        ]  # fmt: skip


@dataclass(frozen=True)
class CallerPage:
    """How somebody who calls stands with us, to be read out to them."""

    found: Caller

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def tell(self) -> str:
        """What can be told to them at once."""
        found = self.found
        if found.promised:
            p = found.promised
            return case_words.promise(by=p.by, way=p.way, on=p.on, part=p.part, at=p.at, place=p.place) + "."
        if found.closed_on:
            return f"Their time in the service ended on {long_date(found.closed_on)}."
        return "They have been referred and have no link worker yet."

    @property
    def more(self) -> list[str]:
        """What explains it."""
        found = self.found
        lines = []
        if found.close_reason:
            lines.append(f"Reason: {found.close_reason.label}.")
        lines += _how_told(found)
        if found.close_note:
            lines.append(f"What was said then: {found.close_note}")
        if found.promised:
            spoke = f"They last spoke on {short_date(found.last_reached_on)}." if found.last_reached_on else ""
            lines.append(f"Their link worker is {found.worker}. {spoke or 'They have not spoken yet.'}")
        return lines

    @property
    def take_back(self) -> Link | None:
        """How they can come back, for those who may do it."""
        found = self.found
        if not (found.closed_on and found.may_reopen):
            return None
        return Link("Take them back into the service", reverse("caseload:reopen", args=[found.case_id]))

    @property
    def ask_for_return(self) -> bool:
        """Whether coming back is to be asked of a manager."""
        return self.found.closed_on is not None and not self.found.may_reopen

    @property
    def record_href(self) -> str:
        """Where to write up that the two have spoken, for somebody who is in the service."""
        in_service = self.found.promised is not None
        return reverse("contacts:record", args=[self.found.case_id]) if in_service else ""

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.found.who.client_id])

    @property
    def reply_by(self) -> str:
        return long_date(self.found.reply_by)

    @property
    def waiting(self) -> list[str]:
        """What they wait for already."""
        return [f"{_what(task)}, reply due by {short_date(task.due_on)}" for task in self.found.open_tasks]


def _how_told(found: Caller) -> list[str]:
    """Say whether they know that it ended: "signed off" is a fact that somebody was told, not only a field (R58)."""
    if found.told_by:
        return [f"They were told then, {case_words.BY_WAY[found.told_by]}."]
    if found.close_reason in (CloseReason.COULD_NOT_REACH, CloseReason.MOVED_AWAY):
        return ["They have not been told: it ended without a conversation."]
    return []


@dataclass(frozen=True)
class TaskCard:
    """One thing to do, in a list."""

    task: TaskRow
    covering: bool

    @property
    def name(self) -> str:
        return self.task.name or "Unknown caller"

    @property
    def href(self) -> str:
        return reverse("tasks:task", args=[self.task.task_id])

    @property
    def tag(self) -> Tag:
        return Tag("Late", "red") if self.task.late else Tag("To do", "blue")

    @property
    def due(self) -> str:
        by = "Reply by" if self.task.kind == TaskKind.CLIENT_CALLED else "Do it by"
        return f"{by} the end of {long_date(self.task.due_on)}"

    @property
    def what(self) -> str:
        return _what(self.task)

    @property
    def words(self) -> str:
        return self.task.words

    @property
    def reason(self) -> str:
        return "" if self.task.kind == TaskKind.CLIENT_CALLED else self.task.reason

    @property
    def whose(self) -> str:
        """Say whose it is where that is not plain."""
        task = self.task
        if task.kind in FOR_OVERSEERS:
            return "For a manager to read"
        if self.covering:
            return f"You are covering for {task.holder}"
        if not task.holder:
            return "Nobody has this yet"
        return f"With {task.cover} while {task.holder} is away" if task.cover else f"With {task.holder}"

    @property
    def number(self) -> str:
        return self.task.caller_number


@dataclass(frozen=True)
class ToDoPage:
    """What the viewer has to do."""

    cards: tuple[TaskCard, ...]
    counts: str

    @classmethod
    def of(cls, rows: list[TaskRow], *, viewer: Actor) -> ToDoPage:
        """Put it in words."""
        late = sum(row.late for row in rows)
        counts = f"{plural(len(rows), 'thing')} to do, {late or 'none'} late" if rows else ""
        return cls(tuple(TaskCard(row, row.for_another(viewer)) for row in rows), counts)


@dataclass(frozen=True)
class LatePage:
    """What the team is late with, and what nobody has."""

    found: Page[TaskRow]

    @property
    def cards(self) -> tuple[TaskCard, ...]:
        return tuple(TaskCard(row, covering=False) for row in self.found.rows)

    @property
    def previous_href(self) -> str:
        return f"?page={self.found.number - 1}" if self.found.number > 1 else ""

    @property
    def next_href(self) -> str:
        return f"?page={self.found.number + 1}" if self.found.has_next else ""

    @property
    def number(self) -> int:
        return self.found.number


@dataclass(frozen=True)
class OneTask:
    """One task, what was said, and what came of it."""

    found: TaskPage

    @property
    def card(self) -> TaskCard:
        return TaskCard(self.found.task, covering=False)

    @property
    def facts(self) -> list[SummaryRow]:
        """All that is known of it."""
        task = self.found.task
        called = task.received_at
        pairs = [
            ("Why", task.reason),
            ("How they got in touch", task.route.label if task.route else ""),
            ("When", moment(called) if called else ""),
            ("What they said", task.words),
            ("Number to ring back", task.caller_number),
            ("To be done by", f"the end of {long_date(task.due_on)}"),
            ("With", self.card.whose),
            ("Noted", f"{moment(task.made_at)}, {task.made_by}"),
        ]
        return [SummaryRow(key, value) for key, value in pairs if value]

    @property
    def done(self) -> str:
        """Say that it was done, by whom, when and how."""
        found = self.found
        if found.done_at is None:
            return ""
        how = "They spoke: the record tells it." if found.done_in_contact else found.answer
        return f"Done on {moment(found.done_at)} by {found.done_by}. {how}"

    @property
    def record_href(self) -> str:
        owed = self.found.subject_id is not None
        return reverse("contacts:record", args=[self.found.case_id]) if self.found.case_id and not owed else ""

    @property
    def ideas_href(self) -> str:
        """Give the page of what to offer somebody who is open to new ideas (R23)."""
        task = self.found.task
        if task.kind != TaskKind.OPEN_TO_IDEAS or task.client_id is None:
            return ""
        return reverse("suggestions:ideas", args=[task.client_id])

    @property
    def is_owed(self) -> bool:
        """Say whether it is done on the page of what it hangs on, not here."""
        return self.found.subject_id is not None

    @property
    def subject_href(self) -> str:
        """Give the page of what it hangs on."""
        page = PAGE_OF.get(self.found.task.kind)
        return reverse(page, args=[self.found.subject_id]) if page else self.client_href

    @property
    def client_href(self) -> str:
        client_id = self.found.task.client_id
        return reverse("desk:client", args=[client_id]) if client_id else ""


def noted(task: Task, *, name: str) -> str:
    """Say that a call is noted and what follows."""
    if task.answer:
        return f"Noted what you told {name}"
    return f"Noted. {name} gets a reply by the end of {long_date(task.due_on)}"


def _what(task: TaskRow) -> str:
    if task.kind != TaskKind.CLIENT_CALLED:
        return task.kind.label
    when = f", {moment(task.received_at)}" if task.received_at else ""
    return f"{task.route.label if task.route else task.kind.label}{when}"
