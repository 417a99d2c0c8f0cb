"""Somebody is away and is back: done, refused, and who stands in on which day."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.absences import commands, queries
from throughline.accounts import commands as accounts
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotFound, Refused

TODAY = date(2020, 3, 2)
FRIDAY = date(2020, 3, 6)


def away(service, who="worker", cover="colleague", *, starts_on=TODAY, ends_on=FRIDAY, by="manager"):
    with acting_as(service.actor(by)) as actor:
        return commands.record_absence(
            worker_id=service.staff[who].id, cover_id=service.staff[cover].id, starts_on=starts_on, ends_on=ends_on,
            by=actor, at=clock.test_time(),
        )  # fmt: skip


def back(service, absence, *, by="manager"):
    with acting_as(service.actor(by)) as actor:
        commands.end_absence(absence_id=absence.id, by=actor, at=clock.test_time())


def cover_for(service, who, on=TODAY):
    with acting_as(service.actor("manager")) as viewer:
        found = queries.cover_for(service.staff[who].id, on, viewer=viewer)
        return next((name for name, user in service.staff.items() if user.id == found), None)


def covered_by(service, who, on=TODAY):
    with acting_as(service.actor(who)) as viewer:
        return [covered.worker_id for covered in queries.covered_workers(on, viewer=viewer)]


class TestBeingAway:
    def test_from_the_first_day_to_the_last_the_cover_stands_in(self, service):
        away(service)
        days = [TODAY - timedelta(days=1), TODAY, FRIDAY, FRIDAY + timedelta(days=1)]
        assert [cover_for(service, "worker", on) for on in days] == [None, "colleague", "colleague", None]
        assert covered_by(service, "colleague") == [service.staff["worker"].id]
        assert covered_by(service, "senior") == []

    def test_without_a_last_day_it_lasts_until_they_are_back(self, service):
        absence = away(service, ends_on=None)
        assert cover_for(service, "worker", TODAY + timedelta(days=90)) == "colleague"
        back(service, absence)
        assert cover_for(service, "worker") is None

    def test_one_that_had_not_begun_never_comes_about(self, service):
        absence = away(service, starts_on=FRIDAY)
        back(service, absence)
        assert cover_for(service, "worker", FRIDAY) is None

    def test_a_cover_who_goes_away_passes_it_on(self, service):
        away(service)
        away(service, "colleague", "senior")
        assert cover_for(service, "worker") == "senior"
        assert set(covered_by(service, "senior")) == {service.staff["worker"].id, service.staff["colleague"].id}

    def test_a_cover_who_has_left_covers_for_nobody(self, service):
        away(service)
        with acting_as(service.actor("manager")) as actor:
            accounts.deactivate_account(user_id=service.staff["colleague"].id, by=actor, at=clock.test_time())
        assert cover_for(service, "worker") is None

    def test_it_stands_in_the_trail(self, service):
        away(service)
        with acting_as(service.actor("manager")):
            entry = AuditEntry.objects.get(act="ABSENCE_RECORDED")
        assert entry.details == {
            "worker": str(service.staff["worker"].id), "cover": str(service.staff["colleague"].id)
        }  # fmt: skip


class TestRefusing:
    @pytest.mark.parametrize(
        ("changes", "why"),
        [
            ({"cover": "worker"}, "Nobody can cover for themselves"),
            ({"cover": "manager"}, "Choose a link worker who works here now"),
            ({"cover": "stranger"}, "Choose a link worker who works here now"),
            ({"ends_on": TODAY - timedelta(days=1)}, "The last day away is before the first"),
        ],
    )
    def test_what_makes_no_sense(self, service, changes, why):
        with pytest.raises(Refused, match=why):
            away(service, **changes)

    def test_a_cover_who_is_away_on_one_of_the_days(self, service):
        away(service, "colleague", "senior", starts_on=FRIDAY, ends_on=None)
        with pytest.raises(Refused, match="That colleague is away then too"):
            away(service)

    def test_being_away_twice_on_one_day(self, service):
        away(service)
        with pytest.raises(Refused, match="already"):
            away(service, starts_on=FRIDAY, ends_on=None)

    @pytest.mark.parametrize("who", ["stranger", "manager", "practice"])
    def test_somebody_who_is_no_link_worker_here(self, service, who):
        with pytest.raises(NotFound):
            away(service, who)

    def test_saying_back_of_what_is_over(self, service):
        absence = away(service)
        clock.move_to(clock.in_days(7))
        with pytest.raises(Refused, match="over already"):
            back(service, absence)

    def test_another_provider_s_absence_is_not_there(self, service):
        absence = away(service)
        with pytest.raises(NotFound):
            back(service, absence, by="strange manager")
        with acting_as(service.actor("strange manager")) as stranger, pytest.raises(NotFound):
            commands.end_absence(absence_id=uuid4(), by=stranger, at=clock.test_time())
