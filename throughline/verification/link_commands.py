"""A service answers for itself: a worker makes a link, and whoever holds it says once how the service is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.clock import local_date
from throughline.core.decisions import NotFound, Refused
from throughline.core.scope import NOBODY
from throughline.directory import commands as directory
from throughline.directory import queries as directory_queries
from throughline.directory.writing import Observed
from throughline.verification import queries, rules
from throughline.verification.models import ServiceLink


@transaction.atomic
def make_link(*, service_id: UUID, by: Actor, at: datetime) -> str:
    """Make a link for a service and give its signed part. It stands nowhere else: it cannot be read again.

    :raises NotAllowed: if `by` may not report what is running
    :raises NotFound: if there is no such service
    :raises Refused: if the service has as many links as it may have
    """
    policy.require(Permission.REPORT_STATUS, actor=by)
    directory_queries.service(service_id)
    today = local_date(at)
    unused = ServiceLink.objects.filter(service_id=service_id, used_at__isnull=True, last_day_on__gte=today)
    rules.may_make_link(unused.count()).require()
    link = ServiceLink.objects.create(
        service_id=service_id, made_at=at, made_by_id=by.user_id, last_day_on=rules.last_day(today)
    )  # fmt: skip
    audit.record_about(
        "SERVICE_LINK_MADE", table=link._meta.db_table, about_id=link.id, provider_id=by.organisation_id or NOBODY,
        by=by, at=at, details={"service": service_id},
    )  # fmt: skip
    return queries.token_of(link)


@transaction.atomic
def open_link(*, token: str, by: Actor, at: datetime) -> queries.Asked:
    """Count that a link was tried, and give what it asks.

    :raises Refused: if it is not whole, used, run out or tried too often
    """
    link = _usable(token, at=at)
    ServiceLink.objects.filter(id=link.id).update(opened=F("opened") + 1)
    return queries.asked_by_link(link)


@transaction.atomic
def answer_link(*, token: str, said: Mapping[UUID, Observed], by: Actor, at: datetime) -> None:
    """Take what a service says by its link, once. `by` is the system: whoever holds the link has no account.

    :raises NotFound: if something is said of another service
    :raises Refused: if the link cannot be used, or nothing is said
    """
    link = _usable(token, at=at)
    if not said:
        raise Refused("Say how it is now.")
    if not set(said) <= {way.id for way in queries.asked_by_link(link).ways}:
        raise NotFound("a way of joining of another service")
    for way_id in sorted(said):
        directory.observe(way_id=way_id, observed=said[way_id], by=by, at=at)
    link.used_at = at
    link.save(update_fields=["used_at"])


def _usable(token: str, *, at: datetime) -> ServiceLink:
    """Hold a link that may be used."""
    found, _ = queries.link_in(token)
    if found is not None:
        ServiceLink.objects.select_for_update().get(id=found.id)
    link, facts = queries.link_in(token)
    rules.may_use(facts, on=local_date(at)).require()
    if link is None:
        raise Refused(rules.may_use(None, on=local_date(at)).reason)
    return link
