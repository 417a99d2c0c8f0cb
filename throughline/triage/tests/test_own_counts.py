"""Surgeries and commissioners see numbers of their own listed people, and nobody's name (R52, S33)."""

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.core.decisions import NotAllowed
from throughline.outreach.models import ListedPerson
from throughline.triage import own_counts_queries
from throughline.triage.tests.calling import calls, listed, needs, page, told


@pytest.fixture
def called(service):
    """Ten of Elm Street, of whom one needs something, one is well, and one has another surgery."""
    people = listed(service, 10)
    calls(service, people[0], needs())
    calls(service, people[1], told())
    with acting_as(service.actor("manager")):
        ListedPerson.objects.filter(id=people[9].id).update(surgery=None)
    return people


def counted(service, by):
    with acting_as(service.actor(by)) as actor:
        return own_counts_queries.own_counts(viewer=actor, on=clock.test_time().date())


def test_a_surgery_counts_its_own_and_with_what_they_were_helped(service, called):
    found = counted(service, "practice")
    assert (found.whole.listed, found.whole.tried, found.whole.needed, found.whole.to_call) == (9, 2, 1, 7)
    assert [(one.point, one.people, one.seen_to) for one in found.helped] == [("MEDICINE", 1, 0)]
    assert found.by_surgery == ()


def test_the_commissioner_counts_all_whom_it_pays_for_by_surgery(service, called):
    found = counted(service, "commissioner")
    assert found.whole.listed == 10
    assert {one.named: one.listed for one in found.by_surgery} == {"Elm Street": 9, "Surgery not known": 1}


def test_another_surgery_counts_none_of_them(service, called):
    assert counted(service, "strange practice").whole.listed == 0


@pytest.mark.parametrize("by", ["practice", "commissioner"])
def test_the_page_has_numbers_and_nobody_s_name(service, called, by):
    shown = page(service, "own_counts", by=by)
    assert "Needed support, of those spoken with: 50% (paper’s figure for planning: about 15–20%)." in shown
    assert "Medicine" in shown
    assert not [one.full_name for one in called if one.full_name in shown or one.sort_name in shown]
    assert "No medicine for tomorrow" not in shown


def test_what_was_widened_is_narrow_again_afterwards(service, called):
    with acting_as(service.actor("practice")) as actor:
        own_counts_queries.own_counts(viewer=actor, on=clock.test_time().date())
        assert not ListedPerson.objects.exists()


@pytest.mark.parametrize("by", ["worker", "researcher"])
def test_who_is_neither_may_not(service, by):
    with pytest.raises(NotAllowed):
        counted(service, by)
