"""Close a service that 1,000 plans lean on, with every consequence, beside the same rows written by hand in SQL (R41).

Under 3 s, all or nothing: each run is one transaction, and is taken back for the next.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks import import_clients
from benchmarks.support import RUNS, seconds, throwaway_service

REFERRALS, GOALS, GAINS = 500, 500, 250
MOST_SECONDS, MOST = 3.0, 5.0
WRITTEN = (
    "directory_statusobservation", "holds_closing", "holds_hold", "onward_referrals_onwardstep",
    "support_plans_goalturn", "support_plans_gainturn", "support_plans_risk", "cases_promise", "cases_levelchange",
    "tasks_task", "correspondence_notice", "audit_auditentry",
)  # fmt: skip
CHANGED = (
    "directory_wayofjoining", "onward_referrals_onwardreferral", "support_plans_goal", "support_plans_gain",
    "support_plans_leaning", "cases_case",
)  # fmt: skip
Rows = dict[str, str]


def main() -> int:
    """Measure, print, and give 1 if the promise is not kept."""
    import_clients.PEOPLE = REFERRALS + GOALS
    with throwaway_service() as service, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "caseload.csv"
        import_clients.write_caseload(path)
        import_clients.by_import(path)
        gym = lean(service)
        ours, by_hand, rows = measure(service, gym)
    ratio = statistics.median(ours) / statistics.median(by_hand)
    print(f"Closing a service that {REFERRALS + GOALS:,} plans lean on, median of {RUNS} in turns, one run:")
    print(f"  with every consequence  {statistics.median(ours):8.2f} s      (at most {MOST_SECONDS:g} s)")
    print(f"  the same {rows:,} rows in SQL {statistics.median(by_hand):7.2f} s")
    print(f"  ratio                   {ratio:8.2f} x      (at most {MOST:g} x)")
    return int(statistics.median(ours) > MOST_SECONDS or ratio > MOST)


def lean(service: Any) -> Any:
    """Have half of the people referred to a gym, and half with a goal that leans on it; some gained ground there."""
    from tests.support.clock import START
    from tests.support.service import SYSTEM
    from throughline.accounts.scopes import acting_as
    from throughline.cases.models import Case
    from throughline.core.bulk import insert_rows
    from throughline.core.ids import new_id
    from throughline.onward_referrals.models import OnwardReferral
    from throughline.onward_referrals.tests.builders import offered, way
    from throughline.support_plans.models import Gain, Goal, Leaning

    gym = offered(service)
    today, by_id = START.date(), service.staff["worker"].id
    later = today + timedelta(days=14)
    with acting_as(SYSTEM):
        cases = list(Case.objects.order_by("id").values("id", "provider_id", "client_id"))
        referred, planning = cases[:REFERRALS], cases[REFERRALS : REFERRALS + GOALS]
        insert_rows(OnwardReferral, [
            {"id": new_id(), "provider_id": c["provider_id"], "case_id": c["id"], "service_id": gym.id,
             "way_id": way(gym).id, "strength": "REFERRED", "state": "WAITING", "check_back_on": later,
             "opened_at": START, "opened_by_id": by_id}
            for c in referred
        ])  # fmt: skip
        goals = [(new_id(), c) for c in planning]
        insert_rows(Goal, [
            {"id": id_, "provider_id": c["provider_id"], "client_id": c["client_id"], "words": "Walk further",
             "review_on": later, "state_at": START, "state_by_id": by_id, "made_at": START, "made_by_id": by_id}
            for id_, c in goals
        ])  # fmt: skip
        gains = [(new_id(), c) for c in planning[:GAINS]]
        insert_rows(Gain, [
            {"id": id_, "provider_id": c["provider_id"], "client_id": c["client_id"], "part": "ACTIVITY",
             "words": "Goes out", "gained_on": today, "state_on": today, "made_at": START, "made_by_id": by_id}
            for id_, c in gains
        ])  # fmt: skip
        held = [(c, {"goal_id": id_}) for id_, c in goals] + [(c, {"gain_id": id_}) for id_, c in gains]
        insert_rows(Leaning, [
            {"id": new_id(), "provider_id": c["provider_id"], "client_id": c["client_id"], "service_id": gym.id,
             "mode": "IN_PERSON", "gives": "ACTIVITY", "made_at": START, "made_by_id": by_id, **on}
            for c, on in held
        ])  # fmt: skip
    return gym


def measure(service: Any, gym: Any) -> tuple[list[float], list[float], int]:
    """Time the closing and the writing of the same rows by hand, in turns; give the number of rows too."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("analyze")
    with taken_back() as cursor:
        before = {table: picture(cursor, table) for table in (*WRITTEN, *CHANGED)}
        close(service, gym)
        written = {table: changed(before[table], picture(cursor, table)) for table in before}
    ours, by_hand = [], []
    for _ in range(RUNS):
        with taken_back():
            ours.append(seconds(lambda: close(service, gym)))
        with taken_back() as cursor:
            columns = {table: columns_of(cursor, table) for table in written}
            by_hand.append(seconds(lambda hand=cursor, named=columns: write(hand, written, named)))
    return ours, by_hand, sum(len(rows) for rows in written.values())


def close(service: Any, gym: Any) -> None:
    """Report that it paused, as a link worker does."""
    from tests.support.clock import START
    from throughline.directory.kinds import Report, Status
    from throughline.directory.writing import Observed
    from throughline.holds import closing_commands

    done = closing_commands.report_stopped(
        service_id=gym.id, report=Report.PAUSED, told=Observed(Status.UNKNOWN), meanwhile="Walks",
        by=service.actor("worker"), at=START + timedelta(hours=1),
    )  # fmt: skip
    if done is None or done.people != REFERRALS + GOALS:
        raise SystemExit("Not everybody was held: the figure would mean nothing.")


@contextmanager
def taken_back() -> Iterator[Any]:
    """Act as the worker's provider in a transaction that leaves nothing."""
    from django.db import connection, transaction

    from tests.support.service import SYSTEM
    from throughline.accounts.scopes import acting_as

    with acting_as(SYSTEM), connection.cursor() as cursor:
        yield cursor
        transaction.set_rollback(True)


def picture(cursor: Any, table: str) -> Rows:
    """Give every row of a table as text, by its id."""
    cursor.execute(f"select id::text, to_jsonb(t)::text from {table} t")
    return dict(cursor.fetchall())


def changed(before: Rows, after: Rows) -> list[dict[str, Any]]:
    """Give the rows that are new or not as they were."""
    return [json.loads(row) for id_, row in after.items() if before.get(id_) != row]


def columns_of(cursor: Any, table: str) -> list[str]:
    """Name the columns that one writes."""
    cursor.execute(
        "select column_name from information_schema.columns where table_name = %s and is_generated = 'NEVER'"
        " and is_identity = 'NO'", [table],
    )  # fmt: skip
    return [name for (name,) in cursor.fetchall()]


def write(cursor: Any, rows: dict[str, list[dict[str, Any]]], columns: dict[str, list[str]]) -> None:
    """Write the same rows, a statement for each table, under the same rights and constraints."""
    for table in (*CHANGED, *WRITTEN):
        names = columns[table]
        document = json.dumps(rows[table])
        given = ", ".join(f"g.{name}" for name in names)
        source = f"jsonb_populate_recordset(null::{table}, %s) g"
        if table in WRITTEN:
            cursor.execute(f"insert into {table} ({', '.join(names)}) select {given} from {source}", [document])
        else:
            sets = ", ".join(f"{name} = g.{name}" for name in names if name != "id")
            cursor.execute(f"update {table} t set {sets} from {source} where t.id = g.id", [document])


if __name__ == "__main__":
    sys.exit(main())
