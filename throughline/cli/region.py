"""A region's worth of made-up people from the command line, written by the database's owner in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import TypedDict

from throughline.cli import answers
from throughline.cli.problems import CouldNotError


class Step(TypedDict):
    """Something done on the way: what, how many rows it wrote, and how long it took."""

    what: str
    rows: int
    seconds: float


def load(share: float, *, in_json: bool) -> list[Step]:
    """Load a region, or a share of one, showing how far it is, and list the steps.

    :raises CouldNotError: with the last words of what went wrong
    """
    from throughline.demo.region.loading import STEPS

    steps: list[Step] = []
    module = [sys.executable, "-m", "throughline.demo.region.loading", str(share)]
    with (
        answers.progress("Drawing a region", in_json=in_json) as far,
        subprocess.Popen(
            module, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as writer,
    ):
        assert writer.stdout is not None
        assert writer.stderr is not None
        for line in writer.stdout:
            steps.append(json.loads(line))
            far(len(steps), STEPS)
        complaints = writer.stderr.read().strip().splitlines() or ["it gave no reason"]
    if writer.returncode:
        raise CouldNotError(f"The region could not be loaded ({complaints[-1]}): correct that, then try again.")
    return steps


def in_words(steps: Sequence[Step]) -> Iterator[str]:
    """Say how many rows there are of each kind, and what they cost."""
    lines = [
        (s["what"], f"{s['rows']:,}" if s["rows"] else "", f"{s['seconds']:.1f}", _per_100_000(s["rows"], s["seconds"]))
        for s in steps
    ]
    rows, seconds = sum(s["rows"] for s in steps), sum(s["seconds"] for s in steps)
    lines.append(("in all", f"{rows:,}", f"{seconds:.1f}", _per_100_000(rows, seconds)))
    yield from answers.table(("what", "rows", "seconds", "seconds per 100,000"), lines)
    people = next((s["rows"] for s in steps if s["what"] == "clients"), 0)
    yield f"{seconds / people * 100_000:.0f} seconds per 100,000 people, with all that belongs to them."


def _per_100_000(rows: int, seconds: float) -> str:
    return f"{seconds / rows * 100_000:.1f}" if rows else ""
