"""What is missing or cannot be right in clients' records, in numbers (R146)."""

from __future__ import annotations

import sys

import click

from throughline.cli import answers, door
from throughline.cli.problems import FOUND_PROBLEMS


@click.command()
@answers.may_answer_in_json
def quality(in_json: bool) -> None:
    """Count, for each provider, whose records miss something or cannot be right."""
    with door.inside("data quality on the command line"):
        from throughline.core import clock
        from throughline.organisations.models import Kind, Organisation
        from throughline.oversight import quality_queries

        on = clock.local_date(clock.now())
        providers = Organisation.objects.filter(kind=Kind.PROVIDER).order_by("name").values_list("id", "name")
        answer = [
            {"provider": name, "rule": found.rule.name, "people": found.people, "wrong": found.rule.wrong,
             "remedy": found.rule.remedy}
            for id_, name in providers for found in quality_queries.quality_at(id_, on=on)
        ]  # fmt: skip
    wrong = [row for row in answer if row["people"]]
    lines = [(row["provider"], row["people"], row["wrong"]) for row in wrong]
    words = answers.table(("provider", "people", "what is wrong"), lines) if lines else ["Nothing was found."]
    answers.give(answer, words, in_json=in_json)
    if wrong:
        sys.exit(FOUND_PROBLEMS)
