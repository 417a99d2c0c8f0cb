"""The way to every list."""

import re

import pytest

from throughline.access import policy
from throughline.access.context import MENU
from throughline.access.permissions import Permission
from throughline.desk.lists_page import GROUPS

WAY = re.compile(r'<li><a href="([^"]+)">([^<]+)</a> <span class="app-ways__shows">')


@pytest.mark.parametrize("who", ["worker", "senior", "manager", "administrator"])
def test_every_list_that_is_offered_opens_and_leads_back(client, service, who):
    client.force_login(service.staff[who])
    offered = WAY.findall(client.get("/lists/").content.decode())
    assert len(set(offered)) == len(offered) > 2
    for href, _ in offered:
        page = client.get(href)
        assert page.status_code == 200, href
        assert 'href="/lists/"' in page.content.decode().split("<main")[0].split("</header>")[1], href


def test_a_worker_is_not_offered_what_only_managers_open(client, service):
    client.force_login(service.staff["worker"])
    offered = {name for _, name in WAY.findall(client.get("/lists/").content.decode())}
    assert {"Silent", "Late", "To fill in", "Notices"} <= offered
    assert (
        not {"What contacts came to", "Integrity", "Perhaps the same person", "Late replies", "With a manager"}
        & offered
    )


def test_who_has_any_list_has_the_way_to_it(service):
    for member in ("worker", "senior", "manager", "administrator", "practice", "commissioner"):
        actor = service.actor(member)
        has_one = any(policy.permits(actor, one.permission) for group in GROUPS for one in group.lists)
        assert has_one == policy.permits(actor, Permission.VIEW_QUALITY), member
    assert (Permission.VIEW_QUALITY, "Lists", "desk:lists") in MENU


def test_a_surgery_has_no_lists(client, service):
    client.force_login(service.staff["practice"])
    assert client.get("/lists/").status_code == 403
