"""What the demo's people want, what they have gained and what services give them: written into their plans."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughline.cases.models import Case
from throughline.directory.kinds import Mode
from throughline.directory.models import Service, WayOfJoining
from throughline.support_plans import gain_commands, goal_commands, leaning_commands
from throughline.support_plans.gain_commands import GainSaid
from throughline.support_plans.goal_commands import GoalSaid
from throughline.support_plans.kinds import Gives, Part
from throughline.support_plans.leaning_commands import LeansOn


def write_plan(said: dict[str, Any], *, case: Case, acting: dict[str, Any]) -> None:
    """Write what somebody told into their plan: goals, gains, and what services give besides."""
    about = {"client_id": case.client_id, **acting}
    for told in said.get("goals", ()):
        goal = GoalSaid(
            words=told["words"], review_on=date.fromisoformat(told["review_on"]), targets=told.get("steps", ()),
            why_it_matters=told.get("matters", ""), what_would_help=told.get("helps", ""),
        )  # fmt: skip
        _lean(told.get("on", ()), about, goal_id=goal_commands.add_goal(said=goal, **about).id)
    for told in said.get("gains", ()):
        gain = GainSaid(
            part=Part(told["part"]), words=told["words"], gained_on=date.fromisoformat(told["since"]),
            worker_id=case.worker_id if told.get("worker") else None, person=told.get("person", ""),
        )  # fmt: skip
        _lean(told.get("on", ()), about, gain_id=gain_commands.record_gain(said=gain, **about).id)
    _lean(said.get("gives", ()), about)


def _lean(given: Any, about: dict[str, Any], **rests: Any) -> None:
    for told in given:
        service = Service.objects.get(name=told["service"])
        first = WayOfJoining.objects.filter(service=service).order_by("mode").first()
        mode = told.get("mode") or (first.mode if first else "")
        leans = LeansOn(
            service_id=service.id, mode=Mode(mode), gives=Gives(told.get("gives", "ACTIVITY")),
            words=told.get("words", ""), hidden=told.get("hidden", False), **rests,
        )  # fmt: skip
        leaning_commands.record_leaning(said=leans, **about)
