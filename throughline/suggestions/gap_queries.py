"""The gap: whose needs nothing in the directory can meet now, by need, and which services could be asked (S13)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import radians
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.areas import queries as areas
from throughline.areas.rules import EARTH_RADIUS_MILES, Place
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.clients.rules import age_on
from throughline.core.actor import Actor
from throughline.core.scope import NOBODY
from throughline.directory.kinds import Category, Mode
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.profiles import queries as profiles
from throughline.profiles import rules as profile_rules
from throughline.suggestions import reading, rules
from throughline.suggestions.person import Person, person_of
from throughline.suggestions.person_queries import said_no, wishes_of
from throughline.suggestions.searching import shapes

MILES_A_DEGREE = radians(EARTH_RADIUS_MILES)
UNMET = (Path(__file__).parent / "gap.sql").read_text(encoding="utf-8").format(MILES_A_DEGREE=MILES_A_DEGREE)
TO_ASK = (Path(__file__).parent / "to_ask.sql").read_text(encoding="utf-8").format(MILES_A_DEGREE=MILES_A_DEGREE)
MOST_TO_ASK = 20
Columns = dict[str, list[int] | list[int | None] | list[float | None] | list[str] | int]


@dataclass(frozen=True)
class Unserved:
    """Somebody with needs that nothing can meet now."""

    client_id: UUID
    name: str
    digitally_excluded: bool
    needs: tuple[Category, ...]


@dataclass(frozen=True)
class NeedCount:
    """One need: how many people have it, and how many of them nothing fits."""

    need: Category
    people: int
    without: int
    digitally_excluded: int
    """Of those without."""


@dataclass(frozen=True)
class ToAsk:
    """A service that runs only in person or online, and could be asked for a way that these people can use."""

    service_id: UUID
    name: str
    need: Category
    modes: tuple[Mode, ...]
    would_help: int


@dataclass(frozen=True)
class Gap:
    """Whose needs nothing meets. `unknown`: people of whom no goal or lack is written, so that nothing is known."""

    people: int
    unserved: tuple[Unserved, ...]
    needs: tuple[NeedCount, ...]
    to_ask: tuple[ToAsk, ...]
    unknown: int
    whole_team: bool


@dataclass(frozen=True)
class _Sought:
    """One person of a caseload, with what they need."""

    client: Client
    person: Person
    home: Place | None
    needs: tuple[Category, ...]


def gap(*, viewer: Actor, on: date, provider_id: UUID | None = None) -> Gap:
    """Look at everybody in the service whom the viewer sees to: their own people, or the whole team's (S13)."""
    cases = Case.objects.visible_to(viewer).still_open()
    whole_team = viewer.is_system or policy.permits(viewer, Permission.VIEW_TEAM)
    if provider_id:
        cases = cases.filter(provider_id=provider_id)
    if not whole_team:
        cases = cases.filter(worker_id=viewer.user_id)
    sought = _sought(cases, viewer=viewer, on=on)
    miles = organisations.number_in_force(
        numbers.SUGGEST_WITHIN, provider_id=provider_id or viewer.organisation_id or NOBODY, on=on
    )
    missing = _unmet(sought, within_miles=miles)
    unserved = tuple(
        Unserved(one.client.id, one.client.full_name, one.client.digitally_excluded, missing[place])
        for place, one in enumerate(sought) if place in missing
    )  # fmt: skip
    return Gap(
        people=len(sought),
        unserved=tuple(sorted(unserved, key=lambda one: (-len(one.needs), one.name))),
        needs=_counts(sought, unserved),
        to_ask=_to_ask(unserved, sought, within_miles=miles),
        unknown=sum(not one.needs for one in sought),
        whole_team=whole_team,
    )


def _sought(cases: QuerySet[Case], *, viewer: Actor, on: date) -> list[_Sought]:
    """Read what decides what each of these people can use, in six statements."""
    people = list(
        Client.objects.visible_to(viewer).filter(id__in=cases.values("client_id")).order_by("sort_name", "id")
    )
    ids = [client.id for client in people]
    access = profiles.access_answers_of(people, viewer=viewer)
    stopped, wishes = said_no(ids, viewer=viewer, on=on), wishes_of(ids, viewer=viewer)
    homes = areas.places_of({client.postcode for client in people})
    return [
        _Sought(
            client,
            person_of(
                age=age_on(client.date_of_birth, on), shielding=client.shielding,
                digitally_excluded=profile_rules.digitally_excluded(access[client.id]),
                cannot_read=client.cannot_read, access=access[client.id], helping={},
                stopped=stopped.get(client.id, {}),
            ),
            homes.get(client.postcode),
            reading.categories_in(wishes.get(client.id, ())),
        )
        for client in people
    ]  # fmt: skip


def _unmet(sought: Sequence[_Sought], *, within_miles: int) -> dict[int, tuple[Category, ...]]:
    """Give the needs that nothing meets, by the place of the person in the list; in two statements."""
    kinds, kind_of = _kinds([one.person for one in sought])
    rows = [(place, one, need) for place, one in enumerate(sought) for need in one.needs]
    given: Columns = {
        "kinds": [kind for kind, usable in kinds.items() for _ in usable],
        "usable": [shape_id for usable in kinds.values() for shape_id in usable],
        "people": [place for place, _, _ in rows],
        "people_kinds": [kind_of[place] for place, _, _ in rows],
        "ages": [one.person.age for _, one, _ in rows],
        "norths": [one.home.latitude if one.home else None for _, one, _ in rows],
        "easts": [one.home.longitude if one.home else None for _, one, _ in rows],
        "needs": [str(need) for _, _, need in rows],
        "within_miles": within_miles,
    }
    found: dict[int, tuple[Category, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(UNMET, given)
        for place, need in cursor.fetchall():
            found[place] = (*found.get(place, ()), Category(need))
    return found


def _kinds(people: Sequence[Person]) -> tuple[dict[int, list[int]], list[int]]:
    """Put people together who can use the same shapes: give those of each kind, and the kind of each person."""
    known, usable, kind_of = shapes(), dict[int, list[int]](), list[int]()
    numbers_of: dict[object, int] = {}
    for person in people:
        barriers = (person.shielding, person.digitally_excluded, person.cannot_read, person.is_read_to,
                    person.can_be_phoned, tuple(sorted(person.failing)), tuple(sorted(person.stopped)))  # fmt: skip
        if barriers not in numbers_of:
            kind = numbers_of[barriers] = len(numbers_of)
            usable[kind] = [id_ for id_, shape in known.items() if rules.why_hidden(shape, person) is None]
        kind_of.append(numbers_of[barriers])
    return usable, kind_of


def _counts(sought: Sequence[_Sought], unserved: Sequence[Unserved]) -> tuple[NeedCount, ...]:
    people = Counter(need for one in sought for need in one.needs)
    without = Counter(need for one in unserved for need in one.needs)
    excluded = Counter(need for one in unserved if one.digitally_excluded for need in one.needs)
    order = sorted(people, key=lambda need: (-without[need], -people[need], need.label))
    return tuple(NeedCount(need, people[need], without[need], excluded[need]) for need in order)


def _to_ask(unserved: Sequence[Unserved], sought: Sequence[_Sought], *, within_miles: int) -> tuple[ToAsk, ...]:
    """List services nearby that could be asked for a way by phone or post, those first that most would be helped by."""
    homes = {one.client.id: one.home for one in sought}
    lacking = [(need, homes[one.client_id]) for one in unserved for need in one.needs]
    given: Columns = {
        "needs": [str(need) for need, _ in lacking],
        "norths": [home.latitude if home else None for _, home in lacking],
        "easts": [home.longitude if home else None for _, home in lacking],
        "within_miles": within_miles,
        "many": MOST_TO_ASK,
    }
    with connection.cursor() as cursor:
        cursor.execute(TO_ASK, given)
        return tuple(
            ToAsk(service_id, name, Category(need), tuple(map(Mode, modes)), would_help)
            for service_id, name, need, modes, would_help in cursor.fetchall()
        )
