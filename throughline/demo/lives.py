"""How a made-up life is lived: each step waits for its moment, then goes through the real command."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from throughline.accounts.models import User
from throughline.accounts.queries import actor_for
from throughline.accounts.scopes import acting_as
from throughline.caseload import commands as caseload
from throughline.cases import rules as case_rules
from throughline.cases.models import Case, CloseReason, Way
from throughline.cases.rules import NextContact
from throughline.clients.commands import Particulars
from throughline.contacts import commands as contacts
from throughline.contacts.commands import Ending
from throughline.contacts.models import Kind, Outcome
from throughline.contacts.writing import WhatHappened
from throughline.core.actor import Actor
from throughline.core.clock import LONDON
from throughline.core.ids import new_id
from throughline.core.working_days import add_working_days
from throughline.demo import crowd, telling
from throughline.demo.cast import HandOver, Person, Talk
from throughline.demo.places import HARBOUR, REFERS_TO
from throughline.organisations.models import Organisation
from throughline.referrals import commands as referrals

Life = Iterator[datetime]
"""Yields the moment it waits for; when resumed, it does what happens then."""


@dataclass
class World:
    """The places and staff that lives are lived among, and the day the demo opens."""

    places: dict[str, Organisation]
    staff: dict[str, User]
    today: date
    source: random.Random = field(default_factory=lambda: random.Random(2020))

    def actor(self, key: str) -> Actor:
        """Give a member of staff at work."""
        return actor_for(self.staff[key], purpose="direct care")

    def manager_of(self, surgery: str) -> str:
        """Give who allocates for a surgery."""
        return "alan" if REFERS_TO[surgery] == HARBOUR else "grace"

    def refers_for(self, surgery: str) -> str:
        """Give who refers at a surgery."""
        return {"Elm Street Surgery": "elm-street", "Quayside Medical Group": "quayside"}.get(surgery, "hilltop")


def moment(text: str) -> datetime:
    """Read a moment in the service's own zone."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def named_life(person: Person, world: World) -> Life:
    """Live the life of one of the named people, step by step."""
    facts = dict(person.particulars)
    if "nhs_number" not in facts:
        facts["nhs_number"] = crowd.nhs_number(world.source)
    particulars = Particulars(
        full_name=person.name,
        date_of_birth=person.born,
        **facts,
    )
    referred_at = moment(person.referred_at)
    yield referred_at
    referral_id = refer(particulars, person.surgery, world, at=referred_at, reason=person.reason, wants=person.wants)
    if person.admitted:
        decided_at = referred_at + timedelta(hours=3)
        yield decided_at
        admit(referral_id, person.surgery, world, at=decided_at, reason=person.admitted)
    allocated_at = referred_at + timedelta(hours=5)
    yield allocated_at
    case = allocate(referral_id, person.surgery, person.worker, world, at=allocated_at)
    worker = person.worker
    for step in person.life:
        at = moment(step.at)
        yield at
        if isinstance(step, HandOver):
            hand_over(case, step, person.surgery, world, at=at)
            worker = step.to
        else:
            talk(case, step, worker, world, at=at)


def told_life(occasion: telling.Occasion) -> Life:
    """Wait until one of the named people tells us something."""
    yield occasion.at
    telling.listen(occasion)


def crowd_life(surgery: str, first_day: date, world: World) -> Life:
    """Live one of the hundred other lives: referred, allocated, tried and spoken to, sometimes ended."""
    source = world.source
    particulars = Particulars(**crowd.particulars(source))  # type: ignore[arg-type]
    reason, worker = source.choice(crowd.REASONS), source.choice(crowd.WORKERS_AT[surgery])
    at = crowd.working_moment(first_day, source)
    yield at
    referral_id = refer(particulars, surgery, world, at=at, reason=reason)
    at = crowd.working_moment(add_working_days(at.date(), source.randint(1, 4)), source)
    if at.date() > world.today:
        return
    yield at
    case = allocate(referral_id, surgery, worker, world, at=at)
    stop = world.today - timedelta(days=source.choice((0, 1, 1, 1, 2, 4, 9, 25)))
    yield from conversations(case, worker, add_working_days(at.date(), source.randint(3, 9)), stop, world)


def conversations(case: Case, worker: str, start: date, stop: date, world: World) -> Life:
    """Live the calls of a case up to a day: most are answered, some need a second try, a few lives end in a goodbye."""
    source, days = world.source, list(crowd.promised_days(start, stop + timedelta(days=95), world.source))
    ends = source.random() < 0.12 and len(days) > 4
    asked = False
    for day, following in zip(days, days[1:], strict=False):
        at = crowd.working_moment(day, source)
        if at.date() > stop:
            return
        yield at
        if source.random() < 0.22:
            again = crowd.working_moment(add_working_days(at.date(), 1), source)
            record(
                case,
                worker,
                world,
                at=at,
                outcome=source.choice((Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE)),
                next_on=again.date(),
            )
            if again.date() > stop:
                return
            at = again
            yield at
        last = ends and following > stop
        note = "We agreed that they can manage now, and may come back." if last else source.choice(crowd.NOTES)
        record(
            case,
            worker,
            world,
            at=at,
            outcome=Outcome.SPOKE,
            next_on=max(following, at.date()),
            note=note,
            minutes=source.choice((10, 15, 20, 30, 45)),
            kinds=crowd.kinds(source),
            ends=last,
        )
        if last:
            return
        if not asked:
            telling.first_talk(case, worker=world.staff[worker], at=at)
            asked = True


def refer(given: Particulars, surgery: str, world: World, *, at: datetime, reason: str, wants: str = "") -> UUID:
    """Have the surgery refer somebody."""
    request = referrals.Request(
        patient=given, referred_on=at.date(), reason=reason, wants=wants, agreed=True, agreed_to_phone=True
    )
    with acting_as(world.actor(world.refers_for(surgery))) as by:
        return referrals.refer(request, surgery_id=world.places[surgery].id, by=by, at=at).referral_id


def admit(referral_id: UUID, surgery: str, world: World, *, at: datetime, reason: str) -> None:
    """Have the manager admit somebody whom the rule leaves out."""
    with acting_as(world.actor(world.manager_of(surgery))) as by:
        referrals.decide_referral(referral_id=referral_id, admit=True, reason=reason, by=by, at=at)


def allocate(referral_id: UUID, surgery: str, worker: str, world: World, *, at: datetime) -> Case:
    """Have the manager allocate somebody."""
    with acting_as(world.actor(world.manager_of(surgery))) as by:
        return caseload.allocate_referral(referral_id=referral_id, worker_id=world.staff[worker].id, by=by, at=at)


def hand_over(case: Case, step: HandOver, surgery: str, world: World, *, at: datetime) -> None:
    """Have the manager hand somebody over."""
    with acting_as(world.actor(world.manager_of(surgery))) as by:
        caseload.hand_over_case(
            case_id=case.id,
            to_worker_id=world.staff[step.to].id,
            contact_on=date.fromisoformat(step.contact_on),
            way=Way.PHONE,
            reason=step.reason,
            by=by,
            at=at,
        )


def talk(case: Case, step: Talk, worker: str, world: World, *, at: datetime) -> None:
    """Have the worker record one of the named people's contacts."""
    record(
        case,
        worker,
        world,
        at=at,
        outcome=Outcome(step.outcome),
        next_on=date.fromisoformat(step.next_on),
        note=step.note,
        way=Way(step.way),
        next_way=Way(step.next_way),
        next_time=step.next_time,
        next_place=step.next_place,
        minutes=step.minutes,
        kinds=tuple(Kind(k) for k in step.kinds) if step.outcome == Outcome.SPOKE else (),
    )


def record(
    case: Case,
    worker: str,
    world: World,
    *,
    at: datetime,
    outcome: Outcome,
    next_on: date,
    note: str = "",
    way: Way = Way.PHONE,
    next_way: Way = Way.PHONE,
    next_time: time | None = None,
    next_place: str = "",
    minutes: int | None = None,
    kinds: tuple[Kind, ...] = (),
    ends: bool = False,
) -> None:
    """Have the worker record a contact with what follows from it."""
    by_id = world.staff[worker].id
    part = None if outcome == Outcome.SPOKE else case_rules.next_try([at], on=at.date())[1]
    following = NextContact(on=next_on, by_id=by_id, way=next_way, part=part, time=next_time, place=next_place)
    with acting_as(world.actor(worker)) as by:
        contacts.record_contact(
            contact_id=new_id(),
            case_id=case.id,
            what=WhatHappened(way=way, outcome=outcome, happened_at=at, kinds=kinds, minutes=minutes, note=note),
            then=Ending(CloseReason.COMPLETED, note) if ends else following,
            by=by,
            at=at,
        )
