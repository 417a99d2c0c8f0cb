"""Linkage on the command line: train the model, see how well it does, and compare a list with all clients."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import UUID

import click

from throughline.cli import answers, door

if TYPE_CHECKING:
    from throughline.linkage.engine.measure import Kind, Report


@click.group()
def linkage() -> None:
    """Find who on a list is a client already. The model proposes; people decide."""


@linkage.command()
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Not the model in use.")
@answers.may_answer_in_json
def train(into: Path | None, in_json: bool) -> None:
    """Train the model anew on made-up people. The same program gives the same model."""
    from throughline.linkage.engine import training
    from throughline.linkage.engine.settings import MODEL

    with TemporaryDirectory() as folder:
        training.train(into or MODEL, folder=Path(folder))
    words = [f"Trained on {training.LISTED:,} made-up people on a list and {training.CLIENTS:,} made-up clients.",
             f"The model is in {into or MODEL}"]  # fmt: skip
    answers.give(
        {"model": into or MODEL, "clients": training.CLIENTS, "listed": training.LISTED}, words, in_json=in_json
    )


@linkage.command()
@click.option("--link", type=float, metavar="WEIGHT", help="Link from another weight than the default.")
@click.option("--ask", type=float, metavar="WEIGHT", help="Ask from another weight than the default.")
@click.option("--clients", type=click.IntRange(min=100), default=20_000, show_default=True, help="How many to make up.")
@click.option("--listed", type=click.IntRange(min=100), default=50_000, show_default=True, help="How many to make up.")
@answers.may_answer_in_json
def report(link: float | None, ask: float | None, clients: int, listed: int, in_json: bool) -> None:
    """Show precision and recall on made-up people whose truth is known, by band and by kind of slip."""
    from throughline.linkage.engine import measure
    from throughline.linkage.engine.score import Thresholds
    from throughline.organisations import numbers

    thresholds = Thresholds(
        numbers.LINK_WEIGHT.default / 10 if link is None else link,
        numbers.ASK_WEIGHT.default / 10 if ask is None else ask,
    )
    with TemporaryDirectory() as folder:
        found = measure.report(folder=Path(folder), thresholds=thresholds, clients=clients, listed=listed)
    kinds = [{**asdict(k), "recall": k.recall, "recall_with_asking": k.recall_with_asking} for k in found.kinds]
    answer = {
        "clients": found.clients, "listed": found.listed, "thresholds": asdict(thresholds),
        "precision": found.precision, "recall": found.overall.recall,
        "recall_with_asking": found.overall.recall_with_asking, "asked": found.overall.asked, "kinds": kinds,
    }  # fmt: skip
    answers.give(answer, _words(found), in_json=in_json)


@linkage.command()
@click.argument("list_id", metavar="LIST", type=click.UUID)
@answers.may_answer_in_json
def match(list_id: UUID, in_json: bool) -> None:
    """Compare a list with all clients: link who is alike beyond doubt, and ask people about the rest.

    LIST is the id that `throughline lists --json` gives. Whatever ends this early leaves the list as it was.
    """
    with door.inside("linkage on the command line") as system:
        from throughline import postgres
        from throughline.core import clock
        from throughline.linkage import commands

        with answers.progress("Comparing", in_json=in_json) as far:
            found = commands.compare_list(
                list_id=list_id, folder=postgres.data_folder(), progress=far, by=system, at=clock.now()
            )
    words = [
        f"{found.listed:,} people on the list were compared with {found.clients:,} clients.",
        f"{found.linked:,} are clients and are linked. {found.asked:,} are for a person to decide.",
    ]
    answers.give(asdict(found), words, in_json=in_json)


def _words(found: Report) -> list[str]:
    all_of, linked = found.overall, found.overall.linked
    not_found = all_of.known - all_of.linked_right - all_of.asked_right
    bands = [
        ("linked", linked, all_of.linked_right, f"precision {found.precision:.4f}, recall {_share(all_of.recall)}"),
        ("for a person", all_of.asked, all_of.asked_right,
         f"with the first band: recall {_share(all_of.recall_with_asking)}"),
        ("not linked", all_of.people - linked - all_of.asked, "", f"{not_found} clients are missed"),
    ]  # fmt: skip
    titles = ("what is odd", "people", "clients", "linked", "wrongly", "asked", "recall", "recall with asking")
    rows = [_row(kind) for kind in found.kinds]
    return [
        f"{found.listed:,} made-up people on a list, {found.clients:,} made-up clients; {all_of.known:,} are both.", "",
        *answers.table(("band", "people", "right", ""), bands), "", *answers.table(titles, rows), "",
        f"Nobody was shown more than {found.most_candidates} candidates.",
        "These people are made up, with slips at rates we chose: no real list is promised the same.",
    ]  # fmt: skip


def _row(kind: Kind) -> tuple[object, ...]:
    wrongly = kind.linked - kind.linked_right
    return (kind.kind, kind.people, kind.known, kind.linked, wrongly, kind.asked, _share(kind.recall),
            _share(kind.recall_with_asking))  # fmt: skip


def _share(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
