"""People decide (R152): whatever runs by itself, no case is closed by it and no referral turned down."""

from inspect import iscoroutinefunction

from procrastinate.contrib.django import app

from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Case
from throughline.referrals.models import Referral

STANDS = ("id", "closed_at", "close_reason", "worker_id", "level", "next_contact_on", "next_contact_by_id")


def standing():
    with acting_as(SYSTEM):
        cases = list(Case.objects.order_by("id").values_list(*STANDS))
        return cases, list(Referral.objects.order_by("id").values_list("id", "state", "decision_reason"))


def test_every_job_on_the_timetable_leaves_every_case_and_referral_as_it_was(lived):
    before = standing()
    jobs = [periodic.task for periodic in app.periodic_registry.periodic_tasks.values()]
    ran = [task for task in jobs if not iscoroutinefunction(task.func)]
    assert ran
    for task in ran:
        task.func(timestamp=0)
    assert standing() == before
