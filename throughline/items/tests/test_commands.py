"""Given, come, used or not used and why. The first classes are the check of R43."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import CloseReason
from throughline.contacts.commands import Ending
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.items import commands, queries
from throughline.items.commands import Giving, Told
from throughline.items.models import AskAbout, Delivery, Item, ItemKind, Liked, State, WhyUnused
from throughline.tasks.models import Task, TaskKind


@pytest.fixture
def eddie(service):
    return service.open_case("Eddie Stone")


def give(service, case, *, by="worker", **changes):
    giving = {"kind": ItemKind.VOUCHER, "quantity": 3, "on": clock.test_time().date(), "delivery": Delivery.HAND}
    with acting_as(service.actor(by)) as actor:
        return commands.give_item(Giving(**giving | changes), client_id=case.client_id, by=actor, at=clock.test_time())


def parcel(service, case, **changes):
    return give(service, case, kind=ItemKind.FOOD_PARCEL, quantity=1, delivery=None, **changes)


def told(service, item, *, by="worker", **said):
    with acting_as(service.actor(by)) as actor:
        commands.note_use(Told(**said), item_id=item.id, by=actor, at=clock.test_time())


def act(service, command, item, *, by="worker", **more):
    with acting_as(service.actor(by)) as actor:
        command(item_id=item.id, by=actor, at=clock.test_time(), **more)


def delivered(service, item, *, by="worker", on=None, delivery=Delivery.DOOR):
    act(service, commands.note_delivered, item, by=by, on=on or clock.test_time().date(), delivery=delivery, words="")


def owed(service, item):
    with acting_as(service.actor("manager")):
        return Task.objects.filter(kind=TaskKind.ITEM_FOLLOW_UP, subject_id=item.id, done_at=None).first()


def now(service, item):
    with acting_as(service.actor("manager")):
        return Item.objects.get(id=item.id)


class TestThreeVouchers:
    def test_two_used_and_one_not_are_counted_with_the_reason(self, service, eddie):
        item = give(service, eddie)
        told(service, item, used=2, unused=1, why=WhyUnused.NOT_UP_FOR_GOING)
        with acting_as(service.actor("manager")) as manager:
            [row] = queries.totals(viewer=manager, since=clock.START.date(), until=clock.START.date())
        assert (row.given, row.used, row.unused) == (3, 2, 1)
        assert row.reasons == ((WhyUnused.NOT_UP_FOR_GOING, 1),)

    def test_what_became_of_them_is_asked_at_the_next_contact(self, service, eddie):
        service.contact(eddie, in_days=7)
        item = give(service, eddie)
        assert owed(service, item).due_on == clock.START.date() + timedelta(days=7)

    def test_and_after_four_weeks_at_the_latest(self, service, eddie):
        service.contact(eddie, in_days=42)
        assert owed(service, give(service, eddie)).due_on == clock.START.date() + timedelta(days=28)

    def test_some_may_be_told_of_later(self, service, eddie):
        item = give(service, eddie)
        told(service, item, used=1)
        assert owed(service, item) is not None
        told(service, item, used=2)
        assert (now(service, item).used, owed(service, item)) == (3, None)

    def test_one_not_used_is_talked_about_next(self, service, eddie):
        item = give(service, eddie)
        told(service, item, used=2, unused=1, why=WhyUnused.NOT_UP_FOR_GOING)
        assert "brought would be easier" in owed(service, item).reason
        clock.move_to(clock.in_days(1))
        asked = [AskAbout.DELIVERY, AskAbout.PRIDE]
        act(service, commands.talk_about_item, item, asked_about=asked, words="Would take a parcel")
        assert (now(service, item).to_talk_about, owed(service, item)) == (False, None)
        with acting_as(service.actor("worker")) as worker:
            [step, *_] = queries.item_page(item.id, viewer=worker).steps
        assert (step.asked_about, step.words) == (tuple(asked), "Would take a parcel")


class TestAParcel:
    def test_runs_from_asked_by_way_of_the_supplier_to_delivered_and_feedback_is_asked(self, service, eddie):
        item = parcel(service, eddie)
        monday = clock.START.date()
        assert owed(service, item).due_on == monday + timedelta(days=3)
        act(
            service, commands.note_on_its_way, item, supplied_by="St Hilda’s church", on=monday,
            expected_on=monday + timedelta(days=1),
        )  # fmt: skip
        assert owed(service, item).due_on == monday + timedelta(days=1)
        delivered(service, item)
        assert now(service, item).state == State.DELIVERED
        assert "whether it helped" in owed(service, item).reason
        told(service, item, liked=Liked.YES, words="The tea most of all")
        assert owed(service, item) is None

    def test_that_does_not_come_says_why_and_owes_nothing_more(self, service, eddie):
        item = parcel(service, eddie)
        with pytest.raises(Refused, match="why it is not coming"):
            act(service, commands.note_not_coming, item, on=clock.START.date(), words=" ")
        act(service, commands.note_not_coming, item, on=clock.START.date(), words="The van broke down. His niece shops")
        assert (now(service, item).state, owed(service, item)) == (State.NOT_COMING, None)


class TestVoucherNumbers:
    def test_are_held_once(self, service, eddie):
        give(service, eddie, numbers=["FB 0417", "FB 0418"])
        with pytest.raises(Refused, match="given out already"):
            give(service, eddie, numbers=["FB 0418"])
        give(service, service.open_case("Ann Archer"), numbers=["FB 0419"])

    def test_stand_on_the_vouchers_own_page_and_in_no_list_or_trail(self, service, eddie):
        item = give(service, eddie, numbers=["FB 0417"])
        with acting_as(service.actor("manager")) as manager:
            assert queries.item_page(item.id, viewer=manager).numbers == ("FB 0417",)
            lists = [
                queries.given_to(eddie.client_id, viewer=manager),
                queries.totals(viewer=manager, since=date(2020, 1, 1), until=date(2021, 1, 1)),
                list(AuditEntry.objects.values_list("details", flat=True)),
                owed(service, item).reason,
            ]
        assert "0417" not in repr(lists)


class TestRefusing:
    def test_what_cannot_be(self, service, eddie):
        with pytest.raises(Refused, match="Say what it is"):
            give(service, eddie, kind=ItemKind.OTHER)
        item = parcel(service, eddie)
        with pytest.raises(Refused, match="has been delivered"):
            told(service, item, liked=Liked.YES)
        with pytest.raises(Refused, match="before it was asked for"):
            delivered(service, item, on=clock.START.date() - timedelta(days=1))
        with pytest.raises(Refused, match="Say who supplies it"):
            act(service, commands.note_on_its_way, item, supplied_by="", on=clock.START.date(), expected_on=None)
        delivered(service, item)
        with pytest.raises(Refused, match="already"):
            delivered(service, item)
        with pytest.raises(Refused, match="Tick what you asked about"):
            act(service, commands.talk_about_item, item, asked_about=[], words="")

    def test_nothing_is_given_to_who_has_left_but_what_came_of_it_is_noted(self, service, eddie):
        item = give(service, eddie)
        service.contact(eddie, ending=Ending(CloseReason.CLIENT_WISH, "Well"))
        with pytest.raises(Refused, match="not in the service"):
            give(service, eddie)
        told(service, item, used=3)
        assert now(service, item).used == 3

    def test_another_provider_s_people(self, service, eddie):
        item = give(service, eddie)
        with pytest.raises(NotFound):
            give(service, eddie, by="stranger")
        with pytest.raises(NotFound):
            told(service, item, by="stranger", used=1)
        with acting_as(service.actor("stranger")) as stranger:
            assert queries.totals(viewer=stranger, since=date(2020, 1, 1), until=date(2021, 1, 1)) == ()
            with pytest.raises(NotFound):
                queries.item_page(item.id, viewer=stranger)
        with acting_as(service.actor("worker")) as worker, pytest.raises(NotFound):
            queries.item_page(uuid4(), viewer=worker)

    def test_those_who_do_not_act_for_clients(self, service, eddie):
        item = give(service, eddie)
        for attempt in (lambda: give(service, eddie, by="practice"), lambda: told(service, item, by="practice")):
            with pytest.raises(NotAllowed):
                attempt()
