"""What the demo's people tell us apart from contacts, each thing at its time and through its real command.

It stands in `told.toml`: one entry is one occasion. Whoever is their link worker then writes it down.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from throughline.accounts.models import User
from throughline.accounts.queries import actor_for
from throughline.accounts.scopes import acting_as
from throughline.agreements import commands as agreements
from throughline.agreements.models import About, Stance
from throughline.cases.models import Case, Level, Way
from throughline.circumstances import commands as circumstances
from throughline.circumstances import condition_commands
from throughline.circumstances import queries as circumstance_queries
from throughline.circumstances.models import Said
from throughline.circumstances.topics import Answer, Employment, Household, Topic
from throughline.circumstances.writing import Said as Answered
from throughline.clients.models import Answer as PlainAnswer
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.clock import LONDON
from throughline.demo import helping
from throughline.demo.planning import write_plan
from throughline.in_person import commands as in_person
from throughline.in_person.models import Aspect, Need
from throughline.profiles import commands as profiles
from throughline.profiles import queries as profile_queries
from throughline.profiles.models import ProfileKind, Risk, ToldBy
from throughline.profiles.questions import Answers
from throughline.tasks import commands as tasks
from throughline.tasks.models import Route
from throughline.watch import level_commands

FILE = Path(__file__).with_name("told.toml")


@dataclass(frozen=True)
class Occasion:
    """Somebody tells us something: who, when, and by its subject what."""

    who: str
    at: datetime
    told: dict[str, Any]


@dataclass(frozen=True)
class Listening:
    """Who listens, to whom, at which moment, and from which day on what is said has held."""

    case: Case
    by: Actor
    at: datetime
    since: date


def occasions() -> list[Occasion]:
    """Read what is told, in the order of the file."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["told"]
    return [
        Occasion(e["who"], datetime.fromisoformat(e["at"]).replace(tzinfo=LONDON),
                 {subject: said for subject, said in e.items() if subject not in ("who", "at")})
        for e in entries
    ]  # fmt: skip


def listen(occasion: Occasion) -> None:
    """Have the link worker of that day write down what is told."""
    with acting_as(Actor.system("demo")):
        case = Case.objects.still_open().select_related("worker").get(client__full_name=occasion.who)
    with worker_at_work(case.worker) as by:
        told = dict(occasion.told)
        since = told.pop("since", occasion.at.date())
        for subject, said in told.items():
            SUBJECTS[subject](said, Listening(case, by, occasion.at, since))


def worker_at_work(worker: User) -> Any:
    """Begin to act as a link worker."""
    return acting_as(actor_for(worker, purpose="direct care"))


def first_talk(case: Case, *, worker: User, at: datetime) -> None:
    """Have somebody of the crowd be asked in their first conversation; many things are left for later, as in life."""
    source = random.Random(case.client.nhs_number)
    with worker_at_work(worker) as by:
        heard = Listening(case, by, at, at.date())
        if source.random() < 0.75:
            _tell_profile(ProfileKind.ACCESS, _drawn_answers(case.client, source), heard)
        if source.random() < 0.7:
            _tell_life(Topic.HOUSEHOLD, source.choice(HOUSEHOLDS), heard)
        if source.random() < 0.4:
            _tell_life(Topic.EMPLOYMENT, source.choice(Employment.values), heard)
        if source.random() < 0.5:
            _tell_agreements(Stance.GIVEN, ["SURGERY"], heard)


HOUSEHOLDS = (Household.ALONE, Household.ALONE, Household.PARTNER, Household.FAMILY_ADULTS, Household.FAMILY_WITH_CHILD)


def _drawn_answers(client: Client, source: random.Random) -> dict[str, str | list[str]]:
    """Draw answers to what has not been told; what was told stands."""
    kept = {"can_be_phoned": client.can_be_phoned, "can_read": client.can_read, "has_internet": client.has_internet}
    answers: dict[str, str | list[str]] = {
        key: known if known != PlainAnswer.NOT_ASKED else source.choice(("YES", "YES", "YES", "NO"))
        for key, known in kept.items()
        if key != "can_be_phoned" or known != PlainAnswer.NOT_ASKED
    }
    answers["can_get_to_surgery"] = source.choice(("YES", "YES", "YES", "YES", "NO"))
    if answers["can_get_to_surgery"] == "NO":
        answers["why_not_surgery"] = [source.choice(("WALKING", "TRANSPORT", "CARING"))]
    return answers


def _tell_profile(about: ProfileKind, said: Answers, heard: Listening) -> None:
    known = profile_queries.current(heard.case.client, about, viewer=heard.by)
    profiles.record_profile(
        client_id=heard.case.client_id, about=about, answers={**known.answers, **said}, seen=known.version_id,
        by=heard.by, at=heard.at,
    )  # fmt: skip


def _tell_life(topic: Topic, said: str | list[str], heard: Listening) -> None:
    values = [said] if isinstance(said, str) else said
    before = circumstance_queries.last_recorded(heard.case.client_id, topic, viewer=heard.by)
    circumstances.record_circumstance(
        Answered(topic=topic, answer=Answer.ANSWERED, values=values, from_on=heard.since),
        client_id=heard.case.client_id, seen=before, by=heard.by, at=heard.at,
    )  # fmt: skip


def _tell_conditions(names: list[str], heard: Listening) -> None:
    for name in names:
        condition_commands.add_condition(
            client_id=heard.case.client_id, name=name, said=Said.CLIENT, since_on=None, by=heard.by, at=heard.at
        )


def _tell_agreements(stance: Stance, subjects: list[str], heard: Listening) -> None:
    for about, _, subject in (words.partition(": ") for words in subjects):
        agreements.record_agreement(
            agreements.Stating(about=About(about), subject=subject, stance=stance, said_on=heard.at.date()),
            client_id=heard.case.client_id, by=heard.by, at=heard.at,
        )  # fmt: skip


def _tell_vulnerable(told_by: str, heard: Listening) -> None:
    profiles.start_vulnerability(
        client_id=heard.case.client_id, risk=Risk.VULNERABLE, told_by=ToldBy(told_by), started_on=heard.since,
        by=heard.by, at=heard.at,
    )  # fmt: skip


def _call(said: dict[str, Any], heard: Listening) -> None:
    call = tasks.Call(route=Route(said["route"]), received_at=heard.at, words=said["words"])
    tasks.note_call(call, client_id=heard.case.client_id, by=heard.by, at=heard.at)


def _leave_message(said: dict[str, Any], heard: Listening) -> None:
    surgery_staff = User.objects.get(email=said["from"])
    if heard.case.referral_id is not None:
        with acting_as(actor_for(surgery_staff, purpose="direct care")) as by:
            tasks.leave_message(referral_id=heard.case.referral_id, words=said["words"], by=by, at=heard.at)


def _wait_to_be_seen(said: dict[str, Any], heard: Listening) -> None:
    client_id = heard.case.client_id
    in_person.queue_in_person(
        client_id=client_id, topics=said["topics"], need=Need(said["need"]), by=heard.by, at=heard.at
    )
    for aspect, words in said.get("prepared", {}).items():
        in_person.prepare_meeting(client_id=client_id, aspect=Aspect(aspect), words=words, by=heard.by, at=heard.at)


def _agree_level(said: dict[str, Any], heard: Listening) -> None:
    level_commands.agree_level(
        case_id=heard.case.id, level=Level(said["level"]), own_gap=None, agreed_way=Way.PHONE, note=said["note"],
        next_on=None, by=heard.by, at=heard.at,
    )  # fmt: skip


def _life(topic: Topic) -> Callable[[Any, Listening], None]:
    return lambda said, heard: _tell_life(topic, said, heard)


def _with_help(tell: Callable[[Any, Case, Actor, datetime], None]) -> Callable[[Any, Listening], None]:
    return lambda said, heard: tell(said, heard.case, heard.by, heard.at)


SUBJECTS: dict[str, Callable[[Any, Listening], None]] = {
    **{topic.value.lower(): _life(topic) for topic in Topic},
    "access": lambda said, heard: _tell_profile(ProfileKind.ACCESS, said, heard),
    "helping": lambda said, heard: _tell_profile(ProfileKind.HELPING, said, heard),
    "conditions": _tell_conditions,
    "agreed": lambda said, heard: _tell_agreements(Stance.GIVEN, said, heard),
    "refused": lambda said, heard: _tell_agreements(Stance.REFUSED, said, heard),
    "withdrawn": lambda said, heard: _tell_agreements(Stance.WITHDRAWN, said, heard),
    "vulnerable": _tell_vulnerable,
    "called": _call,
    "message": _leave_message,
    "waits": _wait_to_be_seen,
    "plan": lambda said, heard: write_plan(said, case=heard.case, acting={"by": heard.by, "at": heard.at}),
    "level": _agree_level,
    **{subject: _with_help(tell) for subject, tell in helping.SUBJECTS.items()},
}
