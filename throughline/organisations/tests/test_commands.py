"""What can happen to organisations, and who may do it."""

from datetime import date, timedelta

import pytest

from tests.support.service import FIRST_DAY, SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotFound, Refused
from throughline.core.ids import new_id
from throughline.organisations import commands, queries
from throughline.organisations.conditions import PAPERS_EIGHT
from throughline.organisations.models import DatedNumber, Discharge, Kind, Organisation, Relation, RelationKind


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


def test_a_provider_without_a_commissioner_is_refused_with_the_reason(service, now):
    with acting_as(SYSTEM), pytest.raises(Refused, match="A provider needs a commissioner"):
        commands.register_organisation(kind=Kind.PROVIDER, name="Kind Hearts", by=SYSTEM, at=now)
    with acting_as(SYSTEM), pytest.raises(Refused, match="a GP surgery commissions nobody"):
        commands.register_organisation(
            kind=Kind.PROVIDER, name="Kind Hearts", commissioned_by=service.places["Elm Street"], by=SYSTEM, at=now
        )
    assert not Organisation.objects.filter(name="Kind Hearts").exists()


@pytest.mark.parametrize("commissioner", ["CCG", "Harbour Trust"])
def test_a_provider_is_commissioned_from_its_first_day_by_a_commissioner_or_a_lead_provider(service, now, commissioner):
    with acting_as(SYSTEM):
        provider = commands.register_organisation(
            kind=Kind.PROVIDER, name="Kind Hearts", commissioned_by=service.places[commissioner],
            from_on=date(2020, 7, 1), by=SYSTEM, at=now,
        )  # fmt: skip
    found = [provider in queries.commissioned_providers(on=on) for on in (date(2020, 6, 30), date(2020, 7, 1))]
    assert found == [False, True]


def test_two_organisations_cannot_share_a_name(service, now):
    with acting_as(SYSTEM), pytest.raises(Refused, match="There is already an organisation called Hilltop"):
        commands.register_organisation(kind=Kind.SURGERY, name=" Hilltop", by=SYSTEM, at=now)


def relate(service, now, source, kind, target, *, from_on=date(2020, 7, 1)):
    with acting_as(SYSTEM):
        places = {"source": service.places[source], "target": service.places[target]}
        return commands.relate(**places, kind=kind, from_on=from_on, by=SYSTEM, at=now)


def end(service, now, relation, last_day):
    with acting_as(SYSTEM):
        commands.end_relation(relation_id=relation.id, last_day=last_day, by=SYSTEM, at=now)
    relation.refresh_from_db()


def close(service, now, name, last_day):
    with acting_as(SYSTEM):
        commands.close_organisation(organisation_id=service.places[name].id, last_day=last_day, by=SYSTEM, at=now)


def refers(service, name):
    return Relation.objects.get(source=service.places[name], kind=RelationKind.REFERS_TO)


def test_a_surgery_changes_the_provider_it_refers_to(service, now):
    end(service, now, refers(service, "Hilltop"), date(2020, 6, 30))
    relation = relate(service, now, "Hilltop", RelationKind.REFERS_TO, "Harbour Trust")
    assert audited("ORGANISATIONS_RELATED", relation.id) == 1
    assert audited("RELATION_ENDED", Relation.objects.get(ends_on=date(2020, 6, 30)).id) == 1


@pytest.mark.parametrize(("source", "kind", "target", "why"), [
    ("Hilltop", "REFERS_TO", "Harbour Trust", "It refers to Northgate Wellbeing then"),
    ("Elm Street", "REFERS_TO", "Harbour Trust", "tied in this way then already"),
    ("CCG", "REFERS_TO", "Harbour Trust", "“refers to” goes from a GP surgery to a provider"),
    ("Harbour Trust", "COMMISSIONS", "Harbour Trust", "cannot be tied to itself"),
    ("Elm Street", "COMMISSIONS", "Harbour Trust", "goes from a commissioner or provider to a provider"),
])  # fmt: skip
def test_a_tie_that_makes_no_sense_is_refused_and_says_why(service, now, source, kind, target, why):
    before = Relation.objects.count()
    with pytest.raises(Refused, match=why):
        relate(service, now, source, RelationKind(kind), target)
    assert Relation.objects.count() == before


def test_an_ended_tie_stays_in_the_history_and_stops_being_offered(service, now):
    service_of = relate(service, now, "Allotment", RelationKind.RECEIVES_REFERRAL, "Harbour Trust", from_on=FIRST_DAY)
    end(service, now, service_of, date(2020, 4, 30))
    harbour = service.places["Harbour Trust"].id
    offered = [len(queries.linked_services_of(harbour, on=on)) for on in (date(2020, 4, 30), date(2020, 5, 1))]
    assert offered == [1, 0]
    assert service_of in queries.relations_of(harbour)
    with pytest.raises(Refused, match="It has its last day already: 30 April 2020"):
        end(service, now, service_of, date(2020, 5, 31))


def test_a_tie_does_not_end_before_it_began_and_one_that_is_not_there_not_at_all(service, now):
    with pytest.raises(Refused, match="It began on 1 January 2019"):
        end(service, now, refers(service, "Elm Street"), date(2018, 12, 31))
    with acting_as(SYSTEM), pytest.raises(NotFound):
        commands.end_relation(relation_id=new_id(), last_day=date(2020, 4, 30), by=SYSTEM, at=now)


def commissions(service):
    return Relation.objects.get(kind=RelationKind.COMMISSIONS, target=service.places["Harbour Trust"])


def test_no_provider_is_left_without_a_commissioner(service, now):
    with pytest.raises(Refused, match="Harbour Trust would have no commissioner after that day"):
        end(service, now, commissions(service), date(2020, 6, 30))
    with pytest.raises(Refused, match="Harbour Trust and Northgate Wellbeing would have no commissioner"):
        close(service, now, "CCG", date(2020, 6, 30))
    assert Organisation.objects.get(name="CCG").closed_on is None


def test_a_commission_ends_once_the_next_one_is_recorded(service, now):
    with acting_as(SYSTEM):
        service.places["ICB"] = commands.register_organisation(kind=Kind.COMMISSIONER, name="ICB", by=SYSTEM, at=now)
    for provider in ("Harbour Trust", "Northgate Wellbeing"):
        relate(service, now, "ICB", RelationKind.COMMISSIONS, provider)
    close(service, now, "CCG", date(2020, 6, 30))
    assert [p.name for p in queries.commissioned_providers(on=date(2020, 7, 1))] == [
        "Harbour Trust", "Northgate Wellbeing",
    ]  # fmt: skip


def test_a_closed_organisation_ends_with_its_ties_and_begins_no_new_one(service, now):
    begins = relate(service, now, "Allotment", RelationKind.RECEIVES_REFERRAL, "Harbour Trust")
    relate(service, now, "Allotment", RelationKind.RECEIVES_REFERRAL, "Northgate Wellbeing", from_on=FIRST_DAY)
    close(service, now, "Allotment", date(2020, 4, 30))
    assert audited("ORGANISATION_CLOSED", service.places["Allotment"].id) == 1
    assert not Relation.objects.filter(id=begins.id).exists(), "it was to begin later, and never does"
    assert queries.linked_services_of(service.places["Northgate Wellbeing"].id, on=date(2020, 5, 1)) == []
    service.places["Allotment"].refresh_from_db()
    with pytest.raises(Refused, match="Allotment is closed on that day"):
        relate(service, now, "Allotment", RelationKind.RECEIVES_REFERRAL, "Harbour Trust")
    with pytest.raises(Refused, match="It has its last day already"):
        close(service, now, "Allotment", date(2020, 5, 31))


def test_an_organisation_is_not_closed_before_its_latest_tie_began_nor_if_it_is_not_there(service, now):
    with pytest.raises(Refused, match="Its latest relation began on 1 January 2019"):
        close(service, now, "Elm Street", date(2018, 12, 31))
    with acting_as(SYSTEM), pytest.raises(NotFound):
        commands.close_organisation(organisation_id=new_id(), last_day=date(2020, 4, 30), by=SYSTEM, at=now)


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
        ({"name": "disruption_given_back", "value": 2}, "must be yes .1. or no .0."),
        ({"reason": "  "}, "Say why the setting changes"),
    ],
)
def test_a_number_that_makes_no_sense_is_refused_and_says_why(service, now, changes, why):
    with pytest.raises(Refused, match=why):
        set_number(service, now, **changes)
    assert not DatedNumber.objects.exists()


def set_conditions(service, now, *, conditions=("asthma", " Asthma ", "hypertension"), reason="New contract"):
    with acting_as(SYSTEM):
        commands.set_qualifying_conditions(
            provider_id=service.places["Harbour Trust"].id, conditions=conditions, from_on=date(2020, 7, 1),
            reason=reason, by=SYSTEM, at=now,
        )  # fmt: skip


def test_other_conditions_qualify_from_their_day_on_at_that_provider(service, now):
    set_conditions(service, now)
    harbour, northgate = (service.places[name].id for name in ("Harbour Trust", "Northgate Wellbeing"))
    assert queries.qualifying_conditions(harbour, on=date(2020, 6, 30)) == PAPERS_EIGHT
    assert queries.qualifying_conditions(harbour, on=date(2020, 7, 1)) == ("Asthma", "hypertension")
    assert queries.qualifying_conditions(northgate, on=date(2020, 7, 1)) == PAPERS_EIGHT
    [change] = queries.changes_of_conditions(harbour)
    assert (change.reason, change.set_at, change.set_by) == ("New contract", now, SYSTEM.user_id)


@pytest.mark.parametrize(("changes", "why"), [
    ({"conditions": [" "]}, "Enter at least one condition"),
    ({"conditions": ["asthma", "Depression"]}, "Depression may be present and does not qualify anybody by itself"),
    ({"reason": " "}, "Say why the conditions change"),
])  # fmt: skip
def test_conditions_that_make_no_sense_are_refused_and_say_why(service, now, changes, why):
    with pytest.raises(Refused, match=why):
        set_conditions(service, now, **changes)


def declare(service, now, **changes):
    with acting_as(SYSTEM):
        given = {"name": "lockdown", "starts_on": date(2020, 3, 20), **changes}
        return commands.declare_disruption(provider_id=service.places["Harbour Trust"].id, **given, by=SYSTEM, at=now)


def in_disruption(service, on, name="Harbour Trust"):
    return queries.in_disruption(service.places[name].id, on=on)


def test_a_disruption_holds_from_its_first_day_until_work_is_as_usual_again(service, now):
    disruption = declare(service, now)
    with acting_as(SYSTEM):
        commands.end_disruption(provider_id=disruption.provider_id, ends_on=date(2020, 5, 13), by=SYSTEM, at=now)
    days = [date(2020, 3, 19), date(2020, 3, 20), date(2020, 5, 12), date(2020, 5, 13)]
    assert [in_disruption(service, day) for day in days] == [False, True, True, False]
    assert not in_disruption(service, days[1], "Northgate Wellbeing"), "one provider's is not the other's"
    assert audited("DISRUPTION_DECLARED", disruption.id) == audited("DISRUPTION_ENDED", disruption.id) == 1


def test_a_disruption_without_a_name_is_refused(service, now):
    with pytest.raises(Refused, match="what people call it"):
        declare(service, now, name=" ")


def test_a_second_disruption_is_refused_while_one_is_on(service, now):
    declare(service, now)
    with pytest.raises(Refused, match="is on already"):
        declare(service, now)


@pytest.mark.parametrize(("declared", "ends_on", "why"), [
    (False, date(2020, 5, 13), "No disruption is on"),
    (True, date(2020, 3, 19), "It began on 20 March 2020"),
])  # fmt: skip
def test_a_disruption_cannot_end_that_is_not_on_or_before_it_began(service, now, declared, ends_on, why):
    if declared:
        declare(service, now)
    with acting_as(SYSTEM), pytest.raises(Refused, match=why):
        commands.end_disruption(provider_id=service.places["Harbour Trust"].id, ends_on=ends_on, by=SYSTEM, at=now)


def test_a_discharge_policy_needs_a_reason_and_a_change(service, now):
    provider_id = service.places["Harbour Trust"].id
    given = {"provider_id": provider_id, "from_on": date(2020, 3, 20), "by": SYSTEM, "at": now}
    with acting_as(SYSTEM):
        with pytest.raises(Refused, match="Say why"):
            commands.set_discharge_policy(policy=Discharge.HOLD_OPEN, reason=" ", **given)
        with pytest.raises(Refused, match="already"):
            commands.set_discharge_policy(policy=Discharge.ORDINARY, reason="As before", **given)
        commands.set_discharge_policy(policy=Discharge.HOLD_OPEN, reason="Lockdown", **given)
    assert queries.discharge_policy(provider_id, on=date(2020, 3, 19)).policy == Discharge.ORDINARY
    assert queries.discharge_policy(provider_id, on=date(2020, 3, 20)).policy == Discharge.HOLD_OPEN


class TestEasing:
    def ease(self, service, now, eased_on):
        return commands.begin_easing(
            provider_id=service.places["Harbour Trust"].id, eased_on=eased_on, by=SYSTEM, at=now
        )

    def test_nothing_is_forbidden_from_that_day_and_it_is_not_over(self, service, now):
        disruption = declare(service, now)
        with acting_as(SYSTEM):
            self.ease(service, now, date(2020, 5, 13))
        met = [not queries.meets_nobody(disruption.provider_id, on=date(2020, 5, day)) for day in (12, 13)]
        assert met == [False, True] and in_disruption(service, date(2020, 5, 13))
        assert audited("DISRUPTION_EASED", disruption.id) == 1

    def test_not_before_it_began_not_twice_and_not_when_none_is_on(self, service, now):
        with acting_as(SYSTEM):
            with pytest.raises(Refused, match="No disruption is on"):
                self.ease(service, now, date(2020, 5, 13))
            disruption = declare(service, now)
            with pytest.raises(Refused, match="It began on"):
                self.ease(service, now, disruption.starts_on - timedelta(days=1))
            self.ease(service, now, date(2020, 5, 13))
            with pytest.raises(Refused, match="easing since 13 May 2020"):
                self.ease(service, now, date(2020, 5, 14))
