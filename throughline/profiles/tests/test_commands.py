"""Profiles answered anew, and statuses that only people end."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.clients.models import Answer, Client
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.profiles import commands, queries
from throughline.profiles.models import ProfileKind, ProfileVersion, Risk, Source
from throughline.profiles.tests.builders import WHOLE, record, shield, standing

DAY = timedelta(days=1)
SPRING = date(2020, 3, 22)


@pytest.fixture
def case(service):
    return service.open_case()


def versions(service, about=ProfileKind.ACCESS):
    with acting_as(service.actor("worker")):
        kept = ProfileVersion.objects.filter(about=about).order_by("recorded_at")
        return [(Source(one.source), one.answers) for one in kept]


def row(service, case):
    with acting_as(service.actor("worker")):
        return Client.objects.get(id=case.client_id)


class TestRecordingAProfile:
    def test_every_version_is_kept(self, service, case):
        record(service, case, {"can_read": "YES"})
        record(service, case, {"can_read": "NO"}, at=clock.START + DAY)
        assert versions(service) == [(Source.ASKED, {"can_read": "YES"}), (Source.ASKED, {"can_read": "NO"})]
        with acting_as(service.actor("worker")):
            assert AuditEntry.objects.filter(act="PROFILE_RECORDED").count() == 2

    def test_the_same_again_makes_no_version(self, service, case):
        record(service, case, {"can_read": "YES"})
        assert record(service, case, {"can_read": "YES"}, at=clock.START + DAY) is None
        assert len(versions(service)) == 1

    def test_history_begins_with_what_was_told(self, service):
        case = service.open_case(can_read="NO", access_needs="Speaks Bengali")
        record(service, case, {**WHOLE, "can_read": "YES"})
        assert versions(service)[0] == (Source.TOLD, {"can_read": "NO", "needs": "Speaks Bengali"})

    def test_the_row_repeats_it(self, service, case):
        record(service, case, WHOLE | {"can_be_phoned": "NO", "has_internet": "NO", "can_read": "RATHER_NOT"})
        client = row(service, case)
        assert (client.can_be_phoned, client.has_internet, client.can_read) == (Answer.NO, Answer.NO, Answer.NOT_ASKED)
        assert (client.digitally_excluded, client.cannot_read) == (True, False)
        assert client.profile_asked_on == clock.START.date()

    def test_what_no_longer_holds_goes_from_beside_the_name(self, service, case):
        record(service, case, WHOLE | {"has_internet": "NO"})
        record(service, case, WHOLE, at=clock.START + DAY)
        assert not standing(service, case).digitally_excluded

    def test_part_done_is_kept_and_not_called_asked(self, service, case):
        record(service, case, {"can_be_phoned": "YES"})
        assert not standing(service, case).profile_asked

    def test_a_later_referral_fills_only_what_we_had_not_asked(self, service, case):
        record(service, case, {"can_read": "YES"})
        service.refer(can_read="NO", has_internet="NO", at=clock.START + DAY)
        assert standing(service, case).digitally_excluded
        with acting_as(service.actor("worker")) as viewer:
            now = queries.profiles_of(case.client_id, viewer=viewer).access[0].answers
        assert now == {"can_read": "YES", "has_internet": "NO"}

    def test_how_they_like_to_be_helped_leaves_the_row_alone(self, service, case):
        record(service, case, {"pace": "Slowly"}, about=ProfileKind.HELPING)
        assert versions(service, ProfileKind.HELPING) == [(Source.ASKED, {"pace": "Slowly"})]
        assert row(service, case).access_needs == ""

    def test_a_version_that_somebody_else_made_is_not_written_over_unseen(self, service, case):
        record(service, case, {"can_read": "YES"}, by="colleague")
        with pytest.raises(Refused, match="Colleague of Harbour Trust changed: Can read: Not asked → Yes"):
            record(service, case, {"can_read": "NO"}, seen="")
        assert len(versions(service)) == 1

    def test_an_answer_that_cannot_be_right_is_refused(self, service, case):
        with pytest.raises(Refused, match="Can read"):
            record(service, case, {"can_read": "PERHAPS"})

    def test_a_surgery_may_not(self, service, case):
        with acting_as(service.actor("practice")) as by, pytest.raises(NotAllowed):
            commands.record_profile(client_id=case.client_id, about=ProfileKind.ACCESS, answers={}, seen="", by=by,
                                    at=clock.START)  # fmt: skip

    def test_a_stranger_finds_nobody(self, service, case):
        with acting_as(service.actor("stranger")) as by:
            with pytest.raises(NotFound):
                commands.record_profile(
                    client_id=case.client_id, about=ProfileKind.ACCESS, answers=WHOLE, seen="", by=by, at=clock.START
                )
            with pytest.raises(NotFound):
                commands.open_profiles(client_id=case.client_id, by=by, at=clock.START)
            with pytest.raises(NotFound):
                queries.reach_of(case.client_id, refused={}, viewer=by)


class TestShielding:
    """R15: two statuses, and an end only when a person confirms it."""

    def test_the_first_review_is_twelve_weeks_on(self, service, case):
        made = shield(service, case, started_on=SPRING, at=clock.START + 30 * DAY)
        assert made.review_on == date(2020, 6, 14)
        assert standing(service, case).shielding

    def test_the_day_after_its_review_it_still_stands(self, service, case):
        shield(service, case, started_on=SPRING, at=clock.START + 30 * DAY)
        clock.move_to(clock.START + 105 * DAY)
        with acting_as(service.actor("worker")) as viewer:
            assert queries.reach_of(case.client_id, refused={}, viewer=viewer).shielding

    def test_clinically_vulnerable_is_not_shielding(self, service, case):
        shield(service, case, started_on=SPRING, risk=Risk.VULNERABLE, at=clock.START + 30 * DAY)
        assert not standing(service, case).shielding
        shield(service, case, started_on=SPRING, at=clock.START + 30 * DAY)
        assert standing(service, case).shielding

    def test_it_ends_when_a_person_confirms(self, service, case):
        made = shield(service, case, started_on=SPRING, at=clock.START + 30 * DAY)
        end = {"vulnerability_id": made.id, "ended_on": date(2020, 6, 15), "at": clock.START + 105 * DAY}
        with acting_as(service.actor("worker")) as by:
            with pytest.raises(Refused, match="It never ends by itself"):
                commands.end_vulnerability(**end, note=" ", by=by)
            commands.end_vulnerability(**end, note="The letter of 12 June", by=by)
            with pytest.raises(Refused, match="ended already"):
                commands.end_vulnerability(**end, note="Again", by=by)
            with pytest.raises(Refused, match="This has ended"):
                commands.review_vulnerability(
                    vulnerability_id=made.id, next_on=date(2020, 8, 1), by=by, at=clock.START + 105 * DAY
                )
        assert not standing(service, case).shielding

    def test_it_can_begin_again(self, service, case):
        made = shield(service, case, started_on=SPRING, at=clock.START + 30 * DAY)
        with acting_as(service.actor("worker")) as by:
            commands.end_vulnerability(vulnerability_id=made.id, ended_on=SPRING + DAY, note="A mistake", by=by,
                                       at=clock.START + 31 * DAY)  # fmt: skip
        shield(service, case, started_on=date(2020, 4, 1), at=clock.START + 40 * DAY)
        assert standing(service, case).shielding

    def test_twice_is_refused(self, service, case):
        shield(service, case, started_on=SPRING, at=clock.START + 30 * DAY)
        with pytest.raises(Refused, match="on record already"):
            shield(service, case, started_on=SPRING, at=clock.START + 31 * DAY)

    def test_others_may_not_and_strangers_find_nothing(self, service, case):
        made = shield(service, case, started_on=SPRING, at=clock.START + 30 * DAY)
        with acting_as(service.actor("administrator")) as by, pytest.raises(NotAllowed):
            commands.review_vulnerability(vulnerability_id=made.id, next_on=SPRING, by=by, at=clock.START)
        with acting_as(service.actor("stranger")) as by, pytest.raises(NotFound):
            commands.start_vulnerability(
                client_id=case.client_id,
                risk=Risk.SHIELDING,
                told_by="CLIENT",
                started_on=SPRING,
                by=by,
                at=clock.START,
            )
        with acting_as(service.actor("stranger")) as by:
            for unknown in (made.id, uuid4()):
                with pytest.raises(NotFound):
                    commands.review_vulnerability(
                        vulnerability_id=unknown, next_on=date(2020, 8, 1), by=by, at=clock.START
                    )
