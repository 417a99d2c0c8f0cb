"""Short words for lists that came in and calls that are made."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.outreach import commands as outreach
from throughline.outreach.models import ListedPerson
from throughline.outreach.tests import lists
from throughline.triage import commands
from throughline.triage.commands import Heard
from throughline.triage.models import Point, Result, Stands
from throughline.triage.rules import FIVE

ALL_FINE = dict.fromkeys(FIVE, Stands.FINE)


def listed(service, number: int = 3, **said: Any) -> list[ListedPerson]:
    """Take in a list of so many people of the surgery; give them in the order of the file."""
    rows = [lists.person(n) for n in range(number)]
    with TemporaryDirectory() as folder, acting_as(service.actor("manager")) as by:
        path = lists.csv_of(Path(folder), "elm.csv", *rows)
        outreach.take_list(
            path=path, coming=lists.coming(service, **said), dry_run=False, progress=lambda done, total: None, by=by,
            at=clock.test_time(),
        )  # fmt: skip
        found = list(ListedPerson.objects.order_by("sort_name"))
    by_number = {row["NHS Number"]: place for place, row in enumerate(rows)}
    return sorted((p for p in found if p.nhs_number in by_number), key=lambda one: by_number[one.nhs_number])


def take(service, *, by="worker"):
    """Give a worker the next listed person."""
    with acting_as(service.actor(by)) as actor:
        return commands.take_next_listed(by=actor, at=clock.test_time())


def take_one(service, person, *, by="worker"):
    """Give a worker this listed person."""
    with acting_as(service.actor(by)) as actor:
        return commands.take_listed(person_id=person.id, by=actor, at=clock.test_time())


def told(result=Result.CHECK_IN_ONLY, **more: Any) -> Heard:
    """Give what a call came to: a check-in where everything is all right, but for what is said."""
    given: dict[str, Any] = {"stands": ALL_FINE, "wants_another": False, **more}
    return Heard(result, **given)


def needs(point=Point.MEDICINE, words="No medicine for tomorrow", how=Stands.URGENT, **more: Any) -> Heard:
    """Give a call in which something is needed."""
    return told(Result.NEEDS_SUPPORT, stands={**ALL_FINE, point: how}, needs={point: words}, **more)


def calls(service, person, heard: Heard, *, by="worker"):
    """Have a worker call this person."""
    turn_id = take_one(service, person, by=by)
    with acting_as(service.actor(by)) as actor:
        return commands.record_triage_call(heard, turn_id=turn_id, by=actor, at=clock.test_time())


def now(service, person) -> ListedPerson:
    """Give a listed person as they stand."""
    with acting_as(service.actor("manager")):
        return ListedPerson.objects.get(id=person.id)


def page(service, name, *args, by="worker", sent=None) -> str:
    """Open a page, or send it something, and give its words."""
    browser = Browser()
    browser.force_login(service.staff[by])
    address = reverse(f"triage:{name}", args=args)
    answer = browser.get(address, follow=True) if sent is None else browser.post(address, sent, follow=True)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())
