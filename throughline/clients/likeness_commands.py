"""What can happen to a likeness: it is noted when somebody comes in or is put right, and a person answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.clients import likeness_queries
from throughline.clients.likeness_rules import Alike, Person, compare, near_dates
from throughline.clients.models import Client, Likeness, SamePerson
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused

Found = tuple[UUID, UUID, Alike]
"""The record that was there before, the one that came, and how alike they are."""


@transaction.atomic
def note_likenesses(*, client: Client, person: Person, by: Actor, at: datetime) -> None:
    """Note whom this person may be the same as, for somebody to decide. A pair that was noted before stays as it is."""
    near = likeness_queries.born_about_when(*near_dates(person.date_of_birth), provider_id=client.provider_id)
    note_pairs(pairs=alike_among(client.id, person, near), provider_id=client.provider_id, by=by, at=at)


def alike_among(client_id: UUID, person: Person, others: Mapping[UUID, Person]) -> list[Found]:
    """List who among others may be this person."""
    compared = ((other_id, compare(person, other)) for other_id, other in others.items() if other_id != client_id)
    return [(other_id, client_id, alike) for other_id, alike in compared if alike.asks]


@transaction.atomic
def note_pairs(*, pairs: Iterable[Found], provider_id: UUID, by: Actor, at: datetime) -> None:
    """Note pairs that may be one person each, in one statement."""
    Likeness.objects.bulk_create(
        (
            Likeness(provider_id=provider_id, client_id=first, other_id=second, points=alike.points,
                     reasons=alike.reasons, found_at=at, found_by_id=by.user_id)
            for first, second, alike in pairs
        ),
        ignore_conflicts=True,
    )  # fmt: skip


@transaction.atomic
def answer_likeness(*, likeness_id: UUID, answer: SamePerson, by: Actor, at: datetime) -> None:
    """Say whether two records are one person. It is kept, and the pair is not asked about again.

    :raises NotAllowed: if `by` may not decide it
    :raises NotFound: if `by` cannot see the pair
    :raises Refused: if somebody has answered already
    """
    policy.require(Permission.MERGE_CLIENTS, actor=by)
    pair: Likeness | None = Likeness.objects.visible_to(by).select_for_update().filter(id=likeness_id).first()
    if pair is None:
        raise NotFound("no such pair")
    if pair.answer:
        raise Refused("Somebody has answered this already. Go back to the list for what they said.")
    pair.answer, pair.answered_at, pair.answered_by_id = answer, at, by.user_id
    pair.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record("LIKENESS_ANSWERED", about=pair, by=by, at=at, details={"answer": answer})


def one_at_a_time(*keys: str) -> None:
    """Wait for whoever registers a person of one of these keys at this moment, until they are done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(k, 0))"
            " from (select unnest(%s::text[]) as k order by 1) keys",
            [list(keys)],
        )
