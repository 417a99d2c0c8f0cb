"""Rows of referrals: each goes the way of a referral that a surgery sends by its page."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from throughline.clients import commands as clients
from throughline.clients import rules as client_rules
from throughline.clients.commands import Particulars
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import NotFound, Refused
from throughline.imports import queries, rules
from throughline.imports.verdicts import AGAIN, TAKEN, Verdict, bad
from throughline.organisations import queries as organisations
from throughline.referrals import commands as referrals
from throughline.referrals.commands import Request
from throughline.sheets import Problem, Row, dates, values
from throughline.sheets.values import Reading


class ReferralRows:
    """Takes referrals one by one, and knows who was in the file before."""

    def __init__(self, by: Actor, at: datetime) -> None:
        self._by, self._at, self._today = by, at, clock.local_date(at)
        self._row_of: dict[UUID, int] = {}

    def take(self, rows: list[Row]) -> list[Verdict]:
        """Take referrals in; a row that is refused leaves nothing behind."""
        return [self._take_one(row) for row in rows]

    def _take_one(self, row: Row) -> Verdict:
        if row.problem:
            return bad(Problem(row.field, row.problem))
        reading = Reading(row.values)
        surgery_id = reading.of("surgery", _surgery)
        request = _request(reading, on=self._today)
        if reading.problems:
            return bad(*reading.problems)
        try:
            with transaction.atomic():
                return self._refer(row.number, request, surgery_id)
        except Refused as refusal:
            return bad(Problem("agreed" if not request.agreed else "", str(refusal)))

    def _refer(self, number: int, request: Request, surgery_id: UUID) -> Verdict:
        client_id = self._client_known_as(request, surgery_id)
        if client_id and client_id in self._row_of:
            return bad(rules.same_person_as(self._row_of[client_id]))
        here = client_id and queries.referred_already(
            client_id, surgery_id=surgery_id, referred_on=request.referred_on, viewer=self._by
        )
        received = None if here else referrals.refer(request, surgery_id=surgery_id, by=self._by, at=self._at)
        client_id = client_id or self._client_known_as(request, surgery_id)
        if client_id:
            self._row_of[client_id] = number
        return AGAIN if received is None or received.joined else TAKEN

    def _client_known_as(self, request: Request, surgery_id: UUID) -> UUID | None:
        """Find the person's record at the service that their surgery refers to."""
        try:
            provider = organisations.provider_for_surgery(surgery_id, on=request.referred_on)
        except NotFound as error:
            raise Refused("This surgery referred to no service on that day. Check the surgery and the day.") from error
        client = clients.same_person(clients.checked(request.patient, on=self._today), provider_id=provider.id)
        return client.id if client else None


def _surgery(name: str) -> UUID:
    surgery = organisations.surgery_named(name) if name else None
    if surgery is None:
        raise Refused(f"There is no surgery called “{name}”. Check its name." if name else "Give the surgery's name.")
    return surgery.id


def _request(reading: Reading, *, on: date) -> Request:
    patient = Particulars(
        full_name=reading.of("name", values.name),
        date_of_birth=reading.of("date_of_birth", lambda text: values.born_on(text, on=on)),
        nhs_number=reading.of("nhs_number", values.nhs_number),
        phones=reading.of("phones", values.phones),
        address=reading.text("address"),
        postcode=reading.of("postcode", client_rules.postcode),
        conditions=values.listed(reading.text("conditions")),
    )
    return Request(
        patient=patient,
        referred_on=reading.of("referred_on", lambda text: _referred_on(text, on=on)),
        reason=reading.text("reason"),
        wants=reading.text("wants"),
        communication_needs=reading.text("communication_needs"),
        agreed=reading.of("agreed", rules.yes_or_no),
        agreed_to_phone=reading.of("agreed_to_phone", rules.yes_or_no),
    )


def _referred_on(text: str, *, on: date) -> date:
    if not text:
        raise Refused("Give the day of the referral.")
    day = dates.day(text)
    if day > on:
        raise Refused("The day of the referral is in the future. Check the date.")
    return day
