"""Recording and correcting what is known of a person's life."""

from datetime import date, timedelta

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.circumstances import commands, queries
from throughline.circumstances.models import Circumstance
from throughline.circumstances.topics import Answer, Topic
from throughline.circumstances.writing import Said
from throughline.clients import commands as clients
from throughline.clients.models import Client
from throughline.core.decisions import NotAllowed, NotFound, Refused

MAY = date(2020, 5, 4)


@pytest.fixture
def amina(service):
    """Give the id of a client in May 2020."""
    case = service.open_case(address="1 Elm Street", postcode="NE1 4ST")
    clock.move_to(clock.START + timedelta(days=63))
    return case.client_id


@pytest.fixture
def record(service, amina):
    def _record(topic, *values, on=MAY, by="worker", client_id=amina, seen=..., answer=None, **more):
        said = Said(topic=topic, answer=answer or Answer.ANSWERED, values=values, from_on=on, **more)
        with acting_as(service.actor(by)) as actor:
            last = queries.last_recorded(client_id, topic, viewer=actor) if seen is ... else seen
            return commands.record_circumstance(said, client_id=client_id, seen=last, by=actor, at=clock.test_time())

    return _record


@pytest.fixture
def correct(service, amina):
    def _correct(entry, *values, on=MAY, by="worker", answer=Answer.ANSWERED, note="Misheard", topic=None):
        said = Said(topic=topic or Topic(entry.topic), answer=answer, values=values, from_on=on, note=note)
        with acting_as(service.actor(by)) as actor:
            return commands.correct_circumstance(entry_id=entry.id, said=said, by=actor, at=clock.test_time())

    return _correct


@pytest.fixture
def known(service, amina):
    """Tell what was known to hold on a day."""

    def _known(topic, on=MAY):
        with acting_as(service.actor("worker")) as viewer:
            held = queries.about_client(amina, viewer=viewer, on=on, today=MAY).held.get(topic)
        return held.values if held else None

    return _known


@pytest.fixture
def row(service, amina):
    def _row():
        with acting_as(service.actor("worker")):
            return Client.objects.get(id=amina)

    return _row


def test_furlough_leaves_the_work_before_it_in_the_history(record, known):
    record(Topic.EMPLOYMENT, "FULL_TIME", on=date(2018, 1, 1))
    record(Topic.EMPLOYMENT, "FURLOUGHED", on=date(2020, 4, 1))
    assert known(Topic.EMPLOYMENT, date(2020, 3, 1)) == ("FULL_TIME",)
    assert known(Topic.EMPLOYMENT, date(2020, 5, 1)) == ("FURLOUGHED",)


def test_a_changed_household_keeps_both_and_the_record_knows_who_lives_alone(service, amina, record, known, row):
    assert row().lives_alone is None
    record(Topic.HOUSEHOLD, "PARTNER", on=date(2019, 1, 1))
    assert row().lives_alone is False
    record(Topic.HOUSEHOLD, "ALONE", on=date(2020, 4, 20))
    assert row().lives_alone is True
    with acting_as(service.actor("worker")) as viewer:
        told = [entry.values for entry in queries.history_of(amina, viewer=viewer)]
    assert told == [("ALONE",), ("PARTNER",)]
    assert known(Topic.HOUSEHOLD, date(2020, 4, 19)) == ("PARTNER",)


def test_what_is_recorded_late_about_an_earlier_day_does_not_change_today(record, known, row):
    record(Topic.HOUSEHOLD, "ALONE", on=date(2020, 4, 20))
    record(Topic.HOUSEHOLD, "PARTNER", on=date(2019, 1, 1))
    assert row().lives_alone is True
    assert known(Topic.HOUSEHOLD, date(2020, 1, 1)) == ("PARTNER",)


def test_preferring_not_to_say_makes_living_alone_unknown_again(record, row):
    record(Topic.HOUSEHOLD, "ALONE", on=date(2020, 4, 1))
    record(Topic.HOUSEHOLD, answer=Answer.PREFER_NOT)
    assert row().lives_alone is None


def test_a_move_keeps_the_address_somebody_came_with(record, known, row):
    assert known(Topic.HOME) == ("1 Elm Street", "NE1 4ST")
    record(Topic.HOME, "2 Oak Road", "ne14sx", on=date(2020, 5, 1))
    assert (row().address, row().postcode) == ("2 Oak Road", "NE1 4SX")
    assert known(Topic.HOME, date(2020, 4, 30)) == ("1 Elm Street", "NE1 4ST")
    record(Topic.HOME, answer=Answer.PREFER_NOT)
    assert (row().address, row().postcode) == ("", "")


def test_a_correction_stands_beside_what_it_corrects(service, amina, record, correct, known):
    wrong = record(Topic.EMPLOYMENT, "RETIRED", on=date(2020, 4, 1))
    correct(wrong, "PART_TIME", on=date(2020, 4, 1))
    assert known(Topic.EMPLOYMENT) == ("PART_TIME",)
    with acting_as(service.actor("worker")) as viewer:
        about = queries.about_client(amina, viewer=viewer, on=MAY, today=MAY)
    assert about.corrected == {wrong.id}
    assert len(about.of(Topic.EMPLOYMENT)) == 2


def test_what_was_recorded_by_mistake_is_taken_out_and_stays_to_be_read(record, correct, known, row):
    record(Topic.HOUSEHOLD, "PARTNER", on=date(2019, 1, 1))
    wrong = record(Topic.HOUSEHOLD, "ALONE")
    correct(wrong, answer=Answer.MISTAKEN)
    assert row().lives_alone is False
    assert known(Topic.HOUSEHOLD) == ("PARTNER",)


def test_an_answer_is_corrected_once(record, correct):
    wrong = record(Topic.EMPLOYMENT, "RETIRED")
    correct(wrong, "PART_TIME")
    with pytest.raises(Refused, match="corrected already"):
        correct(wrong, "FULL_TIME")


def test_a_correction_says_what_was_wrong(record, correct):
    with pytest.raises(Refused, match="Say what was wrong"):
        correct(record(Topic.EMPLOYMENT, "RETIRED"), "PART_TIME", note=" ")


def test_two_who_record_at_once_never_undo_each_other_unseen(record):
    record(Topic.HOUSEHOLD, "PARTNER")
    with pytest.raises(Refused, match="Somebody else"):
        record(Topic.HOUSEHOLD, "ALONE", seen=None)


def test_a_day_to_come_and_a_wrong_postcode_are_refused(record):
    with pytest.raises(Refused, match="once it has happened"):
        record(Topic.HOUSEHOLD, "ALONE", on=MAY + timedelta(days=1))
    with pytest.raises(Refused, match="not a postcode"):
        record(Topic.HOME, "2 Oak Road", "ZZZ")


@pytest.mark.parametrize("by", ["administrator", "practice", "commissioner"])
def test_those_who_do_no_casework_may_not_record_or_look(service, amina, record, correct, by):
    entry = record(Topic.HOUSEHOLD, "ALONE")
    with pytest.raises(NotAllowed):
        record(Topic.HOUSEHOLD, "PARTNER", by=by)
    with pytest.raises(NotAllowed):
        correct(entry, "PARTNER", by=by)
    with pytest.raises(NotAllowed), acting_as(service.actor(by)) as actor:
        commands.open_about(client_id=amina, on=MAY, by=actor, at=clock.test_time())


def test_a_stranger_finds_nothing(service, amina, record, correct):
    entry = record(Topic.HOUSEHOLD, "ALONE")
    with pytest.raises(NotFound):
        record(Topic.HOUSEHOLD, "PARTNER", by="stranger")
    with pytest.raises(NotFound):
        correct(entry, "PARTNER", by="stranger")
    with acting_as(service.actor("stranger")) as actor:
        with pytest.raises(NotFound):
            commands.open_about(client_id=amina, on=MAY, by=actor, at=clock.test_time())
        with pytest.raises(NotFound):
            clients.keep_in_step(client_ids=[amina], facts={"lives_alone": False}, by=actor, at=clock.test_time())


def test_the_trail_names_no_answer(service, record, correct):
    correct(record(Topic.HOUSEHOLD, "ALONE"), "PARTNER")
    with acting_as(service.actor("manager")):
        written = list(AuditEntry.objects.filter(act__startswith="CIRCUMSTANCE").order_by("id"))
    assert [entry.act for entry in written] == ["CIRCUMSTANCE_RECORDED", "CIRCUMSTANCE_CORRECTED"]
    assert not any("ALONE" in str(entry.details) or "PARTNER" in str(entry.details) for entry in written)


def test_the_history_counts_its_rows(service, record):
    record(Topic.BENEFITS, "PIP", "UNIVERSAL_CREDIT")
    with acting_as(service.actor("worker")):
        assert [c.values for c in Circumstance.objects.all()] == [["PIP", "UNIVERSAL_CREDIT"]]
