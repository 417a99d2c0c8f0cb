"""What the pages about one link worker ask: where they work, what they are good at, where else they could work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.accounts import queries as accounts
from throughline.accounts.queries import AttachedSurgery
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound
from throughline.organisations import queries as organisations


@dataclass(frozen=True)
class Worker:
    """One link worker of the viewer's provider; `surgeries` are those that refer to it."""

    worker_id: UUID
    name: str
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    ties: tuple[AttachedSurgery, ...]
    surgeries: tuple[tuple[UUID, str], ...]
    today: date


def worker(worker_id: UUID, *, viewer: Actor, on: date) -> Worker:
    """Give a link worker with their surgeries and strengths, in four statements.

    :raises NotAllowed: if the viewer may not keep the team
    :raises NotFound: if there is no such active link worker at the viewer's provider
    """
    policy.require(Permission.KEEP_TEAM, actor=viewer)
    if viewer.organisation_id is None:
        raise NotFound("belongs to no organisation")
    found = next((c for c in accounts.link_workers(provider_id=viewer.organisation_id) if c.id == worker_id), None)
    if found is None:
        raise NotFound("no such active worker")
    languages, skills = accounts.languages_and_skills(provider_id=viewer.organisation_id)[worker_id]
    surgeries = tuple((s.id, s.name) for s in organisations.surgeries_of(viewer.organisation_id, on=on))
    ties = tuple(accounts.surgeries_of_worker(worker_id))
    return Worker(found.id, found.name, languages, skills, ties, surgeries, on)


def tie(attachment_id: UUID, *, viewer: Actor, on: date) -> tuple[AttachedSurgery, Worker]:
    """Give one tie of a link worker, and the link worker.

    :raises NotAllowed: if the viewer may not keep the team
    :raises NotFound: if no link worker of the viewer's provider has it
    """
    policy.require(Permission.KEEP_TEAM, actor=viewer)
    if viewer.organisation_id is None:
        raise NotFound("belongs to no organisation")
    found = accounts.attachment(attachment_id, provider_id=viewer.organisation_id)
    return found, worker(found.worker_id, viewer=viewer, on=on)
