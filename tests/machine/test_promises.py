"""The commands, driven at random: whatever people do, in whatever order, nobody is dropped and nothing is forged.

`THROUGHLINE_MACHINE_EXAMPLES=2000` drives more lives, each time others; without it the same ones every time.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.machine.breaches import BREACHES
from tests.machine.promises import Standing, broken_promises, kept_for_good, seen_by, standing
from tests.support import clock
from tests.support.service import FIRST_DAY, SYSTEM, Service
from throughline.accounts import commands as accounts
from throughline.accounts.models import RoleCode
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.caseload import commands as caseload
from throughline.cases import commands as cases
from throughline.cases.models import CloseReason, Level, Way
from throughline.cases.rules import NextContact
from throughline.clients import commands as clients
from throughline.clients.commands import Particulars
from throughline.contacts import commands as contacts
from throughline.contacts.commands import Ending, WhatHappened
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.referrals import commands as referrals
from throughline.referrals.models import State

GIVEN = os.environ.get("THROUGHLINE_MACHINE_EXAMPLES")
PROFILE = settings(
    max_examples=int(GIVEN or 40),
    stateful_step_count=int(os.environ.get("THROUGHLINE_MACHINE_STEPS", "25")),
    derandomize=GIVEN is None,
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
BORN = {
    "Ada Long": date(1948, 11, 3),
    "Amina Begum": date(1960, 5, 1),
    "Mo Farrow": date(1950, 2, 1),
    "Jo Young": date(1979, 7, 9),
    "Sid Ash": date(1955, 12, 24),
    "Teo Small": date(1992, 7, 9),
}

ACTS = ("decide", "allocate", "join", "contact", "end", "close", "give up", "hand over", "reopen", "leave")


def mostly(usual, *, seldom):
    """Choose what people usually do, and one time in six what they should not."""
    return st.sampled_from([*usual * (1 + 5 * len(seldom) // len(usual)), *seldom])


numbers = st.integers(0, 6 * 7 - 1)
people = st.sampled_from(sorted(BORN))
caseworkers = mostly(["worker", "manager", "colleague", "senior"], seldom=["stranger", "practice"])
leaders = mostly(["manager"], seldom=["senior", "worker", "strange manager"])
conditions = mostly([["type 2 diabetes"], ["COPD", "low mood"]], seldom=[["diabetes"], ["anxiety"], []])
days_on = mostly([0, 1, 5, 14, 42, 91, 366], seldom=[-1, 400])
days_ago = mostly([0, 0, 1, 15], seldom=[300, -1])
soon = mostly([0, 1, 5, 14], seldom=[-1, 42])
notes = mostly(["We agreed it together."], seldom=["", "   "])
ways = mostly([Way.PHONE], seldom=[Way.AT_SURGERY, Way.VIDEO, Way.POST])
outcomes = mostly([Outcome.SPOKE, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE], seldom=list(Outcome))
endings = mostly([CloseReason.COMPLETED, CloseReason.CLIENT_WISH], seldom=[CloseReason.COULD_NOT_REACH])
endings_alone = mostly([CloseReason.DIED, CloseReason.MOVED_AWAY], seldom=[CloseReason.COMPLETED])


def one_of(usual, any_of_them, which):
    """Choose one of the usual, or one time in six any."""
    pool = any_of_them if which % 6 == 0 or not usual else usual
    return pool[which // 6 % len(pool)]


class Lives(RuleBasedStateMachine):
    """A service in which people do what people do. Each example is undone at its end."""

    service: Service
    happened: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.undoing = transaction.atomic()
        self.undoing.__enter__()
        self.now = clock.START
        self.kept: Mapping[str, int] = {}
        self.standing = Standing()
        self.referrals: list[UUID] = []
        self.cases: list[UUID] = []
        self.workers = ["worker", "colleague", "senior"]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undoing.__exit__(None, None, None)
        for newcomer in [name for name in self.service.staff if name.startswith("newcomer")]:
            del self.service.staff[newcomer]

    @contextmanager
    def may_decline(self, act: str):
        """Let a command say no: that is an outcome like another. Anything else is a bug."""
        try:
            with transaction.atomic():
                yield
        except (Refused, NotAllowed, NotFound) as no:
            assert type(no) is not Refused or str(no).endswith("."), f"not a sentence for the screen: {no}"
            self.happened[f"{act}: {type(no).__name__}"] += 1
        else:
            self.happened[f"{act}: done"] += 1

    def case(self, which: int, *, is_open: bool = True) -> UUID:
        """Choose a case, mostly one with which this can be done."""
        return one_of([c for c in self.cases if (c in self.standing.open_cases) == is_open], self.cases, which)

    def referral(self, which: int, *states: State, has_worker: bool = False) -> UUID:
        """Choose a referral, mostly one in such a state, of somebody with or without a link worker."""
        wanted = {(state, has_worker) for state in states}
        usual = [r for r in self.referrals if self.standing.referrals[r] in wanted]
        return one_of(usual, self.referrals, which)

    def somebody(self, which: int, *, with_cases: bool = True) -> str:
        """Choose a member of staff, mostly a link worker who works here now."""
        wanted = self.standing.may_hold - (frozenset() if with_cases else self.standing.holding)
        usual = [name for name in self.workers if self.service.staff[name].id in wanted]
        return one_of(usual, [*self.workers, "stranger", "manager"], which)

    def next_contact(self, days: int, by: str) -> NextContact:
        return NextContact(on=self.day(days), by_id=self.service.staff[by].id, way=Way.PHONE)

    def day(self, days: int) -> date:
        return (self.now + timedelta(days=days)).date()

    def ask_for(self, name, *, by="practice", conditions=("COPD",)):
        received = self.service.refer(name, date_of_birth=BORN[name], conditions=list(conditions), by=by, at=self.now)
        self.referrals.append(received.referral_id)
        return received.referral_id

    def record(self, act, case_id, what, then, *, by, times=1):
        """Send the page, more than once if somebody is impatient."""
        contact_id = uuid4()
        for _sent in range(times):
            with self.may_decline(act), acting_as(self.service.actor(by)) as actor:
                contacts.record_contact(
                    contact_id=contact_id, case_id=case_id, what=what, then=then, by=actor, at=self.now
                )

    @initialize()
    def life_is_going_on(self):
        """Let one person wait, one be decided on, one have a worker, one have left, and one come by a file."""
        self.ask_for("Amina Begum")
        self.ask_for("Jo Young", conditions=["diabetes"])
        for name in ("Mo Farrow", "Sid Ash"):
            self.cases.append(self.service.allocate(self.ask_for(name), at=self.now).id)
        ended = Ending(CloseReason.COMPLETED, "We agreed it together.")
        what = WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=self.now)
        self.record("end", self.cases[-1], what, ended, by="worker")
        given = Particulars(full_name="Ada Long", date_of_birth=BORN["Ada Long"], conditions=["asthma"])
        provider_id = self.service.places["Harbour Trust"].id
        with acting_as(SYSTEM):
            client = clients.register_client(given, provider_id=provider_id, surgery_id=None, by=SYSTEM, at=self.now)
            brought = cases.open_case(
                client_id=client.id, worker_id=self.service.staff["worker"].id, level=Level.LIGHT,
                next_contact=self.next_contact(14, "worker"), first_contact_due_on=None, by=SYSTEM, at=self.now,
            )  # fmt: skip
        self.cases.append(brought.id)

    @rule(name=people, conditions=conditions, by=mostly(["practice"], seldom=["worker"]))
    def refer(self, name, conditions, by):
        with self.may_decline("refer"):
            self.ask_for(name, by=by, conditions=conditions)

    @rule()
    def refer_somebody_who_came_by_a_file(self):
        with self.may_decline("refer"):
            self.ask_for("Ada Long")

    @rule(which=numbers, admit=st.booleans(), reason=notes, by=leaders)
    def decide(self, which, admit, reason, by):
        referral_id = self.referral(which, State.TO_DECIDE, State.NOT_ELIGIBLE)
        with self.may_decline("decide"), acting_as(self.service.actor(by)) as actor:
            referrals.decide_referral(referral_id=referral_id, admit=admit, reason=reason, by=actor, at=self.now)

    @rule(which=numbers, to=numbers, by=leaders)
    def allocate(self, which, to, by):
        with self.may_decline("allocate"):
            case = self.service.allocate(self.referral(which, State.WAITING), to=self.somebody(to), by=by, at=self.now)
            self.cases.append(case.id)

    @rule(which=numbers, by=leaders)
    def join_to_case(self, which, by):
        referral_id = self.referral(which, State.WAITING, has_worker=True)
        with self.may_decline("join"), acting_as(self.service.actor(by)) as actor:
            caseload.join_referral_to_case(referral_id=referral_id, by=actor, at=self.now)

    @rule(which=numbers, by=caseworkers, outcome=outcomes, days_ago=days_ago, then=days_on,
          then_by=numbers, way=ways)  # fmt: skip
    def contact(self, *, which, by, outcome, days_ago, then, then_by, way):
        what = WhatHappened(way=way, outcome=outcome, happened_at=self.now - timedelta(days=days_ago))
        self.record("contact", self.case(which), what, self.next_contact(then, self.somebody(then_by)), by=by,
                    times=1 + which % 2)  # fmt: skip

    @rule(which=numbers, by=caseworkers)
    def write_up_late(self, which, by):
        """Speak today, and only then write up the conversation of the day before."""
        case_id = self.case(which)
        self.now += timedelta(days=2)
        for days_ago in (0, 1):
            at = self.now - timedelta(days=days_ago)
            what = WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=at)
            self.record("contact", case_id, what, self.next_contact(14, "worker"), by=by)

    @rule(which=numbers, by=caseworkers)
    def forget_the_next_contact(self, which, by):
        what = WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=self.now)
        self.record("contact", self.case(which), what, None, by=by)

    @rule(which=numbers, by=caseworkers, outcome=outcomes, reason=endings, note=notes)
    def agree_an_ending(self, *, which, by, outcome, reason, note):
        what = WhatHappened(way=Way.PHONE, outcome=outcome, happened_at=self.now)
        self.record("end", self.case(which), what, Ending(reason, note), by=by)

    @rule(which=numbers, by=caseworkers, reason=endings_alone, note=notes)
    def close_without_contact(self, which, by, reason, note):
        case_id = self.case(which)
        with self.may_decline("close"), acting_as(self.service.actor(by)) as actor:
            contacts.close_without_contact(case_id=case_id, ending=Ending(reason, note), by=actor, at=self.now)

    @rule(which=numbers, tries=st.integers(1, 4))
    def give_up(self, which, tries):
        """Try day after day, and close because they could not be reached."""
        case_id = self.case(which)
        for _try in range(tries):
            self.now += timedelta(days=1)
            what = WhatHappened(way=Way.PHONE, outcome=Outcome.NO_ANSWER, happened_at=self.now)
            self.record("contact", case_id, what, self.next_contact(1, "worker"), by="manager")
        ending = Ending(CloseReason.COULD_NOT_REACH, "No answer on any day.")
        with self.may_decline("give up"), acting_as(self.service.actor("manager")) as actor:
            contacts.close_without_contact(case_id=case_id, ending=ending, by=actor, at=self.now)

    @rule(which=numbers, to=numbers, days=soon, reason=notes, by=leaders)
    def hand_over(self, *, which, to, days, reason, by):
        case_id, worker = self.case(which), self.service.staff[self.somebody(to)]
        with self.may_decline("hand over"), acting_as(self.service.actor(by)) as actor:
            caseload.hand_over_case(
                case_id=case_id, to_worker_id=worker.id, contact_on=self.day(days), way=Way.PHONE, reason=reason,
                by=actor, at=self.now,
            )  # fmt: skip

    @rule(which=numbers, to=numbers, days=soon, by=leaders)
    def reopen(self, which, to, days, by):
        case_id, worker = self.case(which, is_open=False), self.service.staff[self.somebody(to)]
        with self.may_decline("reopen"), acting_as(self.service.actor(by)) as actor:
            case = caseload.reopen_case(
                case_id=case_id, worker_id=worker.id, contact_on=self.day(days), way=Way.PHONE, by=actor, at=self.now
            )
            self.cases.append(case.id)

    @rule(which=numbers, with_cases=st.booleans(), by=leaders)
    def leave(self, which, with_cases, by):
        leaver = self.service.staff[self.somebody(which, with_cases=with_cases)]
        with self.may_decline("leave"), acting_as(self.service.actor(by)) as actor:
            caseload.record_leaver(worker_id=leaver.id, by=actor, at=self.now)

    @rule(attached=mostly([True], seldom=[False]))
    def join(self, attached):
        """Let one more link worker begin."""
        name = f"newcomer {len(self.service.staff)}"
        with acting_as(SYSTEM):
            user = accounts.open_account(
                name=name.title(), email=f"{name.replace(' ', '.')}@example.org",
                organisation=self.service.places["Harbour Trust"], role=RoleCode.LINK_WORKER, by=SYSTEM, at=self.now,
            )  # fmt: skip
            if attached:
                surgery = self.service.places["Elm Street"]
                accounts.attach(worker=user, surgery=surgery, from_on=FIRST_DAY, by=SYSTEM, at=self.now)
        self.service.staff[name] = user
        self.workers.append(name)

    @rule(days=st.sampled_from([1, 3, 15, 60, 200]))
    def days_pass(self, days):
        """Let what was promised for these days be missed."""
        self.now += timedelta(days=days)

    @rule()
    def seal(self):
        with acting_as(SYSTEM):
            self.happened["sealed"] += audit.seal(at=self.now) > 0

    @rule(by=st.sampled_from(["manager", "stranger", None]))
    def break_in(self, by):
        """Try everything that somebody with the program's password might."""
        actor = self.service.actor(by) if by else SYSTEM
        for breach, sql in BREACHES.items():
            try:
                with acting_as(actor), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(sql)
                    changed = cursor.rowcount
                    cursor.execute("set constraints all immediate; set constraints all deferred")
            except DatabaseError:
                self.happened["break in: stopped"] += 1
            else:
                assert changed == 0, f"the database let somebody {breach}"

    @invariant()
    def every_promise_holds(self):
        with acting_as(SYSTEM):
            assert broken_promises(at=self.now) == []
            kept, self.standing = kept_for_good(), standing()
        assert all(kept[table] >= count for table, count in self.kept.items()), "something kept for good is gone"
        self.kept = kept
        assert seen_by(self.service.actor("stranger")) == {}


def test_whatever_people_do_every_promise_holds(service):
    happened = Counter()
    machine = type("LivesHere", (Lives,), {"service": service, "happened": happened})
    vital = {*(f"{act}: done" for act in ACTS), "contact: Refused", "leave: Refused", "break in: stopped", "sealed"}
    for longer in (1, 2, 3):  # What is drawn changes with the code: longer lives, until all of it came to pass.
        steps = PROFILE.stateful_step_count * longer
        run_state_machine_as_test(machine, settings=settings(PROFILE, stateful_step_count=steps))
        if vital <= (+happened).keys():
            break
    assert vital <= (+happened).keys(), "these lives are too short to prove anything"
