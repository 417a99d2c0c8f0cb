"""Every page about a client asks a link worker outside their caseload why, and keeps that they looked (R131)."""

import pytest
from django.conf import settings

from tests.architecture.addresses import every_address
from tests.support import clock
from tests.support.service import SYSTEM
from throughline.access.permissions import Permission
from throughline.access.roles import ROLES
from throughline.accounts import commands as accounts
from throughline.accounts.models import RoleCode
from throughline.accounts.scopes import acting_as
from throughline.audit.models import AuditEntry
from throughline.viewings.middleware import ASKS
from throughline.viewings.whose import CLIENT_BY, OF_NO_CLIENT

ADDRESSES = every_address()
LINK_WORKER = ROLES[RoleCode.LINK_WORKER].permissions
OF_A_CLIENT = [a for a in ADDRESSES if set(a.arguments) & set(CLIENT_BY)]
OPEN_TO_A_LINK_WORKER = [a for a in OF_A_CLIENT if a.permissions & LINK_WORKER and a.name != ASKS]


def asked(answer):
    return answer.status_code == 302 and "/why/?" in answer.url


@pytest.fixture
def colleague(client, lived):
    """Somebody of the same provider who has given no reason today."""
    client.force_login(lived.service.staff["newcomer"])
    return client


@pytest.fixture
def lived(lived):
    """The same service with a link worker who has just begun, and has nobody yet."""
    with acting_as(SYSTEM):
        lived.service.staff["newcomer"] = accounts.open_account(
            name="Newcomer of Harbour Trust", email="newcomer@example.org", role=RoleCode.LINK_WORKER,
            organisation=lived.service.places["Harbour Trust"], by=SYSTEM, at=clock.START,
        )  # fmt: skip
    yield lived
    del lived.service.staff["newcomer"]


def test_every_argument_of_an_address_says_whose_record_it_names():
    named = {argument for address in ADDRESSES for argument in address.arguments}
    unknown = named - set(CLIENT_BY) - set(OF_NO_CLIENT)
    assert not unknown, "say in viewings/whose.py which client it leads to, or that it leads to none"


def test_the_question_stands_in_the_way_within_the_actors_transaction():
    order = settings.MIDDLEWARE
    actor = "throughline.access.middleware.ActorMiddleware"
    assert order.index(actor) < order.index("throughline.viewings.middleware.EntranceMiddleware")


@pytest.mark.parametrize("address", OPEN_TO_A_LINK_WORKER, ids=str)
def test_a_colleague_is_asked_why(colleague, lived, address):
    path = address.path(lived.ids())
    assert asked(colleague.get(path))
    assert asked(colleague.post(path, {"note": "Typed without a reason"}))


@pytest.mark.parametrize("address", OPEN_TO_A_LINK_WORKER, ids=str)
def test_their_own_link_worker_and_the_manager_are_not_asked_and_are_seen_to_look(client, lived, address):
    whose = lived.closed_case.client_id if "ended_case_id" in address.arguments else lived.client_id
    for name in ("worker", "manager"):
        user = lived.service.staff[name]
        client.force_login(user)
        answer = client.get(address.path(lived.ids()))
        assert not asked(answer)
        if answer.status_code == 200 and Permission.VIEW_CLIENT in ROLES[user.role].permissions:
            with acting_as(lived.service.actor(name)):
                looks = AuditEntry.objects.filter(act="RECORD_VIEWED", about_id=whose, user_id=user.id)
                assert looks.filter(details__page=address.name).exists()
