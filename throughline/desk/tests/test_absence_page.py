"""Who is away: one's own days for everybody, everybody's for those who oversee the team."""

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from throughline.absences.models import Absence
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotAllowed
from throughline.desk import absence_commands

ADDRESS = reverse("desk:away")


def sent(service, who="worker", cover="colleague", day=2):
    return {
        "worker": str(service.staff[who].id), "cover": str(service.staff[cover].id), "starts_on-day": str(day),
        "starts_on-month": "3", "starts_on-year": "2020",
    }  # fmt: skip


def at(service, name):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def words_of(answer):
    return " ".join(answer.content.decode().split())


def absences(service):
    with acting_as(service.actor("manager")):
        return list(Absence.objects.order_by("starts_on"))


def test_a_manager_marks_somebody_away_today_and_back(service):
    manager = at(service, "manager")
    assert manager.post(ADDRESS, sent(service)).status_code == 302
    page = words_of(manager.get(ADDRESS))
    assert "Worker of Harbour Trust" in page
    assert "2 March 2020 until they are back. Colleague of Harbour Trust covers." in page
    [absence] = absences(service)
    manager.post(reverse("desk:back", args=[absence.id]))
    assert absences(service)[0].ends_on == date(2020, 3, 1)
    assert "Nobody is away" in words_of(manager.get(ADDRESS))


def test_a_worker_can_only_choose_themselves(service):
    worker = at(service, "worker")
    assert "Select who is away" in words_of(worker.post(ADDRESS, sent(service, "senior")))
    assert worker.post(ADDRESS, sent(service, day=9)).status_code == 302
    assert absences(service)[0].worker_id == service.staff["worker"].id


def test_what_cannot_be_is_said_and_what_was_chosen_stands(service):
    page = words_of(at(service, "manager").post(ADDRESS, sent(service, cover="worker")))
    assert "Nobody can cover for themselves. Choose a colleague." in page


def test_nobody_marks_a_colleague_who_may_only_mark_themselves(service):
    at(service, "manager").post(ADDRESS, sent(service))
    [absence] = absences(service)
    with acting_as(service.actor("colleague")) as colleague:
        with pytest.raises(NotAllowed):
            absence_commands.mark_back(absence_id=absence.id, by=colleague, at=clock.test_time())
        with pytest.raises(NotAllowed):
            absence_commands.mark_away(
                worker_id=service.staff["senior"].id, cover_id=colleague.user_id, starts_on=date(2020, 3, 9),
                ends_on=None, by=colleague, at=clock.test_time(),
            )  # fmt: skip
