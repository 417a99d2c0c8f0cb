"""Short words for a service in which meetings were promised."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.cases import commands as cases
from throughline.cases.models import Case, Way
from throughline.cases.rules import NextContact
from throughline.disruptions import commands
from throughline.disruptions.models import SwitchedMeeting
from throughline.organisations.models import Restriction

NO_MEETINGS = (Restriction.NO_MEETINGS,)
BOTH = (Restriction.NO_MEETINGS, Restriction.STAY_IN)


def meeting(
    service, name, *, on: date, to: str = "worker", at_hour: time | None = time(14, 15), by: str = "manager",
    **patient: Any,
) -> Case:  # fmt: skip
    """Let somebody have been promised a meeting at the surgery."""
    asked_by = {"manager": "practice", "strange manager": "strange practice"}[by]
    case = service.allocate(service.refer(name, by=asked_by, **patient).referral_id, to=to, by=by)
    promised = NextContact(
        on=on, by_id=service.staff[to].id, way=Way.AT_SURGERY, time=at_hour, place="Room 4" if at_hour else ""
    )
    with acting_as(service.actor(to)) as actor:
        held = cases.lock_case(case.id, viewer=actor)
        cases.promise_next_contact(case=held, next_contact=promised, by=actor, at=clock.test_time())
    return case


def declare(service, *, starts_on: date | None = None, restrictions=NO_MEETINGS, by: str = "manager", name="Lockdown"):
    """Declare that the service cannot work as usual."""
    with acting_as(service.actor(by)) as actor:
        return commands.begin_disruption(
            provider_id=service.places["Harbour Trust"].id, name=name, restrictions=restrictions,
            starts_on=starts_on or clock.test_time().date(), by=actor, at=clock.test_time(),
        )  # fmt: skip


def switch(service, *, by: str = "manager", **more: Any):
    """Switch the service."""
    with acting_as(service.actor(by)) as actor:
        return commands.switch_service(
            provider_id=service.places["Harbour Trust"].id, by=actor, at=clock.test_time(), **more
        )


def ease(service, *, by: str = "manager"):
    """Say that it eases."""
    now = clock.test_time()
    with acting_as(service.actor(by)) as actor:
        return commands.ease_disruption(
            provider_id=service.places["Harbour Trust"].id, eased_on=now.date(), by=actor, at=now
        )


def now(service, case) -> Case:
    """Give the case as it stands."""
    with acting_as(service.actor("manager")):
        return Case.objects.get(id=case.id)


def switched(service, case) -> SwitchedMeeting:
    """Give what became of somebody's meeting."""
    with acting_as(service.actor("manager")):
        return SwitchedMeeting.objects.select_related("promised", "instead_promised").get(case_id=case.id)


def page(service, name, *args, by="manager", sent=None) -> str:
    """Open a page, or send it something, and give its words."""
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse(f"disruptions:{name}", args=args)
    answer = browser.get(address) if sent is None else browser.post(address, sent, follow=True)
    return " ".join(answer.content.decode().split())
