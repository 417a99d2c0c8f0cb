"""Guidance is published version by version, and nobody is told from an old one. The first test is the check of R54."""

from datetime import date, datetime

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.cases.models import Way
from throughline.contacts.models import Contact, Outcome
from throughline.core.clock import LONDON
from throughline.core.decisions import NotAllowed, Refused
from throughline.guidance import commands, queries
from throughline.guidance.tests.test_rules import WORDS


def publish(service, *, on, by="manager", area="England", title="Going out", words=WORDS):
    with acting_as(service.actor(by)) as actor:
        return commands.publish_guidance(
            words, area=area, title=title, from_on=on, by=actor, at=clock.test_time()
        )  # fmt: skip


@pytest.fixture
def first(service):
    clock.move_to(datetime(2020, 3, 23, 9, tzinfo=LONDON))
    return publish(service, on=date(2020, 3, 23))


def spoke(service, case, version, *, outcome=Outcome.SPOKE, way=Way.PHONE, **what):
    return service.contact(case, outcome, way=way, guidance_id=version.id, **what)


class TestVersions:
    def test_from_version_2_on_version_1_is_told_nobody_and_april_shows_version_1(self, service, first):
        clock.move_to(datetime(2020, 4, 1, 10, tzinfo=LONDON))
        case = service.open_case()
        contact_id = spoke(service, case, first)
        clock.move_to(datetime(2020, 5, 13, 10, tzinfo=LONDON))
        second = publish(service, on=date(2020, 5, 13))
        for outcome, way in [(Outcome.SPOKE, Way.PHONE), (Outcome.SENT, Way.POST)]:
            with pytest.raises(Refused, match="superseded on 13 May 2020"):
                spoke(service, case, first, outcome=outcome, way=way)
        spoke(service, case, second)
        with acting_as(service.actor("worker")):
            assert Contact.objects.get(id=contact_id).guidance.number == 1
        assert queries.current_guidance(on=date(2020, 5, 12)).number == 1
        assert queries.current_guidance(on=date(2020, 5, 13)).number == 2

    def test_written_up_late_it_is_judged_by_the_day_on_which_it_was_told(self, service, first):
        case = service.open_case()
        publish(service, on=date(2020, 5, 13))
        clock.move_to(datetime(2020, 5, 14, 9, tzinfo=LONDON))
        spoke(service, case, first, happened_at=datetime(2020, 5, 12, 15, tzinfo=LONDON))

    def test_who_did_not_answer_was_told_nothing(self, service, first):
        with pytest.raises(Refused, match="explained when you speak"):
            spoke(service, service.open_case(), first, outcome=Outcome.NO_ANSWER)

    def test_each_area_has_its_own(self, service, first):
        publish(service, on=date(2020, 3, 24), area="Wales")
        assert [one.area for one in queries.all_current(on=date(2020, 3, 24))] == ["England", "Wales"]
        assert queries.current_guidance(on=date(2020, 3, 24), area="wales").area == "Wales"
        assert queries.current_guidance(on=date(2020, 3, 22)) is None


class TestPublishing:
    def test_it_is_audited(self, service, first):
        with acting_as(service.actor("manager")):
            assert AuditEntry.objects.get(act="GUIDANCE_PUBLISHED").details == {"number": 1}

    @pytest.mark.parametrize("who", ["worker", "administrator", "practice"])
    def test_not_everybody_may(self, service, who):
        with pytest.raises(NotAllowed):
            publish(service, on=date(2020, 3, 23), by=who)

    def test_a_second_of_one_day_is_refused(self, service, first):
        with pytest.raises(Refused, match="later day"):
            publish(service, on=date(2020, 3, 23))

    def test_it_says_where_it_holds(self, service):
        with pytest.raises(Refused, match="where these rules hold"):
            publish(service, on=date(2020, 3, 23), area=" ")
