"""Each integrity rule, broken once in a database of its own: it is found and named (R145)."""

import pytest

from tests.support import clock
from tests.support.service import SYSTEM, build_service
from throughline.accounts.scopes import acting_as
from throughline.cases.models import Level, Way
from throughline.core.decisions import NotAllowed
from throughline.core.scope import within
from throughline.oversight import commands, queries
from throughline.oversight.models import IntegrityReport
from throughline.oversight.tests.builders import DAMAGE, break_it
from throughline.watch import level_commands as levels


@pytest.fixture
def lived(own_database):
    """Give a database of one's own in which somebody was referred, allocated and spoken to."""
    service = build_service()
    case = service.open_case()
    service.contact(case)
    service.open_case("Brian Tait")
    with acting_as(service.actor("worker")) as worker:
        levels.agree_level(
            case_id=case.id, level=Level.LIGHT, own_gap=None, agreed_way=Way.PHONE, note="Glad of it", next_on=None,
            by=worker, at=clock.START,
        )  # fmt: skip
    return own_database


def problems_now():
    with acting_as(SYSTEM):
        return queries.integrity(on=clock.START.date()).problems


def test_all_is_well_in_a_service_that_lived_through_the_commands(service):
    service.contact(service.open_case())
    service.refer("Somebody Else")
    with acting_as(SYSTEM):
        found = queries.integrity(on=clock.START.date())
    assert (found.checked, found.problems) == (3, [])


def test_every_rule_has_its_damage():
    assert {file.stem for file in queries.rule_files()} == set(DAMAGE)


@pytest.mark.parametrize("rule", DAMAGE)
def test_a_broken_rule_is_found_and_named(lived, rule):
    assert problems_now() == []
    break_it(lived, DAMAGE[rule])
    assert rule in {problem.rule for problem in problems_now()}


def test_problems_name_ids_and_never_people(lived):
    break_it(lived, DAMAGE["open_case_without_next_contact"])
    assert "Amina" not in str(problems_now())


def test_each_provider_is_told_of_its_own(lived):
    break_it(lived, DAMAGE["case_and_promise_disagree"])
    with acting_as(SYSTEM):
        assert commands.keep_integrity_report(by=SYSTEM, at=clock.START) == 2
        reports = {r.provider.name: len(r.problems) for r in IntegrityReport.objects.select_related("provider")}
    assert reports == {"Harbour Trust": 2, "Northgate Wellbeing": 0}


def test_only_the_system_checks_across_providers(service):
    with acting_as(service.actor("manager")) as manager, pytest.raises(NotAllowed):
        commands.keep_integrity_report(by=manager, at=clock.START)


def test_a_report_that_was_kept_is_seen_by_its_provider_alone(service):
    with acting_as(SYSTEM):
        commands.keep_integrity_report(by=SYSTEM, at=clock.START)
    with acting_as(service.actor("manager")) as manager:
        assert queries.latest_report(viewer=manager).checked == 0
        assert IntegrityReport.objects.count() == 1
    with within([]):
        assert IntegrityReport.objects.count() == 0
