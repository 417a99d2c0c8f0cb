"""What can happen to an item: asked for, come or not, used or not, and what was in the way talked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.items import rules
from throughline.items.following_up import keep_follow_up
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
from throughline.items.standing import standing_of


@dataclass(frozen=True, kw_only=True)
class Giving:
    """What is given or asked for, how many, by whom, and whether it is there already (`delivery`)."""

    kind: ItemKind
    what: str = ""
    quantity: int = 1
    supplied_by: str = ""
    on: date
    delivery: Delivery | None = None
    expected_on: date | None = None
    numbers: Sequence[str] = ()
    words: str = ""


@transaction.atomic
def give_item(giving: Giving, *, client_id: UUID, by: Actor, at: datetime) -> Item:
    """Note what somebody is given, or what was asked for on their behalf (R43).

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the client
    :raises Refused: if a rule says no, or a voucher number is held already
    """
    policy.require(Permission.ACT_FOR_CLIENT, actor=by)
    if not Client.objects.visible_to(by).filter(id=client_id).exists():
        raise NotFound("no such client")
    case = Case.objects.visible_to(by).still_open().filter(client_id=client_id).first()
    today = clock.local_date(at)
    rules.may_give(
        kind=giving.kind, what=giving.what, quantity=giving.quantity, numbers=giving.numbers, on=giving.on,
        today=today, has_open_case=case is not None,
    ).require()  # fmt: skip
    assert case is not None
    item = Item.objects.create(
        provider_id=case.provider_id,
        case=case,
        kind=giving.kind,
        what=giving.what.strip(),
        quantity=giving.quantity,
        supplied_by=giving.supplied_by.strip(),
        state=State.DELIVERED if giving.delivery else State.ASKED,
        asked_on=giving.on,
        expected_on=None if giving.delivery else giving.expected_on,
        delivered_on=giving.on if giving.delivery else None,
        delivery=giving.delivery or "",
        asked_at=at,
        asked_by_id=by.user_id,
    )
    _hold_numbers(item, giving.numbers)
    kind = StepKind.DELIVERED if giving.delivery else StepKind.ASKED
    _note(item, kind, on=giving.on, words=giving.words, by=by, at=at)
    audit.record("ITEM_GIVEN", about=item, by=by, at=at, details={"case": case.id, "kind": giving.kind})
    keep_follow_up(item, by=by, at=at)
    return item


@transaction.atomic
def note_on_its_way(
    *, item_id: UUID, supplied_by: str, on: date, expected_on: date | None, by: Actor, at: datetime
) -> None:
    """Note who supplies an item, now that it is on its way.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the item
    :raises Refused: without who supplies it, or if it is further than that already
    """
    item = _lock(item_id, by=by)
    rules.may_become(State.ON_ITS_WAY, before=State(item.state)).require()
    rules.happened(on, since=item.asked_on, today=clock.local_date(at)).require()
    if not supplied_by.strip():
        raise Refused("Say who supplies it.")
    item.state, item.supplied_by, item.expected_on = State.ON_ITS_WAY, supplied_by.strip(), expected_on
    _keep(item, ["state", "supplied_by", "expected_on"], StepKind.ON_ITS_WAY, on=on, words="", by=by, at=at)


@transaction.atomic
def note_delivered(*, item_id: UUID, on: date, delivery: Delivery, words: str, by: Actor, at: datetime) -> None:
    """Note that an item is there; of a parcel that closes it, and how it was is asked all the same.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the item
    :raises Refused: if it was there already or is not coming, or of a day that cannot be
    """
    item = _lock(item_id, by=by)
    rules.may_become(State.DELIVERED, before=State(item.state)).require()
    rules.happened(on, since=item.asked_on, today=clock.local_date(at)).require()
    item.state, item.delivered_on, item.delivery = State.DELIVERED, on, delivery
    _keep(item, ["state", "delivered_on", "delivery"], StepKind.DELIVERED, on=on, words=words, by=by, at=at)


@transaction.atomic
def note_not_coming(*, item_id: UUID, on: date, words: str, by: Actor, at: datetime) -> None:
    """Note that an item does not come after all, and why.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the item
    :raises Refused: without a reason, if it is there already, or of a day that cannot be
    """
    item = _lock(item_id, by=by)
    rules.may_become(State.NOT_COMING, before=State(item.state)).require()
    rules.happened(on, since=item.asked_on, today=clock.local_date(at)).require()
    if not words.strip():
        raise Refused("Say why it is not coming, and what is done instead.")
    item.state = State.NOT_COMING
    _keep(item, ["state"], StepKind.NOT_COMING, on=on, words=words, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What became of an item: how many were used and how many not and why, and whether it helped."""

    used: int = 0
    unused: int = 0
    why: WhyUnused | None = None
    liked: Liked | None = None
    words: str = ""


@transaction.atomic
def note_use(told: Told, *, item_id: UUID, by: Actor, at: datetime) -> Item:
    """Note what became of an item; of what was not used, what was in the way is to be talked about next.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the item
    :raises Refused: if it is more than was given, or says nothing, or not why something was not used
    """
    item = _lock(item_id, by=by)
    rules.may_tell(
        standing_of(item), used=told.used, unused=told.unused, why=told.why, has_liked=told.liked is not None,
        has_words=bool(told.words.strip()),
    ).require()  # fmt: skip
    item.used, item.unused = item.used + told.used, item.unused + told.unused
    item.why_unused = told.why if told.unused and told.why else item.why_unused
    item.liked = told.liked or item.liked
    item.to_talk_about = item.to_talk_about or told.unused > 0
    _keep(
        item, ["used", "unused", "why_unused", "liked", "to_talk_about"], StepKind.TOLD, on=clock.local_date(at),
        words=told.words, told=told, by=by, at=at,
    )  # fmt: skip
    return item


@transaction.atomic
def talk_about_item(*, item_id: UUID, asked_about: Sequence[AskAbout], words: str, by: Actor, at: datetime) -> None:
    """Note what was asked, and said, about what was in the way of using something.

    :raises NotAllowed: if `by` may not act for clients
    :raises NotFound: if `by` cannot see the item
    :raises Refused: if it says nothing
    """
    item = _lock(item_id, by=by)
    rules.may_talk(asked_about=asked_about, words=words).require()
    item.to_talk_about = False
    _keep(
        item, ["to_talk_about"], StepKind.TALKED, on=clock.local_date(at), words=words, asked_about=asked_about,
        by=by, at=at,
    )  # fmt: skip


def _hold_numbers(item: Item, numbers: Sequence[str]) -> None:
    held = VoucherNumber.objects.filter(provider_id=item.provider_id, number__in=list(numbers))
    if held.exists():
        raise Refused("One of these voucher numbers has been given out already. Look at the voucher again.")
    VoucherNumber.objects.bulk_create(
        VoucherNumber(provider_id=item.provider_id, item=item, number=number) for number in numbers
    )


def _lock(item_id: UUID, *, by: Actor) -> Item:
    policy.require(Permission.ACT_FOR_CLIENT, actor=by)
    item: Item | None = Item.objects.visible_to(by).select_for_update().filter(id=item_id).first()
    if item is None:
        raise NotFound("no such item")
    return item


def _keep(
    item: Item, changed: list[str], kind: StepKind, *, on: date, words: str, told: Told | None = None,
    asked_about: Sequence[AskAbout] = (), by: Actor, at: datetime,
) -> None:  # fmt: skip
    item.save(update_fields=changed)
    _note(item, kind, on=on, words=words, told=told, asked_about=asked_about, by=by, at=at)
    audit.record("ITEM_STEP_NOTED", about=item, by=by, at=at, details={"step": kind})
    keep_follow_up(item, by=by, at=at)


def _note(
    item: Item, kind: StepKind, *, on: date, words: str, told: Told | None = None,
    asked_about: Sequence[AskAbout] = (), by: Actor, at: datetime,
) -> None:  # fmt: skip
    said = told or Told()
    Step.objects.create(
        provider_id=item.provider_id, item=item, kind=kind, on=on, words=words.strip(), used=said.used,
        unused=said.unused, why_unused=said.why or "", liked=said.liked or "", asked_about=list(asked_about),
        noted_at=at, noted_by_id=by.user_id,
    )  # fmt: skip
