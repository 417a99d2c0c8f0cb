"""Items in words: what somebody was given, one item, and what it all came to."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from throughline.clients.presenters import ClientHead
from throughline.items import rules
from throughline.items.models import ItemKind, State, StepKind
from throughline.items.queries import ItemPage, ItemRow, Receiver, StepRow
from throughline.items.words import how_many
from throughline.nhsuk.shapes import Link, SummaryRow, Tag, TimelineEvent
from throughline.nhsuk.words import sentence, short_date

TAGS = {
    State.ASKED: Tag("Asked for", "yellow"),
    State.ON_ITS_WAY: Tag("On its way", "blue"),
    State.DELIVERED: Tag("Delivered", "green"),
    State.NOT_COMING: Tag("Not coming", "grey"),
}


def came_to(item: ItemRow) -> str:
    """Say what became of what was given: "3 given, 2 used, 1 not used: was not up for going"."""
    if item.state != State.DELIVERED or item.kind in rules.DONE_WHEN_DELIVERED:
        return item.liked.label if item.liked else ""
    parts = [f"{item.quantity} given", f"{item.used} used", f"{item.unused} not used"]
    if item.unused and item.why_unused:
        parts[-1] += f": {_small(item.why_unused.label)}"
    if item.not_known and (item.used or item.unused):
        parts.append(f"{item.not_known} not told yet")
    return ", ".join(parts) if item.used or item.unused else f"{item.quantity} given, not told yet what became of it"


def when_words(item: ItemRow) -> str:
    """Say when it was given, or asked for and when it is to be there."""
    if item.delivered_on is not None and item.delivery is not None:
        return f"{short_date(item.delivered_on)}, {_small(item.delivery.label)}"
    asked = f"asked for on {short_date(item.asked_on)}"
    if item.state == State.NOT_COMING or item.expected_on is None:
        return sentence(asked)
    return sentence(f"{asked}, to be there on {short_date(item.expected_on)}")


@dataclass(frozen=True)
class ItemLine:
    """One item as it stands in a list of what somebody was given."""

    item: ItemRow

    @property
    def what(self) -> Link:
        item = self.item
        return Link(how_many(item.kind, item.what, item.quantity), reverse("items:item", args=[item.item_id]))

    @property
    def tag(self) -> Tag:
        return TAGS[self.item.state]

    @property
    def facts(self) -> str:
        """Say in a line when, by whom, and what became of it."""
        supplied = f"from {self.item.supplied_by}" if self.item.supplied_by else ""
        return ". ".join(filter(None, [", ".join(filter(None, [when_words(self.item), supplied])), came_to(self.item)]))

    @property
    def to_ask(self) -> str:
        """Say what is still to be asked or seen to, if anything is."""
        if not rules.is_to_be_asked(self.item):
            return ""
        if self.item.to_talk_about:
            return "Ask what was in the way"
        return "Ask what became of it" if self.item.state == State.DELIVERED else "See that it has come"


@dataclass(frozen=True)
class GivePage:
    """Whom something is to be given to."""

    found: Receiver

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def client_href(self) -> str:
        return reverse("desk:client", args=[self.found.who.client_id])

    @property
    def in_service(self) -> bool:
        return self.found.in_service


@dataclass(frozen=True)
class OneItem:
    """One item, what happened with it, and what is asked next."""

    found: ItemPage

    @property
    def head(self) -> ClientHead:
        return ClientHead.of(self.found.who)

    @property
    def item(self) -> ItemRow:
        return self.found.item

    @property
    def doing(self) -> str:
        return how_many(self.item.kind, self.item.what, self.item.quantity)

    @property
    def tag(self) -> Tag:
        return TAGS[self.item.state]

    @property
    def help_href(self) -> str:
        return reverse("desk:help", args=[self.found.who.client_id])

    @property
    def give_href(self) -> str:
        """Give the way to a parcel brought to the door instead."""
        return f"{reverse('items:give', args=[self.found.who.client_id])}?kind={ItemKind.FOOD_PARCEL}"

    @property
    def facts(self) -> list[SummaryRow]:
        item = self.item
        told = [
            ("When", when_words(item)),
            ("From", item.supplied_by or "Not known yet"),
            ("What became of it", came_to(item) or "Not told yet"),
            ("Voucher numbers", ", ".join(self.found.numbers)),
        ]
        return [SummaryRow(key, value) for key, value in told if value]

    @property
    def waits_to_come(self) -> bool:
        return self.item.state in (State.ASKED, State.ON_ITS_WAY)

    @property
    def to_be_supplied(self) -> bool:
        return self.item.state == State.ASKED

    @property
    def to_tell(self) -> bool:
        """Say whether there is anything left to tell of what became of it."""
        item = self.item
        if item.state != State.DELIVERED or item.to_talk_about:
            return False
        return not item.has_feedback if item.kind in rules.DONE_WHEN_DELIVERED else bool(item.not_known)

    @property
    def done(self) -> str:
        """Say that nothing more needs to happen, where that is so."""
        if not rules.is_done_with(self.item) or self.item.to_talk_about:
            return ""
        if self.item.state == State.NOT_COMING:
            return "Closed: it is not coming."
        return "Closed: delivered. Ask whether it helped." if self.to_tell else "Closed: nothing more to ask."

    @property
    def events(self) -> list[TimelineEvent]:
        return [_event(step) for step in self.found.steps]


def _event(step: StepRow) -> TimelineEvent:
    asked = ", ".join(_small(one.label) for one in step.asked_about)
    said = [_came_to(step), f"Asked about: {asked}" if asked else "", step.words]
    return TimelineEvent(
        when=short_date(step.on), heading=step.kind.label, body=". ".join(filter(None, said)), by=step.noted_by
    )


def _came_to(step: StepRow) -> str:
    if step.kind != StepKind.TOLD:
        return ""
    why = f": {_small(step.why_unused.label)}" if step.why_unused else ""
    counts = [f"{step.used} used" if step.used else "", f"{step.unused} not used{why}" if step.unused else ""]
    liked = f"Did it help: {_small(step.liked.label)}" if step.liked else ""
    return ". ".join(filter(None, [", ".join(filter(None, counts)), liked]))


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
