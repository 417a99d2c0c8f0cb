"""What whoever ends somebody's time has to see first: the policy of the day, what stands open, what was gained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case
from throughline.core.actor import Actor
from throughline.endings import queries
from throughline.endings.queries import PolicyFor
from throughline.endings.standing import StandsOpen, gained, stands_open
from throughline.organisations.models import Discharge


@dataclass(frozen=True)
class EndingRule:
    """By which policy somebody's time may end. `may_go_against`: the viewer is a manager."""

    policy: PolicyFor
    may_go_against: bool

    @property
    def asks_manager(self) -> bool:
        """Say whether a manager's reason can be needed, and the viewer can give it."""
        return self.may_go_against and self.policy.policy != Discharge.ORDINARY


@dataclass(frozen=True)
class BeforeEnding(EndingRule):
    """What stands between somebody and the end of their time."""

    held_open: bool
    opened: tuple[StandsOpen, ...]
    gained: tuple[str, ...]


def ending_rule(case: Case, *, viewer: Actor, on: date) -> EndingRule:
    """Give by which policy somebody's time may end, in two statements."""
    held = queries.policy_for(case, viewer=viewer, on=on)
    return EndingRule(held, policy.permits(viewer, Permission.CLOSE_AGAINST_POLICY))


def before_ending(case: Case, *, viewer: Actor, on: date) -> BeforeEnding:
    """Give what has to be seen before somebody's time ends."""
    return BeforeEnding(
        policy=queries.policy_for(case, viewer=viewer, on=on),
        held_open=queries.is_held_open(case.id, viewer=viewer),
        may_go_against=policy.permits(viewer, Permission.CLOSE_AGAINST_POLICY),
        opened=stands_open(case.client_id, viewer=viewer, on=on),
        gained=gained(case.client_id, viewer=viewer),
    )
