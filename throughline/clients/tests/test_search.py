"""Finding people: however their name is typed, by birth, postcode and number; and never another provider's."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support import clock
from tests.support.tables import rows
from throughline.accounts.scopes import acting_as
from throughline.clients import commands, search_queries, search_rules
from throughline.clients.commands import Particulars
from throughline.clients.dictionary import DICTIONARY, Dictionary
from throughline.clients.models import Client
from throughline.clients.search_rules import Wanted
from throughline.core.decisions import Refused
from throughline.core.names import words_of

TODAY = date(2020, 3, 2)

title = "How a search is read"

TABLE = """
    typed                    | words       | born       | NHS number | phone         | postcode
    Jon Smyth                | jon smyth   |            |            |               |
    Smith, John              | smith john  |            |            |               |
    Begum 1/5/1960           | begum       | 1960-05-01 |            |               |
    begum 01.05.60           | begum       | 1960-05-01 |            |               |
    1 May 1960               |             | 1960-05-01 |            |               |
    1960-05-01               |             | 1960-05-01 |            |               |
    999 000 0018             |             |            | 9990000018 |               |
    9990000018               |             |            | 9990000018 |               |
    (0191) 498-0123          |             |            |            | +441914980123 |
    +44 191 498 0123         |             |            |            | +441914980123 |
    +33 1 23 45 67 89        |             |            |            | +33123456789  |
    ne14st                   |             |            |            |               | NE1 4ST
    O'Hara NE1 4ST           | ohara       |            |            |               | NE1 4ST
    Smith-Jones              | smith jones |            |            |               |
    31/2/1960 Begum          | 31 1960 begum |          |            |               |
"""


@pytest.mark.parametrize("row", rows(TABLE), ids=str)
def test_how_a_search_is_read(row):
    wanted = search_rules.read(row["typed"], on=TODAY)
    assert list(wanted.words) == row["words"].split()
    assert str(wanted.born_on or "") == row["born"]
    assert (wanted.nhs_number, wanted.phone, wanted.postcode) == (row["NHS number"], row["phone"], row["postcode"])


@pytest.mark.parametrize("typed", ["", " - ", "...", "'"])
def test_what_names_nothing_is_refused_with_what_to_type(typed):
    with pytest.raises(Refused, match="Type a name"):
        search_rules.read(typed, on=TODAY)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Zoë O’Hara-Smith", ("zoe", "ohara", "smith")),
        ("আমিনা বেগম", None),
        ("عائشة \u200fخان", None),
        ("Ann Ann", ("ann",)),
        ("李 小龙", ("李", "小龙")),
    ],
)
def test_the_words_of_a_name(name, words):
    found = words_of(name)
    assert found == words if words else len(found) == 2


@pytest.fixture
def register(service):
    def _register(name="Amina Begum", *, at="Harbour Trust", born=date(1960, 5, 1), **particulars):
        who = "manager" if at == "Harbour Trust" else "strange manager"
        given = Particulars(full_name=name, date_of_birth=born, **particulars)
        with acting_as(service.actor(who)) as by:
            return commands.register_client(
                given, provider_id=service.places[at].id, surgery_id=None, by=by, at=clock.START
            )

    return _register


@pytest.fixture
def names(service):
    """Find, as the manager or somebody else, and give the names in their order."""

    def _names(typed, *, by="manager", page=1):
        with acting_as(service.actor(by)) as viewer:
            found = search_queries.find(search_rules.read(typed, on=TODAY), page=page, viewer=viewer)
            known = dict(Client.objects.values_list("id", "full_name"))
            return [known[id_] for id_ in found.ids]

    return _names


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("John Smith", "Jon Smyth"),
        ("John Smith", "Smith, John"),
        ("John Smith", "smi"),
        ("William Ord", "Bill Ord"),
        ("Siân O'Hara", "sian ohara"),
        ("Siân O'Hara", "O’Hara"),
        ("Maria Garcia Lopez", "Lopez Maria"),
        ("Maria Garcia-Lopez", "maria lopes"),
        ("Featherstonehaugh Quillon", "fetherstonehaugh"),
        ("আমিনা বেগম", "বেগম"),
        ("عائشة خان", "عائشة"),
        ("Amina Begum", "amina bregum"),
        ("Amina Begum", "Amina Nobody"),
    ],
)
def test_a_name_is_found_however_it_is_typed(register, names, name, typed):
    register("Xerxes Quux")
    register(name)
    assert names(typed) == [name]


def test_the_closest_come_first(register, names):
    for name in ("Jon Smyth", "John Smith", "Joan Smithers", "Johan Smit"):
        register(name)
    assert names("John Smith")[:2] == ["John Smith", "Jon Smyth"]
    assert names("Jon Smyth")[0] == "Jon Smyth"


@pytest.mark.parametrize(
    "typed",
    ["1/5/1960", "NE1 4ST", "0191 498 0123", "+44191 4980123", "999 000 0018", "begum 1.5.60", "+33 1 23456789"],
)
def test_somebody_is_found_by_what_they_were_born_on_live_at_or_are_called_by(register, names, typed):
    register(nhs_number="9990000018", phones=["0191 498 0123", "+33 1 23 45 67 89"], postcode="NE1 4ST")
    register("Amina Khan", born=date(1961, 5, 1))
    assert names(typed) == ["Amina Begum"]


def test_everything_that_is_given_must_fit(register, names):
    register(postcode="NE1 4ST")
    assert names("Amina NE1 4ST 2/5/1960") == []


def test_somebody_of_no_fixed_abode_is_found_by_their_postcode(register, names):
    register(postcode="ZZ99 3VZ")
    assert names("zz993vz") == ["Amina Begum"]


def test_another_provider_has_no_hit_and_no_count(register, service, names):
    register(nhs_number="9990000018", phones=["0191 498 0123"], postcode="NE1 4ST")
    for typed in ("Amina Begum", "1/5/1960", "NE1 4ST", "0191 498 0123", "9990000018"):
        assert names(typed, by="strange manager") == []
        with acting_as(service.actor("strange manager")) as viewer:
            assert search_queries.find(search_rules.read(typed, on=TODAY), page=1, viewer=viewer).total == 0


def test_somebody_registered_a_moment_ago_is_found_with_a_slip(register, names):
    register("Amina Begum")
    assert names("Bregum") == ["Amina Begum"]
    register("Quillon Featherstone")
    assert names("Fetherstone") == ["Quillon Featherstone"]


def test_twenty_stand_on_a_page_and_all_are_counted(register, service):
    for n in range(23):
        register(f"Amina Begum {chr(97 + n)}x", born=date(1950, 1, 1 + n))
    with acting_as(service.actor("manager")) as viewer:
        first = search_queries.find(Wanted(("amina",)), page=1, viewer=viewer)
        second = search_queries.find(Wanted(("amina",)), page=2, viewer=viewer)
    assert (len(first.ids), len(second.ids), first.total) == (20, 3, 23)
    assert not set(first.ids) & set(second.ids)


def test_a_search_costs_two_statements(register, service):
    register()
    DICTIONARY.forget()
    for _ in range(2):
        with acting_as(service.actor("manager")) as viewer, CaptureQueriesContext(connection) as captured:
            search_queries.find(Wanted(("begum",)), page=1, viewer=viewer)
        assert len(captured) == 2


def test_a_dictionary_holds_only_so_many_words(register, service):
    register("Amina Begum")
    register("Bo Ek", at="Northgate Wellbeing")
    small = Dictionary(most_held=3)
    mine, theirs = service.places["Harbour Trust"].id, service.places["Northgate Wellbeing"].id
    with acting_as(service.actor("manager")):
        assert set(small.words_at(mine)) == {"amina", "begum"}
    with acting_as(service.actor("strange manager")):
        assert set(small.words_at(theirs)) == {"bo", "ek"}
    assert list(small._words) == [theirs]
    with acting_as(service.actor("manager")):
        assert set(small.words_at(mine)) == {"amina", "begum"}
