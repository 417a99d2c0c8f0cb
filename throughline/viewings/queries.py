"""What can be asked of viewings: may somebody go straight in, and who has looked at a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL

from throughline.absences import queries as absences
from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.audit.models import AuditEntry
from throughline.cases.models import Case
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.core.paging import Page, bounds, page
from throughline.referrals.models import Referral
from throughline.viewings import rules
from throughline.viewings.models import ReasonToLook, Why

# In SQL, since it is asked before every page about a client: putting a query set together took longer than asking it.
THEIRS = """(
    exists (
        select from cases_case c
        where c.client_id = clients_client.id and %s in (c.worker_id, c.next_contact_by_id) and (
            c.closed_at is null
            or not exists (select from cases_case l where l.client_id = c.client_id and l.opened_at > c.opened_at)))
    or exists (
        select from referrals_referral r join accounts_attachment a on a.surgery_id = r.surgery_id
        where r.client_id = clients_client.id and r.state in ('WAITING', 'TO_DECIDE') and a.worker_id = %s
          and a.starts_on <= %s and (a.ends_on is null or a.ends_on >= %s)))
"""


@dataclass(frozen=True)
class Entrance:
    """A client whose record somebody is about to open."""

    client_id: UUID
    provider_id: UUID
    must_say_why: bool
    reason_id: UUID | None
    """The reason they gave today, where one was needed."""


@dataclass(frozen=True)
class Question:
    """What the page says that asks why: whose record it is, and who looks after them."""

    client_id: UUID
    name: str
    worker: str


@dataclass(frozen=True)
class Seen:
    """One entry of the trail about a client: who did what when, and why if they were asked."""

    at: datetime
    who: str
    act: str
    page: str
    why: Why | None
    words: str


@dataclass(frozen=True)
class Looked:
    """Who looked at a client's record, newest first."""

    client_id: UUID
    name: str
    page: Page[Seen]


def entrance(named: Q, *, viewer: Actor, on: date) -> Entrance | None:
    """Say whether somebody may go straight in to a client's record; None if they see no such client.

    Theirs are the clients whose link worker they are or were last, whose next contact they make, and who wait for a
    link worker at one of their surgeries: one statement. For others, two more ask whether they cover for a colleague.
    """
    found = Client.objects.visible_to(viewer).filter(named)
    is_asked = rules.is_asked(
        carries_caseload=policy.permits(viewer, Permission.VIEW_MY_DAY),
        oversees_team=policy.permits(viewer, Permission.VIEW_TEAM),
    )
    if not is_asked:
        row = found.values_list("id", "provider_id").first()
        return Entrance(row[0], row[1], must_say_why=False, reason_id=None) if row else None
    theirs = RawSQL(THEIRS, (viewer.user_id, viewer.user_id, on, on), output_field=BooleanField())
    given = ReasonToLook.objects.filter(client=OuterRef("id"), given_by_id=viewer.user_id, day=on).values("id")[:1]
    annotated = found.annotate(theirs=theirs, reason_id=Subquery(given))
    row = annotated.values_list("id", "provider_id", "theirs", "reason_id").first()
    if row is None:
        return None
    client_id, provider_id, is_theirs, reason_id = row
    is_theirs = is_theirs or reason_id is None and _they_cover(client_id, viewer=viewer, on=on)
    return Entrance(client_id, provider_id, rules.must_say_why(is_theirs, reason_id is not None), reason_id)


def question(client_id: UUID, *, viewer: Actor) -> Question:
    """Give what the page shows that asks why.

    :raises NotFound: if the viewer cannot see the client
    """
    worker = Case.objects.filter(client=OuterRef("id")).still_open().values("worker__name")[:1]
    found = Client.objects.visible_to(viewer).filter(id=client_id).annotate(worker=Subquery(worker))
    row = found.values_list("id", "full_name", "worker").first()
    if row is None:
        raise NotFound("no such client")
    return Question(row[0], row[1], row[2] or "")


def who_looked(client_id: UUID, *, viewer: Actor, number: int = 1) -> Looked:
    """List who looked at a client's record and what was changed in it, newest first, in four statements (R131).

    :raises NotAllowed: if the viewer may not see who looked
    :raises NotFound: if the viewer cannot see the client
    """
    policy.require(Permission.VIEW_WHO_LOOKED, actor=viewer)
    client = Client.objects.visible_to(viewer).filter(id=client_id).only("id", "full_name").first()
    if client is None:
        raise NotFound("no such client")
    start, end = bounds(number)
    about = _records_of(client_id)
    entries = list(AuditEntry.objects.visible_to(viewer).filter(about_id__in=about).order_by("-id")[start:end])
    return Looked(client.id, client.full_name, page(list(_seen(entries, viewer=viewer)), number))


def _records_of(client_id: UUID) -> list[UUID]:
    cases = Case.objects.filter(client_id=client_id).values_list("id")
    referrals = Referral.objects.filter(client_id=client_id).values_list("id")
    return [client_id, *(row[0] for row in cases.union(referrals, all=True))]


def _seen(entries: list[AuditEntry], *, viewer: Actor) -> Iterator[Seen]:
    names = accounts.names_of(entry.user_id for entry in entries)
    asked = [entry.details["reason"] for entry in entries if entry.details.get("reason")]
    reasons = ReasonToLook.objects.visible_to(viewer).in_bulk([a for a in asked if _is_id(a)])
    for entry in entries:
        told = entry.details.get("reason")
        reason = reasons.get(UUID(told)) if told and _is_id(told) else None
        yield Seen(
            at=entry.at,
            who=names.get(entry.user_id, ""),
            act=entry.act,
            page=entry.details.get("page", ""),
            why=Why(reason.why) if reason else None,
            words=reason.words if reason else "",
        )


def _is_id(text: object) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True


def _they_cover(client_id: UUID, *, viewer: Actor, on: date) -> bool:
    away = [covered.worker_id for covered in absences.covered_workers(on, viewer=viewer)]
    return (
        bool(away)
        and Case.objects.visible_to(viewer).still_open().filter(client_id=client_id, worker_id__in=away).exists()
    )
