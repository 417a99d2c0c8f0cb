"""What a manager asks of the whole service, on the command line: the answers of the pages, by ids and without names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import click

from throughline.cli import answers, door, leaving
from throughline.core.decisions import NotFound

if TYPE_CHECKING:
    from throughline.watch.silent_queries import SilentRow

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--provider", "name", metavar="NAME", help="One provider's people alone.")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="Another day than today.")
@click.option("--every", is_flag=True, help="Every open case with its days, silent or not.")
@answers.may_answer_in_json
def silent(name: str | None, on: datetime | None, every: bool, in_json: bool) -> None:
    """List whom nobody has spoken with for too long: the rows of the page Silent, in its order, by ids."""
    with door.inside("silent on the command line") as system:
        from throughline.watch import silent_queries

        day, provider_id = _day(on), _provider(name)
        if every:
            cases = silent_queries.days_since_reached(viewer=system, on=day, provider_id=provider_id)
            answer = {"on": day, "cases": [case._asdict() for case in cases]}
            words = answers.table(("case", "days", "silent"), [(c.case_id, c.days, c.is_silent) for c in cases])
        else:
            rows = silent_queries.every_silent_case(viewer=system, on=day, provider_id=provider_id)
            answer = {"on": day, "silent": len(rows), "cases": [_as_values(row) for row in rows]}
            words = _in_words(rows)
    answers.give(answer, words, in_json=in_json)


@click.command()
@click.option("--provider", "name", metavar="NAME", help="One provider's people alone.")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="Another day than today.")
@answers.may_answer_in_json
def gap(name: str | None, on: datetime | None, in_json: bool) -> None:
    """List whose needs nothing in the directory meets now, by need, and which services could be asked; by ids."""
    with door.inside("gap on the command line") as system:
        from throughline.suggestions import gap_queries

        day = _day(on)
        found = gap_queries.gap(viewer=system, on=day, provider_id=_provider(name))
    needs = [asdict(one) for one in found.needs]
    answer = {
        "on": day,
        "people": found.people,
        "without": len(found.unserved),
        "unknown": found.unknown,
        "needs": needs,
        "clients": [{"client_id": one.client_id, "needs": one.needs} for one in found.unserved],
        "services_to_ask": [asdict(one) for one in found.to_ask],
    }
    words = [
        *answers.table(("need", "people", "without", "digitally excluded"), [tuple(need.values()) for need in needs]),
        f"{len(found.unserved)} of {found.people} people have a need that nothing meets now.",
    ]
    answers.give(answer, words, in_json=in_json)


@click.command()
@click.option("--provider", "name", metavar="NAME", help="One provider's people alone.")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="Another day than today.")
@answers.may_answer_in_json
def waits(name: str | None, on: datetime | None, in_json: bool) -> None:
    """Say how long people wait for what, by median, and what ended before the need did; in numbers."""
    with door.inside("waits on the command line") as system:
        from throughline.onward_referrals import wait_queries

        day, provider_id = _day(on), _provider(name)
        found = wait_queries.median_waits(viewer=system, on=day, provider_id=provider_id)
        unmet = wait_queries.unmet_needs(viewer=system, provider_id=provider_id)
    waited = [asdict(row) for row in found]
    answer = {"on": day, "waits": waited, "unmet_needs": [asdict(row) for row in unmet]}
    heads = ("category", "median days", "started", "waiting", "longest days")
    words = [
        *answers.table(heads, [tuple("" if one is None else one for one in row.values()) for row in waited]),
        *(f"Not enough for {row.people}: {row.need}." for row in unmet),
    ]
    answers.give(answer, words, in_json=in_json)


def _as_values(row: SilentRow) -> dict[str, object]:
    return {
        "case_id": row.case_id,
        "client_id": row.client_id,
        "provider_id": row.provider_id,
        "worker_id": row.worker_id,
        "days": row.days,
        "gap_days": row.gap_days,
        "last_reached_on": row.last_reached_on,
        "reasons": row.reasons,
    }


def _in_words(rows: list[SilentRow]) -> Iterator[str]:
    if rows:
        lines = [(row.case_id, row.days, row.gap_days, "; ".join(row.reasons)) for row in rows]
        yield from answers.table(("case", "days", "agreed gap", "why it matters"), lines)
    yield f"{len(rows)} silent."


def _day(on: datetime | None) -> date:
    from throughline.core import clock

    return on.date() if on else clock.local_date(clock.now())


def _provider(name: str | None) -> UUID | None:
    return None if name is None else provider_named(name)


def provider_named(name: str) -> UUID:
    """Find a provider by its name.

    :raises NotFound: if there is none of that name
    """
    from throughline.organisations import queries as organisations
    from throughline.organisations.models import Kind

    found = organisations.organisation_named(name)
    if found is None or found.kind != Kind.PROVIDER:
        raise NotFound("No provider has that name: check its spelling.")
    return found.id


@click.command()
@click.option("--from", "since", type=DAY, required=True, metavar="YYYY-MM-DD", help="The first day.")
@click.option("--to", "until", type=DAY, required=True, metavar="YYYY-MM-DD", help="The last day, which counts too.")
@click.option("--provider", "name", metavar="NAME", help="One provider alone.")
@answers.may_answer_in_json
def counts(since: datetime, until: datetime, name: str | None, in_json: bool) -> None:
    """Count what contacts came to: reached and needed nothing, helped, ongoing; tried; not tried. Each person once."""
    if until < since:
        raise click.UsageError("--to must be the day of --from or later.")
    with door.inside("counts on the command line") as system:
        from throughline.oversight import count_queries

        found = count_queries.honest_counts(
            viewer=system, since=since.date(), until=until.date(), provider_id=_provider(name)
        )
    answer = {
        "from": found.since,
        "to": found.until,
        "total": found.whole.total,
        "counts": found.whole.by_result,
        "providers": [
            {
                "name": p.name,
                "total": p.total,
                "counts": p.by_result,
                "worker_changes": found.changes[p.id],
                "worker_changes_per_100": found.changes_per_100(p),
            }
            for p in found.providers
        ],
        "workers": [{"worker_id": w.id, "total": w.total, "counts": w.by_result} for w in found.workers],
    }
    headings = ("provider", *(result.value.lower().replace("_", " ") for result in found.whole.by_result), "all")
    headings = (*headings, "changes of worker per 100")
    every = (*found.providers, found.whole)
    lines = [(c.name, *c.by_result.values(), c.total, found.changes_per_100(c)) for c in every]
    answers.give(answer, answers.table(headings, lines), in_json=in_json)


@click.command()
@answers.may_answer_in_json
def goals(in_json: bool) -> None:
    """Count goals by how they stand: going on, kept for later, on hold, met, let go. For each provider."""
    with door.inside("goals on the command line") as system:
        from throughline.organisations import queries as organisations
        from throughline.organisations.models import Kind
        from throughline.support_plans import ripple_queries
        from throughline.support_plans.kinds import GoalState

        counted = ripple_queries.goals_by_state(viewer=system)
        names = {o.id: o.name for o in organisations.every_organisation() if o.kind == Kind.PROVIDER}
    none = dict.fromkeys(GoalState, 0)
    rows = [(name, counted.get(id_, none)) for id_, name in names.items()]
    answer = {"providers": [{"name": name, "goals": by_state} for name, by_state in rows]}
    headings = ("provider", *(state.label.lower() for state in GoalState))
    lines = [(name, *by_state.values()) for name, by_state in rows]
    answers.give(answer, answers.table(headings, lines), in_json=in_json)


@click.command()
@answers.may_answer_in_json
def exceptions(in_json: bool) -> None:
    """List referrals admitted although not eligible, with the reasons, by ids; and count them."""
    with door.inside("exceptions on the command line") as system:
        from throughline.oversight import exception_queries

        rows = exception_queries.every_exception(viewer=system)
        leaving.note("EXPORTED", what="exceptions", by=system, rows=len(rows))
    cases = [
        {"referral_id": r.referral_id, "provider_id": r.provider_id, "why_not_eligible": r.why_not_eligible,
         "reason": r.reason, "decided_on": r.decided_on} for r in rows
    ]  # fmt: skip
    lines = [(r.referral_id, r.decided_on, r.why_not_eligible, r.reason) for r in rows]
    words = answers.table(("referral", "decided on", "why not eligible", "reason"), lines) if rows else []
    answers.give({"exceptions": len(rows), "cases": cases}, [*words, f"{len(rows)} exceptions."], in_json=in_json)
