"""Many services at once, from another directory's feed, in a fixed number of statements for each kind of record.

A feed adds and changes. It closes nothing by being silent, and never says anew what it said before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.clock import local_date
from throughline.core.scope import NOBODY
from throughline.directory import commands, feed_rules, rules
from throughline.directory.fed import UNNAMED, FedRow, FedService, SeenInFeed
from throughline.directory.feed_rows import KeptRows, Row, keep_rows
from throughline.directory.kinds import How, Mode, Status
from throughline.directory.models import (
    Location,
    Organisation,
    Schedule,
    Service,
    ServiceTerm,
    StatusObservation,
    Taxonomy,
    TaxonomyTerm,
    WayOfJoining,
)
from throughline.directory.writing import NewWay


@dataclass
class Kept:
    """What became of a feed's services; `elsewhere` are here from another source already, and were left as they are."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    observed: int = 0
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Feed:
    """One feed, as far as it has been told, and the moment."""

    source: str
    seen: SeenInFeed
    at: datetime

    def keep(self, model: type[Row], told: Iterable[FedRow]) -> KeptRows[Row]:
        return keep_rows(model, told, source=self.source, at=self.at)

    def keep_shared(self, model: type[Row], told: Iterable[FedRow]) -> KeptRows[Row]:
        """Keep what many services share; of what was told before in this import, only find the row."""
        rows: dict[str, FedRow] = {}
        for row in told:
            if self.seen.first(model.__name__, row):
                rows[row.external_id] = row
            else:
                rows.setdefault(row.external_id, replace(row, once=frozenset(row.columns)))
        return self.keep(model, rows.values())


@transaction.atomic
def keep_services(*, source: str, services: Sequence[FedService], seen: SeenInFeed, by: Actor, at: datetime) -> Kept:
    """Keep what a feed tells of services: add new ones, change changed ones, and note of all that they were seen.

    :raises NotAllowed: if `by` may not keep the directory
    """
    policy.require(Permission.KEEP_DIRECTORY, actor=by)
    _one_at_a_time(source)
    feed = _Feed(source, seen, at)
    elsewhere = _from_elsewhere(source, services)
    services = [one for one in services if one.external_id not in elsewhere]
    said_before = _said_before(feed, services)
    organisations = feed.keep_shared(Organisation, (one.organisation for one in services))
    places = feed.keep_shared(Location, (row for one in services for row in one.locations))
    kept = feed.keep(Service, [_with_organisation(one, organisations) for one in services])
    touched = kept.changed | {
        one.external_id for one in services
        if one.organisation.external_id in organisations.changed
        or any(row.external_id in places.changed for row in one.locations)
    }  # fmt: skip
    touched |= _keep_terms(feed, services, kept) | _add_ways(feed, services, kept, places, by=by)
    touched |= _keep_schedules(feed, services, kept, places)
    observed = _observe_news(services, kept, said_before, by=by, at=at)
    changed = (touched | observed) - kept.new
    answer = Kept(
        len(kept.new), len(changed), len(services) - len(kept.new | changed), len(observed), tuple(sorted(elsewhere))
    )
    _record(source, answer, by=by, at=at)
    return answer


def _one_at_a_time(source: str) -> None:
    """Let nobody else take the same feed until this is done."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"directory {source}"])


def _from_elsewhere(source: str, services: Sequence[FedService]) -> set[str]:
    """List the services that stand in the directory from another source, or were typed here: each is listed once."""
    ids = [one.external_id for one in services]
    there = Service.objects.filter(external_id__in=ids).exclude(source=source)
    # What was typed here goes out under our own id, and may come back by way of somebody else's feed.
    ours = Service.objects.filter(external_id="", id__in=filter(_is_id, ids))
    return {*there.values_list("external_id", flat=True), *map(str, ours.values_list("id", flat=True))}


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _said_before(feed: _Feed, services: Sequence[FedService]) -> dict[str, str]:
    """Give the word for its state that the feed last said of each service that we have."""
    there = Service.objects.filter(source=feed.source, external_id__in=[one.external_id for one in services])
    return {one: word or "" for one, word in there.values_list("external_id", "details__status")}


def _with_organisation(service: FedService, organisations: KeptRows[Organisation]) -> FedRow:
    """Give the service's row with its organisation; one that the feed does not name takes nobody's place."""
    row = service.row
    organisation = organisations[service.organisation.external_id]
    return replace(
        row,
        columns={**row.columns, "organisation_id": organisation.id},
        once=row.once | ({"organisation_id"} if organisation.name == UNNAMED else frozenset()),
    )


def _keep_terms(feed: _Feed, services: Sequence[FedService], kept: KeptRows[Service]) -> set[str]:
    """Keep which terms say something of which service; of a whole record, those alone."""
    told = [(one, term) for one in services for term in one.terms]
    lists = feed.keep_shared(Taxonomy, (term.taxonomy for _, term in told))
    rows = (
        replace(term.row, columns={**term.row.columns, "taxonomy_id": lists[term.taxonomy.external_id].id})
        for _, term in told
    )
    terms = feed.keep_shared(TaxonomyTerm, rows)
    _tie_to_parents(terms, {term.row.external_id: term.parent_id for _, term in told})
    wanted = {(kept[one.external_id].id, terms[term.row.external_id].id) for one, term in told}
    owners = {kept[one.external_id].id: one.external_id for one in services if one.whole}
    there = {(row.service_id, row.term_id): row for row in ServiceTerm.objects.filter(service_id__in=owners)}
    gone = [row for pair, row in there.items() if pair not in wanted and row.source == feed.source]
    new = [pair for pair in sorted(wanted) if pair not in there and pair[0] in owners]
    ServiceTerm.objects.filter(id__in=[row.id for row in gone]).delete()
    ServiceTerm.objects.bulk_create(
        ServiceTerm(source=feed.source, service_id=service_id, term_id=term_id, last_seen_at=feed.at)
        for service_id, term_id in new
    )
    return {owners[row.service_id] for row in gone} | {owners[service_id] for service_id, _ in new}


def _tie_to_parents(terms: KeptRows[TaxonomyTerm], parents: dict[str, str]) -> None:
    """Say of terms which term they stand under, where the feed told of that one too."""
    untied = [terms[one] for one, parent in parents.items() if terms[one].parent_id is None and parent in terms.rows]
    for term in untied:
        term.parent_id = terms[parents[term.external_id]].id
    TaxonomyTerm.objects.bulk_update(untied, ["parent_id"])


def _keep_schedules(
    feed: _Feed, services: Sequence[FedService], kept: KeptRows[Service], places: KeptRows[Location]
) -> set[str]:
    """Keep when services take place, and by which way of joining; of a whole record, those times alone."""
    told = [
        (one, schedule) for one in services for schedule in one.schedules
        if feed.seen.first("Schedule", schedule.row)
    ]  # fmt: skip
    owners = {schedule.row.external_id: one.external_id for one, schedule in told}
    ways = _ways_by_place([kept[one.external_id].id for one in services])
    rows = []
    for one, schedule in told:
        service_id = kept[one.external_id].id
        way_id = ways.get((service_id, places[schedule.place].id)) if schedule.place else None
        columns = {**schedule.row.columns, "service_id": service_id, "way_id": way_id}
        rows.append(replace(schedule.row, columns=columns, emptied=schedule.row.emptied | {"way_id"}))
    schedules = feed.keep(Schedule, rows)
    whole = {kept[one.external_id].id: one.external_id for one in services if one.whole}
    gone = Schedule.objects.filter(source=feed.source, service_id__in=whole).exclude(external_id__in=owners)
    without = {whole[service_id] for service_id in gone.values_list("service_id", flat=True)}
    if without:
        gone.delete()
    return without | {owners[one] for one in schedules.touched}


def _add_ways(
    feed: _Feed, services: Sequence[FedService], kept: KeptRows[Service], places: KeptRows[Location], *, by: Actor
) -> set[str]:
    """Add ways of joining that are new to us, each with what the feed says of it. None is ever taken away."""
    ids = [kept[one.external_id].id for one in services]
    there: set[tuple[UUID, str, UUID | None]] = set(
        WayOfJoining.objects.filter(service_id__in=ids).values_list("service_id", "mode", "location_id")
    )
    with_ways = {service_id for service_id, _, _ in there}
    new: list[tuple[UUID, NewWay]] = []
    owners = set()
    for one in services:
        service_id = kept[one.external_id].id
        for way in one.ways:
            location_id = places[way.place].id if way.place else None
            if (service_id, way.mode, location_id) in there or (not way.is_known and service_id in with_ways):
                continue
            there.add((service_id, way.mode, location_id))
            status = feed_rules.status_said(one.status) if way.is_known else Status.UNKNOWN
            told = feed_rules.told_by_feed(status, at=feed.at, assured_on=one.assured_on, wait_weeks=one.wait_weeks)
            new.append((service_id, NewWay(way.mode, told, location_id)))
            owners.add(one.external_id)
    _insert_ways(new, by=by, at=feed.at)
    return owners


def _ways_by_place(service_ids: Sequence[UUID]) -> dict[tuple[UUID, UUID | None], UUID]:
    """Give of every place of a service the way by which one joins there: in person, where there are several."""
    found = WayOfJoining.objects.filter(service_id__in=service_ids, location__isnull=False)
    order = list(Mode)
    ways = sorted(found, key=lambda way: (-order.index(Mode(way.mode)), way.id))
    return {(way.service_id, way.location_id): way.id for way in ways}


def _insert_ways(new: Sequence[tuple[UUID, NewWay]], *, by: Actor, at: datetime) -> None:
    """Add ways with their first observations, as `commands.add_way` adds one."""
    ways, observations = [], []
    for service_id, way in new:
        told, moment = way.observed, way.observed.observed_at or at
        said = {"status": told.status, "said_by": told.said_by, "how": told.how, "how_sure": told.how_sure}
        needs = {f"needs_{name}": answer for name, answer in asdict(rules.needs_by_default(way.mode)).items()}
        added = WayOfJoining(
            service_id=service_id, mode=way.mode, location_id=way.location_id, status_since=local_date(moment),
            verified_at=moment, wait_weeks=told.wait_weeks, **said, **needs,
        )  # fmt: skip
        ways.append(added)
        observations.append(
            StatusObservation(
                way=added,
                wait_weeks=told.wait_weeks,
                observed_at=moment,
                recorded_at=at,
                recorded_by_id=by.user_id,
                reporting_provider_id=by.organisation_id,
                **said,
            )  # fmt: skip
        )
    WayOfJoining.objects.bulk_create(ways)
    StatusObservation.objects.bulk_create(observations)


def _observe_news(
    services: Sequence[FedService], kept: KeptRows[Service], said_before: dict[str, str], *, by: Actor, at: datetime
) -> set[str]:
    """Write down, way by way, what a feed says otherwise than before: few do, and plans may hang on each."""
    turned = {
        kept[one.external_id].id: one for one in services
        if one.external_id in said_before and one.status not in ("", said_before[one.external_id])
    }  # fmt: skip
    observed = set()
    for way in WayOfJoining.objects.filter(service_id__in=turned).order_by("id"):
        one = turned[way.service_id]
        status = feed_rules.news(
            said_before=said_before[one.external_id], says_now=one.status, status=Status(way.status),
            by_feed=way.how == How.FEED,
        )  # fmt: skip
        if status is not None:
            commands.observe(way_id=way.id, observed=feed_rules.told_by_feed(status, at=at), by=by, at=at)
            observed.add(one.external_id)
    return observed


def _record(source: str, kept: Kept, *, by: Actor, at: datetime) -> None:
    if kept.new or kept.changed:
        details = {"source": source, "new": kept.new, "changed": kept.changed, "observed": kept.observed}
        audit.record_about(
            "SERVICES_TAKEN_IN", table=Service._meta.db_table, about_id=NOBODY,
            provider_id=by.organisation_id or NOBODY, by=by, at=at, details=details,
        )  # fmt: skip
