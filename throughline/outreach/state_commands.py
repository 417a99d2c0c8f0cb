"""How it comes to stand with listed people, and how what a list tells of them is deleted on its day (R53)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from throughline.audit import commands as audit
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.outreach.models import BadRow, LeftOut, ListedPerson, Listing, PersonState, VulnerableList

GONE = "Deleted with the list"
EMPTY: dict[str, object] = {
    "full_name": "", "sort_name": "", "name_key": None, "date_of_birth": None, "nhs_number": None, "address": "",
    "postcode": "", "phones": [], "email": "", "reasons": [],
}  # fmt: skip
NOT_NEEDED: dict[str, object] = {"address": "", "phones": [], "email": "", "reasons": []}
"""What is emptied at once for whom nobody calls any more: the name stays until the list's day, so that another list
does not have them called again."""


@transaction.atomic
def note_listed_state(
    *, person_id: UUID, state: PersonState, why: str = "", worker_id: UUID | None = None, by: Actor, at: datetime
) -> None:
    """Let it stand so with a listed person, with a worker if one takes them up. Part of a call, which has asked.

    :raises NotFound: if the person is not there
    """
    person = ListedPerson.objects.visible_to(by).standing().select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotFound("no such listed person")
    person.state, person.closed_why = state, why
    person.worker_id = worker_id or person.worker_id
    person.save(update_fields=["state", "closed_why", "worker"])
    if state == PersonState.CLOSED:
        ListedPerson.objects.filter(id=person_id).update(**NOT_NEEDED)
        Listing.objects.visible_to(by).filter(person_id=person_id).update(cells=[])
    audit.record("LISTED_PERSON_STANDS", about=person, by=by, at=at, details={"state": state})


@transaction.atomic
def forget_list(*, list_id: UUID, by: Actor, at: datetime) -> list[UUID]:
    """Empty all that a list tells of people, and give who is forgotten: whoever another list still names stays.

    The counts stay. Whoever calls this has asked for permission.

    :raises NotFound: if the list is not there, or is deleted already
    """
    held = VulnerableList.objects.visible_to(by).select_for_update().filter(id=list_id, deleted_at__isnull=True)
    one = held.first()
    if one is None:
        raise NotFound("no such list")
    one.deleted_at, one.deleted_by_id = at, by.user_id
    one.save(update_fields=["deleted_at", "deleted_by"])
    lines = Listing.objects.visible_to(by).filter(on_list=one)
    elsewhere = Listing.objects.filter(person_id=OuterRef("id"), on_list__deleted_at__isnull=True)
    named = ListedPerson.objects.visible_to(by).filter(id__in=lines.values("person_id"))
    gone = list(named.filter(~Exists(elsewhere)).order_by("id").values_list("id", flat=True))
    lines.update(cells=[])
    everybody = ListedPerson.objects.visible_to(by)
    (everybody.filter(id__in=gone) | everybody.filter(same_as_id__in=gone)).update(**EMPTY, state=PersonState.DELETED)
    BadRow.objects.visible_to(by).filter(on_list=one).update(cells=[], field="", reason=GONE)
    LeftOut.objects.visible_to(by).filter(on_list=one).update(nhs_number=None, name_key=None)
    audit.record("LIST_DELETED", about=one, by=by, at=at, details={"people": len(gone)})
    return gone
