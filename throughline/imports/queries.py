"""What can be asked of imports: which columns a file must have, and what of a file is here already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from throughline.accounts.models import User
from throughline.cases.models import Case
from throughline.core.actor import Actor
from throughline.imports.columns import columns_of
from throughline.referrals.models import Referral, State
from throughline.sheets.columns import Column


@dataclass(frozen=True)
class CaseHolder:
    """Somebody who may hold cases, and for whom they work."""

    id: UUID
    provider_id: UUID
    provider_name: str


def schema(kind: str) -> list[Column]:
    """List the columns of a kind of file.

    :raises Refused: naming the kinds, if there is no such kind
    """
    return list(columns_of(kind))


def case_holders() -> dict[str, CaseHolder]:
    """Give everyone who may hold cases, of every provider, by e-mail address in lower case."""
    holders = User.objects.filter(may_hold_cases=True).select_related("organisation")
    return {u.email.casefold(): CaseHolder(u.id, u.organisation_id, u.organisation.name) for u in holders}


def have_open_case(client_ids: Collection[UUID], *, viewer: Actor) -> set[UUID]:
    """Give those of these people who have a link worker already."""
    found = Case.objects.visible_to(viewer).still_open().filter(client_id__in=client_ids)
    return set(found.values_list("client_id", flat=True))


def wait_for_worker(client_ids: Collection[UUID], *, viewer: Actor) -> set[UUID]:
    """Give those of these people whose referral waits to be decided or allocated."""
    waiting = Referral.objects.visible_to(viewer).filter(state__in=[State.WAITING, State.TO_DECIDE])
    return set(waiting.filter(client_id__in=client_ids).values_list("client_id", flat=True))


def referred_already(client_id: UUID, *, surgery_id: UUID, referred_on: date, viewer: Actor) -> bool:
    """Say whether this surgery's referral of this day is here, whatever became of it."""
    found = Referral.objects.visible_to(viewer).filter(client_id=client_id, surgery_id=surgery_id)
    return found.filter(referred_on=referred_on).exists()
