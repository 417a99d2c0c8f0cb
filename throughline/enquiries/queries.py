"""What can be asked of questions: what was asked for somebody, one with its steps, and all that still wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.enquiries.models import Enquiry, EnquiryStep, StepKind
from throughline.enquiries.rules import Standing
from throughline.tasks.models import Task, TaskKind


@dataclass(frozen=True)
class EnquiryRow(Standing):
    """One question as it stands now."""

    enquiry_id: UUID
    question: str
    asked_of: str
    answer: str
    with_manager_since: date | None


@dataclass(frozen=True)
class StepRow:
    """One thing that happened with a question."""

    kind: StepKind
    on: date
    words: str
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True)
class EnquiryPage:
    """One question, whole."""

    who: Named
    case_id: UUID
    in_service: bool
    enquiry: EnquiryRow
    steps: tuple[StepRow, ...]
    tell_by: date | None
    """By when the client is to be told how it stands, while there is something to tell."""


@dataclass(frozen=True)
class Asker:
    """For whom something is to be asked, and who was asked for others at this provider, the most usual first."""

    who: Named
    in_service: bool
    usual: tuple[str, ...]


@dataclass(frozen=True)
class OpenRow:
    """A question that is not closed, whose it is, and who asked it for them."""

    client_id: UUID
    name: str
    worker: str
    enquiry: EnquiryRow


@dataclass(frozen=True)
class Asked:
    """How many questions were asked in some days, how many of those have an answer, and how many the client knows."""

    asked: int
    answered: int
    told: int


def asked_for(client_id: UUID, *, viewer: Actor) -> tuple[EnquiryRow, ...]:
    """List what was asked for somebody, in one statement, the latest at the top."""
    found = Enquiry.objects.visible_to(viewer).filter(case__client_id=client_id).order_by("-asked_on", "-asked_at")
    return tuple(_row(row) for row in found.values_list(*_COLUMNS))


def asker(client_id: UUID, *, viewer: Actor) -> Asker:
    """Give for whom something is to be asked.

    :raises NotFound: if the viewer cannot see the client
    """
    who = clients.named(client_id, viewer=viewer)
    usual = Enquiry.objects.visible_to(viewer).values_list("asked_of").annotate(times=Count("id"))
    return Asker(
        who=who,
        in_service=Case.objects.visible_to(viewer).still_open().filter(client_id=client_id).exists(),
        usual=tuple(name for name, _ in usual.order_by("-times", "asked_of")[:6]),
    )


def enquiry_page(enquiry_id: UUID, *, viewer: Actor) -> EnquiryPage:
    """Give one question with all that happened to it.

    :raises NotFound: if the viewer cannot see it
    """
    found = Enquiry.objects.visible_to(viewer).filter(id=enquiry_id)
    row = found.values_list("case__client_id", "case_id", "case__closed_at", *_COLUMNS).first()
    if row is None:
        raise NotFound("no such enquiry")
    client_id, case_id, closed_at, *facts = row
    steps = EnquiryStep.objects.visible_to(viewer).filter(enquiry_id=enquiry_id).order_by("-noted_at", "-id")
    told = steps.values_list("kind", "on", "words", "noted_at", "noted_by__name")
    telling = (TaskKind.STILL_WAITING, TaskKind.TELL_ANSWER)
    owed = Task.objects.visible_to(viewer).still_open().filter(subject_id=enquiry_id, kind__in=telling)
    return EnquiryPage(
        who=clients.named(client_id, viewer=viewer),
        case_id=case_id,
        in_service=closed_at is None,
        enquiry=_row(tuple(facts)),
        steps=tuple(StepRow(StepKind(kind), *rest) for kind, *rest in told),
        tell_by=owed.order_by("due_on").values_list("due_on", flat=True).first(),
    )


def open_enquiries(*, viewer: Actor, number: int = 1) -> Page[OpenRow]:
    """List what is not closed: a worker's own, the team's for whoever oversees it; what was passed to them at the top.

    Then what was asked longest ago.
    """
    found = Enquiry.objects.visible_to(viewer).still_open()
    order: list[Any] = ["asked_on", "asked_at", "id"]
    if policy.permits(viewer, Permission.VIEW_TEAM):
        order.insert(0, F("with_manager_since").asc(nulls_last=True))
    else:
        found = found.filter(case__worker_id=viewer.user_id)
    start, end = bounds(number)
    rows = found.order_by(*order)[start:end]
    told = rows.values_list("case__client_id", "case__client__full_name", "case__worker__name", *_COLUMNS)
    return page([OpenRow(row[0], row[1], row[2], _row(row[3:])) for row in told], number)


def counted(*, viewer: Actor, since: date, until: date) -> Asked:
    """Count the questions asked between two days, both included."""
    found = Enquiry.objects.visible_to(viewer).filter(asked_on__gte=since, asked_on__lte=until)
    sums = found.aggregate(
        asked=Count("id"),
        answered=Count("id", filter=Q(answered_at__isnull=False)),
        told=Count("id", filter=Q(told_at__isnull=False)),
    )
    return Asked(**sums)


_COLUMNS = (
    "asked_on", "last_told_on", "answered_on", "told_on", "closed_at", "id", "question", "asked_of", "answer",
    "with_manager_since",
)  # fmt: skip


def _row(row: tuple[Any, ...]) -> EnquiryRow:
    asked_on, last_told_on, answered_on, told_on, closed_at, *rest = row
    return EnquiryRow(asked_on, last_told_on, answered_on, told_on, closed_at is not None, *rest)
