"""Loads the demo service: places, staff, and every life in the order in which things happened."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db import transaction

from throughline.absences import commands as absences
from throughline.accounts import commands as accounts
from throughline.accounts.models import RoleCode, User
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.campaigns import commands as campaigns
from throughline.clients.commands import Particulars
from throughline.core.actor import Actor
from throughline.core.clock import LONDON
from throughline.core.decisions import Refused
from throughline.core.ids import seeded
from throughline.demo import cast, clock, crowd, helping, lives, services, telling
from throughline.demo.places import (
    COMMISSIONER,
    COUNCIL,
    ELM_STREET,
    HARBOUR,
    HILLTOP,
    LINKED_SERVICES,
    PASSWORD,
    PHONES,
    QUAYSIDE,
    REFERS_TO,
    SERVICE_BEGAN,
    STAFF,
)
from throughline.organisations import commands as organisations
from throughline.organisations.models import Kind, Organisation, RelationKind
from throughline.oversight import commands as oversight

SEED = 20200320
CROWD = {ELM_STREET: 42, QUAYSIDE: 28, HILLTOP: 34}
BEGAN = datetime.combine(SERVICE_BEGAN, time(9), LONDON)
Progress = Callable[[int, int], None]


@transaction.atomic
def load_demo(*, progress: Progress = lambda done, total: None) -> int:
    """Load everything, all or nothing, and give how many people it holds. The same every time (R149).

    :raises Refused: if the database already holds a service
    """
    system = Actor.system("demo")
    if Organisation.objects.exists():
        raise Refused("There is a service in this database already. `throughline demo reset` replaces a demo service.")
    with seeded(SEED):
        places = _places(system)
        staff = _staff(places, system)
        clock.set_today(clock.FIRST_DAY)
        world = lives.World(places, staff, clock.FIRST_DAY)
        world.source.seed(SEED)
        lived = [lives.named_life(person, world) for person in cast.people()]
        lived += [lives.crowd_life(surgery, _first_day(world), world) for surgery, n in CROWD.items() for _ in range(n)]
        lived += [_to_decide(world), _not_eligible(world), _seems_known(world)]
        told = [*(lives.told_life(occasion) for occasion in telling.occasions()), _away(world), _campaign(world)]
        _live([*services.service_lives(world), *lived, *told, *helping.methods(world.actor)], progress)
        with acting_as(system):
            oversight.keep_integrity_report(by=system, at=evening())
            oversight.keep_quality_report(by=system, at=evening())
            audit.seal(at=evening())
    return len(lived)


def evening() -> datetime:
    """Give the night before the demo's first day, when what had happened was checked and sealed."""
    return datetime.combine(clock.FIRST_DAY, time(1, 30), LONDON)


def _live(lived: list[lives.Life], progress: Progress) -> None:
    """Resume whichever life has the earliest moment, until all are lived up to the demo's day."""
    order, queue = count(), []
    for life in lived:
        queue.append((next(life), next(order), life))
    heapq.heapify(queue)
    ended = 0
    while queue:
        _, _, life = heapq.heappop(queue)
        upcoming = next(life, None)
        if upcoming is None:
            ended += 1
            progress(ended, len(lived))
        else:
            heapq.heappush(queue, (upcoming, next(order), life))


def _places(system: Actor) -> dict[str, Organisation]:
    kinds = {COMMISSIONER: Kind.COMMISSIONER, COUNCIL: Kind.COUNCIL} | dict.fromkeys(REFERS_TO.values(), Kind.PROVIDER)
    kinds |= dict.fromkeys(REFERS_TO, Kind.SURGERY) | dict.fromkeys(LINKED_SERVICES, Kind.LINKED_SERVICE)
    with acting_as(system):
        places: dict[str, Organisation] = {}
        for name, kind in kinds.items():
            places[name] = organisations.register_organisation(
                kind=kind, name=name, phone=PHONES.get(name, ""), commissioned_by=places.get(COMMISSIONER),
                from_on=SERVICE_BEGAN, by=system, at=BEGAN,
            )  # fmt: skip
        for surgery, provider in REFERS_TO.items():
            _relate(places[surgery], RelationKind.REFERS_TO, places[provider], system)
            _relate(places[provider], RelationKind.ATTACHED_TO, places[surgery], system)
        for provider in sorted(set(REFERS_TO.values())):
            _relate(places[provider], RelationKind.DELIVERS_FOR, places[COMMISSIONER], system)
            _relate(places[COUNCIL], RelationKind.SENDS_LIST, places[provider], system)
            for service in LINKED_SERVICES:
                _relate(places[service], RelationKind.RECEIVES_REFERRAL, places[provider], system)
    return places


def _relate(source: Organisation, kind: RelationKind, target: Organisation, system: Actor) -> None:
    organisations.relate(source=source, kind=kind, target=target, from_on=SERVICE_BEGAN, by=system, at=BEGAN)


def _staff(places: dict[str, Organisation], system: Actor) -> dict[str, User]:
    hashed = make_password(PASSWORD, salt="madeup")
    staff = {}
    with acting_as(system):
        for member in STAFF:
            user = accounts.open_account(
                name=member.name,
                email=member.email,
                organisation=places[member.organisation],
                role=RoleCode(member.role),
                phone=member.phone,
                languages=member.languages,
                skills=member.skills,
                hashed_password=hashed,
                by=system,
                at=BEGAN,
            )
            for surgery in member.attached_to:
                accounts.attach(worker=user, surgery=places[surgery], from_on=SERVICE_BEGAN, by=system, at=BEGAN)
            staff[member.key] = user
    return staff


def _first_day(world: lives.World) -> date:
    """Draw a day of referral: from two years back to last week, and a few from this week who still wait."""
    back = world.source.choice((3, 5, 15, *(world.source.randint(20, 760) for _ in range(12))))
    return world.today - timedelta(days=back)


def _to_decide(world: lives.World) -> lives.Life:
    at = lives.moment("2020-03-18 11:20")
    yield at
    given = Particulars(
        full_name="Paula Renwick",
        date_of_birth=date(1979, 5, 2),
        nhs_number=crowd.nhs_number(world.source),
        conditions=("gestational diabetes",),
        phones=("07700 900445",),
    )
    lives.refer(given, ELM_STREET, world, at=at, reason="Diabetes in pregnancy, isolated with two small children.")


def _not_eligible(world: lives.World) -> lives.Life:
    at = lives.moment("2020-03-17 09:50")
    yield at
    given = Particulars(
        full_name="Craig Lumley",
        date_of_birth=date(1982, 2, 2),
        nhs_number=crowd.nhs_number(world.source),
        conditions=("asthma",),
        phones=("07700 900456",),
    )
    lives.refer(given, QUAYSIDE, world, at=at, reason="Lost his job; asthma worse since.")


def _seems_known(world: lives.World) -> lives.Life:
    """Have another surgery refer somebody who moved, misheard: two records that may be one person (Sylvia Marr)."""
    at = lives.moment("2020-03-19 10:05")
    yield at
    given = Particulars(full_name="Silvia Marr", date_of_birth=date(1959, 10, 30), phones=("07700 900434",),
                        conditions=("asthma",))  # fmt: skip
    lives.refer(given, QUAYSIDE, world, at=at, reason="New at the practice. Asks for company.")


def _campaign(world: lives.World) -> lives.Life:
    """Begin to contact everybody in the service, so that it shows on the demo's day how far that has come."""
    at = lives.moment("2020-03-16 09:00")
    yield at
    with acting_as(world.actor("alan")) as by:
        campaigns.begin_campaign(
            provider_id=world.places[HARBOUR].id, plan=campaigns.Plan("Everybody, before it gets harder"), by=by, at=at
        )


def _away(world: lives.World) -> lives.Life:
    """Mark a link worker away for a week, with who covers."""
    at = lives.moment("2020-03-13 16:00")
    yield at
    with acting_as(world.actor("grace")) as by:
        absences.record_absence(
            worker_id=world.staff["rosa"].id, cover_id=world.staff["dev"].id, starts_on=date(2020, 3, 19),
            ends_on=date(2020, 3, 27), by=by, at=at,
        )  # fmt: skip
