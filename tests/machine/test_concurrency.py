"""People act in the same moment. Whoever comes second is told so in words; nothing is lost, doubled or deadlocked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections

from tests.machine.promises import broken_promises
from tests.support import clock
from tests.support.service import FIRST_DAY, SYSTEM, build_service
from throughline.accounts import commands as accounts
from throughline.accounts.models import RoleCode
from throughline.accounts.scopes import acting_as
from throughline.audit import commands as audit
from throughline.caseload import commands as caseload
from throughline.cases.models import Way
from throughline.cases.rules import NextContact
from throughline.contacts import commands as contacts
from throughline.contacts.commands import WhatHappened
from throughline.contacts.models import Outcome
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.directory import listing_commands as listing
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.writing import Described, Observed
from throughline.verification import commands as verification

ROUNDS = 6


@pytest.fixture
def service(own_database):
    """Give the usual service in a database where many may commit."""
    return build_service()


@pytest.fixture(autouse=True)
def nothing_is_broken_afterwards(service):
    """Ask every promise when the test is over, and whether the database ever had to break a deadlock."""
    yield
    with acting_as(SYSTEM):
        assert broken_promises(at=clock.test_time()) == []
    assert asked("select deadlocks from pg_stat_database where datname = current_database()") == [(0,)]


def asked(sql: str) -> list[tuple[Any, ...]]:
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Let everybody act in the same moment; give what became of each. Anything but a plain no is a bug."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            act()
            return "done"
        except (Refused, NotAllowed, NotFound) as no:
            return type(no).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as people:
        return [future.result(timeout=60) for future in [people.submit(run, act) for act in acts]]


def newcomer(service) -> str:
    """Open an account for one more link worker at Elm Street."""
    name = f"newcomer {len(service.staff)}"
    with acting_as(SYSTEM):
        service.staff[name] = accounts.open_account(
            name=name, email=f"{name.replace(' ', '.')}@example.org", organisation=service.places["Harbour Trust"],
            role=RoleCode.LINK_WORKER, by=SYSTEM, at=clock.test_time(),
        )  # fmt: skip
        accounts.attach(worker=service.staff[name], surgery=service.places["Elm Street"], from_on=FIRST_DAY, by=SYSTEM,
                        at=clock.test_time())  # fmt: skip
    return name


def leaves(service, name):
    def act():
        with acting_as(service.actor("manager")) as manager:
            caseload.record_leaver(worker_id=service.staff[name].id, by=manager, at=clock.test_time())

    return act


def is_allocated(service, referral_id, *, to, by="manager"):
    return partial(service.allocate, referral_id, to=to, by=by)


def is_handed_over(service, case, *, to):
    def act():
        with acting_as(service.actor("manager")) as manager:
            caseload.hand_over_case(
                case_id=case.id, to_worker_id=service.staff[to].id, contact_on=clock.test_time().date(), way=Way.PHONE,
                reason="They know them well", by=manager, at=clock.test_time(),
            )  # fmt: skip

    return act


def test_two_managers_allocate_the_same_person(service):
    for number in range(ROUNDS):
        referral_id = service.refer(f"Person {number}").referral_id
        became = at_once(
            is_allocated(service, referral_id, to="worker"),
            is_allocated(service, referral_id, to="colleague", by="senior"),
        )
        assert sorted(became) == ["Refused", "done"]
    assert asked("select count(*) from cases_case") == [(ROUNDS,)]


def test_a_worker_leaves_while_somebody_is_allocated_to_them(service):
    for number in range(ROUNDS):
        name, referral_id = newcomer(service), service.refer(f"Person {number}").referral_id
        became = at_once(leaves(service, name), is_allocated(service, referral_id, to=name))
        assert sorted(became) == ["Refused", "done"]


def test_a_worker_leaves_while_somebody_is_handed_to_them(service):
    for number in range(ROUNDS):
        name, case = newcomer(service), service.open_case(f"Person {number}")
        assert sorted(at_once(leaves(service, name), is_handed_over(service, case, to=name))) == ["Refused", "done"]


def test_a_worker_leaves_while_their_last_client_is_handed_on(service):
    for number in range(ROUNDS):
        name = newcomer(service)
        case = service.open_case(f"Person {number}", to=name)
        became = at_once(leaves(service, name), is_handed_over(service, case, to="worker"))
        assert became in (["Refused", "done"], ["done", "done"])


def test_a_worker_leaves_while_they_record_a_contact(service):
    for number in range(ROUNDS):
        name = newcomer(service)
        case = service.open_case(f"Person {number}", to=name)
        became = at_once(leaves(service, name), partial(service.contact, case, by=name))
        assert became == ["Refused", "done"]


def test_eight_people_record_contacts_with_the_same_person(service):
    case, people = service.open_case(), ["worker", "colleague", "senior"]

    def record(number):
        service.contact(case, Outcome.NO_ANSWER, by=people[number % 3], in_days=1 + number,
                        at=clock.test_time() + timedelta(minutes=number))  # fmt: skip

    became = at_once(*(partial(record, number) for number in range(8)))
    assert became == ["done"] * 8
    [(promises, last, contacts_kept, tries)] = asked(
        "select count(*), max(p.sequence), (select count(*) from contacts_contact), max(c.tries_since_reached)"
        " from cases_promise p join cases_case c on c.id = p.case_id"
    )
    assert (promises, last, contacts_kept, tries) == (9, 9, 8, 8)


def test_a_page_sent_twice_in_one_moment_is_recorded_once(service):
    case, contact_id, at = service.open_case(), uuid4(), clock.test_time()
    worker = service.staff["worker"]

    def send():
        with acting_as(service.actor("worker")) as actor:
            contacts.record_contact(
                contact_id=contact_id, case_id=case.id,
                what=WhatHappened(way=Way.PHONE, outcome=Outcome.SPOKE, happened_at=at),
                then=NextContact(on=at.date() + timedelta(days=42), by_id=worker.id, way=Way.PHONE), by=actor, at=at,
            )  # fmt: skip

    assert at_once(send, send, send) == ["done"] * 3
    assert asked("select count(*) from contacts_contact") == [(1,)]
    assert asked("select count(*) from cases_promise") == [(2,)]


@pytest.mark.parametrize("nhs_number", ["", "9990000018"])
def test_a_surgery_sends_the_same_patient_twice_in_one_moment(service, nhs_number):
    for number in range(ROUNDS):
        name = "Person" if nhs_number else f"Person {number}"
        became = at_once(*[partial(service.refer, name, nhs_number=nhs_number)] * 3)
        assert became == ["done"] * 3
    people = 1 if nhs_number else ROUNDS
    assert asked("select count(*) from clients_client") == [(people,)]
    assert asked("select count(*) from referrals_referral") == [(people,)]


def test_a_former_client_is_taken_back_twice_in_one_moment(service):
    case = service.open_case()
    service.contact(case, ending=contacts.Ending("COMPLETED", "We agreed it."))

    def take_back(to):
        with acting_as(service.actor("manager")) as manager:
            caseload.reopen_case(case_id=case.id, worker_id=service.staff[to].id, contact_on=clock.test_time().date(),
                                 way=Way.PHONE, by=manager, at=clock.test_time())  # fmt: skip

    assert sorted(at_once(partial(take_back, "worker"), partial(take_back, "colleague"))) == ["Refused", "done"]


def test_the_trail_is_sealed_while_people_work(service):
    cases = [service.open_case(f"Person {number}") for number in range(4)]

    def work(case):
        for day in range(5):
            service.contact(case, Outcome.LEFT_MESSAGE, at=clock.test_time() + timedelta(minutes=day))

    def seal():
        for _ in range(5):
            with acting_as(SYSTEM):
                audit.seal(at=clock.test_time())

    assert at_once(*(partial(work, case) for case in cases), seal, seal) == ["done"] * 6
    seal()
    assert asked("select count(*) from audit_unsealed") == [(0,)]


def takes_next_call(service, name, given):
    def act():
        with acting_as(service.actor(name)) as by:
            given.append(verification.take_next(by=by, at=clock.test_time()))

    return act


def test_five_workers_of_two_providers_ask_for_the_next_service_to_ring(service):
    with acting_as(service.actor("worker")) as by:
        for number in range(3):
            listing.list_service(
                offered_by="Riverside", described=Described(name=f"Class {number}", category=Category.ARTS),
                modes=[Mode.PHONE], observed=Observed(Status.OPEN), place=None, by=by,
                at=clock.test_time() - timedelta(days=100),
            )  # fmt: skip
    given = []
    people = ["worker", "colleague", "senior", "stranger", "strange manager"]
    assert at_once(*(takes_next_call(service, name, given) for name in people)) == ["done"] * len(people)
    taken = [turn for turn in given if turn]
    assert len(taken) == len(set(taken)) <= 3
    assert asked("select count(*), count(distinct service_id) from verification_turn where ended_at is null") == [
        (len(taken), len(taken))
    ]
    assert taken, "whoever was first is given one"
