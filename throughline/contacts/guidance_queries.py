"""Who is to be told the new guidance: told an old version, and worried about the rules (R54)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.cases.models import Case
from throughline.clients.models import Answer
from throughline.contacts.models import Contact
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.guidance import queries as guidance


@dataclass(frozen=True)
class ToTell:
    """Somebody who is to be told, and what they were told last."""

    case_id: UUID
    client_id: UUID
    name: str
    worker: str
    told: str
    told_on: date


def to_be_told(*, viewer: Actor, on: date) -> tuple[ToTell, ...]:
    """List who was told a version that holds no longer and is worried about the rules, the longest ago first.

    In three statements. Whoever is told the version that holds, or says that they are not worried, leaves the list.
    """
    versions = {one.version_id: one for one in guidance.every_version()}
    cases = Case.objects.visible_to(viewer).still_open()
    if not policy.permits(viewer, Permission.VIEW_TEAM):
        cases = cases.filter(worker_id=viewer.user_id)
    told = Contact.objects.visible_to(viewer).standing().filter(case__in=cases, guidance__isnull=False)
    last_told = {case_id: (version_id, at) for case_id, version_id, at in told.order_by(
        "happened_at", "recorded_at").values_list("case_id", "guidance_id", "happened_at")}  # fmt: skip
    asked = Contact.objects.visible_to(viewer).standing().filter(case_id__in=last_told)
    asked = asked.exclude(worried_about_rules=Answer.NOT_ASKED).order_by("happened_at", "recorded_at")
    worried = dict(asked.values_list("case_id", "worried_about_rules"))
    old = {case_id: told for case_id, told in last_told.items()
           if worried.get(case_id) == Answer.YES and not versions[told[0]].holds(on)}  # fmt: skip
    rows = cases.filter(id__in=old).values_list("id", "client_id", "client__full_name", "worker__name")
    found = [
        ToTell(case_id, client_id, name, worker, versions[old[case_id][0]].called, clock.local_date(old[case_id][1]))
        for case_id, client_id, name, worker in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.told_on, one.name)))
