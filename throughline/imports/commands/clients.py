"""Rows of a caseload: people who come in with their link worker and the next contact they were promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from throughline.cases import bulk_commands as cases
from throughline.cases.bulk_commands import Opening
from throughline.cases.models import Level
from throughline.cases.rules import NextContact
from throughline.circumstances.condition_commands import note_referred_conditions
from throughline.circumstances.home_commands import note_referred_home
from throughline.clients import bulk_commands as clients
from throughline.clients import rules as client_rules
from throughline.clients.bulk_commands import Arrival, Registered
from throughline.clients.commands import Particulars, register_client
from throughline.core import clock
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.imports import queries, rules
from throughline.imports.queries import CaseHolder
from throughline.imports.verdicts import AGAIN, TAKEN, Verdict, bad
from throughline.organisations import queries as organisations
from throughline.sheets import Problem, Row, values
from throughline.sheets.values import Reading

WAITS = Problem("name", "This person's referral waits for a link worker. Allocate it, and leave them out of the file.")


@dataclass(frozen=True)
class CaseloadRow:
    """A row that can be read: who it is, who works with them, and what was promised."""

    number: int
    arrival: Arrival
    worker: CaseHolder
    level: Level
    next_contact: NextContact
    spoken_on: date | None


class ClientRows:
    """Takes caseload rows, chunk by chunk, and knows who was in the file before."""

    def __init__(self, by: Actor, at: datetime) -> None:
        self._by, self._at, self._today = by, at, clock.local_date(at)
        self._workers = queries.case_holders()
        self._surgeries: dict[UUID, dict[str, UUID]] = {}
        self._row_of: dict[UUID, int] = {}

    def take(self, rows: list[Row]) -> list[Verdict]:
        """Take people in with their cases. Those who have a link worker already are left as they are."""
        verdicts: dict[int, Verdict] = {}
        readable: dict[UUID, list[CaseloadRow]] = {}
        for row in rows:
            read = self._read(row)
            if isinstance(read, CaseloadRow):
                readable.setdefault(read.worker.provider_id, []).append(read)
            else:
                verdicts[row.number] = read
        for provider_id, those in readable.items():
            verdicts.update(self._take_in(those, provider_id))
        return [verdicts[row.number] for row in rows]

    def _read(self, row: Row) -> CaseloadRow | Verdict:
        if row.problem:
            return bad(Problem(row.field, row.problem))
        reading = Reading(row.values)
        worker = reading.of("worker", self._worker)
        particulars = _particulars(reading, on=self._today)
        surgery_id = reading.of("surgery", lambda name: self._surgery(name, worker)) if worker else None
        level = reading.of("level", rules.level)
        way = reading.of("next_contact_way", lambda t: rules.way(t, can_be_phoned=particulars.can_be_phoned))
        next_on = reading.of("next_contact", lambda t: rules.next_contact_on(t, on=self._today))
        spoken_on = reading.of("last_spoken", lambda t: rules.spoken_on(t, on=self._today))
        if reading.problems:
            return bad(*reading.problems)
        next_contact = NextContact(on=next_on, by_id=worker.id, way=way)
        return CaseloadRow(row.number, Arrival(particulars, surgery_id), worker, level, next_contact, spoken_on)

    def _worker(self, email: str) -> CaseHolder:
        found = self._workers.get(email.casefold())
        if found is None:
            raise Refused(
                "No active link worker has this e-mail address. Open their account first, or name a colleague."
                if email
                else "Give the link worker's e-mail address. Nobody is taken in without a link worker."
            )
        return found

    def _surgery(self, name: str, worker: CaseHolder) -> UUID | None:
        if worker.provider_id not in self._surgeries:
            found = organisations.surgeries_of(worker.provider_id, on=self._today)
            self._surgeries[worker.provider_id] = {surgery.name.casefold(): surgery.id for surgery in found}
        return rules.surgery_id(name, known=self._surgeries[worker.provider_id], whose=worker.provider_name)

    def _take_in(self, rows: list[CaseloadRow], provider_id: UUID) -> dict[int, Verdict]:
        registered = clients.register_many(
            [row.arrival for row in rows], provider_id=provider_id, by=self._by, at=self._at
        )
        were_here = {r.client_id for r in registered if not r.is_new}
        with_case = queries.have_open_case(were_here, viewer=self._by)
        waiting = queries.wait_for_worker(were_here - with_case, viewer=self._by)
        verdicts = {}
        for row, found in zip(rows, registered, strict=True):
            verdicts[row.number] = self._verdict(row, found, with_case=with_case, waiting=waiting)
        taken = [(r, f.client_id) for r, f in zip(rows, registered, strict=True) if verdicts[r.number].taken]
        self._complete([row for row, id_ in taken if id_ in were_here], provider_id)
        note_referred_conditions(
            {id_: row.arrival.particulars.conditions for row, id_ in taken},
            provider_id=provider_id, by=self._by, at=self._at,
        )  # fmt: skip
        openings = [self._opening(row, client_id) for row, client_id in taken]
        cases.open_many(openings, provider_id=provider_id, by=self._by, at=self._at)
        return verdicts

    def _verdict(self, row: CaseloadRow, found: Registered, *, with_case: set[UUID], waiting: set[UUID]) -> Verdict:
        if found.refused:
            return bad(Problem("nhs_number", found.refused))
        before = self._row_of.setdefault(found.client_id, row.number)
        if before != row.number:
            return bad(rules.same_person_as(before))
        if found.client_id in with_case:
            return AGAIN
        return bad(WAITS) if found.client_id in waiting else TAKEN

    def _complete(self, rows: list[CaseloadRow], provider_id: UUID) -> None:
        """Add what the file knows of people who were here before without a link worker, one by one: they are few."""
        for row in rows:
            known = row.arrival.particulars
            client = register_client(
                known, provider_id=provider_id, surgery_id=row.arrival.surgery_id, by=self._by, at=self._at
            )
            note_referred_home(
                client_id=client.id, address=known.address, postcode=known.postcode, told_on=self._today,
                by=self._by, at=self._at,
            )  # fmt: skip

    def _opening(self, row: CaseloadRow, client_id: UUID) -> Opening:
        spoken_on = row.spoken_on
        return Opening(
            client_id=client_id,
            worker_id=row.worker.id,
            level=row.level,
            next_contact=row.next_contact,
            first_contact_due_on=None if spoken_on else row.next_contact.on,
            last_reached_at=rules.moment_of(spoken_on, at=self._at) if spoken_on else None,
        )


def _particulars(reading: Reading, *, on: date) -> Particulars:
    """Read who somebody is from a caseload row; what cannot be right becomes a problem of the row."""
    return Particulars(
        full_name=reading.of("name", values.name),
        date_of_birth=reading.of("date_of_birth", lambda text: values.born_on(text, on=on)),
        nhs_number=reading.of("nhs_number", values.nhs_number),
        phones=reading.of("phones", values.phones),
        email=reading.of("email", values.email),
        address=reading.text("address"),
        postcode=reading.of("postcode", client_rules.postcode),
        conditions=values.listed(reading.text("conditions")),
        access_needs=reading.text("access_needs"),
        can_be_phoned=reading.of("can_be_phoned", rules.answer),
        can_read=reading.of("can_read", rules.answer),
        has_internet=reading.of("has_internet", rules.answer),
    )
