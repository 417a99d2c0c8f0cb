"""A gym, a counselling service, and short words for referring on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.support import clock
from tests.support.service import Service
from throughline.accounts.scopes import acting_as
from throughline.agreements import commands as agreements
from throughline.agreements.commands import Stating
from throughline.agreements.models import About, Stance
from throughline.cases.models import Case
from throughline.directory import commands as directory
from throughline.directory.kinds import Category, Mode, Status
from throughline.directory.models import Service as Offered
from throughline.directory.models import WayOfJoining
from throughline.directory.writing import Described, NewWay, Observed
from throughline.onward_referrals import commands
from throughline.onward_referrals.commands import ReferringOn, WhatBecame
from throughline.onward_referrals.models import OnwardReferral, State, Strength


def offered(
    service: Service, name: str = "Riverside gym", category: Category = Category.PHYSICAL_ACTIVITY,
    *modes: Mode, **described: Any,
) -> Offered:  # fmt: skip
    """List a service that is open."""
    ways = [NewWay(mode, Observed(Status.OPEN)) for mode in modes or (Mode.IN_PERSON,)]
    with acting_as(service.actor("worker")) as by:
        place = directory.list_organisation(name=f"{name} Ltd", by=by, at=clock.test_time())
        return directory.add_service(
            organisation_id=place.id, described=Described(name=name, category=category, **described), ways=ways,
            by=by, at=clock.test_time(),
        )  # fmt: skip


def way(one: Offered, mode: Mode = Mode.IN_PERSON) -> WayOfJoining:
    """Give a way of joining it."""
    return WayOfJoining.objects.get(service=one, mode=mode)


def may_tell(service: Service, case: Case, one: Offered) -> None:
    """Record that they agree to our telling the service about them."""
    stating = Stating(
        about=About.LINKED_SERVICE, subject=one.name, stance=Stance.GIVEN, said_on=clock.test_time().date()
    )
    with acting_as(service.actor("worker")) as by:
        agreements.record_agreement(stating, client_id=case.client_id, by=by, at=clock.test_time())


def refer_on(
    service: Service, case: Case, one: Offered, *, by: str = "worker", in_days: int | None = 14,
    strength: Strength = Strength.REFERRED, mode: Mode = Mode.IN_PERSON, **more: Any,
) -> OnwardReferral:  # fmt: skip
    """Refer somebody on."""
    on = (clock.test_time() + timedelta(days=in_days)).date() if in_days is not None else None
    referring = ReferringOn(way_id=way(one, mode).id, strength=strength, check_back_on=on, **more)
    with acting_as(service.actor(by)) as actor:
        return commands.refer_on(referring, case_id=case.id, by=actor, at=clock.test_time())


def became(
    service: Service, onward: OnwardReferral, to: State, *, by: str = "worker", in_days: int | None = 14, **more: Any
) -> OnwardReferral:
    """Note what became of it today, with a day to check back."""
    on = (clock.test_time() + timedelta(days=in_days)).date() if in_days is not None else None
    told = WhatBecame(**{"to": to, "happened_on": clock.test_time().date(), "check_back_on": on, **more})
    with acting_as(service.actor(by)) as actor:
        return commands.note_what_became(told, onward_id=onward.id, by=actor, at=clock.test_time())
