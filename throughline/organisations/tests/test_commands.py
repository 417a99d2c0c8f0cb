"""What can happen to organisations, and who may do it."""

from datetime import date

import pytest

from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed, Refused
from throughline.organisations import commands
from throughline.organisations.models import DatedNumber, Kind, Organisation, RelationKind


def audited(act, about_id):
    with acting_as(SYSTEM):
        return AuditEntry.objects.filter(act=act, about_id=about_id, user_id=SYSTEM.user_id).count()


def set_number(service, now, *, by=SYSTEM, **changes):
    given = {
        "name": "gap_regular",
        "value": 28,
        "from_on": date(2020, 7, 1),
        "reason": "People asked for more",
        **changes,
    }
    with acting_as(by):
        commands.set_number(provider_id=service.places["Harbour Trust"].id, **given, by=by, at=now)


def test_an_organisation_is_registered(db, now):
    with acting_as(SYSTEM):
        surgery = commands.register_organisation(kind=Kind.SURGERY, name="Riverside", by=SYSTEM, at=now)
    assert Organisation.objects.get(name="Riverside").kind == Kind.SURGERY
    assert audited("ORGANISATION_REGISTERED", surgery.id) == 1


def test_a_manager_may_not_register_one(service, now):
    with acting_as(service.actor("manager")) as manager, pytest.raises(NotAllowed):
        commands.register_organisation(kind=Kind.SURGERY, name="Riverside", by=manager, at=now)
    assert not Organisation.objects.filter(name="Riverside").exists()


def test_two_organisations_cannot_share_a_name(service, now):
    with acting_as(SYSTEM), pytest.raises(Refused, match="There is already an organisation called Hilltop"):
        commands.register_organisation(kind=Kind.SURGERY, name=" Hilltop", by=SYSTEM, at=now)


def test_a_surgery_begins_to_refer_to_a_provider(service, now):
    tie = {
        "source": service.places["Hilltop"], "kind": RelationKind.REFERS_TO, "target": service.places["Harbour Trust"],
        "from_on": date(2020, 7, 1), "at": now,
    }  # fmt: skip
    with acting_as(SYSTEM):
        relation = commands.relate(**tie, by=SYSTEM)
    assert audited("ORGANISATIONS_RELATED", relation.id) == 1
    with acting_as(service.actor("manager")) as manager, pytest.raises(NotAllowed):
        commands.relate(**tie, by=manager)


def test_a_number_is_kept_with_its_reason_and_who_set_it(service, now):
    set_number(service, now)
    number = DatedNumber.objects.get()
    assert (number.value, number.reason, number.set_at, number.set_by) == (
        28,
        "People asked for more",
        now,
        SYSTEM.user_id,
    )
    assert audited("NUMBER_SET", number.id) == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"name": "gap_weekly"}, "There is no setting called gap_weekly. The settings are: .*gap_regular"),
        ({"value": 0}, "Gap at the regular level must be 1 or more days"),
        ({"reason": "  "}, "Say why the setting changes"),
    ],
)
def test_a_number_that_makes_no_sense_is_refused_and_says_why(service, now, changes, why):
    with pytest.raises(Refused, match=why):
        set_number(service, now, **changes)
    assert not DatedNumber.objects.exists()


def test_a_manager_may_not_set_numbers(service, now):
    with pytest.raises(NotAllowed):
        set_number(service, now, by=service.actor("manager"))
    assert not DatedNumber.objects.exists()
