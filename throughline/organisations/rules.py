"""Which organisations can be tied in which way, and when a tie or an organisation may end (R1, AM13)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import Enum

from throughline.core.decisions import YES, Decision
from throughline.organisations.conditions import NEVER_ALONE
from throughline.organisations.models import Disruption, Kind, RelationKind, Restriction

SIDES: dict[RelationKind, tuple[frozenset[Kind], frozenset[Kind]]] = {
    # A lead body among the providers may stand between the commissioner and another provider (AM13).
    RelationKind.COMMISSIONS: (frozenset({Kind.COMMISSIONER, Kind.PROVIDER}), frozenset({Kind.PROVIDER})),
    RelationKind.DELIVERS_FOR: (frozenset({Kind.PROVIDER}), frozenset({Kind.COMMISSIONER, Kind.PROVIDER})),
    RelationKind.ATTACHED_TO: (frozenset({Kind.PROVIDER}), frozenset({Kind.SURGERY})),
    RelationKind.REFERS_TO: (frozenset({Kind.SURGERY}), frozenset({Kind.PROVIDER})),
    RelationKind.SENDS_LIST: (frozenset({Kind.SURGERY, Kind.COUNCIL, Kind.COMMISSIONER}), frozenset({Kind.PROVIDER})),
    RelationKind.RECEIVES_REFERRAL: (frozenset({Kind.LINKED_SERVICE, Kind.COUNCIL}), frozenset({Kind.PROVIDER})),
    RelationKind.TRANSCRIBES_FOR: (frozenset({Kind.TRANSCRIPTION}), frozenset({Kind.UNIVERSITY})),
    RelationKind.APPROVES: (frozenset({Kind.ETHICS}), frozenset({Kind.UNIVERSITY})),
    RelationKind.FUNDS: (
        frozenset({Kind.FUNDER}),
        frozenset({Kind.COMMISSIONER, Kind.PROVIDER, Kind.LINKED_SERVICE, Kind.UNIVERSITY}),
    ),
}
"""Who says it of whom."""


def may_be_registered(kind: Kind, *, commissioned_by: Kind | None) -> Decision:
    """Say whether an organisation may be added: a provider only with whoever commissions it (R1)."""
    if kind != Kind.PROVIDER or commissioned_by in SIDES[RelationKind.COMMISSIONS][0]:
        return YES
    if commissioned_by is None:
        return Decision("A provider needs a commissioner. Say who commissions it; add the commissioner first.")
    return Decision(
        f"Choose a commissioner, or a provider that leads: {_one_of([commissioned_by])} commissions nobody."
    )


def may_be_tied(kind: RelationKind, source: Kind, target: Kind) -> Decision:
    """Say whether one kind of organisation can be tied to another in this way."""
    sources, targets = SIDES[kind]
    if source in sources and target in targets:
        return YES
    return Decision(f"“{kind.label}” goes from {_one_of(sources)} to {_one_of(targets)}. Choose another organisation.")


def may_be_tied_then(*, same: bool, closed: str, tied_already: bool, refers_elsewhere: str) -> Decision:
    """Say whether two organisations may be tied from a day on, as things stand then."""
    if same:
        return Decision("Choose another organisation: it cannot be tied to itself.")
    if closed:
        return Decision(f"{closed} is closed on that day. Choose an earlier day, or another organisation.")
    if tied_already:
        return Decision("They are tied in this way then already. End that first, or choose a later day.")
    if refers_elsewhere:
        return Decision(f"It refers to {refers_elsewhere} then. End that first: a surgery refers to one provider.")
    return YES


def may_tie_end(*, starts_on: date, ended_on: date | None, last_day: date) -> Decision:
    """Say whether a tie may have this last day. One that has ended stays as it is."""
    if ended_on is not None:
        return Decision(f"It has its last day already: {ended_on:%-d %B %Y}.")
    if last_day < starts_on:
        return Decision(f"It began on {starts_on:%-d %B %Y}. Choose that day or a later one.")
    return YES


def may_be_closed(*, closed_on: date | None, last_begun: date | None, last_day: date) -> Decision:
    """Say whether an organisation may have this last day: not one before its latest tie began."""
    if closed_on is not None:
        return Decision(f"It has its last day already: {closed_on:%-d %B %Y}.")
    if last_begun is not None and last_day < last_begun:
        return Decision(f"Its latest relation began on {last_begun:%-d %B %Y}. Choose that day or a later one.")
    return YES


def may_be_left_without(providers: Sequence[str]) -> Decision:
    """Say whether an end may come that leaves these providers without a commissioner (R1): none may be left so."""
    if not providers:
        return YES
    left = " and ".join(providers)
    return Decision(f"{left} would have no commissioner after that day. Record first who commissions from then on.")


def may_qualify(conditions: Sequence[str]) -> Decision:
    """Say whether these can be the conditions of which one is needed: at least one, and none that never qualifies."""
    if not conditions:
        return Decision("Enter at least one condition: without one nobody could be referred.")
    alone = [condition for condition in conditions if condition.casefold() in NEVER_ALONE]
    if alone:
        return Decision(f"{alone[0]} may be present and does not qualify anybody by itself. Take it off the list.")
    return YES


def _one_of(kinds: Collection[Kind]) -> str:
    names = [kind.label if kind == Kind.SURGERY else kind.label.lower() for kind in Kind if kind in kinds]
    return f"a {' or '.join(names)}"


class Stage(Enum):
    """How far a disruption has come (R48)."""

    DECLARED = "Declared"
    ON = "On"
    EASING = "Easing"
    OVER = "Over"


def stage(disruption: Disruption, *, on: date) -> Stage:
    """Say how far a disruption has come on a day."""
    if disruption.ends_on is not None and disruption.ends_on <= on:
        return Stage.OVER
    if disruption.eased_on is not None and disruption.eased_on <= on:
        return Stage.EASING
    return Stage.ON if disruption.starts_on <= on else Stage.DECLARED


def forbids(disruption: Disruption, what: Restriction, *, on: date) -> bool:
    """Say whether a disruption forbids something on a day: while it is on, and not while it eases (R48)."""
    return what in disruption.restrictions and stage(disruption, on=on) == Stage.ON
