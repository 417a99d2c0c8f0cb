"""What the pages need on which a contact is recorded, put right, or a case is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from throughline.accounts import queries as accounts
from throughline.accounts.models import User
from throughline.accounts.queries import Colleague
from throughline.agreements import queries as agreements
from throughline.cases import presenters as case_words
from throughline.cases import rules as case_rules
from throughline.cases.models import Case, CloseReason, Level, PartOfDay, Promise, Way
from throughline.clients import queries as clients
from throughline.clients.models import Answer
from throughline.clients.standing import Standing, standing_on
from throughline.contacts import attempt_rules, queries, reach_queries, rules
from throughline.contacts.agenda import AgendaItem, agenda
from throughline.contacts.attempt_rules import Limits, NextTry, Try
from throughline.contacts.models import Barrier, Contact, Outcome
from throughline.contacts.reaching_queries import how_reached
from throughline.contacts.rules import Proposals, Proposed
from throughline.contacts.way_rules import ProposedWay
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import Decision, NotFound
from throughline.drafts import queries as drafts
from throughline.drafts.queries import KeptDraft
from throughline.endings.closing_queries import BeforeEnding, EndingRule, before_ending, ending_rule
from throughline.guidance import queries as guidance
from throughline.guidance.queries import Guidance
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.profiles import queries as profiles


@dataclass(frozen=True)
class PromiseInForce:
    """What was last promised to somebody, and its number within their case."""

    number: int
    on: date
    part: PartOfDay | None
    time: time | None
    place: str
    way: Way
    by_id: UUID
    by_name: str

    @property
    def words(self) -> str:
        """Say it as every page does."""
        return case_words.promise(
            by=self.by_name, way=self.way, on=self.on, part=self.part, at=self.time, place=self.place
        )


@dataclass(frozen=True)
class Reaching:
    """How this person is reached: the way that works, what was tried in vain, what is not known yet."""

    usual: ProposedWay
    after_try: NextTry
    efforts: tuple[Try, ...]
    barrier: Barrier | None
    never_met: bool
    wants_meeting: bool


@dataclass(frozen=True)
class Recording:
    """What the page needs on which a contact is recorded."""

    case_id: UUID
    client_id: UUID
    name: str
    closed_on: date | None
    level: Level
    gap: int
    worker_id: UUID
    ways: tuple[clients.Way, ...]
    standing: Standing
    can_be_phoned: Answer
    access_needs: str
    promise: PromiseInForce
    gap_days: dict[Level, int]
    proposals: Proposals
    reaching: Reaching
    goals_held_until: date | None
    colleagues: tuple[Colleague, ...]
    phones_of: dict[UUID, str]
    draft: KeptDraft | None
    before: profiles.BeforeContact
    agenda: tuple[AgendaItem, ...]
    ending: EndingRule
    guidance: tuple[Guidance, ...]


@dataclass(frozen=True)
class Closing:
    """What the page needs on which a case is closed without a conversation."""

    case_id: UUID
    client_id: UUID
    name: str
    closed_on: date | None
    could_not_reach: Decision
    before: BeforeEnding
    reviewed_on: date | None


def promise_in_force(case_id: UUID, *, viewer: Actor) -> PromiseInForce | None:
    """Give the last promise of a case."""
    made = Promise.objects.visible_to(viewer).filter(case_id=case_id).select_related("to_be_kept_by")
    last = made.order_by("-sequence").first()
    if last is None:
        return None
    part = PartOfDay(last.part) if last.part else None
    return PromiseInForce(
        last.sequence, last.due_on, part, last.time, last.place, Way(last.way), last.to_be_kept_by_id,
        last.to_be_kept_by.name,
    )  # fmt: skip


def recording(case_id: UUID, *, viewer: Actor, at: datetime) -> Recording:
    """Give what the page needs on which a contact is recorded at this moment.

    :raises NotFound: if the viewer cannot see the case
    """
    case = _case(case_id, viewer=viewer)
    promise = promise_in_force(case_id, viewer=viewer)
    if promise is None:
        raise NotFound("a case without a promise")
    today = clock.local_date(at)
    wanted = [*case_rules.GAP_NUMBERS.values(), numbers.TRIES, numbers.PARTS_OF_DAY]
    chosen = organisations.numbers_in_force(wanted, provider_id=case.provider_id, on=today)
    gap_days = {level: chosen[number.name] for level, number in case_rules.GAP_NUMBERS.items()}
    level = Level(case.level)
    gap = case.gap_days or gap_days[level]
    ways = tuple(clients.ways_of([case.client_id], viewer=viewer).get(case.client_id, ()))
    limits = Limits(chosen[numbers.TRIES.name], chosen[numbers.PARTS_OF_DAY.name])
    reaching = _reaching(case, promise, ways=ways, limits=limits, viewer=viewer, at=at)
    colleagues = tuple(accounts.link_workers(provider_id=case.provider_id))
    held = queries.goal_prompts_held_until(case.client_id, viewer=viewer, on=today)
    return Recording(
        case_id=case.id,
        client_id=case.client_id,
        name=case.client.full_name,
        closed_on=clock.local_date(case.closed_at) if case.closed_at else None,
        level=level,
        gap=gap,
        worker_id=case.worker_id,
        ways=ways,
        standing=standing_on(case.client),
        can_be_phoned=Answer(case.client.can_be_phoned),
        access_needs=case.client.access_needs,
        promise=promise,
        gap_days=gap_days,
        proposals=_proposals(reaching, promise, usual_on=case_rules.usual_next_contact(level, on=today, gap_days=gap),
                             today=today),
        reaching=reaching,
        goals_held_until=held,
        colleagues=colleagues,
        phones_of=_phones_of(case, colleagues),
        draft=_unsaved_draft(case_id, viewer=viewer),
        before=profiles.before_contact(
            case.client, ways, refused=agreements.refused_ways_of(case.client_id, viewer=viewer), viewer=viewer
        ),
        ending=ending_rule(case, viewer=viewer, on=today),
        guidance=guidance.all_current(on=today),
        agenda=agenda(case.client_id, viewer=viewer, on=today, goals_held=held is not None),
    )  # fmt: skip


def _proposals(reaching: Reaching, promise: PromiseInForce, *, usual_on: date, today: date) -> Proposals:
    tried = Proposed(reaching.after_try.on, reaching.after_try.way, reaching.after_try.part)
    promised = Proposed(promise.on, promise.way, promise.part, promise.time, promise.place)
    return Proposals(
        spoke=Proposed(usual_on, reaching.usual.way),
        tried=tried,
        sent=rules.after_sending(promised, tried=tried, today=today),
    )


def _reaching(
    case: Case, promise: PromiseInForce, *, ways: tuple[clients.Way, ...], limits: Limits, viewer: Actor, at: datetime
) -> Reaching:
    today = clock.local_date(at)
    disrupted = organisations.meets_nobody(case.provider_id, on=today)
    reached = how_reached(case.client, usual=promise.way, ways=ways, viewer=viewer, disrupted=disrupted)
    efforts = reach_queries.efforts_since_answer(case, viewer=viewer)
    # What is proposed after a try counts the try that is being written down.
    missed = Outcome.DID_NOT_ATTEND if promise.way in rules.IN_PERSON else Outcome.NO_ANSWER
    counted = [*efforts, Try(at, promise.way, missed)]
    return Reaching(
        usual=reached.proposed,
        after_try=attempt_rules.next_try(
            counted, limits=limits, open_ways=reached.open_ways, usual=promise.way, on=today
        ),
        efforts=tuple(efforts),
        barrier=reached.barrier,
        never_met=reached.never_met,
        wants_meeting=reached.wants_meeting,
    )


def closing(case_id: UUID, *, viewer: Actor, on: date) -> Closing:
    """Give what the page needs on which a case is closed.

    :raises NotFound: if the viewer cannot see the case
    """
    case = _case(case_id, viewer=viewer)
    days = queries.days_tried(case, viewer=viewer)
    needed = organisations.number_in_force(numbers.TRIES, provider_id=case.provider_id, on=on)
    unreached = case_rules.ClosingFacts(CloseReason.COULD_NOT_REACH, days, has_note=True)
    return Closing(
        case_id=case.id,
        client_id=case.client_id,
        name=case.client.full_name,
        closed_on=clock.local_date(case.closed_at) if case.closed_at else None,
        could_not_reach=case_rules.may_close(unreached, tries_needed=needed),
        before=before_ending(case, viewer=viewer, on=on),
        reviewed_on=queries.review_contact_of(case, viewer=viewer, on=on),
    )


def draft_page(case_id: UUID) -> str:
    """Name the draft of recording a contact of this case."""
    return f"contact:{case_id}"


def _phones_of(case: Case, colleagues: tuple[Colleague, ...]) -> dict[UUID, str]:
    """Give the number that each colleague calls from: their own for work, else the service's (R26)."""
    own = dict(User.objects.filter(id__in=[c.id for c in colleagues]).values_list("id", "phone"))
    return {colleague.id: own.get(colleague.id) or case.provider.phone for colleague in colleagues}


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
    found = Case.objects.visible_to(viewer).select_related("client", "provider")
    case: Case | None = found.filter(id=case_id).first()
    if case is None:
        raise NotFound("no such case")
    return case
