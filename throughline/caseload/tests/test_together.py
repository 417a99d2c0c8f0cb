"""Several people change hands in one act, but for those who need a decision of their own (R71, S4)."""

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from tests.support.tables import rows
from throughline.accounts.scopes import acting_as
from throughline.caseload import together_commands, together_queries, together_rules
from throughline.cases import level_commands
from throughline.cases.models import Case, Handover, LevelReason
from throughline.core.decisions import NotAllowed, Refused
from throughline.profiles import commands as profiles
from throughline.profiles.models import ProfileKind

HOUR = timedelta(hours=1)


class TestWhoIsDecidedOnAlone:
    title = "Who is not moved with others: on 2 March 2020 (R71)"
    TABLE = """
        spoken with | somebody died | with a manager since | alone
        yes         |               |                      | no
        no          |               |                      | yes
        yes         | 2019-03-03    |                      | yes
        yes         | 2019-03-02    |                      | no
        yes         |               | 2020-02-20           | yes
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_who(self, row):
        died, manager = row["somebody died"], row["with a manager since"]
        facts = together_rules.TogetherFacts(
            spoken_with=row["spoken with"] == "yes",
            bereaved_on=date.fromisoformat(died) if died else None,
            with_manager_since=date.fromisoformat(manager) if manager else None,
        )
        assert bool(together_rules.why_alone(facts, today=date(2020, 3, 2))) is (row["alone"] == "yes")

    def test_at_most_a_hundred_at_once(self):
        assert together_rules.may_move_together(count=100, alone=0, moved_elsewhere=0)
        assert not together_rules.may_move_together(count=101, alone=0, moved_elsewhere=0)


@pytest.fixture
def three(service):
    """Give two people spoken with, and Gill, who lost somebody."""
    cases = [service.open_case(name) for name in ("Amina Begum", "Brian Tait", "Gill Ash")]
    for case in cases:
        service.contact(case, in_days=30)
    with acting_as(service.actor("worker")) as worker:
        level_commands.raise_level(case_id=cases[2].id, reason=LevelReason.LOSS, by=worker, at=clock.START)
    return cases


def move(service, cases, *, by="manager", reason="A new round", to="colleague"):
    with acting_as(service.actor(by)) as actor:
        return together_commands.hand_over_together(
            case_ids=[case.id for case in cases], from_worker_id=service.staff["worker"].id,
            to_worker_id=service.staff[to].id, reason=reason, by=actor, at=clock.test_time(),
        )  # fmt: skip


def workers(cases):
    with acting_as(SYSTEM):
        return [Case.objects.get(id=case.id).worker.name.split()[0] for case in cases]


class TestMoving:
    def test_gill_is_listed_apart_with_the_reason(self, service, three):
        with acting_as(service.actor("manager")) as viewer:
            found = together_queries.moving_together(service.staff["worker"].id, viewer=viewer, on=clock.START.date())
        assert [person.name for person in found.together] == ["Amina Begum", "Brian Tait"]
        assert [(p.name, p.why_alone) for p in found.alone] == [("Gill Ash", ("somebody died: told on 2 March 2020",))]

    def test_who_finds_it_hard_to_trust_new_people_is_listed_apart(self, service, three):
        with acting_as(service.actor("worker")) as worker:
            profiles.record_profile(
                client_id=three[0].client_id, about=ProfileKind.HELPING, answers={"trust_sensitive": "YES"}, seen="",
                by=worker, at=clock.START,
            )  # fmt: skip
        with acting_as(service.actor("manager")) as viewer:
            found = together_queries.moving_together(service.staff["worker"].id, viewer=viewer, on=clock.START.date())
        assert ("Amina Begum", ("it is hard for them to trust new people",)) in [
            (p.name, p.why_alone) for p in found.alone
        ]

    def test_whose_loss_turned_out_to_be_somebody_elses_moves_with_the_others(self, service, three):
        with acting_as(service.actor("worker")) as worker:
            level_commands.take_back_level(
                case_id=three[2].id, reason=LevelReason.LOSS, last_told_at=None, by=worker, at=clock.START + HOUR
            )
        with acting_as(service.actor("manager")) as viewer:
            found = together_queries.moving_together(service.staff["worker"].id, viewer=viewer, on=clock.START.date())
        assert found.alone == ()

    def test_the_others_move_in_one_act_each_with_its_trace_and_a_day_in_time(self, service, three):
        assert move(service, three[:2]) == 2
        assert workers(three) == ["Colleague", "Colleague", "Worker"]
        with acting_as(SYSTEM):
            assert Handover.objects.filter(reason="A new round").count() == 2
            days = set(Case.objects.filter(id__in=[c.id for c in three[:2]]).values_list("next_contact_on", flat=True))
        assert days == {date(2020, 3, 16)}

    def test_a_day_that_the_new_worker_can_keep_is_kept(self, service, three):
        service.contact(three[0], in_days=3)
        move(service, three[:1])
        with acting_as(SYSTEM):
            assert Case.objects.get(id=three[0].id).next_contact_on == clock.START.date() + timedelta(days=3)

    def test_all_move_or_none(self, service, three):
        with pytest.raises(Refused, match="1 person needs a decision of their own"):
            move(service, three)
        assert workers(three) == ["Worker"] * 3

    def test_it_is_refused_without_anybody_or_a_reason_or_when_somebody_is_elsewhere(self, service, three):
        for wrong, why in [({"reason": " "}, "Say why"), ({"to": "worker"}, "already")]:
            with pytest.raises(Refused, match=why):
                move(service, three[:2], **wrong)
        with pytest.raises(Refused, match="at least one"):
            move(service, [])
        move(service, three[:1])
        with pytest.raises(Refused, match="another link worker by now"):
            move(service, three[:2])

    def test_only_managers_and_seniors_of_this_provider_may(self, service, three):
        with pytest.raises(NotAllowed):
            move(service, three[:2], by="worker")
        with pytest.raises(Refused):
            move(service, three[:2], by="strange manager")


class TestThePage:
    def test_those_decided_on_alone_are_not_among_the_boxes(self, service, three):
        page = browser(service).get(address(service)).content.decode()
        assert "Decided on one by one" in page
        assert page.count('type="checkbox"') == 2

    def test_the_people_ticked_are_handed_over(self, service, three):
        sent = {"people": [str(case.id) for case in three[:2]], "worker": str(service.staff["colleague"].id),
                "reason": "A new round"}  # fmt: skip
        assert browser(service).post(address(service), sent).status_code == 302
        assert workers(three) == ["Colleague", "Colleague", "Worker"]

    def test_the_team_shows_levels_and_leads_there(self, service, three):
        page = browser(service).get(reverse("caseload:team")).content.decode()
        assert "3 regular" in page
        assert address(service) in page


def browser(service):
    found = Browser()
    found.force_login(service.staff["manager"])
    return found


def address(service):
    return reverse("caseload:hand_over_together", args=[service.staff["worker"].id])
