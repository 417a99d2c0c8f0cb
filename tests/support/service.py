"""A small service to test with: two providers, their surgeries and staff, and short words for what people do there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.support import clock
from throughline.accounts import commands as accounts
from throughline.accounts.models import RoleCode, User
from throughline.accounts.queries import actor_for
from throughline.accounts.scopes import acting_as
from throughline.caseload import commands as caseload
from throughline.cases.models import Case, Way
from throughline.cases.rules import NextContact
from throughline.clients.commands import Particulars
from throughline.contacts import commands as contacts
from throughline.contacts.commands import Ending, WhatHappened
from throughline.contacts.models import Outcome
from throughline.core.actor import Actor
from throughline.organisations import commands as organisations
from throughline.organisations.models import Kind, Organisation, RelationKind
from throughline.referrals import commands as referrals

SYSTEM = Actor.system("test")
FIRST_DAY = date(2019, 1, 1)


@dataclass
class Service:
    """The people and places; `amina` is the person that most tests are about."""

    places: dict[str, Organisation] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Give the actor that a member of staff is at work."""
        return actor_for(self.staff[name], purpose="direct care")

    def refer(self, name: str = "Amina Begum", *, surgery: str = "Elm Street", by: str = "practice",
              at: datetime | None = None, **changes: Any) -> referrals.Received:  # fmt: skip
        """Have a surgery refer somebody eligible."""
        moment = at or clock.test_time()
        patient = Particulars(**{
            "full_name": name, "date_of_birth": date(1960, 5, 1), "conditions": ["type 2 diabetes"],
            "phones": ["0191 498 0123"], **changes,
        })  # fmt: skip
        request = referrals.Request(patient=patient, referred_on=moment.date(), agreed=True, agreed_to_phone=True)
        with acting_as(self.actor(by)) as actor:
            return referrals.refer(request, surgery_id=self.places[surgery].id, by=actor, at=moment)

    def allocate(
        self, referral_id: UUID, *, to: str = "worker", by: str = "manager", at: datetime | None = None
    ) -> Case:
        """Have a manager allocate a referral."""
        with acting_as(self.actor(by)) as actor:
            return caseload.allocate_referral(
                referral_id=referral_id, worker_id=self.staff[to].id, by=actor, at=at or clock.test_time()
            )

    def open_case(
        self, name: str = "Amina Begum", *, to: str = "worker", at: datetime | None = None, **changes: Any
    ) -> Case:
        """Refer and allocate somebody."""
        return self.allocate(self.refer(name, at=at, **changes).referral_id, to=to, at=at)

    def contact(
        self,
        case: Case,
        outcome: Outcome = Outcome.SPOKE,
        *,
        by: str = "worker",
        way: Way = Way.PHONE,
        in_days: int = 42,
        next_way: Way = Way.PHONE,
        ending: Ending | None = None,
        at: datetime | None = None,
        **what: Any,
    ) -> UUID:
        """Have a worker record a contact with the next one so many days on, or an ending."""
        moment = at or clock.test_time()
        contact_id = uuid4()
        then = ending or NextContact(
            on=(moment + timedelta(days=in_days)).date(), by_id=self.staff[by].id, way=next_way
        )
        with acting_as(self.actor(by)) as actor:
            contacts.record_contact(
                contact_id=contact_id,
                case_id=case.id,
                what=WhatHappened(**{"way": way, "outcome": outcome, "happened_at": moment, **what}),
                then=then,
                by=actor,
                at=moment,
            )
        return contact_id


def build_service() -> Service:
    """Build Harbour Trust (A) with Elm Street, and Northgate (B) with Hilltop."""
    service, at = Service(), clock.START - timedelta(days=400)
    with acting_as(SYSTEM):
        for kind, name in [
            (Kind.COMMISSIONER, "CCG"), (Kind.PROVIDER, "Harbour Trust"), (Kind.PROVIDER, "Northgate Wellbeing"),
            (Kind.SURGERY, "Elm Street"), (Kind.SURGERY, "Hilltop"), (Kind.LINKED_SERVICE, "Allotment"),
            (Kind.UNIVERSITY, "University"), (Kind.TRANSCRIPTION, "Typists"),
        ]:  # fmt: skip
            service.places[name] = organisations.register_organisation(
                kind=kind, name=name, commissioned_by=service.places.get("CCG"), from_on=FIRST_DAY, by=SYSTEM, at=at
            )
        for surgery, provider in [("Elm Street", "Harbour Trust"), ("Hilltop", "Northgate Wellbeing")]:
            organisations.relate(source=service.places[surgery], kind=RelationKind.REFERS_TO,
                                 target=service.places[provider], from_on=FIRST_DAY, by=SYSTEM, at=at)  # fmt: skip
    for name, place, role in [
        ("worker", "Harbour Trust", RoleCode.LINK_WORKER), ("colleague", "Harbour Trust", RoleCode.LINK_WORKER),
        ("senior", "Harbour Trust", RoleCode.SENIOR_LINK_WORKER), ("manager", "Harbour Trust", RoleCode.MANAGER),
        ("administrator", "Harbour Trust", RoleCode.ADMINISTRATOR), ("practice", "Elm Street", RoleCode.PRACTICE_USER),
        ("commissioner", "CCG", RoleCode.COMMISSIONER), ("stranger", "Northgate Wellbeing", RoleCode.LINK_WORKER),
        ("strange manager", "Northgate Wellbeing", RoleCode.MANAGER),
        ("strange practice", "Hilltop", RoleCode.PRACTICE_USER),
        ("linked service", "Allotment", RoleCode.LINKED_SERVICE), ("researcher", "University", RoleCode.RESEARCHER),
        ("transcriber", "Typists", RoleCode.TRANSCRIBER),
        ("study administrator", "University", RoleCode.STUDY_ADMINISTRATOR),
    ]:  # fmt: skip
        _staff(service, name, place, role, at)
    return service


def _staff(service: Service, name: str, place: str, role: RoleCode, at: datetime) -> None:
    with acting_as(SYSTEM):
        user = accounts.open_account(
            name=f"{name.title()} of {place}", email=f"{name.replace(' ', '.')}@example.org",
            organisation=service.places[place], role=role, by=SYSTEM, at=at,
        )  # fmt: skip
        service.staff[name] = user
        surgery = {"Harbour Trust": "Elm Street", "Northgate Wellbeing": "Hilltop"}.get(place)
        if surgery and role in (RoleCode.LINK_WORKER, RoleCode.SENIOR_LINK_WORKER):
            accounts.attach(worker=user, surgery=service.places[surgery], from_on=FIRST_DAY, by=SYSTEM, at=at)
