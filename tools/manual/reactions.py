"""What follows from what, from `config/reactions.py`, and what runs on a timetable."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import reduce

from throughline.config import reactions
from throughline.core.events import Event
from tools.manual.writing import PROGRAM, first_line, first_line_of, page, table

SAYS = """\
A command publishes an event; this table says what follows. *At once* is in the same transaction: both happen or
neither. *Soon after* is a job queued in it. There are no other hidden effects."""


def render() -> str:
    """Write the page."""
    head = ["When", "", "follows", "when"]
    rows = [row for event, follow in _table().items() for row in _rows(event, follow)]
    return page("What follows from what", SAYS, table(head, rows), "## On a timetable", _timetable())


def _table() -> dict[str, list[ast.Call]]:
    """Read the table as it is written: what `later` makes of a job no longer knows its name."""
    assigned = [
        n for n in ast.parse((PROGRAM / "config" / "reactions.py").read_text()).body if isinstance(n, ast.AnnAssign)
    ]
    [found] = [n.value for n in assigned if ast.unparse(n.target) == "REACTIONS"]
    assert isinstance(found, ast.Dict)
    return {
        ast.unparse(key): [call for call in value.elts if isinstance(call, ast.Call)]
        for key, value in zip(found.keys, found.values, strict=True)
        if key is not None and isinstance(value, ast.List)
    }


def _rows(name: str, follow: list[ast.Call]) -> Iterator[list[str]]:
    event: type[Event] = getattr(reactions, name)
    said = first_line(event)
    if not follow:
        yield [f"`{name}`", said, "nothing", ""]
    for call in follow:
        what = reduce(getattr, ast.unparse(call.args[0]).split("."), reactions)
        when = "at once" if ast.unparse(call.func) == "now" else "soon after"
        yield [f"`{name}`", said, first_line(what), when]


def _timetable() -> str:
    found = [
        row for file in sorted(PROGRAM.glob("*/jobs.py")) for row in _jobs(file.parts[-2], ast.parse(file.read_text()))
    ]
    return table(["Job", "does", "minute hour day month weekday"], found)


def _jobs(package: str, tree: ast.Module) -> Iterator[list[str]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            given = {k.arg: k.value for d in node.decorator_list if isinstance(d, ast.Call) for k in d.keywords}
            if "cron" in given:
                yield [f"`{package}.{node.name}`", first_line_of(node), f"`{ast.literal_eval(given['cron'])}`"]
