"""Services from another directory: take its feed in, and say what came of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from throughline.cli import answers, door
from throughline.cli.problems import FOUND_PROBLEMS

if TYPE_CHECKING:
    from throughline.openreferral.commands import Taken

NAMED_AT_MOST = 20


def take_services(where: str, *, source: str, dry_run: bool, in_json: bool) -> None:
    """Take in a feed of services, and leave with the code that says whether there were problems."""
    door.ready()
    from throughline.core import clock
    from throughline.core.actor import Actor
    from throughline.openreferral import commands

    with answers.progress("Taking services in", in_json=in_json) as far:
        taken = commands.take_feed(
            where=where, source=source, dry_run=dry_run, progress=far,
            by=Actor.system("import on the command line"), at=clock.now(),
        )  # fmt: skip
    answers.give(_in_json(taken), _in_words(taken, dry_run=dry_run), in_json=in_json)
    if taken.has_problems:
        sys.exit(FOUND_PROBLEMS)


def _in_json(taken: Taken) -> dict[str, Any]:
    troubles = taken.troubles
    return {
        "source": taken.source,
        "taken": taken.new,
        "changed": taken.changed,
        "unchanged": taken.unchanged,
        "status_observed": taken.observed,
        "not_in_feed_now": taken.not_seen,
        "quarantined": [{"record": one.record, "field": one.field, "why": one.says} for one in taken.quarantined],
        "here_from_another_source": taken.elsewhere,
        "repeated": troubles.repeated,
        "details_missing": troubles.without_details,
        "details_failed": troubles.details_failed,
        "pages_failed": troubles.pages,
        "remarks": troubles.remarks,
        "slips": [{"field": where, "what": says, "records": n} for (where, says), n in taken.slips.most_common()],
    }


def _in_words(taken: Taken, *, dry_run: bool) -> Iterator[str]:
    would = "would be " if dry_run else ""
    troubles = taken.troubles
    counts = f"{taken.new:,} {would}taken, {taken.changed:,} {would}changed, {taken.unchanged:,} unchanged"
    yield f"{counts}: {taken.source}."
    if taken.observed:
        yield f"Of {taken.observed:,} the feed now says otherwise whether they run: see their history."
    if taken.not_seen:
        yield f"{taken.not_seen:,} taken earlier are not in the feed now. They stay as they are."
    yield from _listed("not taken", [one.words for one in taken.quarantined])
    yield from _listed("here already from another source, and left to it", taken.elsewhere)
    yield from _listed("there twice: the first was taken", troubles.repeated)
    yield from _listed("without a full record: the list's entry was taken", troubles.without_details)
    yield from _listed(
        "of which the full record could not be fetched: the list's entry was taken", troubles.details_failed
    )
    yield from _listed("pages could not be fetched: import again later", troubles.pages)
    yield from troubles.remarks
    for (where, says), times in taken.slips.most_common():
        yield f"{times:,} times: {where} {says}."


def _listed(what: str, named: Sequence[str]) -> Iterator[str]:
    if named:
        yield f"{len(named):,} {what}:"
        yield from (f"  {one}" for one in named[:NAMED_AT_MOST])
    if len(named) > NAMED_AT_MOST:
        yield f"  and {len(named) - NAMED_AT_MOST:,} more (--json lists all)"
