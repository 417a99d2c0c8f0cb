"""Many people at once, for caseloads that come in by file. Each gets what `commands.register_client` gives one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.audit import commands as audit
from throughline.clients import likeness_queries, rules
from throughline.clients.commands import Particulars, checked
from throughline.clients.dictionary import note_names
from throughline.clients.likeness_commands import Found, alike_among, note_pairs
from throughline.clients.likeness_rules import Person, likely_dates
from throughline.clients.matching import KnownPerson, Register
from throughline.clients.models import Answer, Client, WayKind, WayToReach
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.bulk import insert_rows
from throughline.core.ids import new_id
from throughline.core.names import sort_key


@dataclass(frozen=True)
class Arrival:
    """A person who comes in, and the surgery that knows them."""

    particulars: Particulars
    surgery_id: UUID | None


@dataclass(frozen=True)
class Registered:
    """Whose record it is, whether it was made now, or why it can be nobody's."""

    client_id: UUID
    is_new: bool
    refused: str = ""


@transaction.atomic
def register_many(arrivals: Sequence[Arrival], *, provider_id: UUID, by: Actor, at: datetime) -> list[Registered]:
    """Make a record of everyone who has none, in a fixed number of statements. Records that are there stay untouched.

    The answers are in the order of the arrivals; one person who arrives twice has the same record in both answers.

    :raises Refused: if a particular cannot be right
    """
    today = clock.local_date(at)
    people = [checked(arrival.particulars, on=today) for arrival in arrivals]
    register = Register(_known_by_number_or_name(people, provider_id=provider_id))
    answers: list[Registered] = []
    new: list[tuple[UUID, Particulars, UUID | None]] = []
    for arrival, person in zip(arrivals, people, strict=True):
        answer = _registered(person, register)
        if answer.is_new:
            new.append((answer.client_id, person, arrival.surgery_id))
        answers.append(answer)
    insert_rows(Client, [_client_row(*one, provider_id=provider_id, by=by, at=at) for one in new])
    insert_rows(WayToReach, [way for id_, person, _ in new for way in _way_rows(id_, person, provider_id=provider_id)])
    note_names([(id_, person.full_name) for id_, person, _ in new], provider_id=provider_id)
    audit.record_many(
        "CLIENT_REGISTERED", about=Client, entries={id_: {} for id_, _, _ in new}, provider_id=provider_id, by=by, at=at
    )
    _note_likenesses([(id_, person.person) for id_, person, _ in new], provider_id=provider_id, by=by, at=at)
    return answers


def _note_likenesses(new: Sequence[tuple[UUID, Person]], *, provider_id: UUID, by: Actor, at: datetime) -> None:
    """Note whom those who came in may be the same as, among all at the provider and one another.

    Of dates of birth with a slip, only day and month swapped and a year off are looked for: a file of thousands would
    otherwise be compared with everybody there is.
    """
    births = {day for _, person in new for day in likely_dates(person.date_of_birth)}
    near = likeness_queries.born_about_when(*births, provider_id=provider_id)
    born_on: dict[date, dict[UUID, Person]] = {}
    for id_, other in near.items():
        born_on.setdefault(other.date_of_birth, {})[id_] = other
    pairs: dict[frozenset[UUID], Found] = {}
    for id_, person in new:
        others = {o: p for day in likely_dates(person.date_of_birth) for o, p in born_on.get(day, {}).items()}
        pairs |= {frozenset(pair[:2]): pair for pair in alike_among(id_, person, others)}
    note_pairs(pairs=pairs.values(), provider_id=provider_id, by=by, at=at)


def _known_by_number_or_name(people: Sequence[Particulars], *, provider_id: UUID) -> list[KnownPerson]:
    """Read whoever could be one of these people, by two indexes."""
    records = Client.objects.filter(provider_id=provider_id)
    fields = ("id", "full_name", "date_of_birth", "nhs_number", "merged_into_id")
    by_number = records.filter(nhs_number__in={p.nhs_number for p in people if p.nhs_number}).values_list(*fields)
    by_name = records.filter(sort_name__in={sort_key(p.full_name) for p in people}).values_list(*fields)
    found = {row[0]: row for row in (*by_number, *by_name)}
    return [
        KnownPerson(merged_into or id_, name, born_on, number or "", merged=merged_into is not None)
        for id_, name, born_on, number, merged_into in found.values()
    ]


def _registered(person: Particulars, register: Register) -> Registered:
    """Find a person in the register, or enter them."""
    known = register.same_person(
        full_name=person.full_name, date_of_birth=person.date_of_birth, nhs_number=person.nhs_number
    )
    if known is None:
        entered = KnownPerson(new_id(), person.full_name, person.date_of_birth, person.nhs_number)
        register.add(entered)
        return Registered(entered.id, True)
    decision = rules.may_be_same_person(
        person.full_name, person.date_of_birth, kept_name=known.full_name, kept_born_on=known.date_of_birth
    )
    return Registered(known.id, False, decision.reason)


def _client_row(
    client_id: UUID, person: Particulars, surgery_id: UUID | None, *, provider_id: UUID, by: Actor, at: datetime
) -> dict[str, object]:
    return {
        "id": client_id,
        "provider_id": provider_id,
        "surgery_id": surgery_id,
        "full_name": person.full_name,
        "sort_name": sort_key(person.full_name),
        "date_of_birth": person.date_of_birth,
        "nhs_number": person.nhs_number or None,
        "address": person.address,
        "postcode": person.postcode,
        "conditions": list(person.conditions),
        "access_needs": person.access_needs,
        "can_be_phoned": person.can_be_phoned,
        "can_read": person.can_read,
        "has_internet": person.has_internet,
        "digitally_excluded": person.has_internet == Answer.NO,
        "cannot_read": person.can_read == Answer.NO,
        "registered_at": at,
        "registered_by_id": by.user_id,
    }


def _way_rows(client_id: UUID, person: Particulars, *, provider_id: UUID) -> list[dict[str, object]]:
    ways = [(WayKind.PHONE, phone) for phone in person.phones]
    ways += [(WayKind.EMAIL, person.email)] if person.email else []
    return [
        {
            "id": new_id(),
            "provider_id": provider_id,
            "client_id": client_id,
            "kind": kind,
            "value": value,
            "place": place,
        }
        for place, (kind, value) in enumerate(ways)
    ]
