"""What can be asked of items: what somebody was given, one item with its steps, and what it all came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.items.models import (
    AskAbout,
    Delivery,
    Item,
    ItemKind,
    Liked,
    State,
    Step,
    StepKind,
    VoucherNumber,
    WhyUnused,
)
from throughline.items.rules import Standing


@dataclass(frozen=True)
class ItemRow(Standing):
    """One item as it stands now."""

    item_id: UUID
    what: str
    supplied_by: str
    asked_on: date
    expected_on: date | None
    delivered_on: date | None
    delivery: Delivery | None
    why_unused: WhyUnused | None
    liked: Liked | None


@dataclass(frozen=True)
class StepRow:
    """One thing that happened with an item, or was said about it."""

    kind: StepKind
    on: date
    words: str
    used: int
    unused: int
    why_unused: WhyUnused | None
    liked: Liked | None
    asked_about: tuple[AskAbout, ...]
    noted_at: datetime
    noted_by: str


@dataclass(frozen=True)
class ItemPage:
    """One item, whole: the only place where its voucher numbers stand."""

    who: Named
    item: ItemRow
    numbers: tuple[str, ...]
    steps: tuple[StepRow, ...]
    in_service: bool


@dataclass(frozen=True)
class Total:
    """What was given of one kind. `reasons`: why some were not used, with how many each, the most first."""

    kind: ItemKind
    people: int
    given: int
    used: int
    unused: int
    not_there: int
    reasons: tuple[tuple[WhyUnused, int], ...]


def given_to(client_id: UUID, *, viewer: Actor) -> tuple[ItemRow, ...]:
    """List what somebody was given or is waiting for, in one statement, the latest at the top."""
    found = Item.objects.visible_to(viewer).filter(case__client_id=client_id)
    return tuple(_row(one) for one in found.order_by("-asked_on", "-asked_at", "id").values_list(*_COLUMNS))


def item_page(item_id: UUID, *, viewer: Actor) -> ItemPage:
    """Give one item with all that happened to it.

    :raises NotFound: if the viewer cannot see it
    """
    found = Item.objects.visible_to(viewer).filter(id=item_id)
    row = found.values_list("case__client_id", "case__closed_at", *_COLUMNS).first()
    if row is None:
        raise NotFound("no such item")
    client_id, closed_at, *facts = row
    held = VoucherNumber.objects.visible_to(viewer).filter(item_id=item_id).order_by("number")
    steps = Step.objects.visible_to(viewer).filter(item_id=item_id).order_by("-noted_at", "-id")
    return ItemPage(
        who=clients.named(client_id, viewer=viewer),
        item=_row(tuple(facts)),
        numbers=tuple(held.values_list("number", flat=True)),
        steps=tuple(_step(one) for one in steps.values_list(*_STEP_COLUMNS)),
        in_service=closed_at is None,
    )


@dataclass(frozen=True)
class Receiver:
    """Whom something is to be given to, and from whom things came at this provider, the most usual first."""

    who: Named
    in_service: bool
    suppliers: tuple[str, ...]


def receiver(client_id: UUID, *, viewer: Actor) -> Receiver:
    """Give whom something is to be given to.

    :raises NotFound: if the viewer cannot see the client
    """
    who = clients.named(client_id, viewer=viewer)
    named = Item.objects.visible_to(viewer).exclude(supplied_by="").values_list("supplied_by")
    usual = named.annotate(times=Count("id")).order_by("-times", "supplied_by")[:6]
    return Receiver(
        who=who,
        in_service=Case.objects.visible_to(viewer).still_open().filter(client_id=client_id).exists(),
        suppliers=tuple(name for name, _ in usual),
    )


def totals(*, viewer: Actor, since: date, until: date) -> tuple[Total, ...]:
    """Say what was given by kind between two days, both included: given, used, not used and why. Two statements."""
    found = Item.objects.visible_to(viewer).filter(asked_on__gte=since, asked_on__lte=until)
    came = Q(state=State.DELIVERED)
    sums = found.values_list("kind").annotate(
        people=Count("case__client_id", distinct=True),
        given=Sum("quantity", filter=came, default=0),
        were_used=Sum("used"),
        were_not=Sum("unused"),
        not_there=Sum("quantity", filter=~came, default=0),
    )
    reasons: dict[str, list[tuple[WhyUnused, int]]] = {}
    why = found.filter(unused__gt=0).values_list("kind", "why_unused").annotate(times=Sum("unused"))
    for kind, reason, times in why.order_by("-times", "why_unused"):
        reasons.setdefault(kind, []).append((WhyUnused(reason), times))
    told = [
        Total(ItemKind(kind), people, given, used, unused, not_there, tuple(reasons.get(kind, ())))
        for kind, people, given, used, unused, not_there in sums
    ]
    return tuple(sorted(told, key=lambda total: -total.given))


_COLUMNS = (
    "kind", "state", "quantity", "used", "unused", "liked", "to_talk_about", "id", "what", "supplied_by", "asked_on",
    "expected_on", "delivered_on", "delivery", "why_unused",
)  # fmt: skip
_STEP_COLUMNS = (
    "kind", "on", "words", "used", "unused", "why_unused", "liked", "asked_about", "noted_at", "noted_by__name",
)  # fmt: skip


def _row(row: tuple[Any, ...]) -> ItemRow:
    (kind, state, quantity, used, unused, liked, to_talk_about, item_id, what, supplied_by, asked_on, expected_on,
     delivered_on, delivery, why_unused) = row  # fmt: skip
    return ItemRow(
        kind=ItemKind(kind), state=State(state), quantity=quantity, used=used, unused=unused, has_feedback=bool(liked),
        to_talk_about=to_talk_about, item_id=item_id, what=what, supplied_by=supplied_by, asked_on=asked_on,
        expected_on=expected_on, delivered_on=delivered_on, delivery=Delivery(delivery) if delivery else None,
        why_unused=WhyUnused(why_unused) if why_unused else None, liked=Liked(liked) if liked else None,
    )  # fmt: skip


def _step(row: tuple[Any, ...]) -> StepRow:
    kind, on, words, used, unused, why_unused, liked, asked_about, noted_at, noted_by = row
    return StepRow(
        StepKind(kind), on, words, used, unused, WhyUnused(why_unused) if why_unused else None,
        Liked(liked) if liked else None, tuple(map(AskAbout, asked_about)), noted_at, noted_by,
    )  # fmt: skip
