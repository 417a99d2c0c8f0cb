"""How a command answers: in words for people, or in JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])


def may_answer_in_json(command: Command) -> Command:
    """Give a command its `--json`."""
    return click.option("--json", "in_json", is_flag=True, help="Answer in JSON.")(command)


def give(answer: object, words: Iterable[str], *, in_json: bool) -> None:
    """Write the answer to standard output, in one way or the other. Dates and ids become text."""
    if in_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2, default=str))
        return
    for line in words:
        click.echo(line)


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterable[str]:
    """Set rows in columns; the last column runs on."""
    lines = [list(headings), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(headings))]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


@contextmanager
def progress(what: str, *, in_json: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with how much is done, of how much; it draws a bar where somebody would see it."""
    if in_json or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label=what, file=sys.stderr) as bar:

        def far(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.update(done - bar.pos)

        yield far
