"""The commands, driven at random: whatever people do, in whatever order, nobody is dropped and nothing is forged.

`THROUGHLINE_MACHINE_EXAMPLES=2000` drives more lives, each time others; without it the same ones every time.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from tests.machine.breaches import BREACHES
from tests.machine.promises import broken_promises, kept_for_good, seen_by
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

GIVEN = os.environ.get("THROUGHLINE_MACHINE_EXAMPLES")
PROFILE = settings(
    max_examples=int(GIVEN or 60),
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
    "Jo Young": date(1992, 7, 9),
}
CONDITIONS = [["type 2 diabetes"], ["COPD", "low mood"], ["diabetes"], ["anxiety"], []]
WHO = ["worker", "colleague", "senior", "manager"]
OTHERS = ["stranger", "administrator", "practice", "commissioner"]

ACTS = ("refer", "decide", "allocate", "join to case", "contact", "end", "close", "hand over", "reopen", "leave")

people = st.sampled_from(sorted(BORN))
staff = st.sampled_from([*WHO, *WHO, *WHO, *OTHERS])
referrers = st.sampled_from(["practice", "practice", "worker"])
leaders = st.sampled_from(["manager", "manager", "manager", "senior", "senior", "worker", "strange manager"])
days_on = st.sampled_from([0, 1, 5, 14, 42, 91, 366, 400, -1])
soon = st.sampled_from([0, 1, 5, 14, -1])
notes = st.sampled_from(["We agreed it together.", "We agreed it together.", "", "   "])
ways = st.sampled_from([Way.PHONE, Way.PHONE, Way.AT_SURGERY, Way.POST, Way.VIDEO])
outcomes = st.sampled_from([Outcome.SPOKE, *Outcome])


class Lives(RuleBasedStateMachine):
    """A service in which people do what people do. Each example is undone at its end."""

    service: Service
    happened: Counter[str]

    referred = Bundle("referred")
    known = Bundle("known")
    workers = Bundle("workers")
    anybody = st.one_of(workers, workers, workers, st.sampled_from(["stranger", "manager"]))

    def __init__(self) -> None:
        super().__init__()
        self.undoing = transaction.atomic()
        self.undoing.__enter__()
        self.now = clock.START
        self.kept = kept_for_good()

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

    def _next(self, days: int, by: str, way: Way = Way.PHONE) -> NextContact:
        return NextContact(on=self._day(days), by_id=self.service.staff[by].id, way=way)

    def _day(self, days: int) -> date:
        return (self.now + timedelta(days=days)).date()

    @initialize(target=workers)
    def there_are_link_workers(self):
        return multiple("colleague", "worker", "senior")

    @initialize(target=referred, name=people)
    def somebody_was_referred(self, name):
        return self.service.refer(name, date_of_birth=BORN[name], at=self.now).referral_id

    @initialize(target=known)
    def somebody_has_a_link_worker(self):
        return self.service.open_case("Mo Farrow", date_of_birth=BORN["Mo Farrow"], at=self.now).id

    @initialize(target=known)
    def somebody_was_brought_in_from_another_system(self):
        given = Particulars(full_name="Ada Long", date_of_birth=BORN["Ada Long"], conditions=["asthma"])
        provider_id = self.service.places["Harbour Trust"].id
        with acting_as(SYSTEM):
            client = clients.register_client(given, provider_id=provider_id, surgery_id=None, by=SYSTEM, at=self.now)
            return cases.open_case(
                client_id=client.id, worker_id=self.service.staff["worker"].id, level=Level.LIGHT,
                next_contact=self._next(14, "worker"), first_contact_due_on=None, by=SYSTEM, at=self.now,
            ).id  # fmt: skip

    @rule(target=referred, name=people, conditions=st.sampled_from(CONDITIONS), by=referrers)
    def refer(self, name, conditions, by):
        with self.may_decline("refer"):
            return self.service.refer(
                name, date_of_birth=BORN[name], conditions=conditions, by=by, at=self.now
            ).referral_id
        return multiple()

    @rule(referral_id=referred, admit=st.booleans(), reason=notes, by=leaders)
    def decide(self, referral_id, admit, reason, by):
        with self.may_decline("decide"), acting_as(self.service.actor(by)) as actor:
            referrals.decide_referral(referral_id=referral_id, admit=admit, reason=reason, by=actor, at=self.now)

    @rule(target=known, referral_id=referred, to=anybody, by=leaders)
    def allocate(self, referral_id, to, by):
        with self.may_decline("allocate"):
            return self.service.allocate(referral_id, to=to, by=by, at=self.now).id
        return multiple()

    @rule(case_id=known, by=staff, way=ways, outcome=outcomes, days_ago=st.sampled_from([0, 0, 0, 1, 9, -1]),
          then=days_on, then_by=anybody, minutes=st.sampled_from([None, 20, 600, 601]))  # fmt: skip
    def contact(self, *, case_id, by, way, outcome, days_ago, then, then_by, minutes):
        what = WhatHappened(way=way, outcome=outcome, happened_at=self.now - timedelta(days=days_ago), minutes=minutes)
        self._record(case_id, what, self._next(then, then_by), by=by)

    @rule(case_id=known, by=st.sampled_from(WHO), then=st.sampled_from([1, 14, 42]), way=st.just(Way.PHONE),
          outcome=st.sampled_from([Outcome.SPOKE, Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER]))  # fmt: skip
    def call(self, case_id, by, outcome, then, way):
        what = WhatHappened(way=way, outcome=outcome, happened_at=self.now)
        self._record(case_id, what, self._next(then, by if by != "manager" else "worker"), by=by)

    @rule(case_id=known, by=staff, outcome=st.just(Outcome.SPOKE) | outcomes, reason=st.sampled_from(CloseReason),
          note=notes)  # fmt: skip
    def agree_an_ending(self, case_id, by, outcome, reason, note):
        what = WhatHappened(way=Way.PHONE, outcome=outcome, happened_at=self.now)
        self._record(case_id, what, Ending(reason, note), by=by)

    @rule(case_id=known, by=staff)
    def forget_the_next_contact(self, case_id, by):
        self._record(case_id, WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=self.now), None, by=by)

    def _record(self, case_id, what, then, *, by):
        contact_id = uuid4()
        act = "end" if isinstance(then, Ending) else "contact"
        for _sent_twice in range(2):
            with self.may_decline(act), acting_as(self.service.actor(by)) as actor:
                contacts.record_contact(
                    contact_id=contact_id, case_id=case_id, what=what, then=then, by=actor, at=self.now
                )

    @rule(case_id=known, by=st.sampled_from(WHO), reason=st.sampled_from(CloseReason), note=notes)
    def close_without_contact(self, case_id, by, reason, note):
        with self.may_decline("close"), acting_as(self.service.actor(by)) as actor:
            contacts.close_without_contact(case_id=case_id, ending=Ending(reason, note), by=actor, at=self.now)

    @rule(referral_id=referred, by=leaders)
    def join_to_case(self, referral_id, by):
        with self.may_decline("join to case"), acting_as(self.service.actor(by)) as actor:
            caseload.join_referral_to_case(referral_id=referral_id, by=actor, at=self.now)

    @rule(case_id=known, to=anybody, days=soon, way=ways, reason=notes, by=leaders)
    def hand_over(self, *, case_id, to, days, way, reason, by):
        with self.may_decline("hand over"), acting_as(self.service.actor(by)) as actor:
            caseload.hand_over_case(
                case_id=case_id, to_worker_id=self.service.staff[to].id, contact_on=self._day(days), way=way,
                reason=reason, by=actor, at=self.now,
            )  # fmt: skip

    @rule(target=known, case_id=known, to=anybody, days=soon, by=leaders)
    def reopen(self, case_id, to, days, by):
        with self.may_decline("reopen"), acting_as(self.service.actor(by)) as actor:
            return caseload.reopen_case(
                case_id=case_id, worker_id=self.service.staff[to].id, contact_on=self._day(days), way=Way.PHONE,
                by=actor, at=self.now,
            ).id  # fmt: skip
        return multiple()

    @rule(leaver=anybody, by=leaders)
    def leave(self, leaver, by):
        with self.may_decline("leave"), acting_as(self.service.actor(by)) as actor:
            caseload.record_leaver(worker_id=self.service.staff[leaver].id, by=actor, at=self.now)

    @rule(target=workers, attached=st.booleans())
    def join(self, attached):
        name = f"newcomer {len(self.service.staff)}"
        with acting_as(SYSTEM):
            user = accounts.open_account(
                name=name.title(), email=f"{name.replace(' ', '.')}@example.org",
                organisation=self.service.places["Harbour Trust"], role=RoleCode.LINK_WORKER, by=SYSTEM, at=self.now,
            )  # fmt: skip
            if attached:
                accounts.attach(
                    worker=user, surgery=self.service.places["Elm Street"], from_on=FIRST_DAY, by=SYSTEM, at=self.now
                )
        self.service.staff[name] = user
        return name

    @rule(days=st.sampled_from([1, 3, 15, 60, 200]))
    def days_pass(self, days):
        """Let what was promised for these days be missed."""
        self.now += timedelta(days=days)

    @rule()
    def seal(self):
        with acting_as(SYSTEM):
            self.happened["sealed"] += audit.seal(at=self.now) > 0

    @rule(breach=st.sampled_from(sorted(BREACHES)), by=st.sampled_from(["manager", "stranger", None]))
    def break_in(self, breach, by):
        actor = self.service.actor(by) if by else SYSTEM
        try:
            with acting_as(actor), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(BREACHES[breach])
                changed = cursor.rowcount
                cursor.execute("set constraints all immediate; set constraints all deferred")
        except DatabaseError:
            self.happened["break in: stopped"] += 1
        else:
            assert changed == 0, f"the database let somebody {breach}"

    @invariant()
    def every_promise_holds(self):
        assert broken_promises(at=self.now) == []

    @invariant()
    def the_stranger_sees_nothing(self):
        assert seen_by(self.service.actor("stranger")) == {}

    @invariant()
    def what_is_kept_for_good_only_grows(self):
        now = kept_for_good()
        assert all(now[table] >= count for table, count in self.kept.items())
        self.kept = now


def test_whatever_people_do_every_promise_holds(service):
    happened = Counter()
    machine = type("LivesHere", (Lives,), {"service": service, "happened": happened})
    run_state_machine_as_test(machine, settings=PROFILE)
    never = {f"{act}: {end}" for act in ACTS for end in ("done", "Refused")} - {"refer: Refused"} - set(happened)
    assert not never, "these lives are too short to prove anything"
    assert happened["break in: stopped"] and happened["sealed"]
