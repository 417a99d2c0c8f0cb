"""Agreements given, refused and withdrawn, and what follows at once."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from tests.support.service import SYSTEM
from throughline.accounts.scopes import acting_as
from throughline.agreements import commands, queries
from throughline.agreements.commands import Stating
from throughline.agreements.models import About, Agreement, How, Stance
from throughline.audit.models import AuditEntry
from throughline.core.decisions import NotAllowed, NotFound, Refused
from throughline.referrals import queries as referrals

TODAY = clock.START.date()


@pytest.fixture
def referred(service):
    return service.open_case()


@pytest.fixture
def amina(referred):
    return referred.client_id


@pytest.fixture
def says(service, amina):
    def _says(stance, about=About.SURGERY, subject="", *, on=TODAY, by="worker", **more):
        stating = Stating(about=about, subject=subject, stance=stance, said_on=on, **more)
        with acting_as(service.actor(by)) as actor:
            return commands.record_agreement(stating, client_id=amina, by=actor, at=clock.test_time())

    return _says


@pytest.fixture
def asked(service, amina):
    """Ask a query as the worker."""

    def _asked(query, *given):
        with acting_as(service.actor("worker")) as viewer:
            return query(amina, *given, viewer=viewer)

    return _asked


def surgery_sees(service, referral_id):
    with acting_as(service.actor("practice")) as viewer:
        [row] = referrals.surgery_referrals(viewer=viewer).rows
        return row, referrals.sheet_page(referral_id, viewer=viewer, on=TODAY).sheet


def test_the_referral_is_where_the_first_agreements_come_from(service, amina):
    with acting_as(service.actor("worker")):
        kept = {(a.about, a.subject, a.stance, a.wording_version) for a in Agreement.objects.all()}
    assert kept == {("SERVICE", "", "GIVEN", 1), ("WAY", "PHONE", "GIVEN", 1)}


def test_withdrawing_from_the_surgery_stops_what_it_sees_at_once(service, referred, says, asked):
    row, _ = surgery_sees(service, referred.referral_id)
    assert row.worker and not row.withheld
    says(Stance.GIVEN)
    assert asked(queries.may_share_with_surgery)
    says(Stance.WITHDRAWN)
    row, sheet = surgery_sees(service, referred.referral_id)
    assert row.withheld and not row.worker
    assert sheet.withheld and not (sheet.worker or sheet.worker_phone or sheet.decision_reason)
    refusal = asked(queries.may_share_with_surgery)
    assert "asked us not to share" in refusal.reason
    says(Stance.GIVEN)
    row, sheet = surgery_sees(service, referred.referral_id)
    assert row.worker and not sheet.withheld


def test_the_service_itself_sees_all_of_a_referral_that_its_surgery_no_longer_does(service, referred, says):
    says(Stance.REFUSED)
    with acting_as(service.actor("manager")) as viewer:
        sheet = referrals.sheet_page(referred.referral_id, viewer=viewer, on=TODAY).sheet
    assert sheet.worker and not sheet.withheld


def test_a_new_referral_does_not_undo_what_the_patient_asked(service, amina, says):
    says(Stance.REFUSED)
    says(Stance.WITHDRAWN, About.WAY, "PHONE")
    service.refer()
    with acting_as(service.actor("worker")) as viewer:
        assert set(queries.refused_ways([amina], viewer=viewer)[amina]) == {"PHONE"}
        assert queries.withholds_from_surgery(amina, viewer=viewer)


def test_a_way_that_was_withdrawn_is_refused_with_the_day(service, amina, says):
    with acting_as(service.actor("worker")) as viewer:
        assert queries.refused_ways([amina], viewer=viewer) == {amina: {}}
    says(Stance.WITHDRAWN, About.WAY, "PHONE")
    with acting_as(service.actor("worker")) as viewer:
        assert "2 March 2020" in queries.refused_ways([amina], viewer=viewer)[amina]["PHONE"]


def test_a_service_or_relative_not_named_is_asked_about_first(says, asked):
    assert "Ask first" in asked(queries.may_share_with_service, "Age UK").reason
    says(Stance.GIVEN, About.LINKED_SERVICE, "Age UK")
    assert asked(queries.may_share_with_service, "age uk")
    assert not asked(queries.may_share_with_service, "Mind")
    says(Stance.GIVEN, About.FAMILY, "Her daughter Ruksana", how=How.WRITTEN)
    assert asked(queries.may_talk_with, "her daughter Ruksana")
    assert not asked(queries.may_talk_with, "Her son")


def test_new_words_hold_from_their_day_and_old_agreements_keep_theirs(service, amina, says):
    says(Stance.GIVEN, About.RESEARCH)
    with acting_as(SYSTEM):
        commands.set_wording(
            provider_id=service.places["Harbour Trust"].id, about=About.RESEARCH, words="May researchers ring you?",
            from_on=TODAY + timedelta(days=1), by=SYSTEM, at=clock.test_time(),
        )  # fmt: skip
    assert says(Stance.GIVEN, About.RESEARCH).wording_version == 1
    clock.move_to(clock.START + timedelta(days=1))
    assert says(Stance.GIVEN, About.RESEARCH, on=TODAY + timedelta(days=1)).wording_version == 2
    with acting_as(service.actor("worker")) as viewer:
        words = queries.agreements_of(amina, viewer=viewer, on=TODAY + timedelta(days=1)).words
    assert words[About.RESEARCH].text == "May researchers ring you?"
    assert words[About.SURGERY].version == 1


def test_words_are_set_by_the_operator_with_a_day_to_come(service):
    provider = service.places["Harbour Trust"].id

    def set_words(words="May we?", on=TODAY, by=SYSTEM):
        with acting_as(by) as actor:
            commands.set_wording(provider_id=provider, about=About.FAMILY, words=words, from_on=on, by=actor,
                                 at=clock.test_time())  # fmt: skip

    with pytest.raises(NotAllowed):
        set_words(by=service.actor("manager"))
    with pytest.raises(Refused, match="Give the words"):
        set_words(words=" ")
    with pytest.raises(Refused, match="have passed"):
        set_words(on=TODAY - timedelta(days=1))


def test_what_was_never_given_cannot_be_withdrawn(says):
    with pytest.raises(Refused, match="no agreement to withdraw"):
        says(Stance.WITHDRAWN)


@pytest.mark.parametrize("by", ["administrator", "practice", "commissioner"])
def test_those_who_do_no_casework_may_not_record_or_look(service, amina, says, by):
    with pytest.raises(NotAllowed):
        says(Stance.GIVEN, by=by)
    with pytest.raises(NotAllowed), acting_as(service.actor(by)) as actor:
        commands.open_agreements(client_id=amina, by=actor, at=clock.test_time())


def test_a_stranger_finds_nothing(service, amina, says):
    with pytest.raises(NotFound):
        says(Stance.GIVEN, by="stranger")
    with pytest.raises(NotFound), acting_as(service.actor("stranger")) as actor:
        commands.open_agreements(client_id=amina, by=actor, at=clock.test_time())


def test_the_trail_names_nobody(service, says):
    says(Stance.GIVEN, About.FAMILY, "Ruksana", note="Her eldest")
    with acting_as(service.actor("manager")):
        details = [str(entry.details) for entry in AuditEntry.objects.filter(act="AGREEMENT_RECORDED")]
    assert details and not any("Ruksana" in text or "eldest" in text for text in details)


def test_an_earlier_day_can_be_written_up_late(says, asked):
    says(Stance.REFUSED, on=date(2020, 2, 20))
    assert not asked(queries.may_share_with_surgery)
    says(Stance.GIVEN, on=date(2020, 2, 10))
    assert not asked(queries.may_share_with_surgery)


def test_no_call_is_promised_to_somebody_who_no_longer_agrees_to_be_rung(service, referred, says):
    says(Stance.WITHDRAWN, About.WAY, "PHONE")
    with pytest.raises(Refused, match="they asked us not to contact them in this way"):
        service.contact(referred)
    says(Stance.GIVEN, About.WAY, "PHONE")
    assert service.contact(referred), "and it holds at once, both ways"
