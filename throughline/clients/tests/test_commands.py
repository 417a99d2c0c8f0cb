"""Making a record, and completing the one a person already has."""

from datetime import date

import pytest

from tests.support import clock
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.clients import commands, queries
from throughline.clients.commands import Particulars
from throughline.clients.models import Answer, Client, WayKind
from throughline.core.decisions import Refused
from throughline.core.scope import within

NUMBER = "9990000018"


@pytest.fixture
def register(service):
    """Register somebody at Harbour Trust, from one of two surgeries."""

    def _register(surgery="Elm Street", **particulars):
        given = Particulars(**{"full_name": "Amina Begum", "date_of_birth": date(1960, 5, 1), **particulars})
        with acting_as(service.actor("manager")) as by:
            return commands.register_client(
                given, provider_id=service.places["Harbour Trust"].id, surgery_id=service.places[surgery].id,
                by=by, at=clock.START,
            )  # fmt: skip

    return _register


@pytest.fixture
def harbour(service):
    with acting_as(service.actor("manager")) as viewer:
        yield viewer


def acts():
    return list(AuditEntry.objects.filter(act__startswith="CLIENT").order_by("id").values_list("act", flat=True))


def test_a_record_holds_the_particulars_in_their_normal_form(register, harbour):
    client = register(
        full_name=" Amina  Begum ", nhs_number="999 000 0018", phones=["0191 498 0123", "(0191) 4980123", ""],
        email=" a@example.org ", postcode="ne14st", conditions=[" COPD ", ""],
    )  # fmt: skip
    client.refresh_from_db()
    assert (client.full_name, client.sort_name) == ("Amina Begum", "amina begum")
    assert (client.nhs_number, client.postcode, client.conditions) == (NUMBER, "NE1 4ST", ["COPD"])
    ways = queries.ways_of([client.id], viewer=harbour)[client.id]
    assert [(w.kind, w.value) for w in ways] == [(WayKind.PHONE, "+441914980123"), (WayKind.EMAIL, "a@example.org")]
    assert acts() == ["CLIENT_REGISTERED"]


@pytest.mark.parametrize(
    "again",
    [
        {"nhs_number": NUMBER},
        {"nhs_number": ""},
        {"nhs_number": NUMBER, "full_name": "Amina Khan"},
        {"nhs_number": NUMBER, "date_of_birth": date(1960, 1, 5)},
        {"nhs_number": "", "full_name": "AMÍNA BEGUM"},
    ],
    ids=["same number", "no number, same name and birth", "new name", "mistyped birth", "accent and case"],
)
def test_the_same_person_has_one_record(register, harbour, again):
    first = register(nhs_number=NUMBER)
    assert register(**again).id == first.id
    assert Client.objects.count() == 1


def test_two_numbers_are_two_people_even_of_one_name(register, harbour):
    assert register(nhs_number=NUMBER).id != register(nhs_number="9990000026").id


def test_a_number_that_is_somebody_elses_is_refused_and_changes_nothing(register, harbour):
    register(nhs_number=NUMBER)
    with pytest.raises(Refused, match="already used for somebody with another name and date of birth"):
        register(nhs_number=NUMBER, full_name="Bob Young", date_of_birth=date(1981, 1, 1), phones=["0191 498 0777"])
    assert Client.objects.get().full_name == "Amina Begum"
    assert queries.ways_of([Client.objects.get().id], viewer=harbour) == {}


def test_what_was_not_known_is_filled_in_and_what_was_known_stays(register, harbour):
    register(phones=["0191 498 0123"], can_be_phoned=Answer.YES, conditions=["COPD"])
    register(
        nhs_number=NUMBER, phones=["07700 900982", "0191 498 0123"], postcode="NE1 4ST", address="1 High Street",
        can_be_phoned=Answer.NO, can_read=Answer.NO, conditions=["copd", "anxiety"],
    )  # fmt: skip
    client = Client.objects.get()
    assert client.nhs_number == NUMBER
    assert client.address == ""  # Where they live has a history: circumstances.note_referred_home fills it.
    assert (client.can_be_phoned, client.can_read) == (Answer.YES, Answer.NO)
    assert client.conditions == ["COPD", "anxiety"]
    ways = [w.value for w in queries.ways_of([client.id], viewer=harbour)[client.id]]
    assert ways == ["+441914980123", "+447700900982"]
    assert acts() == ["CLIENT_REGISTERED", "CLIENT_COMPLETED"]


def test_the_same_page_twice_changes_nothing(register, harbour):
    register(phones=["0191 498 0123"])
    register(phones=["0191 498 0123"])
    assert acts() == ["CLIENT_REGISTERED"]


def test_who_moves_to_another_surgery_is_known_there(register, harbour, service):
    register(nhs_number=NUMBER)
    register(surgery="Hilltop", nhs_number=NUMBER)
    assert Client.objects.get().surgery_id == service.places["Hilltop"].id


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"full_name": " "}, "Give the person's name"),
        ({"date_of_birth": date(2021, 1, 1)}, "in the future"),
        ({"nhs_number": "123"}, "10 digits"),
        ({"phones": ["12"]}, "telephone number"),
        ({"postcode": "X"}, "not a postcode"),
    ],
)
def test_what_cannot_be_right_is_refused(register, harbour, wrong, told):
    with pytest.raises(Refused, match=told):
        register(**wrong)
    assert not Client.objects.exists()


def test_nobody_is_seen_outside_their_provider_and_surgery(register, service):
    register()
    for who, seen in [
        ("manager", 1),
        ("practice", 1),
        ("strange manager", 0),
        ("strange practice", 0),
        ("commissioner", 0),
    ]:
        with acting_as(service.actor(who)) as viewer:
            assert Client.objects.count() == seen, who
            assert len(queries.ways_of([], viewer=viewer)) == 0
    with within([]):
        assert Client.objects.count() == 0


@pytest.mark.parametrize("answer", [("YES", True), ("NOT_ASKED", True), ("NO", False)])
def test_the_phone_is_tried_unless_we_know_better(answer):
    assert queries.may_try_phone(answer[0]) is answer[1]


def test_what_was_told_of_reading_and_the_internet_stands_beside_the_name(register):
    register(can_read=Answer.NO)
    client = register(has_internet=Answer.NO)
    assert (client.cannot_read, client.digitally_excluded, client.profile_asked_on) == (True, True, None)
