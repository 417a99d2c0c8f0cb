"""What can happen: another directory's feed is taken in. Whatever fails on the way, what is here stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from throughline.accounts.scopes import acting_as
from throughline.core.actor import Actor
from throughline.core.decisions import NotAllowed, Refused
from throughline.directory import bulk_commands as directory
from throughline.directory import queries as directory_queries
from throughline.directory.fed import FedService, SeenInFeed
from throughline.openreferral.fetching.feeds import WebFeed
from throughline.openreferral.fetching.files import FileFeed
from throughline.openreferral.fetching.found import Feed, Found, Troubles
from throughline.openreferral.fetching.web import ORDINARY, Patience, Web
from throughline.openreferral.reading.cleaning import Slips
from throughline.openreferral.reading.services import Refusal, read_service

Progress = Callable[[int, int], None]


@dataclass
class Taken:
    """What an import came to."""

    source: str
    troubles: Troubles
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    observed: int = 0
    quarantined: list[Refusal] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    slips: Counter[tuple[str, str]] = field(default_factory=Counter)
    not_seen: int = 0
    """Services of this feed that it did not hold this time. They stay as they are."""

    @property
    def has_problems(self) -> bool:
        failed = (self.troubles.pages, self.troubles.without_details, self.troubles.details_failed)
        return bool(self.quarantined or self.elsewhere or self.troubles.repeated or any(failed))


def take_feed(
    *, where: str, source: str = "", dry_run: bool = False, progress: Progress = lambda done, total: None,
    patience: Patience = ORDINARY, by: Actor, at: datetime,
) -> Taken:  # fmt: skip
    """Take in the services of a feed: the address of one, or a file that one was saved to.

    Services are kept batch by batch, each batch whole, so that no row waits while the feed is asked for the next. What
    was taken once is known again by the feed's name, `source`, and by its own id.

    :raises NotAllowed: unless it is the operator who asks
    :raises Refused: if nothing at all can be read there
    """
    if not by.is_system:
        raise NotAllowed("only the operator may do this")
    feed = _feed(where, patience)
    taken = Taken(source.strip() or feed.name, feed.troubles)
    seen = SeenInFeed()
    for batch in feed.batches(progress):
        services = list(_readable(batch, taken))
        with acting_as(by), transaction.atomic():
            kept = directory.keep_services(source=taken.source, services=services, seen=seen, by=by, at=at)
            transaction.set_rollback(dry_run)
        _count(kept, taken)
    if not dry_run:
        with acting_as(by):
            taken.not_seen = directory_queries.not_seen_since(at, source=taken.source)
    return taken


def _feed(where: str, patience: Patience) -> Feed:
    if "://" in where:
        return WebFeed(where, web=Web(patience))
    path = Path(where)
    if not path.is_file():
        raise Refused(f"There is no file {where}. Give a file, or an address that begins with https://.")
    return FileFeed(path)


def _readable(batch: list[Found], taken: Taken) -> Iterator[FedService]:
    """Give the records that can be taken, and put the others aside with their reasons."""
    for found in batch:
        slips = Slips()
        read = read_service(found.record, whole=found.whole, place=found.place, slips=slips)
        taken.slips.update(set(slips.found))
        if isinstance(read, Refusal):
            taken.quarantined.append(read)
        else:
            yield read


def _count(kept: directory.Kept, taken: Taken) -> None:
    taken.new += kept.new
    taken.changed += kept.changed
    taken.unchanged += kept.unchanged
    taken.observed += kept.observed
    taken.elsewhere += kept.elsewhere
