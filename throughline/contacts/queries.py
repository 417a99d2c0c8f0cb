"""What can be asked of contacts: the thread, what they come to for a case, how many there were of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Max, Min, Q

from throughline.cases.models import Case, Way
from throughline.cases.rules import ContactsSoFar
from throughline.clients import queries as clients
from throughline.clients.models import Answer
from throughline.contacts import attempt_rules, facts, reach_queries, rules
from throughline.contacts.models import Barrier, Change, Contact, Correction, Kind, Outcome, Review, StartedBy, Wanted
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.endings import queries as endings
from throughline.endings import rules as ending_rules
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.models import Discharge

STANDING_IN_PLACE = """
    with recursive told(contact_id, standing_id) as (
        select k.id, k.id from contacts_contact k join cases_case c on c.id = k.case_id
        where c.client_id = %(client)s and (%(everywhere)s or c.provider_id = %(provider)s)
          and not exists (select from contacts_correction r where r.contact_id = k.id)
        union all
        select r.contact_id, t.standing_id from told t join contacts_correction r on r.replaced_by_id = t.contact_id
    )
    select t.contact_id, k.case_id, k.happened_at, k.two_way
    from told t join contacts_contact k on k.id = t.standing_id
"""


@dataclass(frozen=True, kw_only=True)
class ContactRow:
    """One contact as the thread shows it, with what stood there before it was corrected, newest first.

    `promised_at`: when it was first written down, and so when its promise was made.
    """

    contact_id: UUID
    case_id: UUID
    happened_at: datetime
    recorded_at: datetime
    promised_at: datetime
    worker: str
    way: Way
    outcome: Outcome
    started_by: StartedBy
    two_way: bool
    kinds: tuple[Kind, ...]
    minutes: int | None
    note: str
    changes: tuple[Change, ...] = ()
    wanted: Wanted | None = None
    barrier: Barrier | None = None
    name_given: Answer = Answer.NOT_ASKED
    caller_known: Answer = Answer.NOT_ASKED
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True)
class Replaced:
    """What was written down wrongly, who put it right, when and why. `moved`: it stood with another client."""

    was: ContactRow
    moved: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class MovedAway:
    """That a contact was put on this client by mistake. What it said is another person's, and not shown here."""

    contact_id: UUID
    case_id: UUID
    happened_at: datetime
    recorded_at: datetime
    by: str
    at: datetime


@dataclass(frozen=True)
class ReviewRow:
    """What a manager decided for somebody whom no route reached."""

    case_id: UUID
    decided: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class StandsNow:
    """What stands now in the place of a contact, or the contact itself."""

    case_id: UUID
    happened_at: datetime
    two_way: bool


@dataclass(frozen=True)
class ContactCounts:
    """How many contacts, each counted once in all and once under each of its kinds (R25)."""

    contacts: int
    two_way: int
    by_kind: dict[Kind, int]


def contacts_of_client(client_id: UUID, *, viewer: Actor) -> list[ContactRow]:
    """List every contact with a client over all their cases, oldest first, each as it stands now."""
    found = Contact.objects.visible_to(viewer).standing().filter(case__client_id=client_id)
    standing = list(found.annotate(worker=F("happened_by__name")).order_by("happened_at", "recorded_at", "id"))
    before = _corrections(viewer=viewer, replaced_by__case__client_id=client_id)
    return [_row(contact, before) for contact in standing]


def moved_away_from(client_id: UUID, *, viewer: Actor) -> list[MovedAway]:
    """List the contacts that were put on this client by mistake and are with somebody else now."""
    found = Correction.objects.visible_to(viewer).filter(contact__case__client_id=client_id)
    found = found.exclude(replaced_by__case__client_id=client_id).order_by("made_at", "id")
    rows = found.values_list(
        "contact_id", "contact__case_id", "contact__happened_at", "contact__recorded_at", "made_by__name", "made_at"
    )
    return [MovedAway(*row) for row in rows]


def standing_in_place(client_id: UUID, *, viewer: Actor) -> dict[UUID, StandsNow]:
    """Give what stands with a client now, by the id under which it was first or ever written down.

    For what belongs to a contact and is kept elsewhere: it follows the contact to where that belongs.
    """
    asked: dict[str, Any] = {"client": client_id, "everywhere": viewer.is_system, "provider": viewer.organisation_id}
    with connection.cursor() as cursor:
        cursor.execute(STANDING_IN_PLACE, asked)
        return {contact_id: StandsNow(*stands) for contact_id, *stands in cursor.fetchall()}


def changes_told(case_id: UUID, *, viewer: Actor) -> dict[Change, datetime]:
    """Give what the contacts that stand told of changes in somebody's life, and when each was told last."""
    found = Contact.objects.visible_to(viewer).standing().filter(case_id=case_id).exclude(changes=[])
    told = found.order_by("happened_at").values_list("changes", "happened_at")
    return {Change(change): happened_at for changes, happened_at in told for change in changes}


def reviews_of_client(client_id: UUID, *, viewer: Actor) -> list[ReviewRow]:
    """List what managers decided for a client whom no route reached, oldest first."""
    found = Review.objects.visible_to(viewer).filter(case__client_id=client_id).order_by("made_at", "id")
    return [ReviewRow(*row) for row in found.values_list("case_id", "decided", "made_at", "made_by__name")]


def contacts_so_far(case: Case, *, viewer: Actor, on: date) -> ContactsSoFar:
    """Say what the contacts that stand come to for a case: the one definition of last reached, tries and assessed."""
    standing = Contact.objects.visible_to(viewer).standing().filter(case=case)
    found = standing.aggregate(
        reached=Max("happened_at", filter=Q(two_way=True)),
        tried=Max("happened_at"),
        assessed=Min("happened_at", filter=Q(two_way=True, kinds__contains=[Kind.ASSESSMENT])),
    )
    efforts = reach_queries.efforts_since_answer(case, viewer=viewer)
    return ContactsSoFar(
        reached_at=found["reached"],
        tried_at=found["tried"],
        tries=sum(effort.outcome in rules.UNANSWERED for effort in efforts),
        assessed_on=clock.local_date(found["assessed"]) if found["assessed"] else None,
        every_route_tried=_every_route_tried(case, efforts, viewer=viewer, on=on),
    )


def days_tried(case: Case, *, viewer: Actor) -> int:
    """Count the different days on which somebody was tried since they last answered."""
    efforts = reach_queries.efforts_since_answer(case, viewer=viewer)
    return len({clock.local_date(e.at) for e in efforts if e.outcome in rules.UNANSWERED})


def review_contact_of(case: Case, *, viewer: Actor, on: date) -> date | None:
    """Give the day of the review contact, where the policy asks for one and there was one lately enough (R57)."""
    if endings.policy_for(case, viewer=viewer, on=on).policy != Discharge.REVIEW_AND_CLOSE or not case.last_reached_at:
        return None
    reached_on = clock.local_date(case.last_reached_at)
    days = organisations.number_in_force(numbers.REVIEW_CONTACT, provider_id=case.provider_id, on=on)
    return reached_on if ending_rules.is_reviewed(reached_on, days=days, on=on) else None


def contact_counts(
    *, viewer: Actor, from_on: date, to_on: date, client_ids: Iterable[UUID] | None = None
) -> ContactCounts:
    """Count the contacts that took place in these days, of these clients or of all the viewer may see."""
    found = Contact.objects.visible_to(viewer).standing().filter(happened_at__date__range=(from_on, to_on))
    if client_ids is not None:
        found = found.filter(case__client_id__in=list(client_ids))
    each = {kind.value: Count("id", filter=Q(kinds__contains=[kind])) for kind in Kind}
    counted = found.aggregate(contacts=Count("id"), two_way_contacts=Count("id", filter=Q(two_way=True)), **each)
    by_kind = {kind: counted[kind.value] for kind in Kind}
    return ContactCounts(counted["contacts"], counted["two_way_contacts"], by_kind)


def goal_prompts_held_until(client_id: UUID, *, viewer: Actor, on: date) -> date | None:
    """Give the day from which goals may be brought up again with somebody who only wanted a chat (R23, SET8).

    None: they may be brought up now. The client raising a goal since lifts it at once.
    """
    said = Contact.objects.visible_to(viewer).standing().filter(case__client_id=client_id).exclude(wanted="")
    last = said.order_by("-happened_at", "-recorded_at").values_list("wanted", "happened_at", "provider_id").first()
    if last is None or last[0] != Wanted.CHAT:
        return None
    days = organisations.number_in_force(numbers.NO_GOAL_PROMPTS, provider_id=last[2], on=on)
    return rules.goal_prompts_held_until(clock.local_date(last[1]), days=days, on=on)


def _every_route_tried(case: Case, efforts: list[attempt_rules.Try], *, viewer: Actor, on: date) -> bool:
    if not any(effort.outcome in rules.UNANSWERED for effort in efforts):
        return False
    limits = facts.limits_of(case.provider_id, on=on)
    ways = clients.ways_of([case.client_id], viewer=viewer).get(case.client_id, ())
    disrupted = organisations.meets_nobody(case.provider_id, on=on)
    open_ways = facts.open_ways_of(case.client, ways=ways, disrupted=disrupted)
    return attempt_rules.step_after(efforts, limits=limits, open_ways=open_ways) == attempt_rules.Step.MANAGER


def _corrections(*, viewer: Actor, **narrowed: UUID) -> dict[UUID, Any]:
    """Give corrections by what stands in place of the contact, in one statement."""
    found = Correction.objects.visible_to(viewer).filter(**narrowed).select_related("contact")
    named = {"by": F("made_by__name"), "worker": F("contact__happened_by__name"), "now_of": F("replaced_by__case_id")}
    return {c.replaced_by_id: c for c in found.annotate(**named)}


def _row(contact: Any, before: dict[UUID, Any]) -> ContactRow:
    replaced: list[Replaced] = []
    correction = before.get(contact.id)
    while correction is not None:
        was = correction.contact
        told, moved = _as_told(was, worker=correction.worker), was.case_id != correction.now_of
        replaced.append(Replaced(told, moved, correction.reason, correction.by, correction.made_at))
        correction = before.get(was.id)
    first = next((r.was.recorded_at for r in reversed(replaced) if not r.moved), contact.recorded_at)
    return replace(_as_told(contact, worker=contact.worker), promised_at=first, replaced=tuple(replaced))


def _as_told(c: Contact, *, worker: str) -> ContactRow:
    return ContactRow(
        contact_id=c.id,
        case_id=c.case_id,
        happened_at=c.happened_at,
        recorded_at=c.recorded_at,
        promised_at=c.recorded_at,
        worker=worker,
        way=Way(c.way),
        outcome=Outcome(c.outcome),
        started_by=StartedBy(c.started_by),
        two_way=c.two_way,
        kinds=tuple(Kind(k) for k in c.kinds),
        minutes=c.minutes,
        note=c.note,
        changes=tuple(Change(change) for change in c.changes),
        wanted=Wanted(c.wanted) if c.wanted else None,
        barrier=Barrier(c.barrier) if c.barrier else None,
        name_given=Answer(c.name_given),
        caller_known=Answer(c.caller_known),
    )
