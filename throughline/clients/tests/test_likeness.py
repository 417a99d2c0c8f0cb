"""Whether two records may be one person: who is asked about, who is joined, who is neither."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import clock
from tests.support.tables import rows
from throughline.accounts.scopes import acting_as
from throughline.clients import bulk_commands, commands, correcting_commands, likeness_commands, likeness_queries
from throughline.clients.bulk_commands import Arrival
from throughline.clients.commands import Particulars
from throughline.clients.likeness_rules import Person, compare, near_dates
from throughline.clients.models import Client, Correction, Likeness, Particular, SamePerson
from throughline.core.decisions import NotAllowed, NotFound, Refused

title = "When a person is asked whether two records are one"

TABLE = """
    one           | born       | number     | other          | born 2     | number 2   | phone | postcode | ask
    Amina Begum   | 1960-05-01 |            | Amina Begam    | 1960-05-01 |            | no    | no       | yes
    Amina Begum   | 1960-05-01 |            | Begum Amina    | 1960-05-01 |            | no    | no       | yes
    Amina Begum   | 1960-05-01 |            | Amina Begum    | 1960-01-05 |            | no    | no       | yes
    Amina Begum   | 1960-05-01 |            | Amina Begum    | 1961-05-01 |            | no    | no       | yes
    Amina Begum   | 1960-05-01 |            | Amina Begum    | 1960-05-11 |            | no    | no       | yes
    Amina Begum   | 1960-05-01 |            | Amina Begum    | 1906-05-01 |            | no    | no       | yes
    William Ord   | 1950-02-03 |            | Bill Ord       | 1950-02-03 |            | no    | no       | yes
    Siân O'Hara   | 1950-02-03 |            | Sian OHara     | 1950-02-13 |            | no    | no       | yes
    Ann Mary Lee  | 1950-02-03 |            | Ann Lee        | 1950-02-03 |            | no    | no       | yes
    Joan Old      | 1950-02-03 |            | Joan New       | 1950-02-03 |            | yes   | yes      | yes
    Joan Old      | 1950-02-03 |            | Joan New       | 1950-02-03 |            | no    | no       | no
    Amina Begum   | 1960-05-01 |            | Halima Begum   | 1960-05-01 |            | yes   | yes      | no
    George Ord    | 1940-05-01 |            | Harry Ord      | 1940-05-01 |            | yes   | yes      | no
    John Ord      | 1940-05-01 |            | John Ord       | 1967-11-23 |            | yes   | yes      | no
    Amina Begum   | 1960-05-01 | 9990000018 | Amina Begum    | 1960-05-01 | 9990000026 | yes   | yes      | no
    Amina Begum   | 1960-05-01 | 9990000018 | Amina Begum    | 1960-05-01 |            | no    | no       | yes
    Amina Begum   | 1960-05-01 |            | Tom Young      | 1960-05-01 |            | yes   | yes      | no
    John          | 1960-05-01 |            | John Ord       | 1960-05-01 |            | no    | no       | no
"""
"""Twins, a household, and a father and son of one name are not asked about; a married name is, if they live there."""


@pytest.mark.parametrize("row", rows(TABLE), ids=str)
def test_when_a_person_is_asked(row):
    phones = frozenset({"+441914980123"}) if row["phone"] == "yes" else frozenset()
    postcode = "NE1 4ST" if row["postcode"] == "yes" else ""
    one = Person(row["one"], date.fromisoformat(row["born"]), row["number"], postcode, phones)
    other = Person(row["other"], date.fromisoformat(row["born 2"]), row["number 2"], postcode, phones)
    assert compare(one, other).asks is (row["ask"] == "yes"), compare(one, other)


NAMES = st.text("abdeimno áঅখع-' ", min_size=1, max_size=14)
BIRTHS = st.dates(date(1895, 1, 1), date(2020, 1, 1)) | st.sampled_from([date(1960, 5, 1), date(1960, 1, 5)])
PEOPLE = st.builds(
    Person, NAMES, BIRTHS, st.sampled_from(["", "9990000018", "9990000026"]), st.sampled_from(["", "NE1 4ST"]),
    st.frozensets(st.sampled_from(["+441914980123", "+447700900982"])),
)  # fmt: skip


@given(PEOPLE, PEOPLE)
def test_it_does_not_matter_who_comes_first(one, other):
    assert compare(one, other) == compare(other, one)


@given(PEOPLE)
def test_nobody_is_less_like_themselves_than_like_another_name(person):
    assert compare(person, person).points >= compare(person, Person("Zz Qq", person.date_of_birth)).points


@given(BIRTHS, BIRTHS)
def test_whoever_may_be_the_same_is_looked_for(one, other):
    person = Person("Amina Begum", one)
    if compare(person, Person("Amina Begum", other)).asks:
        assert other in near_dates(one)


@pytest.fixture
def register(service):
    def _register(name="Amina Begum", *, born=date(1960, 5, 1), **particulars):
        given = Particulars(full_name=name, date_of_birth=born, **particulars)
        with acting_as(service.actor("manager")) as by:
            return commands.register_client(
                given, provider_id=service.places["Harbour Trust"].id, surgery_id=None, by=by, at=clock.START
            )

    return _register


@pytest.fixture
def pairs(service):
    def _pairs(who="manager"):
        with acting_as(service.actor(who)) as viewer:
            return likeness_queries.unanswered(number=1, viewer=viewer).rows

    return _pairs


def test_who_comes_in_with_a_slip_has_a_record_and_a_person_is_asked(register, pairs):
    first, second = register(), register("Amina Begam")
    [pair] = pairs()
    assert (pair.client_id, pair.other_id) == (first.id, second.id)
    assert pair.reasons == ("names with a slip between them", "the same date of birth")


def test_a_file_is_compared_with_who_is_there_and_with_itself(register, service, pairs):
    register()
    arrivals = [
        Arrival(Particulars(full_name=name, date_of_birth=born), None)
        for name, born in [
            ("Amina Begam", date(1960, 5, 1)),
            ("Bob Ord", date(1950, 2, 3)),
            ("Rob Ord", date(1951, 2, 3)),
        ]
    ]
    with acting_as(service.actor("manager")) as by:
        bulk_commands.register_many(arrivals, provider_id=service.places["Harbour Trust"].id, by=by, at=clock.START)
    assert {frozenset((p.name, p.other_name)) for p in pairs()} == {frozenset(("Amina Begum", "Amina Begam"))}


def test_what_a_surgery_sends_with_a_slip_is_noted_for_the_provider(service, pairs):
    service.refer("Amina Begum")
    service.refer("Amina Begam")
    assert [p.other_name for p in pairs()] == ["Amina Begam"]
    assert pairs("strange manager") == ()


def answer(service, pair, said=SamePerson.DIFFERENT, by="manager"):
    with acting_as(service.actor(by)) as actor:
        likeness_commands.answer_likeness(likeness_id=pair.likeness_id, answer=said, by=actor, at=clock.START)


def test_two_different_people_are_not_asked_about_again(register, service, pairs):
    register()
    register("Amina Begam")
    [pair] = pairs()
    answer(service, pair)
    put_right(service, pair.other_id, "Amina Begamm")
    assert pairs() == ()
    with acting_as(service.actor("manager")):
        assert Likeness.objects.get().answered_by_id == service.staff["manager"].id


def test_only_who_may_decide_answers_and_only_once(register, service, pairs):
    register()
    register("Amina Begam")
    [pair] = pairs()
    with pytest.raises(NotAllowed):
        answer(service, pair, by="worker")
    with pytest.raises(NotFound):
        answer(service, pair, by="strange manager")
    answer(service, pair)
    with pytest.raises(Refused, match="answered this already"):
        answer(service, pair)


def put_right(service, client_id, name="Amina Khan", *, by="worker", reason="married", confirmed=False, **changes):
    given = Particulars(**{"full_name": name, "date_of_birth": date(1960, 5, 1), **changes})
    with acting_as(service.actor(by)) as actor:
        return correcting_commands.correct_particulars(
            client_id=client_id, given=given, address_confirmed=confirmed, reason=reason, by=actor, at=clock.START
        )


def test_what_is_put_right_is_kept_as_it_was_and_the_person_is_still_found(register, service):
    client = register(phones=["0191 498 0123", "07700 900982"])
    changed = put_right(service, client.id, nhs_number="9990000018", phones=["07700 900982"], confirmed=True)
    assert set(changed) == {Particular.NAME, Particular.NHS_NUMBER, Particular.WAYS}
    with acting_as(service.actor("manager")):
        kept = Client.objects.get()
        assert (kept.full_name, kept.sort_name, kept.nhs_number) == ("Amina Khan", "amina khan", "9990000018")
        assert kept.address_confirmed_on == date(2020, 3, 2)
        was = dict(Correction.objects.values_list("particular", "was"))
        assert was == {"NAME": "Amina Begum", "NHS_NUMBER": "", "WAYS": "+441914980123\n+447700900982"}


def test_nothing_put_right_leaves_no_trace(register, service):
    client = register()
    assert put_right(service, client.id, "Amina Begum") == []
    with acting_as(service.actor("manager")):
        assert not Correction.objects.exists()


def test_particulars_are_put_right_only_by_who_may_and_only_to_what_can_be(register, service):
    client, other = register(), register("Bob Ord", nhs_number="9990000018")
    with pytest.raises(NotAllowed):
        put_right(service, client.id, by="practice")
    with pytest.raises(NotFound):
        put_right(service, client.id, by="stranger")
    with pytest.raises(Refused, match="on another record"):
        put_right(service, client.id, nhs_number=other.nhs_number)
    with pytest.raises(Refused, match="in the future"):
        put_right(service, client.id, date_of_birth=date(2030, 1, 1))
