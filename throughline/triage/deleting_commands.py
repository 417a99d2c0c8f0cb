"""What a list tells of people is deleted on its day, with what calls told of them; the counts stay (R53, SET18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.linkage import commands as linkage
from throughline.outreach import state_commands as outreach
from throughline.tasks import listed_commands as tasks
from throughline.triage import queries
from throughline.triage.models import Call, Told


@dataclass(frozen=True)
class Deleted:
    """How many lists were deleted, how many people forgotten."""

    lists: int
    people: int


@transaction.atomic
def delete_due_lists(*, by: Actor, at: datetime) -> Deleted:
    """Delete every list whose day has come. Again, it does nothing.

    A person whom another list still names stays. What is needed still is named to nobody after this: the page of calls
    names it until then.

    :raises NotAllowed: if `by` may not take lists in
    """
    policy.require(Permission.TAKE_IN_LISTS, actor=by)
    due = queries.lists_due(viewer=by, on=clock.local_date(at))
    people: list[UUID] = []
    for list_id in due:
        people += outreach.forget_list(list_id=list_id, by=by, at=at)
    linkage.forget_matches(person_ids=people, by=by, at=at)
    _forget_calls(people, by=by, at=at)
    return Deleted(len(due), len(people))


def _forget_calls(people: list[UUID], *, by: Actor, at: datetime) -> None:
    calls = Call.objects.visible_to(by).filter(person_id__in=people)
    told = Told.objects.visible_to(by).filter(call__in=calls.values("id"))
    tasks.forget_listed(list(told.filter(due_on__isnull=False).values_list("id", flat=True)), by=by, at=at)
    told.update(words="", how_met="")
    calls.update(words="")
