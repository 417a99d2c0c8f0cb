"""A referral that no surgery sent: another provider hands over its client, who agreed to it (R4)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from throughline.agreements import commands as agreements
from throughline.audit import commands as audit
from throughline.circumstances.condition_commands import note_referred_conditions
from throughline.circumstances.home_commands import note_referred_home
from throughline.clients import commands as clients
from throughline.clients import rules as client_rules
from throughline.clients.models import Client
from throughline.core import scope
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.organisations.models import Organisation
from throughline.referrals.commands import Request, join
from throughline.referrals.models import Eligible, Referral, State


@transaction.atomic
def receive_transfer(
    request: Request, *, sender: Organisation, receiver: Organisation, surgery_id: UUID, withheld: bool,
    by: Actor, at: datetime,
) -> Referral:  # fmt: skip
    """Make the person a client of the other provider, waiting for a link worker there. Part of a transfer.

    The act reaches into the other provider's records by design, and gives nothing of them back.

    :raises Refused: if the other provider's records cannot take these particulars, without saying why
    """
    with scope.also_within(receiver.id):
        client = _registered(request, receiver=receiver, surgery_id=surgery_id, by=by, at=at)
        note_referred_conditions({client.id: request.patient.conditions}, provider_id=receiver.id, by=by, at=at)
        note_referred_home(
            client_id=client.id, address=request.patient.address, postcode=request.patient.postcode,
            told_on=request.referred_on, by=by, at=at,
        )  # fmt: skip
        told_nothing = agreements.note_agreements_of_referral(
            client=client, agreed_to_phone=request.agreed_to_phone, said_on=request.referred_on, by=by, at=at
        )
        live = Referral.objects.select_for_update().filter(client=client).undecided_or_live().first()
        if live is not None:
            join(live, request=request, surgery_id=surgery_id, by=by, at=at)
            found: Referral = live
            return found
        referral = Referral.objects.create(
            provider_id=receiver.id,
            surgery_id=surgery_id,
            client=client,
            patient_name=client_rules.full_name(request.patient.full_name),
            patient_born_on=request.patient.date_of_birth,
            referred_on=request.referred_on,
            conditions=list(request.patient.conditions),
            reason=request.reason,
            communication_needs=request.communication_needs,
            agreed=request.agreed,
            agreed_to_phone=request.agreed_to_phone,
            eligible=Eligible.YES,
            eligible_why=f"They were in the service already, at {sender.name}",
            state=State.WAITING,
            withheld=withheld or told_nothing,
            received_at=at,
            received_by_id=by.user_id,
        )
        audit.record("REFERRAL_TRANSFERRED_IN", about=referral, by=by, at=at, details={"from": sender.id})
        return referral


def _registered(request: Request, *, receiver: Organisation, surgery_id: UUID, by: Actor, at: datetime) -> Client:
    try:
        return clients.register_client(request.patient, provider_id=receiver.id, surgery_id=surgery_id, by=by, at=at)
    except Refused:
        # Why would say something of a person in the other provider's records.
        raise Refused(
            f"{receiver.name} cannot take this record over as it stands. Ask them on the phone to open one themselves,"
            " or check the particulars here."
        ) from None
