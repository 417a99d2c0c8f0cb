"""The stranger test: for every address of a record, staff of another provider get 404 and no trace of content."""

import re
from uuid import uuid4

import pytest

from tests.architecture.addresses import NAMES_NO_RECORD, every_address
from tests.support.living import TRACES
from throughline.access.roles import ROLES

RECORDS = [address for address in every_address() if address.names_a_record]
LISTS = [address for address in every_address() if not address.names_a_record]
STRANGERS = ["stranger", "strange manager", "strange practice", "commissioner"]
OWN = ["worker", "manager", "senior", "practice"]
SENT = [{}, {"reason": "Because", "outcome": "SPOKE", "admit": "yes", "worker": "1", "note": "Because", "way": "PHONE"}]


def _may(staff, address) -> bool:
    return not address.permissions or bool(address.permissions & ROLES[staff.role].permissions)


def _without_tokens(body: bytes) -> str:
    """Leave out what differs on every page whatever it shows."""
    return re.sub(r'(value|hx-headers|data-ticket)=("[^"]*"|\'[^\']*\')', "", body.decode())


def test_every_argument_of_an_address_has_been_thought_of(lived):
    named = {argument for address in every_address() for argument in address.arguments}
    unknown = named - set(lived.ids()) - set(NAMES_NO_RECORD)
    assert not unknown, "give an id for it in tests/support/living.py, so that the stranger is kept from it"


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("address", RECORDS, ids=str)
def test_a_stranger_gets_the_answer_for_what_is_not_there(client, lived, address, name):
    stranger = lived.service.staff[name]
    client.force_login(stranger)
    path = address.path(lived.ids())
    for answer in [client.get(path), *(client.post(path, sent) for sent in SENT)]:
        assert answer.status_code in ((404, 405) if _may(stranger, address) else (403, 404, 405))
        body = answer.content.decode()
        assert [trace for trace in TRACES if trace in body] == []
        assert [str(an_id) for an_id in lived.ids().values() if str(an_id) in body] == [] or answer.status_code == 403


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("address", LISTS, ids=str)
def test_a_list_shows_a_stranger_nothing_however_it_is_asked(client, lived, address, name):
    client.force_login(lived.service.staff[name])
    asked = lived.ids() | {key.removesuffix("_id"): value for key, value in lived.ids().items()}
    for answer in [
        client.get(address.path({})),
        client.get(address.path({}), asked),
        client.post(address.path({}), asked),
    ]:
        assert answer.status_code < 500
        assert [trace for trace in TRACES if trace in answer.content.decode()] == []


@pytest.mark.parametrize("address", RECORDS, ids=str)
def test_what_is_another_s_and_what_is_not_there_are_the_same_page(client, lived, address):
    client.force_login(lived.service.staff["strange manager"])
    hidden = client.get(address.path(lived.ids()))
    absent = client.get(address.path({name: uuid4() for name in lived.ids()}))
    assert hidden.status_code == absent.status_code
    assert _without_tokens(hidden.content) == _without_tokens(absent.content)


@pytest.mark.parametrize("address", RECORDS, ids=str)
def test_somebody_of_the_own_provider_does_get_an_answer(client, lived, address):
    """Without this the tests above would pass on an address that answers nobody."""
    answers = []
    for name in OWN:
        client.force_login(lived.service.staff[name])
        answers.append(client.get(address.path(lived.ids())).status_code)
    # 409: a page that says why this cannot be done now.
    assert {200, 302, 405, 409} & set(answers), answers
