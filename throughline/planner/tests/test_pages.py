"""The pages of a call plan: proposing and looking, one's own part, one call; and who may not."""

import pytest
from django.urls import reverse

from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.campaigns.tests.builders import begun, people
from throughline.planner.gather import Hours
from throughline.planner.models import CallPlan, PlannedCall
from throughline.planner.tests.builders import calls_of, planned


def opened(client, service, page, *args, by="manager", sent=None):
    client.force_login(service.staff[by])
    address = reverse(page, args=args)
    answer = client.get(address, follow=True) if sent is None else client.post(address, sent, follow=True)
    return answer.content.decode()


def stated(service, minutes):
    """Fill in the form: the same minutes for everybody who holds cases."""
    names = ("worker", "colleague", "senior")
    return {"call": "20", "longer": "40"} | {f"minutes_{service.staff[one].id}": minutes for one in names}


class TestProposing:
    def test_a_manager_states_minutes_and_sees_the_plan(self, client, service):
        people(service, 3)
        begun(service)
        assert "Minutes for calls on a working day" in opened(client, service, "planner:propose")
        page = opened(client, service, "planner:propose", sent=stated(service, "60"))
        assert "3 of 3 people have a day" in page
        assert "Calls on each day" in page and "By link worker" in page

    def test_too_many_minutes_are_refused_with_the_field(self, client, service):
        people(service, 1)
        begun(service)
        assert "must be 600 or less" in opened(client, service, "planner:propose", sent=stated(service, "900"))

    def test_without_anybody_to_call_it_says_so(self, client, service):
        begun(service)
        assert "Nobody is still to be called" in opened(client, service, "planner:propose", sent=stated(service, "60"))

    def test_promises_not_kept_say_what_it_would_take(self, client, service):
        planned(service, count=2, hours=Hours({}, otherwise=0))
        page = opened(client, service, "planner:call_plan")
        assert "Promises not kept" in page and "it would take" in page
        assert "No room in these days: 2 people" in page

    def test_a_worker_may_not_propose(self, client, service):
        client.force_login(service.staff["worker"])
        assert client.get(reverse("planner:propose")).status_code == 403

    def test_set_aside(self, client, service):
        planned(service, count=1)
        assert "The plan is set aside" in opened(client, service, "planner:call_plan", sent={})
        with acting_as(SYSTEM):
            assert CallPlan.objects.get().set_aside_at


class TestOnesOwnPart:
    def test_a_worker_sees_theirs_and_accepts_it(self, client, service):
        plan = planned(service, count=3, days_ago=400)
        assert "Your calls" in opened(client, service, "planner:call_plan", by="worker")
        part = (plan.id, service.staff["worker"].id)
        page = opened(client, service, "planner:part", *part, by="worker", sent={})
        assert "Accepted: 3." in page
        with acting_as(SYSTEM):
            assert PlannedCall.objects.filter(accepted_at__isnull=False).count() == 3

    @pytest.mark.parametrize(("by", "status"), [("colleague", 403), ("strange manager", 404)])
    def test_nobody_else_does(self, client, service, by, status):
        plan = planned(service, count=1)
        client.force_login(service.staff[by])
        address = reverse("planner:part", args=[plan.id, service.staff["worker"].id])
        assert client.get(address).status_code == client.post(address).status_code == status

    def test_the_number_of_statements_does_not_grow(self, client, service, django_assert_max_num_queries):
        plan = planned(service, count=12)
        client.force_login(service.staff["manager"])
        with django_assert_max_num_queries(40):
            client.get(reverse("planner:part", args=[plan.id, service.staff["worker"].id]))


class TestOneCall:
    def test_accepted_or_declined_with_a_reason(self, client, service):
        plan = planned(service, count=2, days_ago=400)
        first, second = calls_of(service, plan)
        page = opened(client, service, "planner:planned_call", first.id, by="worker", sent={"accept": "yes"})
        assert "is agreed" in page and "Accepted" in page
        assert "Enter why" in opened(
            client, service, "planner:planned_call", second.id, by="worker", sent={"reason": ""}
        )
        page = opened(client, service, "planner:planned_call", second.id, by="worker", sent={"reason": "Abroad"})
        assert "Declined: Abroad" in page

    def test_refused_twice_with_why(self, client, service):
        plan = planned(service, count=1, days_ago=400)
        [call] = calls_of(service, plan)
        for _ in range(2):
            page = opened(client, service, "planner:planned_call", call.id, by="worker", sent={"accept": "yes"})
        assert "This call was accepted already." in page

    def test_a_stranger_finds_nothing(self, client, service):
        plan = planned(service, count=1)
        [call] = calls_of(service, plan)
        client.force_login(service.staff["strange manager"])
        assert client.get(reverse("planner:planned_call", args=[call.id])).status_code == 404
