"""What can be asked of contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.accounts import queries as accounts
from throughline.accounts.queries import Colleague
from throughline.cases import presenters as case_words
from throughline.cases import rules as case_rules
from throughline.cases.models import Case, CloseReason, Level, PartOfDay, Promise, Way
from throughline.clients import queries as clients
from throughline.clients.models import Answer
from throughline.contacts import rules
from throughline.contacts.models import Contact, Kind, Outcome
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.drafts import queries as drafts
from throughline.drafts.queries import KeptDraft
from throughline.organisations import numbers
from throughline.organisations import queries as organisations


@dataclass(frozen=True)
class ContactRow:
    """One contact as the thread shows it."""

    contact_id: UUID
    case_id: UUID
    happened_at: datetime
    recorded_at: datetime
    worker: str
    way: Way
    outcome: Outcome
    two_way: bool
    kinds: tuple[Kind, ...]
    minutes: int | None
    note: str


@dataclass(frozen=True)
class PromiseInForce:
    """What was last promised to somebody, and its number within their case."""

    number: int
    on: date
    part: PartOfDay | None
    way: Way
    by_id: UUID
    by_name: str

    @property
    def words(self) -> str:
        """Say it as every page does."""
        return case_words.promise(by=self.by_name, way=self.way, on=self.on, part=self.part)


@dataclass(frozen=True)
class Recording:
    """What the page needs on which a contact is recorded."""

    case_id: UUID
    client_id: UUID
    name: str
    closed_on: date | None
    level: Level
    worker_id: UUID
    ways: tuple[clients.Way, ...]
    can_be_phoned: Answer
    access_needs: str
    promise: PromiseInForce
    gap_days: dict[Level, int]
    proposals: rules.Proposals
    colleagues: tuple[Colleague, ...]
    draft: KeptDraft | None


@dataclass(frozen=True)
class Closing:
    """What the page needs on which a case is closed without a conversation."""

    case_id: UUID
    client_id: UUID
    name: str
    closed_on: date | None
    could_not_reach: Decision


def contacts_of_client(client_id: UUID, *, viewer: Actor) -> list[ContactRow]:
    """List every contact with a client over all their cases, oldest first."""
    found = Contact.objects.visible_to(viewer).filter(case__client_id=client_id).select_related("happened_by")
    return [
        ContactRow(c.id, c.case_id, c.happened_at, c.recorded_at, c.happened_by.name, Way(c.way), Outcome(c.outcome),
                   c.two_way, tuple(Kind(k) for k in c.kinds), c.minutes, c.note)
        for c in found.order_by("happened_at", "recorded_at", "id")
    ]  # fmt: skip


def tries_after(reached_at: datetime | None, *, case_id: UUID, viewer: Actor) -> list[datetime]:
    """Give when somebody was tried after they were last spoken to, newest first; all tries if they never were."""
    tries = Contact.objects.visible_to(viewer).filter(case_id=case_id, two_way=False)
    if reached_at is not None:
        tries = tries.filter(happened_at__gt=reached_at)
    return list(tries.order_by("-happened_at").values_list("happened_at", flat=True))


def days_tried(case: Case, *, viewer: Actor) -> int:
    """Count the different days on which somebody was tried since they were last spoken to."""
    tries = tries_after(case.last_reached_at, case_id=case.id, viewer=viewer)
    return len({clock.local_date(tried) for tried in tries})


def promise_in_force(case_id: UUID, *, viewer: Actor) -> PromiseInForce | None:
    """Give the last promise of a case."""
    made = Promise.objects.visible_to(viewer).filter(case_id=case_id).select_related("to_be_kept_by")
    last = made.order_by("-sequence").first()
    if last is None:
        return None
    part = PartOfDay(last.part) if last.part else None
    return PromiseInForce(
        last.sequence, last.due_on, part, Way(last.way), last.to_be_kept_by_id, last.to_be_kept_by.name
    )


def recording(case_id: UUID, *, viewer: Actor, at: datetime) -> Recording:
    """Give what the page needs on which a contact is recorded at this moment.

    :raises NotFound: if the viewer cannot see the case
    """
    case = _case(case_id, viewer=viewer)
    promise = promise_in_force(case_id, viewer=viewer)
    if promise is None:
        raise NotFound("a case without a promise")
    today = clock.local_date(at)
    days = organisations.numbers_in_force(case_rules.GAP_NUMBERS.values(), provider_id=case.provider_id, on=today)
    gap_days = {level: days[number.name] for level, number in case_rules.GAP_NUMBERS.items()}
    level = Level(case.level)
    return Recording(
        case_id=case.id,
        client_id=case.client_id,
        name=case.client.full_name,
        closed_on=clock.local_date(case.closed_at) if case.closed_at else None,
        level=level,
        worker_id=case.worker_id,
        ways=tuple(clients.ways_of([case.client_id], viewer=viewer).get(case.client_id, ())),
        can_be_phoned=Answer(case.client.can_be_phoned),
        access_needs=case.client.access_needs,
        promise=promise,
        gap_days=gap_days,
        proposals=rules.proposals(
            usual_on=case_rules.usual_next_contact(level, on=today, gap_days=gap_days[level]),
            next_try=case_rules.next_try(
                [at, *tries_after(case.last_reached_at, case_id=case.id, viewer=viewer)], on=today
            ),
            promised_on=promise.on,
            promised_part=promise.part,
            today=today,
        ),
        colleagues=tuple(accounts.link_workers(provider_id=case.provider_id)),
        draft=_unsaved_draft(case_id, viewer=viewer),
    )


def closing(case_id: UUID, *, viewer: Actor, on: date) -> Closing:
    """Give what the page needs on which a case is closed.

    :raises NotFound: if the viewer cannot see the case
    """
    case = _case(case_id, viewer=viewer)
    days = days_tried(case, viewer=viewer)
    needed = organisations.number_in_force(numbers.TRIES, provider_id=case.provider_id, on=on)
    unreached = case_rules.ClosingFacts(CloseReason.COULD_NOT_REACH, days, has_note=True)
    return Closing(
        case_id=case.id,
        client_id=case.client_id,
        name=case.client.full_name,
        closed_on=clock.local_date(case.closed_at) if case.closed_at else None,
        could_not_reach=case_rules.may_close(unreached, tries_needed=needed),
    )


def draft_page(case_id: UUID) -> str:
    """Name the draft of recording a contact of this case."""
    return f"contact:{case_id}"


def _unsaved_draft(case_id: UUID, *, viewer: Actor) -> KeptDraft | None:
    """Give the viewer's draft, unless it was saved after all: its last keystrokes may have come in after the page."""
    draft = drafts.draft_of(draft_page(case_id), viewer=viewer)
    if draft is None:
        return None
    try:
        contact_id = UUID(str(draft.fields.get("contact_id")))
    except ValueError:
        return draft
    return None if Contact.objects.visible_to(viewer).filter(id=contact_id).exists() else draft


def _case(case_id: UUID, *, viewer: Actor) -> Case:
    case: Case | None = Case.objects.visible_to(viewer).select_related("client").filter(id=case_id).first()
    if case is None:
        raise NotFound("no such case")
    return case
