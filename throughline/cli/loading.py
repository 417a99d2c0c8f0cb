"""Official tables: load them as they were published, and say what they came to."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from throughline.cli import answers, door

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group("load")
def load_tables() -> None:
    """Load official tables, as they were published. The same file again changes nothing."""


@load_tables.command("imd")
@click.argument("file", type=FILE)
@answers.may_answer_in_json
def load_deprivation(file: Path, in_json: bool) -> None:
    """Load an English Indices of Deprivation CSV FILE: all of it, or nothing. The headings tell the edition."""
    _load("load_imd", file, in_json=in_json)


@load_tables.command("postcodes")
@click.argument("file", type=FILE)
@answers.may_answer_in_json
def load_directory(file: Path, in_json: bool) -> None:
    """Load an ONS postcode directory CSV FILE (NSPL or ONSPD), or a part of one: all of it, or nothing."""
    _load("load_postcodes", file, in_json=in_json)


def _load(command: str, file: Path, *, in_json: bool) -> None:
    with door.inside(f"load {file.suffix} on the command line") as system:
        from throughline.areas import commands
        from throughline.areas import queries as areas
        from throughline.core import clock

        with answers.progress(f"Reading {file.name}", in_json=in_json) as far:
            loaded = getattr(commands, command)(path=file, progress=far, by=system, at=clock.now())
        unmatched = areas.unmatched()
    words = [f"{loaded.what}. {loaded.rows:,} rows, {loaded.changed:,} of them new or changed."]
    words += [f"{loaded.without_area:,} postcodes lie in no LSOA."] if loaded.without_area else []
    words += [one.words for one in unmatched]
    answer = asdict(loaded) | {"unmatched": [asdict(one) for one in unmatched]}
    answers.give(answer, words, in_json=in_json)
