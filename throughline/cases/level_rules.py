"""How often we speak: the gap that holds, and when it is proposed to speak more or less often (R27). People decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from throughline.cases.models import Level, LevelAct, LevelReason
from throughline.cases.time_rules import add_months
from throughline.core.decisions import YES, Decision

LONGEST_GAP = 366
SETTLED_CONTACTS = 3
"""So many conversations in a row, each in its time, before anybody is called settled."""
GRACE_DAYS = 7
"""A contact up to a week past its gap is in its time: weekends, bank holidays, a week away."""
MORE_OFTEN = (Level.LIGHT, Level.REGULAR, Level.INTENSIVE)
TO_INTENSIVE = frozenset({LevelReason.LOSS})
"""What asks for the most contact at once; anything else for one step up (R22, R27)."""
NOT_UNSETTLING = frozenset({LevelReason.SETTLED, LevelReason.CLIENT_ASKED})


@dataclass(frozen=True)
class Evidence:
    """One reason to speak more or less often, and the day from which it holds, where that is known."""

    reason: LevelReason
    on: date | None = None


@dataclass(frozen=True)
class Decided:
    """What was agreed, or left as it was, on a day, and which reasons were on the table."""

    act: LevelAct
    on: date
    reasons: frozenset[LevelReason]


@dataclass(frozen=True)
class LevelFacts:
    """What a proposal looks at.

    `reached_on`: the latest conversations of this case, newest first. `raised`: what was brought up since anything was
    last decided. `decided`: oldest first.
    """

    level: Level
    own_gap: int | None
    gaps: Mapping[Level, int]
    started_on: date
    reached_on: Sequence[date] = ()
    tries_since_reached: int = 0
    shielding: bool = False
    worker_changed_on: date | None = None
    raised: Sequence[Evidence] = ()
    decided: Sequence[Decided] = ()
    disruption: bool = False
    step_down_months: int = 12


@dataclass(frozen=True)
class Proposal:
    """To speak more often or less often, and why. Nothing changes until it is agreed with the client."""

    to: Level
    more_often: bool
    why: tuple[Evidence, ...]

    @property
    def reasons(self) -> tuple[LevelReason, ...]:
        return tuple(evidence.reason for evidence in self.why)


def gap_of(level: Level, own_gap: int | None, gaps: Mapping[Level, int]) -> int:
    """Give the days between contacts: the gap agreed with this person, else the level's in force (SET3)."""
    return own_gap if own_gap is not None else gaps[level]


def level_for(own_gap: int, gaps: Mapping[Level, int]) -> Level:
    """Give the level that a gap of somebody's own is nearest to from above: a longer one is of the level before it."""
    if own_gap < gaps[Level.REGULAR]:
        return Level.INTENSIVE
    return Level.REGULAR if own_gap < gaps[Level.LIGHT] else Level.LIGHT


def proposal(facts: LevelFacts, *, today: date) -> Proposal | None:
    """Propose to speak more often, or less often where nothing asks for more, or nothing."""
    return _more_often(facts, today=today) or _less_often(facts, today=today)


def _more_often(facts: LevelFacts, *, today: date) -> Proposal | None:
    why = reasons_for_more(facts, today=today)
    if not why:
        return None
    asks_most = any(evidence.reason in TO_INTENSIVE for evidence in why)
    to = Level.INTENSIVE if asks_most else MORE_OFTEN[min(MORE_OFTEN.index(facts.level) + 1, len(MORE_OFTEN) - 1)]
    if facts.gaps[to] >= gap_of(facts.level, facts.own_gap, facts.gaps):
        return None
    return Proposal(to, more_often=True, why=why)


def reasons_for_more(facts: LevelFacts, *, today: date) -> tuple[Evidence, ...]:
    """List what asks for more contact and has not been decided on yet."""
    found = [one for one in facts.raised if one.reason != LevelReason.SHIELDING or facts.shielding]
    known = {one.reason for one in found}.union(*(decided.reasons for decided in facts.decided))
    if facts.shielding and LevelReason.SHIELDING not in known:
        found.append(Evidence(LevelReason.SHIELDING))
    changed = facts.worker_changed_on
    gap = gap_of(facts.level, facts.own_gap, facts.gaps)
    if changed and (today - changed).days <= gap and not _decided_since(changed, LevelReason.HANDOVER, facts):
        found.append(Evidence(LevelReason.HANDOVER, changed))
    return tuple(found)


def _less_often(facts: LevelFacts, *, today: date) -> Proposal | None:
    if facts.level == Level.LIGHT or facts.disruption or not is_settled(facts, today=today):
        return None
    if _unsettled(facts, today=today) or _declined_with_nothing_new(facts, today=today):
        return None
    to = MORE_OFTEN[MORE_OFTEN.index(facts.level) - 1]
    if facts.gaps[to] <= gap_of(facts.level, facts.own_gap, facts.gaps):
        return None
    return Proposal(to, more_often=False, why=(Evidence(LevelReason.SETTLED, facts.started_on),))


def _unsettled(facts: LevelFacts, *, today: date) -> bool:
    """Say whether something asks for more contact, or did within the last year, whatever was decided about it.

    Nobody is asked to speak less often in the month in which somebody died.
    """
    asked = [evidence.on for evidence in reasons_for_more(facts, today=today)]
    asked += [decided.on for decided in facts.decided if decided.reasons - NOT_UNSETTLING]
    return any(day is None or today < add_months(day, facts.step_down_months) for day in asked)


def is_settled(facts: LevelFacts, *, today: date) -> bool:
    """Say whether somebody is settled: a year in the service, and the last three conversations each in their time.

    Conversations before the level was last agreed tell nothing of how this one suits.
    """
    if today < add_months(facts.started_on, facts.step_down_months) or facts.tries_since_reached:
        return False
    agreed = [d.on for d in facts.decided if d.act == LevelAct.AGREED]
    spoke = [day for day in facts.reached_on if not agreed or day >= agreed[-1]][:SETTLED_CONTACTS]
    longest = gap_of(facts.level, facts.own_gap, facts.gaps) + GRACE_DAYS
    gaps = [(later - earlier).days for later, earlier in pairwise([today, *spoke])]
    return len(spoke) == SETTLED_CONTACTS and max(gaps) <= longest


def _declined_with_nothing_new(facts: LevelFacts, *, today: date) -> bool:
    """Say whether a step down was declined and nothing is new since: no other level or worker, and not a year."""
    about = [d for d in facts.decided if LevelReason.SETTLED in d.reasons]
    if not about or about[-1].act != LevelAct.DECLINED:
        return False
    declined_on = about[-1].on
    agreed_since = any(d.act == LevelAct.AGREED and d.on > declined_on for d in facts.decided)
    other_worker = facts.worker_changed_on is not None and facts.worker_changed_on > declined_on
    year_on = today >= add_months(declined_on, facts.step_down_months)
    return not (agreed_since or other_worker or year_on)


def still_raised(standing: set[str], act: LevelAct, reasons: Sequence[str]) -> set[str]:
    """Give what still asks for another level after one more act: decided, nothing does; taken back, the rest."""
    if act == LevelAct.PROPOSED:
        return standing | set(reasons)
    return standing - set(reasons) if act == LevelAct.TAKEN_BACK else set()


def _decided_since(day: date, reason: LevelReason, facts: LevelFacts) -> bool:
    return any(d.on >= day and reason in d.reasons for d in facts.decided)


def may_agree(*, now: tuple[Level, int | None], to: tuple[Level, int | None], note: str) -> Decision:
    """Say whether this can be agreed: something other than what holds, at most a year apart, with what was said."""
    if to == now:
        return Decision("That is what was agreed already. Choose another, or leave it as it is.")
    if to[1] is not None and not 1 <= to[1] <= LONGEST_GAP:
        return Decision("Give a gap from 1 to 366 days. Nobody is left without a date for longer than a year.")
    return YES if note.strip() else Decision("Say what was agreed with them. The person can ask to see it.")


def may_leave_as_it_is(*, proposed: bool, note: str) -> Decision:
    """Say whether a proposal can be declined: there is one, and the reason is given."""
    if not proposed:
        return Decision("Nothing is proposed for this person now. Their record may have changed since you opened it.")
    return YES if note.strip() else Decision("Say why it stays as it is. It is not proposed again until something new.")


def latest_next_contact(*, on: date, gap: int) -> date:
    """Give the last day that a next contact may have to keep to a gap just agreed."""
    return on + timedelta(days=gap + GRACE_DAYS)
