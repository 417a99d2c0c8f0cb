"""A client goes to another provider's service, because they agreed to (R4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.access import policy
from throughline.access.permissions import Permission
from throughline.caseload import moving_rules, transfer_queries
from throughline.cases import commands as cases
from throughline.cases.models import Case, CloseReason
from throughline.clients import transfer_commands as clients
from throughline.clients.commands import Particulars, lock_client
from throughline.clients.models import Answer, Client, HowAgreed, WayKind, WayToReach
from throughline.core import clock, scope
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.endings import commands as endings
from throughline.organisations import queries as organisations
from throughline.organisations.models import Organisation
from throughline.referrals.commands import Request
from throughline.referrals.models import Referral
from throughline.referrals.transfer_commands import receive_transfer


@dataclass(frozen=True, kw_only=True)
class Move:
    """Where somebody goes, how they agreed (None: they did not), and what the other provider is told."""

    to_provider_id: UUID
    how_agreed: HowAgreed | None
    told: str


@transaction.atomic
def transfer_client(*, case_id: UUID, move: Move, by: Actor, at: datetime) -> None:
    """End a case here and have the person wait for a link worker at another provider, in one act.

    The other provider gets the particulars and what `move` says. The record stays here, and can only be read.

    :raises NotAllowed: if `by` may not transfer or close
    :raises NotFound: if `by` cannot see the case, or there is no such other provider
    :raises Refused: without the person's agreement, on a closed case, or if the person has no surgery
    """
    policy.require(Permission.TRANSFER_CLIENT, actor=by)
    case = cases.lock_case(case_id, viewer=by)
    cases.require_open(case)
    client = lock_client(case.client_id, viewer=by)
    receiver = _receiver(case, move, by=by, at=at)
    waits = Referral.objects.filter(client=client).undecided_or_live().exclude(id=case.referral_id).exists()
    facts = moving_rules.TransferFacts(agreed=move.how_agreed is not None, told=move.told, waits_here=waits)
    moving_rules.may_transfer(facts).require()
    surgery_id = _surgery(client)
    withheld = Referral.objects.filter(client=client, withheld=True).exists()
    cases.close_case(
        case_id=case_id, reason=CloseReason.TRANSFERRED, note=_closing_note(receiver, move), days_tried=0, by=by, at=at
    )
    clients.note_moved(
        client=client, to_provider_id=receiver.id, how_agreed=HowAgreed(str(move.how_agreed)), by=by, at=at
    )
    rule = organisations.discharge_policy(case.provider_id, on=clock.local_date(at))
    referral = receive_transfer(
        _request(client, move, at=at), sender=case.provider, receiver=receiver, surgery_id=surgery_id,
        withheld=withheld, by=by, at=at,
    )  # fmt: skip
    with scope.also_within(receiver.id):
        endings.keep_kinder_rule(
            referral=referral, rule=rule.policy, since=rule.from_on, kept_from=case.provider.name, by=by, at=at
        )


def _receiver(case: Case, move: Move, *, by: Actor, at: datetime) -> Organisation:
    others = transfer_queries.other_providers(case.provider_id, on=clock.local_date(at))
    found = next((o for o in others if o.id == move.to_provider_id), None)
    if found is None:
        raise NotFound("no such other provider")
    return found


def _surgery(client: Client) -> UUID:
    if client.surgery_id is None:
        raise Refused("No surgery is on record for them. Ask their surgery to refer them to the other provider.")
    return client.surgery_id


def _closing_note(receiver: Organisation, move: Move) -> str:
    how = HowAgreed(str(move.how_agreed)).label.lower()
    return f"To {receiver.name}. They agreed to it {how}. {move.told.strip()}"


def _request(client: Client, move: Move, *, at: datetime) -> Request:
    """Copy what the other provider needs to begin: who they are, how to reach them, and what it was told."""
    ways = list(WayToReach.objects.filter(client=client).order_by("place"))
    emails = [way.value for way in ways if way.kind == WayKind.EMAIL]
    patient = Particulars(
        full_name=client.full_name,
        date_of_birth=client.date_of_birth,
        nhs_number=client.nhs_number or "",
        phones=[way.value for way in ways if way.kind == WayKind.PHONE],
        email=emails[0] if emails else "",
        address=client.address,
        postcode=client.postcode,
        conditions=client.conditions,
        access_needs=client.access_needs,
        can_be_phoned=Answer(client.can_be_phoned),
        can_read=Answer(client.can_read),
        has_internet=Answer(client.has_internet),
    )
    return Request(
        patient=patient, referred_on=clock.local_date(at), reason=move.told.strip(), agreed=True,
        communication_needs=client.access_needs, agreed_to_phone=client.can_be_phoned == Answer.YES,
    )  # fmt: skip
