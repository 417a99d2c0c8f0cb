"""The door of the command line. Whatever goes wrong is said in one sentence on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from throughline.cli import (
    asking,
    balancing,
    calling,
    campaigning,
    demo,
    disrupting,
    founding,
    keeping,
    linking,
    listing,
    loading,
    overseeing,
    planning,
    quality,
    service,
    settings_of,
    taking,
    taking_lists,
    tying,
)
from throughline.cli.problems import COULD_NOT, in_words


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="throughline", message="%(prog)s %(version)s")
def throughline() -> None:
    """Run a link-worker service from the command line.

    Data is kept in THROUGHLINE_DATA (default ./.data), or in the PostgreSQL that DATABASE_URL names.
    Exit codes: 0 done; 1 done, and problems were found; 2 could not be done.
    """


for command in (
    service.setup,
    service.serve,
    service.db,
    service.check,
    asking.worklist,
    asking.integrity,
    quality.quality,
    overseeing.silent,
    overseeing.gap,
    overseeing.waits,
    overseeing.counts,
    overseeing.goals,
    overseeing.exceptions,
    balancing.policies,
    balancing.balance,
    listing.directory,
    taking.eligibility,
    taking.take_in,
    taking.schema,
    taking_lists.lists,
    calling.listed,
    loading.load_tables,
    asking.audit,
    settings_of.setting,
    disrupting.disruption,
    campaigning.campaign,
    tying.organisation,
    founding.account,
    keeping.backup,
    keeping.restore,
    planning.plan,
    linking.linkage,
    demo.demo,
):
    throughline.add_command(command)


def run(words: Sequence[str]) -> int:
    """Do what the words ask and give the exit code."""
    try:
        throughline.main(args=list(words), prog_name="throughline", standalone_mode=False)
    except SystemExit as end:
        return int(end.code or 0)
    except BrokenPipeError:
        # Whoever read our answer has read enough; nothing more is written, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("THROUGHLINE_DEBUG") == "1" and not isinstance(error, click.ClickException):
            raise
        click.echo(in_words(error), err=True)
        return COULD_NOT
    return 0


def main() -> None:
    """Be the command `throughline`."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
