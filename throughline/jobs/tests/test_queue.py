"""A job belongs to the act that queued it: kept with it, undone with it, and waiting once."""

import asyncio
import json

import pytest
from django.db import connection, connections, transaction
from procrastinate.contrib.django import app

from tests.support import clock
from tests.support.service import SYSTEM, build_service
from throughline.accounts.scopes import acting_as
from throughline.audit import queries as audit
from throughline.audit.models import Seal
from throughline.core.events import Event
from throughline.jobs.jobs import forget_done_jobs, retry_stalled_jobs
from throughline.jobs.queue import enqueue, job, later, now
from throughline.oversight.jobs import check_integrity, check_quality, seal_the_audit_trail

DONE = []


@job(queue="test", once_per="count:{number}")
def count(*, number):
    """Remember a number, for the tests of this file."""
    DONE.append(number)


@job(queue="test")
def add(*, number):
    """Remember a number, however often it is asked."""
    DONE.append(number)


@pytest.fixture(autouse=True)
def nothing_is_done_yet(monkeypatch):
    """Start with nothing done, and keep no connection in the worker's threads: they end with each test."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    DONE.clear()


def waiting():
    with connection.cursor() as cursor:
        cursor.execute("select task_name, args from procrastinate_jobs where status = 'todo' order by id")
        return cursor.fetchall()


def stands():
    with connection.cursor() as cursor:
        cursor.execute("select status::text, count(*) from procrastinate_jobs group by 1")
        return cursor.fetchall()


def work():
    """Do what waits, as the worker does, and come back."""

    async def until_done():
        async with app.open_async():
            await app.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    with app.replace_connector(app.connector.get_worker_connector()):
        asyncio.run(until_done())


def test_an_act_that_is_undone_leaves_no_job(db):
    with pytest.raises(ValueError, match="undone"), transaction.atomic():
        enqueue(add, number=1)
        assert len(waiting()) == 1
        raise ValueError("undone")
    assert waiting() == []


def test_an_act_that_is_kept_leaves_its_job(db):
    with transaction.atomic():
        enqueue(add, number=1)
        enqueue(add, number=1)
    assert len(waiting()) == 2


def test_while_one_waits_a_second_of_the_same_is_not_added(db):
    with transaction.atomic():
        enqueue(count, number=1)
        enqueue(count, number=1)
        enqueue(count, number=2)
        assert len(waiting()) == 2, "and the act it belongs to goes on"


def test_an_event_is_followed_by_a_job_that_is_given_its_fields_as_text(db):
    later(add, "at")(Event(by=SYSTEM, at=clock.START))
    [(name, arguments)] = waiting()
    assert name == "jobs.tests.test_queue.add"
    assert json.loads(arguments) == {"at": str(clock.START)}


def test_or_by_a_command_at_once():
    now(lambda event: DONE.append(event.at))(Event(by=SYSTEM, at=clock.START))
    assert DONE == [clock.START]


def test_the_worker_does_what_waits_and_nothing_twice(own_database):
    enqueue(add, number=7)
    enqueue(count, number=8)
    work()
    work()
    assert sorted(DONE) == [7, 8]
    enqueue(count, number=8)
    work()
    assert sorted(DONE) == [7, 8, 8], "once it is done it may be asked for again"


def test_the_real_jobs_can_be_run_twice(own_database):
    build_service()
    for _ in range(2):
        for real in (seal_the_audit_trail, check_integrity, check_quality, forget_done_jobs, retry_stalled_jobs):
            enqueue(real)
        work()
    assert set(dict(stands())) == {"succeeded"}
    with acting_as(SYSTEM):
        assert Seal.objects.count() == 1
        assert list(audit.faults()) == []


def test_the_job_of_a_worker_that_died_is_handed_to_another(own_database, monkeypatch):
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})  # The timetable may strike in the midst of this.
    enqueue(add, number=9)
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now() - interval '5 minutes')")
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = (select id from procrastinate_workers)"
        )
    work()
    assert DONE == []
    enqueue(retry_stalled_jobs)
    work()
    assert DONE == [9]


def test_housekeeping_is_on_the_timetable():
    timed = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert timed["jobs.jobs.retry_stalled_jobs"] == "* * * * *"
    assert timed["oversight.jobs.seal_the_audit_trail"] == "* * * * *"
    assert timed["drafts.jobs.forget_old_drafts"] == "40 2 * * *"
