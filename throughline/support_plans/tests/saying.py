"""Short words for what tests of a plan say."""

from datetime import timedelta

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.directory.kinds import Mode
from throughline.support_plans import gain_commands, goal_commands, leaning_commands
from throughline.support_plans.gain_commands import GainSaid, SetBackSaid
from throughline.support_plans.goal_commands import GoalSaid
from throughline.support_plans.kinds import Gives, Part
from throughline.support_plans.leaning_commands import LeansOn

WALK = "Walk without getting out of breath"


def acting(service, by="worker"):
    return acting_as(service.actor(by))


def do(service, command, by="worker", **given):
    """Have somebody do it now; the next thing is done a second later, so that each has its place."""
    with acting(service, by) as actor:
        done = command(**given, by=actor, at=clock.test_time())
    clock.move_to(clock.test_time() + timedelta(seconds=1))
    return done


def goal(service, case, words=WALK, *, in_days=28, by="worker", **more):
    review_on = None if in_days is None else clock.in_days(in_days).date()
    said = GoalSaid(words=words, review_on=review_on, **more)
    return do(service, goal_commands.add_goal, by, client_id=case.client_id, said=said)


def gain(service, case, words="Stopped smoking", *, part=Part.SMOKING, by="worker", **more):
    said = GainSaid(**{"part": part, "words": words, "gained_on": clock.test_time().date(), **more})
    return do(service, gain_commands.record_gain, by, client_id=case.client_id, said=said)


def set_back(service, case, *, gain=None, by="worker", **more):
    told = {"parts": [Part.WEIGHT], "words": "Weight back on since lockdown", "next_step": "Ring the trainer", **more}
    said = SetBackSaid(**told, gain_id=gain.id if gain else None)
    return do(service, gain_commands.record_set_back, by, client_id=case.client_id, said=said)


def leans(service, case, on, gives=Gives.ACTIVITY, *, mode=Mode.IN_PERSON, goal=None, gain=None, by="worker", **more):
    said = LeansOn(
        service_id=on.id, mode=mode, gives=gives, goal_id=goal.id if goal else None, gain_id=gain.id if gain else None,
        **more,
    )  # fmt: skip
    return do(service, leaning_commands.record_leaning, by, client_id=case.client_id, said=said)


def now(service, row):
    """Give a row as it stands."""
    with acting(service):
        return type(row).objects.get(id=row.id)
