"""Many people at once are told apart just as one by one, and nobody becomes two."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.clock import START
from throughline.accounts.scopes import acting_as
from throughline.clients import bulk_commands as clients
from throughline.clients.bulk_commands import Arrival
from throughline.clients.commands import Particulars, register_client
from throughline.clients.matching import KnownPerson, Register
from throughline.clients.models import Client
from throughline.core.actor import Actor
from throughline.core.decisions import Refused
from throughline.core.ids import new_id

SYSTEM = Actor.system("import")
BORN = date(1960, 5, 1)
NUMBER, OTHER_NUMBER = "9990000018", "9990000026"
KNOWN = {
    "with a number": Particulars(full_name="Amina Begum", date_of_birth=BORN, nhs_number=NUMBER),
    "without a number": Particulars(full_name="Amina Begum", date_of_birth=BORN),
}
ARRIVING = {
    "the same number": Particulars(full_name="Amina Khan", date_of_birth=BORN, nhs_number=NUMBER),
    "another number": Particulars(full_name="Amina Begum", date_of_birth=BORN, nhs_number=OTHER_NUMBER),
    "no number": Particulars(full_name="AMINA  BEGUM", date_of_birth=BORN),
    "another birthday": Particulars(full_name="Amina Begum", date_of_birth=date(1961, 5, 1)),
}


def register(*people, service):
    with acting_as(SYSTEM):
        return clients.register_many(
            [Arrival(person, None) for person in people],
            provider_id=service.places["Harbour Trust"].id, by=SYSTEM, at=START,
        )  # fmt: skip


@pytest.mark.parametrize("known", KNOWN.values(), ids=KNOWN)
@pytest.mark.parametrize("arriving", ARRIVING.values(), ids=ARRIVING)
@pytest.mark.parametrize("together", [True, False], ids=["in one go", "one after the other"])
def test_people_are_told_apart_as_one_by_one(service, known, arriving, together):
    provider_id = service.places["Northgate Wellbeing"].id
    with acting_as(SYSTEM):
        one, two = (
            register_client(person, provider_id=provider_id, surgery_id=None, by=SYSTEM, at=START).id
            for person in (known, arriving)
        )
    if together:
        first, second = register(known, arriving, service=service)
    else:
        [first], [second] = register(known, service=service), register(arriving, service=service)
    assert first.is_new
    assert (first.client_id == second.client_id) == (one == two)
    assert second.is_new == (one != two)


def test_a_number_of_somebody_with_another_name_and_birthday_is_refused(service):
    stranger = Particulars(full_name="Chen Wei", date_of_birth=date(1944, 4, 4), nhs_number=NUMBER)
    _, answer = register(KNOWN["with a number"], stranger, service=service)
    assert "already used for somebody with another name" in answer.refused


def test_records_that_are_there_stay_as_they_are(service):
    register(KNOWN["with a number"], service=service)
    register(Particulars(full_name="Amina Khan", date_of_birth=BORN, nhs_number=NUMBER, address="1 Elm Street"),
             service=service)  # fmt: skip
    with acting_as(service.actor("worker")):
        client = Client.objects.get()
    assert (client.full_name, client.address) == ("Amina Begum", "")


def test_one_particular_that_cannot_be_right_keeps_everybody_out(service):
    wrong = Particulars(full_name="Chen Wei", date_of_birth=BORN, nhs_number="9990000019")
    with pytest.raises(Refused, match="check digit"):
        register(KNOWN["with a number"], wrong, service=service)
    with acting_as(service.actor("worker")):
        assert Client.objects.count() == 0


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from([BORN, date(1961, 5, 1)]), st.sampled_from(["", "1", "2"]))
    )
)
def test_whoever_has_been_entered_is_found_again(people):
    register = Register([])
    for name, born_on, number in people:
        found = register.same_person(full_name=name, date_of_birth=born_on, nhs_number=number)
        assert found is None or found.nhs_number == number or (found.full_name, found.date_of_birth) == (name, born_on)
        if found is None:
            register.add(KnownPerson(new_id(), name, born_on, number))
        assert register.same_person(full_name=name, date_of_birth=born_on, nhs_number=number)
