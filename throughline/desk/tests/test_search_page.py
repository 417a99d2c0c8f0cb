"""The page on which people are found."""

import pytest

KEPT_FROM_STAFF = ("practice", "commissioner")


@pytest.fixture
def looking(service, client):
    service.open_case("Amina Begum", nhs_number="9990000018")

    def _looking(typed, *, by="worker"):
        client.force_login(service.staff[by])
        return client.post("/search/", {"q": typed}, follow=True)

    return _looking


def text(answer):
    return answer.content.decode()


def test_somebody_is_found_with_who_they_are_and_who_is_in_touch(looking):
    page = text(looking("Amina Bregum"))
    assert "1 person found" in page
    for told in (
        "Amina Begum",
        "Born 1 May 1960",
        "Elm Street",
        "Link worker: Worker of Harbour Trust",
        "will phone on",
    ):
        assert told in page, told
    assert "Profile not asked" in page


def test_no_name_stands_in_an_address(looking):
    answer = looking("Amina Begum")
    assert answer.redirect_chain == [("/search/", 302)]


def test_the_way_back_leads_to_the_same_people(looking, client):
    looking("Amina Begum")
    assert "1 person found" in text(client.get("/search/"))


def test_an_administrator_sees_who_works_with_them_and_not_what_was_promised(looking):
    page = text(looking("Amina Begum", by="administrator"))
    assert "Link worker: Worker of Harbour Trust" in page
    assert "will phone" not in page
    assert "/particulars/" in page


def test_a_stranger_finds_nobody_and_is_told_what_to_try(looking):
    page = text(looking("Amina Begum", by="stranger"))
    assert "Nobody was found" in page
    assert "only the surname" in page


@pytest.mark.parametrize("by", KEPT_FROM_STAFF)
def test_who_may_not_find_clients_neither_sees_the_box_nor_the_page(looking, by, client):
    assert looking("Amina Begum", by=by).status_code == 403
    assert 'id="find-client"' not in text(client.get("/permissions/"))


def test_an_empty_search_says_what_to_type(looking):
    assert "Type a name, a date of birth" in text(looking(" "))


def test_a_search_costs_the_same_whoever_is_found(looking, service, client, django_assert_num_queries):
    looking("Amina")
    for name in ("Amina Khan", "Amina Ord"):
        service.open_case(name)
    with django_assert_num_queries(11):
        client.get("/search/")
