"""What can be asked: which lists there are, what each came to, who is on them, and who is still to be compared."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts.models import Attachment
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.core.spreadsheets import safe
from throughline.organisations import queries as organisations
from throughline.organisations.models import Kind, Organisation, Relation, RelationKind
from throughline.outreach.models import (
    TO_CALL,
    BadRow,
    ColumnMapping,
    ListedPerson,
    ListedPersonQuerySet,
    Listing,
    VulnerableList,
)
from throughline.sheets.headings import BAD_FILE_HEADINGS

SOURCES = (Kind.SURGERY, Kind.COUNCIL)


@dataclass(frozen=True)
class ListRow:
    """A list and what it came to; the counts stay when the people are gone."""

    list_id: UUID
    name: str
    source: str
    received_on: date
    delete_by: date
    legal_basis: str
    rows_read: int
    listed: int
    joined: int
    flagged: int
    former: int
    repeated: int
    bad: int
    died: int
    opted_out: int
    deleted: bool


@dataclass(frozen=True)
class Flag:
    """That a list names a client."""

    list_id: UUID
    list_name: str
    received_on: date


@dataclass(frozen=True)
class Share:
    """How many people of a list a link worker has at a surgery, and with how many nobody has spoken yet."""

    surgery: str
    worker: str
    people: int
    to_call: int


@dataclass(frozen=True)
class ReturnedRow:
    """A row that goes back to whoever sent the list."""

    line: int
    field: str
    reason: str


def source_of_lists(source_id: UUID, *, provider_id: UUID, on: date, viewer: Actor) -> Organisation:
    """Give a surgery or council that sends lists to a provider, or refers to it.

    :raises NotFound: if the viewer's provider is another
    :raises Refused: if it does neither on that day
    """
    if not viewer.is_system and viewer.organisation_id != provider_id:
        raise NotFound("not this provider's lists")
    source = organisations.organisation(source_id)
    ties = Relation.objects.filter(source_id=source_id, target_id=provider_id, starts_on__lte=on)
    ties = ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    tied = ties.filter(kind__in=[RelationKind.SENDS_LIST, RelationKind.REFERS_TO]).exists()
    if source.kind not in SOURCES or not tied:
        raise Refused(
            f"{source.name} is no surgery or council that sends lists here. Tie it to the provider first: “sends lists"
            " to”."
        )
    return source


def list_taken(checksum: str, *, source_id: UUID, provider_id: UUID, viewer: Actor) -> UUID | None:
    """Find the list that this very file was taken in as."""
    found = VulnerableList.objects.visible_to(viewer).filter(provider_id=provider_id, source_id=source_id)
    taken: UUID | None = found.filter(checksum=checksum, deleted_at__isnull=True).values_list("id", flat=True).first()
    return taken


def meanings_of(source_id: UUID, *, provider_id: UUID, viewer: Actor) -> dict[str, str]:
    """Give what somebody said once that headings of a source mean; empty: not to be taken in."""
    found = ColumnMapping.objects.visible_to(viewer).filter(provider_id=provider_id, source_id=source_id)
    return dict(found.values_list("heading", "means"))


def workers_of_surgeries(provider_id: UUID, *, on: date, viewer: Actor) -> list[tuple[UUID, UUID]]:
    """List each surgery with each link worker who is attached to it, among whom its people are split."""
    ties = Attachment.objects.filter(worker__organisation_id=provider_id, worker__may_hold_cases=True)
    ties = ties.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
    return list(ties.order_by("surgery_id", "worker__name", "worker_id").values_list("surgery_id", "worker_id"))


def vulnerable_lists(*, viewer: Actor, provider_id: UUID | None = None) -> list[ListRow]:
    """List the lists, the newest first.

    :raises NotAllowed: if the viewer may not see lists
    """
    policy.require(Permission.VIEW_LISTS, actor=viewer)
    found = VulnerableList.objects.visible_to(viewer).select_related("source")
    found = found.filter(provider_id=provider_id) if provider_id else found
    return [_row(one) for one in found.order_by("-taken_at", "id")]


def vulnerable_list(list_id: UUID, *, viewer: Actor) -> ListRow:
    """Give one list with what it came to.

    :raises NotAllowed: if the viewer may not see lists
    :raises NotFound: if it is not there
    """
    policy.require(Permission.VIEW_LISTS, actor=viewer)
    found = VulnerableList.objects.visible_to(viewer).select_related("source").filter(id=list_id).first()
    if found is None:
        raise NotFound("no such list")
    return _row(found)


def flags_of(client_id: UUID, *, viewer: Actor) -> list[Flag]:
    """List the lists that name a client, the newest first: it stands on their record."""
    named = Listing.objects.visible_to(viewer).filter(person__client_id=client_id, on_list__deleted_at__isnull=True)
    rows = named.order_by("-on_list__received_on").values_list("on_list_id", "on_list__name", "on_list__received_on")
    return [Flag(*row) for row in dict.fromkeys(rows)]


def people_to_compare(*, list_id: UUID, viewer: Actor) -> ListedPersonQuerySet:
    """Give the people of a list of whom nothing says that they are a client: to be compared with everybody we know."""
    named = Listing.objects.visible_to(viewer).filter(on_list_id=list_id)
    people: ListedPersonQuerySet = ListedPerson.objects.visible_to(viewer).standing()
    return people.filter(client__isnull=True, id__in=named.values("person_id"))


def shares_of(list_id: UUID, *, viewer: Actor) -> list[Share]:
    """Count a list's people by surgery and link worker, and how many nobody has spoken with yet."""
    named = Listing.objects.visible_to(viewer).filter(on_list_id=list_id, on_list__deleted_at__isnull=True)
    people = ListedPerson.objects.visible_to(viewer).standing().filter(id__in=named.values("person_id"))
    counted = people.values("surgery__name", "worker__name").annotate(
        people=Count("id"), to_call=Count("id", filter=Q(state__in=TO_CALL))
    )
    rows = counted.order_by("surgery__name", "worker__name")
    return [Share(r["surgery__name"] or "", r["worker__name"] or "", r["people"], r["to_call"]) for r in rows]


def returned_rows(list_id: UUID, *, viewer: Actor, most: int) -> list[ReturnedRow]:
    """List the first rows of a list that go back to whoever sent it."""
    found = BadRow.objects.visible_to(viewer).filter(on_list_id=list_id).order_by("line")
    return [ReturnedRow(row.line, row.field, row.reason) for row in found[:most]]


def returned_file(list_id: UUID, *, viewer: Actor) -> str:
    """Give all rows of a list that go back as a file that a spreadsheet opens safely.

    :raises NotFound: if the list is not there
    """
    found = VulnerableList.objects.visible_to(viewer).filter(id=list_id).first()
    if found is None:
        raise NotFound("no such list")
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([*BAD_FILE_HEADINGS, *map(safe, found.headings)])
    for row in BadRow.objects.visible_to(viewer).filter(on_list=found).order_by("line").iterator():
        writer.writerow([row.line, *map(safe, (row.field, row.reason, *row.cells))])
    return out.getvalue()


def _row(one: VulnerableList) -> ListRow:
    return ListRow(
        one.id, one.name, one.source.name, one.received_on, one.delete_by, one.legal_basis, one.rows_read,
        one.people_new, one.people_joined, one.clients_flagged, one.former_flagged, one.repeated, one.bad,
        one.left_out_died, one.left_out_opted_out, one.deleted_at is not None,
    )  # fmt: skip
