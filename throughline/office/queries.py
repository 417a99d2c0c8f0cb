"""What can be asked at the office: the numbers in force, their history, and the disruption that is on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.organisations import numbers
from throughline.organisations import queries as organisations
from throughline.organisations.models import Disruption
from throughline.organisations.numbers import Number
from throughline.organisations.queries import Change, ConditionsChange, PolicyChange


@dataclass(frozen=True)
class Setting:
    """A number: what is in force today, and every change with who made it, the newest first."""

    number: Number
    value: int
    changes: tuple[tuple[Change, str], ...]
    on: date

    @property
    def in_force(self) -> tuple[Change, str] | None:
        """Give the change that made the value of today, or none if it was never changed."""
        return next((made for made in self.changes if made[0].from_on <= self.on), None)

    @property
    def to_come(self) -> tuple[tuple[Change, str], ...]:
        """Give the changes that hold from a later day, the latest first."""
        return tuple(made for made in self.changes if made[0].from_on > self.on)


@dataclass(frozen=True)
class Conditions:
    """The conditions of which one is needed today, and every change with who made it, the newest first."""

    now: tuple[str, ...]
    changes: tuple[tuple[ConditionsChange, str], ...]
    on: date

    @property
    def in_force(self) -> tuple[ConditionsChange, str] | None:
        """Give the change that made today's list, or none if it was never changed."""
        return next((made for made in self.changes if made[0].from_on <= self.on), None)


@dataclass(frozen=True)
class Office:
    """All the numbers of a provider, its qualifying conditions, and the disruption that is on."""

    settings: tuple[Setting, ...]
    conditions: Conditions
    disruption: Disruption | None


def office(*, provider_id: UUID | None, viewer: Actor, on: date) -> Office:
    """Give a provider's numbers as they stand on a day, with their history, in seven statements.

    :raises NotAllowed: if the viewer may not keep settings
    :raises NotFound: if they are another provider's
    """
    own = _own(provider_id, viewer=viewer)
    in_force = organisations.numbers_in_force(numbers.ALL.values(), provider_id=own, on=on)
    changes = organisations.changes_of(own)
    names = accounts.names_of(change.set_by for history in changes.values() for change in history)
    settings = tuple(
        Setting(
            number,
            in_force[number.name],
            tuple((change, names.get(change.set_by, "")) for change in changes.get(number.name, [])),
            on,
        )
        for number in numbers.ALL.values()
    )
    return Office(settings, conditions(provider_id=own, viewer=viewer, on=on), organisations.disruption_of(own))


def conditions(*, provider_id: UUID | None, viewer: Actor, on: date) -> Conditions:
    """Give of which conditions one is needed on a day, with every change, in three statements.

    :raises NotAllowed: if the viewer may not keep settings
    :raises NotFound: if they are another provider's
    """
    own = _own(provider_id, viewer=viewer)
    changes = organisations.changes_of_conditions(own)
    names = accounts.names_of(change.set_by for change in changes)
    made = tuple((change, names.get(change.set_by, "")) for change in changes)
    return Conditions(organisations.qualifying_conditions(own, on=on), made, on)


@dataclass(frozen=True)
class DischargePolicies:
    """By which policy cases are closed today, and every change with who made it, the newest first."""

    now: PolicyChange
    changes: tuple[tuple[PolicyChange, str], ...]


def discharge(*, provider_id: UUID | None, viewer: Actor, on: date) -> DischargePolicies:
    """Give by which policy a provider closes cases on a day, with every change, in three statements.

    :raises NotAllowed: if the viewer may not keep settings
    :raises NotFound: if it is another provider's
    """
    own = _own(provider_id, viewer=viewer)
    changes = organisations.changes_of_discharge_policy([own])[own]
    names = accounts.names_of(change.set_by for change in changes if change.set_by)
    made = tuple((change, names.get(change.set_by, "") if change.set_by else "") for change in changes)
    return DischargePolicies(organisations.discharge_policy(own, on=on), made)


def setting(name: str, *, provider_id: UUID | None, viewer: Actor, on: date) -> Setting:
    """Give one number with its history.

    :raises NotFound: if there is none of that name
    """
    found = {s.number.name: s for s in office(provider_id=provider_id, viewer=viewer, on=on).settings}
    if name not in found:
        raise NotFound(f"There is no setting called {name}. The settings are: {', '.join(sorted(found))}.")
    return found[name]


def _own(provider_id: UUID | None, *, viewer: Actor) -> UUID:
    policy.require(Permission.KEEP_SETTINGS, actor=viewer)
    if provider_id is None or not viewer.is_system and viewer.organisation_id != provider_id:
        raise NotFound("another provider's settings")
    return provider_id
