"""By which policy each provider closes cases, and how crisis help and long-term work are balanced."""

from __future__ import annotations

from datetime import datetime

import click

from throughline.cli import answers, door
from throughline.cli.overseeing import DAY, provider_named


@click.command()
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="Another day than today.")
@answers.may_answer_in_json
def policies(on: datetime | None, in_json: bool) -> None:
    """Show every provider's discharge policy side by side, with closing rates by month; "what held on 15 June?"."""
    with door.inside("policies on the command line") as system:
        from throughline.core import clock
        from throughline.endings import list_queries

        day = on.date() if on else clock.local_date(clock.now())
        found = list_queries.policies(viewer=system, on=day)
    answer = {
        "on": day,
        "providers": [
            {"name": one.name, "policy": one.now.policy, "from_on": one.now.from_on, "reason": one.now.reason,
             "closed_against": one.against,
             "changes": [{"policy": c.policy, "from_on": c.from_on, "reason": c.reason} for c in one.changes]}
            for one in found.providers
        ],
        "closing_rates": [
            {"month": month, "providers": [
                {"name": name, "closed": rate.closed, "served": rate.served, "per_cent": rate.per_cent}
                for name, rate in zip(found.counted, rates, strict=True)
            ]}
            for month, rates in found.rates
        ],
    }  # fmt: skip
    lines = [(one.name, one.now.policy.label, one.now.from_on or "", one.now.reason) for one in found.providers]
    rates_of = [(f"{month:%Y-%m}", *(rate.words for rate in rates)) for month, rates in found.rates]
    words = [
        *answers.table(("provider", "policy", "since", "why"), lines),
        *answers.table(("month", *found.counted), rates_of),
    ]
    answers.give(answer, words, in_json=in_json)


@click.command()
@click.option("--provider", "name", metavar="NAME", help="One provider's people alone.")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="Another day than today.")
@answers.may_answer_in_json
def balance(name: str | None, on: datetime | None, in_json: bool) -> None:
    """Give the share of each kind of conversation by month, and by ids who had no talk of goals for long."""
    with door.inside("balance on the command line") as system:
        from throughline.core import clock
        from throughline.oversight import balance_queries

        day = on.date() if on else clock.local_date(clock.now())
        provider_id = provider_named(name) if name else None
        found = balance_queries.balance(viewer=system, on=day, provider_id=provider_id)
    answer = {
        "on": day,
        "months": [
            {"month": m.month, "contacts": m.contacts, "minutes": m.minutes, "share_of_contacts": m.of_contacts,
             "share_of_minutes": m.of_minutes, "list_calls": m.list_calls, "list_minutes": m.list_minutes}
            for m in found.months
        ],
        "days": found.days,
        "without_goal_talk": [{"case_id": w.case_id, "last_on": w.last_on, "ask_from": w.ask_from}
                              for w in found.without],
    }  # fmt: skip
    kinds = list(found.months[0].of_contacts)
    lines = [(kind, *(f"{m.of_contacts[kind]}%" for m in found.months)) for kind in kinds]
    words = [
        *answers.table(("share of contacts", *(f"{m.month:%Y-%m}" for m in found.months)), lines),
        f"{len(found.without)} had no talk of goals for {found.days} days.",
    ]
    answers.give(answer, words, in_json=in_json)
