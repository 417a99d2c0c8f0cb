"""What can happen: a service is listed and changed, and somebody says whether it is running."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core import events
from throughline.core.actor import Actor
from throughline.core.clock import local_date
from throughline.core.decisions import NotFound, Refused
from throughline.core.models import BaseModel
from throughline.core.scope import NOBODY
from throughline.directory import rules
from throughline.directory.events import StatusChanged
from throughline.directory.kinds import Mode, Report, Status
from throughline.directory.models import Location, Organisation, Service, StatusObservation, WayOfJoining
from throughline.directory.rules import Needs
from throughline.directory.writing import Described, NewWay, Observed


@transaction.atomic
def list_organisation(
    *, name: str, phone: str = "", email: str = "", url: str = "", listed_as_id: UUID | None = None, by: Actor,
    at: datetime,
) -> Organisation:  # fmt: skip
    """List who offers services. The same name again is the same organisation.

    :raises NotAllowed: if `by` may not keep the directory
    :raises Refused: without a name
    """
    policy.require(Permission.KEEP_DIRECTORY, actor=by)
    if not name.strip():
        raise Refused("Enter who offers the service.")
    found = Organisation.objects.filter(name__iexact=name.strip()).order_by("id").first()
    if found is None:
        found = Organisation.objects.create(
            name=name.strip(), phone=phone, email=email, url=url, listed_as_id=listed_as_id
        )
        _record("ORGANISATION_LISTED", found, by=by, at=at)
    return found


@transaction.atomic
def list_location(
    *, name: str, address_1: str = "", city: str = "", postcode: str = "", latitude: float | None = None,
    longitude: float | None = None, is_private: bool = False, by: Actor, at: datetime,
) -> Location:  # fmt: skip
    """List where services take place.

    :raises NotAllowed: if `by` may not keep the directory
    :raises Refused: if nothing says where it is
    """
    policy.require(Permission.KEEP_DIRECTORY, actor=by)
    if not (name.strip() or address_1.strip()):
        raise Refused("Enter the name of the place or its address.")
    location = Location.objects.create(
        name=name.strip(), address_1=address_1.strip(), city=city.strip(), postcode=postcode.strip(),
        latitude=latitude, longitude=longitude, is_private=is_private,
    )  # fmt: skip
    _record("LOCATION_LISTED", location, by=by, at=at)
    return location


@transaction.atomic
def add_service(
    *, organisation_id: UUID, described: Described, ways: Sequence[NewWay], by: Actor, at: datetime
) -> Service:
    """List a service with every way of joining it and the status of each: none is left blank (R36).

    :raises NotAllowed: if `by` may not keep the directory
    :raises NotFound: if there is no such organisation
    :raises Refused: without a name or a way of joining, or with ages the wrong way round
    """
    policy.require(Permission.KEEP_DIRECTORY, actor=by)
    if not Organisation.objects.filter(id=organisation_id).exists():
        raise NotFound("no such organisation")
    rules.may_list(described.name, ways).require()
    rules.may_be_for_ages(described.minimum_age, described.maximum_age).require()
    service = Service.objects.create(
        organisation_id=organisation_id, **asdict(replace(described, name=described.name.strip()))
    )
    _record("SERVICE_LISTED", service, by=by, at=at)
    for way in ways:
        _add_way(service.id, way, by=by, at=at)
    return service


@transaction.atomic
def change_service(*, service_id: UUID, described: Described, by: Actor, at: datetime) -> None:
    """Change what the directory says of a service. Whether it is running is not said here.

    :raises NotAllowed: if `by` may not keep the directory
    :raises NotFound: if there is no such service
    :raises Refused: without a name, or with ages the wrong way round
    """
    policy.require(Permission.KEEP_DIRECTORY, actor=by)
    service = _lock_service(service_id)
    rules.may_list(described.name, [service]).require()
    rules.may_be_for_ages(described.minimum_age, described.maximum_age).require()
    told = asdict(replace(described, name=described.name.strip()))
    changed = [name for name, value in told.items() if getattr(service, name) != value]
    if changed:
        for name in changed:
            setattr(service, name, told[name])
        service.save(update_fields=changed)
        _record("SERVICE_CHANGED", service, by=by, at=at, fields=changed)


@transaction.atomic
def add_way(*, service_id: UUID, way: NewWay, by: Actor, at: datetime) -> WayOfJoining:
    """Add a way of joining a service, with its status.

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if there is no such service
    :raises Refused: if the service has this way already
    """
    policy.require(Permission.REPORT_STATUS, actor=by)
    _lock_service(service_id)
    return _add_way(service_id, way, by=by, at=at)


@transaction.atomic
def change_needs(*, way_id: UUID, needs: Needs, by: Actor, at: datetime) -> None:
    """Say what one needs for a way of joining.

    :raises NotAllowed: if `by` may not keep the directory
    :raises NotFound: if there is no such way
    """
    policy.require(Permission.KEEP_DIRECTORY, actor=by)
    way = _lock_way(way_id)
    told = _needs_columns(needs)
    changed = [name for name, value in told.items() if getattr(way, name) != value]
    if changed:
        for name in changed:
            setattr(way, name, told[name])
        way.save(update_fields=changed)
        _record("NEEDS_CHANGED", way, by=by, at=at, fields=changed)


@transaction.atomic
def observe(*, way_id: UUID, observed: Observed, by: Actor, at: datetime) -> None:
    """Write down what a way of joining is said to be. The one way in which a status changes (R37).

    What was said earlier than the newest that we know stands in the history and changes nothing else.

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if there is no such way
    :raises Refused: if it was said at a moment still to come
    """
    policy.require(Permission.REPORT_STATUS, actor=by)
    way = _lock_way(way_id)
    moment = observed.observed_at or at
    rules.may_have_been_observed(moment, at=at).require()
    _write_down(way, observed, moment, by=by, at=at)
    if moment < way.verified_at:
        return
    before, after = Status(way.status), observed.status
    if before != after:
        way.status, way.status_since = after, local_date(moment)
    way.verified_at, way.said_by, way.how, way.how_sure = moment, observed.said_by, observed.how, observed.how_sure
    if observed.wait_weeks is not None or before != after:
        way.wait_weeks = observed.wait_weeks
    way.save(
        update_fields=["status", "status_since", "verified_at", "said_by", "how", "how_sure", "wait_weeks"]
    )  # fmt: skip
    if before != after:
        events.publish(
            StatusChanged(
                service_id=way.service_id, way_id=way.id, mode=Mode(way.mode), before=before, after=after, by=by, at=at
            )
        )


@transaction.atomic
def close_service(*, service_id: UUID, observed: Observed, by: Actor, at: datetime) -> None:
    """Say of every way of joining at once that it is paused or closed for good.

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if there is no such service
    :raises Refused: if what is said is not that it stopped
    """
    policy.require(Permission.REPORT_STATUS, actor=by)
    _lock_service(service_id)
    if rules.is_running(observed.status) or observed.status == Status.UNKNOWN:
        raise Refused("Say whether it is paused or closed for good.")
    ways = WayOfJoining.objects.filter(service_id=service_id).exclude(status=Status.CLOSED)
    for way_id in ways.order_by("id").values_list("id", flat=True):
        observe(way_id=way_id, observed=observed, by=by, at=at)


@transaction.atomic
def report_change(*, service_id: UUID, report: Report, told: Observed, by: Actor, at: datetime) -> None:
    """Say of a whole service that it is as it was, runs as usual, goes on by phone, pauses or has closed (R37).

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if there is no such service
    :raises Refused: if nothing is known of it that could be as it was
    """
    policy.require(Permission.REPORT_STATUS, actor=by)
    _lock_service(service_id)
    ways = list(WayOfJoining.objects.filter(service_id=service_id).order_by("id"))
    said = rules.what_it_says(report, [(Mode(way.mode), Status(way.status)) for way in ways])
    if not said.statuses and not said.by_phone_too:
        raise Refused("Nobody has said yet whether it runs. Say that it is running, paused or closed.")
    for place, status in said.statuses.items():
        observe(way_id=ways[place].id, observed=replace(told, status=status), by=by, at=at)
    if said.by_phone_too:
        _add_way(service_id, NewWay(Mode.PHONE, replace(told, status=Status.OPEN)), by=by, at=at)


def _add_way(service_id: UUID, way: NewWay, *, by: Actor, at: datetime) -> WayOfJoining:
    told = way.observed
    moment = told.observed_at or at
    rules.may_have_been_observed(moment, at=at).require()
    if way.location_id and not Location.objects.filter(id=way.location_id).exists():
        raise NotFound("no such location")
    try:
        with transaction.atomic():
            added = WayOfJoining.objects.create(
                service_id=service_id, mode=way.mode, location_id=way.location_id,
                **_needs_columns(way.needs or rules.needs_by_default(way.mode)), wait_weeks=told.wait_weeks,
                status=told.status, status_since=local_date(moment), verified_at=moment, said_by=told.said_by,
                how=told.how, how_sure=told.how_sure,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused("The service has this way of joining already. Say there whether it is running.") from error
    _write_down(added, told, moment, by=by, at=at)
    return added


def _write_down(way: WayOfJoining, told: Observed, moment: datetime, *, by: Actor, at: datetime) -> None:
    observation = StatusObservation.objects.create(
        way=way, status=told.status, wait_weeks=told.wait_weeks, said_by=told.said_by, how=told.how,
        how_sure=told.how_sure, observed_at=moment, recorded_at=at, recorded_by_id=by.user_id,
        reporting_provider_id=by.organisation_id, remark=told.remark.strip(),
    )  # fmt: skip
    details = {"way": way.id, "service": way.service_id, "status": told.status}
    _record("STATUS_OBSERVED", observation, by=by, at=at, **details)


def _needs_columns(needs: Needs) -> dict[str, bool | None]:
    return {f"needs_{name}": answer for name, answer in asdict(needs).items()}


def _lock_service(service_id: UUID) -> Service:
    found = Service.objects.select_for_update(no_key=True).filter(id=service_id).first()
    if found is None:
        raise NotFound("no such service")
    return found


def _lock_way(way_id: UUID) -> WayOfJoining:
    found = WayOfJoining.objects.select_for_update(no_key=True).filter(id=way_id).first()
    if found is None:
        raise NotFound("no such way of joining")
    return found


def _record(act: str, about: BaseModel, *, by: Actor, at: datetime, **details: object) -> None:
    """Record an act under whoever did it: the directory belongs to no provider."""
    provider_id = by.organisation_id or NOBODY
    audit.record_about(
        act, table=about._meta.db_table, about_id=about.id, provider_id=provider_id, by=by, at=at, details=details
    )
