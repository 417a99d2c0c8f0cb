"""Questions: the same answers that the pages give. Nothing is changed by asking."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import click

from throughline.cli import answers, door, leaving
from throughline.cli.problems import FOUND_PROBLEMS
from throughline.core.decisions import NotFound, Refused
from throughline.core.scope import NOBODY

if TYPE_CHECKING:
    from throughline.caseload.day_queries import DayRow

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--worker", "email", required=True, metavar="EMAIL", help="The e-mail address the worker signs in with.")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="Another day than today.")
@answers.may_answer_in_json
def worklist(email: str, on: datetime | None, in_json: bool) -> None:
    """Say who a link worker is to contact: the rows of their page My day, in the same order."""
    door.ready()
    rows = _day_of(email, on=on.date() if on else None)
    answer = [
        {
            "client_id": row.client_id,
            "name": row.name,
            "due_on": row.due_on,
            "late_days": row.late_days,
            "ways": _ways(row),
            "why": "; ".join(row.why),
        }
        for row in rows
    ]
    lines = [(row.name, row.due_on, "; ".join(row.why), "; ".join(_ways(row))) for row in rows]
    words = answers.table(("name", "due on", "why", "ways"), lines) if lines else ["Nobody is to be contacted."]
    answers.give(answer, words, in_json=in_json)


def _day_of(email: str, *, on: date | None) -> list[DayRow]:
    from throughline.access import policy
    from throughline.access.permissions import Permission
    from throughline.accounts import queries as accounts
    from throughline.accounts.scopes import acting_as
    from throughline.audit import commands as audit_trail
    from throughline.caseload import day_queries as caseload
    from throughline.core import clock

    worker = accounts.account_by_email(email)
    if worker is None:
        raise NotFound("No active account has that e-mail address: check its spelling.")
    actor = accounts.actor_for(worker, purpose="worklist on the command line")
    if not policy.permits(actor, Permission.VIEW_MY_DAY):
        raise Refused("That account has no worklist: give the e-mail address of a link worker.")
    now = clock.now()
    with acting_as(actor):
        rows = caseload.my_day(viewer=actor, worker_id=worker.id, on=on or clock.local_date(now))
        audit_trail.record_about(
            "EXPORTED", table="accounts_user", about_id=worker.id, provider_id=actor.organisation_id or NOBODY,
            by=actor, at=now, details={"what": "worklist", "rows": len(rows)},
        )  # fmt: skip
        return rows


def _ways(row: DayRow) -> list[str]:
    """Say how somebody can be reached, and first of all if they cannot be phoned."""
    from throughline.cases.models import Way
    from throughline.cases.presenters import BY_WAY
    from throughline.clients.models import Answer
    from throughline.clients.presenters import emails, phones

    barred = ["cannot be phoned"] if row.standing.can_be_phoned == Answer.NO else []
    numbers = [f"phone {p.number} ({p.note})" if p.note else f"phone {p.number}" for p in phones(row.ways)]
    promised = [BY_WAY[row.promised_way]] if row.promised_way not in (Way.PHONE, Way.EMAIL) else []
    return [*barred, *numbers, *(f"email {address}" for address in emails(row.ways)), *promised]


@click.command()
@answers.may_answer_in_json
def integrity(in_json: bool) -> None:
    """Prove over the whole database that every promise is kept that the data must keep."""
    with door.inside("integrity on the command line"):
        from throughline.core import clock
        from throughline.oversight import queries

        found = queries.integrity(on=clock.local_date(clock.now()))
    answer = {"checked": found.checked, "problems": [problem.as_dict() for problem in found.problems]}
    words = [f"{p.rule}: {p.about}: {p.why}" for p in found.problems]
    answers.give(answer, [*words, f"{found.checked} records checked, {len(words)} problems."], in_json=in_json)
    if found.problems:
        sys.exit(FOUND_PROBLEMS)


@click.group()
def audit() -> None:
    """Ask about the audit trail."""


@audit.command()
@answers.may_answer_in_json
def verify(in_json: bool) -> None:
    """Go through the whole trail and name every changed or missing row."""
    with door.inside("audit verify on the command line"):
        from throughline.audit import queries

        faults = list(queries.faults())
        checked = queries.entries_checked()
    words = [*(fault.why for fault in faults), f"{checked} entries checked, {len(faults)} faults."]
    answers.give({"checked": checked, "faults": [asdict(fault) for fault in faults]}, words, in_json=in_json)
    if faults:
        sys.exit(FOUND_PROBLEMS)


@audit.command()
@click.argument("client_id", type=click.UUID)
@click.option("--as", "email", metavar="EMAIL", help="Ask as this account, and be refused what it may not see.")
@answers.may_answer_in_json
def looked(client_id: UUID, email: str | None, in_json: bool) -> None:
    """Say who looked at the record of the client with CLIENT_ID, what was changed, and why where they were asked."""
    with door.inside_as(email, purpose="audit looked on the command line") as actor:
        from throughline.viewings import queries

        found = queries.who_looked(client_id, viewer=actor)
        leaving.note("EXPORTED", what="audit looked", by=actor, rows=len(found.page.rows))
    answer = [asdict(seen) for seen in found.page.rows]
    lines = [(seen.at, seen.who, seen.act, seen.page, seen.why or "") for seen in found.page.rows]
    words = answers.table(("at", "who", "act", "page", "why"), lines) if lines else ["Nobody has looked."]
    answers.give(answer, words, in_json=in_json)
