"""Spoken for, with authority. The first class is the check of R45."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.advocacy import commands, queries
from throughline.advocacy.commands import Acting, Authority
from throughline.advocacy.models import Act, ActKind
from throughline.agreements import commands as agreements
from throughline.agreements.models import About, Agreement, How, Stance
from throughline.core.decisions import NotAllowed, NotFound, Refused

OFFICE = "Benefits office"
FROM, UNTIL = date(2020, 1, 1), date(2021, 1, 1)


@pytest.fixture
def jude(service):
    return service.open_case("Jude Stone")


def today():
    return clock.test_time().date()


def spoken(**changes):
    return Authority(**{"how": How.SPOKEN, "said_on": today()} | changes)


def note(service, case, *, by="worker", **changes):
    acting = {"kind": ActKind.CALL, "to_whom": OFFICE, "purpose": "His tribunal", "minutes": 40, "done_on": today()}
    with acting_as(service.actor(by)) as actor:
        return commands.note_act(Acting(**acting | changes), client_id=case.client_id, by=actor, at=clock.test_time())


def says(service, case, stance, *, on=None):
    stating = agreements.Stating(about=About.SPEAKING_FOR, subject=OFFICE, stance=stance, said_on=on or today())
    with acting_as(service.actor("worker")) as by:
        agreements.record_agreement(stating, client_id=case.client_id, by=by, at=clock.test_time())


class TestAuthority:
    def test_without_it_a_call_to_the_benefits_office_is_not_noted(self, service, jude):
        with pytest.raises(Refused, match="Ask them first whether we may speak for them to Benefits office"):
            note(service, jude)
        with acting_as(service.actor("worker")):
            assert not Act.objects.exists()

    @pytest.mark.parametrize("how", How)
    def test_spoken_or_written_it_is_noted_in_the_same_act(self, service, jude, how):
        act = note(service, jude, authority=spoken(how=how))
        with acting_as(service.actor("worker")):
            agreed = Agreement.objects.get(about=About.SPEAKING_FOR)
            assert (act.authority_id, agreed.how, agreed.subject) == (agreed.id, how, OFFICE)

    def test_once_given_it_is_not_asked_for_again_for_the_same_office(self, service, jude):
        note(service, jude, authority=spoken())
        note(service, jude, to_whom="benefits OFFICE", kind=ActKind.LETTER)
        with pytest.raises(Refused, match="to Landlord"):
            note(service, jude, to_whom="Landlord")

    def test_withdrawn_it_stops_the_next_act_and_not_the_last(self, service, jude):
        act = note(service, jude, authority=spoken())
        clock.move_to(clock.in_days(1))
        says(service, jude, Stance.WITHDRAWN)
        with pytest.raises(Refused, match="do not agree to our speaking for them"):
            note(service, jude)
        with acting_as(service.actor("worker")) as worker:
            assert queries.act_page(act.id, viewer=worker).act.authority_on == today() - timedelta(days=1)

    def test_given_after_the_act_it_does_not_count(self, service, jude):
        with pytest.raises(Refused, match="after it was done"):
            note(service, jude, done_on=today() - timedelta(days=3), authority=spoken())
        says(service, jude, Stance.GIVEN)
        with pytest.raises(Refused, match="after this"):
            note(service, jude, done_on=today() - timedelta(days=3))

    def test_sharing_with_a_service_is_not_speaking_for_them(self, service, jude):
        stating = agreements.Stating(
            about=About.LINKED_SERVICE, subject=OFFICE, stance=Stance.GIVEN, said_on=today()
        )  # fmt: skip
        with acting_as(service.actor("worker")) as by:
            agreements.record_agreement(stating, client_id=jude.client_id, by=by, at=clock.test_time())
        with pytest.raises(Refused, match="Ask them first"):
            note(service, jude)


class TestTotals:
    def test_are_by_kind_and_by_member_of_staff(self, service, jude):
        note(service, jude, authority=spoken())
        note(service, jude, minutes=20)
        note(service, jude, kind=ActKind.LETTER, by="colleague", minutes=60)
        with acting_as(service.actor("manager")) as manager:
            kinds = queries.totals(viewer=manager, since=FROM, until=UNTIL)
            workers = queries.totals_by_worker(viewer=manager, since=FROM, until=UNTIL)
        assert [(t.kind, t.times, t.people, t.minutes) for t in kinds] == [
            (ActKind.CALL, 2, 1, 60), (ActKind.LETTER, 1, 1, 60),
        ]  # fmt: skip
        assert [(t.name, t.times, t.minutes) for t in workers] == [
            ("Colleague of Harbour Trust", 1, 60), ("Worker of Harbour Trust", 2, 60),
        ]  # fmt: skip

    def test_count_nobody_else_s(self, service, jude):
        note(service, jude, authority=spoken())
        with acting_as(service.actor("strange manager")) as stranger:
            assert queries.totals(viewer=stranger, since=FROM, until=UNTIL) == ()
            assert queries.totals_by_worker(viewer=stranger, since=FROM, until=UNTIL) == ()


class TestResult:
    def test_is_noted_once_it_is_known(self, service, jude):
        act = note(service, jude, authority=spoken())
        with acting_as(service.actor("worker")) as worker:
            commands.note_result(act_id=act.id, words="They look at it again", by=worker, at=clock.test_time())
            assert queries.act_page(act.id, viewer=worker).act.result == "They look at it again"
            with pytest.raises(Refused, match="noted already"):
                commands.note_result(act_id=act.id, words="Won", by=worker, at=clock.test_time())


def test_another_provider_s_people_and_those_who_do_not_act_for_clients(service, jude):
    act = note(service, jude, authority=spoken())
    with pytest.raises(NotFound):
        note(service, jude, by="stranger", authority=spoken())
    with pytest.raises(NotAllowed):
        note(service, jude, by="practice")
    with acting_as(service.actor("stranger")) as stranger:
        with pytest.raises(NotFound):
            queries.act_page(act.id, viewer=stranger)
        with pytest.raises(NotFound):
            commands.note_result(act_id=act.id, words="Won", by=stranger, at=clock.test_time())
