"""What each role can do, as the page prints it."""

import re

from throughline.access.permissions import Permission
from throughline.access.roles import ROLES
from throughline.access.table import parts


def page_for(client, user):
    client.force_login(user)
    return client.get("/permissions/").content.decode()


def test_it_names_every_role_with_its_sentence_and_every_permission(client, service):
    page = page_for(client, service.staff["commissioner"])
    for role in ROLES.values():
        if role.name != "Operator":
            assert role.name in page
            assert role.can.replace("'", "&#39;") in page
    assert all(permission.value.replace("'", "&#39;") in page for permission in Permission)
    assert "Your role is: Commissioner." in page


def test_no_cell_is_blank(client, service):
    page = page_for(client, service.staff["worker"])
    cells = re.findall(r'role="cell".*?<span class="app-cell">(.*?)</span>\s*</td>', page, re.DOTALL)
    said = [re.sub(r"<[^>]*>", "", cell).strip() for cell in cells]
    assert len(said) == sum(len(part.rows) * len(part.roles) for part in parts())
    assert set(said) == {"Yes", "No"}


def test_the_readers_own_column_comes_first(client, service):
    page = page_for(client, service.staff["practice"])
    heads = re.findall(r'scope="col" role="columnheader">(.*?)</th>', page)
    assert heads[:2] == ["What", "Surgery staff"]


def test_it_is_for_those_who_are_signed_in(client, db):
    assert client.get("/permissions/").status_code == 302
