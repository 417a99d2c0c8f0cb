"""From a list of who may be one person, over two records side by side, to one, and back."""

from datetime import date

import pytest

from throughline.accounts.scopes import acting_as
from throughline.clients.models import Likeness
from throughline.merging.models import Merge


@pytest.fixture
def two(service, client):
    cases = [service.open_case(name, to=to) for name, to in (("Amina Begum", "worker"), ("Amina Begam", "colleague"))]
    client.force_login(service.staff["manager"])
    return cases


def pair_of(service):
    with acting_as(service.actor("manager")):
        return Likeness.objects.get()


def text(answer):
    return answer.content.decode()


def test_from_the_list_to_one_record_and_back(service, client, two):
    assert "Amina Begum and Amina Begam" in text(client.get("/duplicates/"))
    compare = f"/duplicates/{pair_of(service).id}/"
    page = text(client.get(compare))
    assert "Differs" in page and "names with a slip between them" in page
    plan = client.post(compare, {"answer": "SAME"}).url
    page = text(client.get(plan))
    assert "1 case, with all contacts in it" in page and "Which link worker goes on?" in page
    answer = client.post(plan, {"full_name": "second"})
    assert "Select which link worker goes on" in text(answer)
    assert client.post(plan, {"full_name": "second", "case_id": str(two[0].id)}).status_code == 302
    with acting_as(service.actor("manager")):
        merge = Merge.objects.get()
    record = client.get(f"/clients/{merge.merged_id}/")
    assert record.url == f"/clients/{merge.standing_id}/"
    assert "Merged lately" in text(client.get("/duplicates/"))
    assert client.post(f"/merges/{merge.id}/undo/").status_code == 302
    assert client.get(f"/clients/{merge.merged_id}/").status_code == 200


def test_two_different_people_leave_the_list(service, client, two):
    client.post(f"/duplicates/{pair_of(service).id}/", {"answer": "DIFFERENT"})
    assert "Nobody has to be decided on" in text(client.get("/duplicates/"))


def test_an_administrator_may_merge_and_reads_no_case(service, client, two):
    service.contact(two[0], note="Afraid of the stairs")
    client.force_login(service.staff["administrator"])
    page = text(client.get(f"/duplicates/{pair_of(service).id}/"))
    assert "Amina Begam" in page and "stairs" not in page


class TestPicking:
    def test_any_two_records_can_be_compared_from_one_of_them(self, service, client, two):
        other = service.open_case("Bob Stone", date_of_birth=date(1950, 1, 2))
        pick = f"/clients/{two[0].client_id}/same-person/"
        assert f'href="{pick}"' in text(client.get(f"/clients/{two[0].client_id}/"))
        assert "Amina Begam" in text(client.get(pick))  # Whoever bears their name is offered at once.
        assert client.post(pick, {"q": "Bob Stone"}).url == pick
        page = text(client.get(pick))
        merge = f"/clients/{two[0].client_id}/merge/{other.client_id}/"
        assert merge in page and "2 January 1950" in page
        assert "Merge these records" in text(client.get(merge))

    def test_nobody_is_the_same_person_as_themselves(self, service, client):
        case = service.open_case("Amina Begum")
        client.force_login(service.staff["manager"])
        assert "No other record fits this" in text(client.get(f"/clients/{case.client_id}/same-person/"))

    def test_what_cannot_be_looked_for_is_said_at_the_field(self, service, client, two):
        pick = f"/clients/{two[0].client_id}/same-person/"
        assert "Type a name" in text(client.post(pick, {"q": " "}))
        client.post(pick, {"q": "?!"})
        assert "Type a name" in text(client.get(pick))

    def test_only_who_may_merge_picks(self, service, client, two):
        pick = f"/clients/{two[0].client_id}/same-person/"
        client.force_login(service.staff["worker"])
        assert client.get(pick).status_code == 403
        client.force_login(service.staff["strange manager"])
        assert client.get(pick).status_code == 404
