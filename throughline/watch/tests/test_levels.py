"""Agreeing how often to speak: proposed with reasons, decided by a person with the client, and kept (R27)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.cases import commands as promises
from throughline.cases import level_commands as cases
from throughline.cases.models import Case, Level, LevelAct, LevelChange, LevelReason, Promise, Way
from throughline.cases.rules import NextContact
from throughline.clients.models import Client
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.organisations import commands as organisations
from throughline.watch import level_commands, level_queries

STARTED = datetime(2019, 3, 1, 9, tzinfo=LONDON)
A_YEAR_ON = datetime(2020, 3, 1, 9, tzinfo=LONDON)


@pytest.fixture
def settled(service):
    """Give somebody in the service for a year to the day, whose last conversations were each in their time."""
    case = service.open_case(at=STARTED)
    with acting_as(SYSTEM):
        Case.objects.filter(id=case.id).update(assessed_on=STARTED.date())
    for days in (110, 70, 30):
        service.contact(case, at=A_YEAR_ON - timedelta(days=days))
    clock.move_to(A_YEAR_ON)
    return case


def sheet(service, case, by="worker", on=None):
    with acting_as(service.actor(by)) as viewer:
        return level_queries.level_sheet(case.id, viewer=viewer, on=on or clock.test_time().date())


def agree(service, case, by="worker", **changes):
    with acting_as(service.actor(by)) as actor:
        level_commands.agree_level(**{
            "case_id": case.id, "level": Level.LIGHT, "own_gap": None, "agreed_way": Way.PHONE, "note": "Glad of it",
            "next_on": None, "by": actor, "at": clock.test_time(), **changes,
        })  # fmt: skip


def decline(service, case, by="worker", note="She would rather not"):
    with acting_as(service.actor(by)) as actor:
        level_commands.decline_level(case_id=case.id, note=note, by=actor, at=clock.test_time())


def bring_up(service, case, reason=LevelReason.LOSS):
    with acting_as(service.actor("worker")) as actor:
        cases.raise_level(case_id=case.id, reason=reason, by=actor, at=clock.test_time())


def case_now(case):
    with acting_as(SYSTEM):
        return Case.objects.get(id=case.id)


class TestTheCheckOfR27:
    def test_light_is_proposed_and_nothing_changes_until_agreed(self, service, settled):
        found = sheet(service, settled)
        assert (found.proposal.to, found.proposal.more_often) == (Level.LIGHT, False)
        assert case_now(settled).level == Level.REGULAR

        agree(service, settled)

        assert case_now(settled).level == Level.LIGHT
        [kept] = sheet(service, settled).history
        assert (kept.act, kept.reasons, kept.agreed_way) == (LevelAct.AGREED, (LevelReason.SETTLED,), Way.PHONE)

    def test_a_disruption_withdraws_it_while_it_is_on(self, service, settled):
        provider = service.places["Harbour Trust"].id
        with acting_as(SYSTEM):
            organisations.declare_disruption(
                provider_id=provider, name="lockdown", starts_on=A_YEAR_ON.date(), by=SYSTEM, at=A_YEAR_ON
            )
        assert sheet(service, settled).proposal is None
        with acting_as(SYSTEM):
            organisations.end_disruption(provider_id=provider, ends_on=A_YEAR_ON.date(), by=SYSTEM, at=A_YEAR_ON)
        assert sheet(service, settled).proposal is not None

    def test_a_bereavement_stands_until_it_is_accepted(self, service, settled):
        bring_up(service, settled)
        bring_up(service, settled)
        found = sheet(service, settled).proposal
        assert (found.to, found.reasons) == (Level.INTENSIVE, (LevelReason.LOSS,))
        assert sheet(service, settled, on=date(2020, 8, 1)).proposal.to == Level.INTENSIVE

        agree(service, settled, level=Level.INTENSIVE, next_on=date(2020, 3, 9))

        assert sheet(service, settled).proposal is None
        assert case_now(settled).next_contact_on == date(2020, 3, 9)

    def test_or_declined_with_a_reason(self, service, settled):
        bring_up(service, settled)
        with pytest.raises(Refused, match="Say why"):
            decline(service, settled, note=" ")
        decline(service, settled)
        assert sheet(service, settled).proposal is None
        assert case_now(settled).level == Level.REGULAR


class TestAgreeing:
    def test_a_gap_of_their_own_holds_in_place_of_the_levels(self, service, settled):
        """S9: they may choose a longer gap."""
        agree(service, settled, level=None, own_gap=365)
        found = sheet(service, settled)
        assert (found.level, found.own_gap, found.gap_days) == (Level.LIGHT, 365, 365)
        agree(service, settled, level=Level.REGULAR)
        assert sheet(service, settled).own_gap is None

    def test_an_earlier_day_is_a_new_promise_and_the_old_one_stays_on_record(self, service, settled):
        with acting_as(SYSTEM):
            before = Promise.objects.filter(case=settled).count()
        agree(service, settled, level=Level.INTENSIVE, next_on=date(2020, 3, 9))
        with acting_as(SYSTEM):
            assert Promise.objects.filter(case=settled).count() == before + 1

    def test_what_was_agreed_without_a_proposal_is_what_they_asked_for(self, service):
        case = service.open_case()
        agree(service, case)
        assert sheet(service, case).history[0].reasons == (LevelReason.CLIENT_ASKED,)

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"level": Level.REGULAR}, "agreed already"),
            ({"note": ""}, "Say what was agreed"),
            ({"level": None, "own_gap": 400}, "from 1 to 366"),
            ({"next_on": date(2020, 1, 1)}, "in the past"),
        ],
    )
    def test_it_is_refused_when(self, service, settled, change, why):
        with pytest.raises(Refused, match=why):
            agree(service, settled, **change)
        with acting_as(SYSTEM):
            assert LevelChange.objects.count() == 0

    def test_only_those_who_work_with_people_here_may(self, service, settled):
        with pytest.raises(NotAllowed):
            agree(service, settled, by="administrator")
        with pytest.raises(NotFound):
            agree(service, settled, by="stranger")
        with pytest.raises(NotFound):
            decline(service, settled, by="stranger")

    def test_nothing_can_be_declined_that_is_not_proposed(self, service):
        case = service.open_case()
        with pytest.raises(Refused, match="Nothing is proposed"):
            decline(service, case)

    def test_the_writers_below_refuse_by_themselves(self, service, settled):
        with acting_as(service.actor("worker")) as actor:
            case = Case.objects.get(id=settled.id)
            with pytest.raises(Refused):
                cases.change_level(
                    case=case, to=(Level.REGULAR, None), reasons=[], agreed_way=Way.PHONE, note="x",
                    next_contact=None, by=actor, at=clock.test_time(),
                )  # fmt: skip
            with pytest.raises(Refused):
                cases.leave_level(case=case, proposed=Level.LIGHT, reasons=[], note="x", by=actor, at=clock.test_time())
            with pytest.raises(Refused):
                promises.promise_next_contact(
                    case=case, next_contact=NextContact(on=date(2020, 1, 1), by_id=actor.user_id, way=Way.PHONE),
                    by=actor, at=clock.test_time(),
                )  # fmt: skip
        with acting_as(service.actor("stranger")) as stranger, pytest.raises(NotFound):
            cases.raise_level(case_id=settled.id, reason=LevelReason.LOSS, by=stranger, at=clock.test_time())


class TestThePages:
    def test_the_list_shows_who_and_why_and_leads_to_the_page(self, service, settled):
        page = signed_in(service).get(reverse("watch:levels")).content.decode()
        assert "Levels: 1 person" in page
        assert "Consider light" in page
        assert "In the service for a year or more" in page
        assert reverse("watch:level", args=[settled.id]) in page

    def test_a_manager_sees_a_workers_list(self, service, settled):
        browser = signed_in(service, "manager")
        theirs = browser.get(reverse("watch:levels"), {"worker": service.staff["worker"].id}).content.decode()
        assert "Consider light" in theirs
        assert "Consider light" not in browser.get(reverse("watch:levels")).content.decode()

    def test_what_was_agreed_is_recorded_from_the_page(self, service, settled):
        answer = post(service, settled, choice="LIGHT", agreed_way="PHONE", note="She is glad", day=date(2020, 4, 9))
        assert answer.status_code == 302
        assert case_now(settled).level == Level.LIGHT

    def test_leaving_it_as_it_is_needs_the_reason_alone(self, service, settled):
        assert post(service, settled, choice="AS_IT_IS", note="She would miss it").status_code == 302
        assert sheet(service, settled).proposal is None

    def test_no_more_contact_is_not_possible_here_and_the_page_says_kindly_what_is(self, service, settled):
        page = post(service, settled, choice="NO_MORE", note="Enough").content.decode()
        assert "Nobody is left without a next date" in page
        assert "Record the conversation and agree an ending" in page

    def test_a_closed_case_is_not_to_be_agreed_about(self, service, settled):
        with acting_as(SYSTEM):
            Case.objects.filter(id=settled.id).update(
                closed_at=clock.test_time(), closed_by=service.staff["worker"], close_reason="COMPLETED"
            )
        answer = signed_in(service).get(reverse("watch:level", args=[settled.id]))
        assert answer.status_code == 409

    def test_it_costs_the_same_however_many_there_are(self, service, settled):
        browser = signed_in(service)
        one = statements(browser)
        for number in range(6):
            other = service.open_case(f"Person {number}", at=STARTED)
            with acting_as(SYSTEM):
                Client.objects.filter(id=other.client_id).update(shielding=True)
        assert statements(browser) == one


def signed_in(service, name="worker"):
    browser = Browser()
    browser.force_login(service.staff[name])
    return browser


def statements(browser):
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(reverse("watch:levels")).status_code == 200
    return len(caught)


def post(service, case, *, day=None, **answers):
    parts = {f"next_on-{part}": getattr(day, part) for part in ("day", "month", "year")} if day else {}
    return signed_in(service).post(reverse("watch:level", args=[case.id]), {**answers, **parts})
