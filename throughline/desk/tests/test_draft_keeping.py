"""What somebody types is kept while they type."""

import pytest
from django.urls import reverse

from throughline.accounts.scopes import acting_as
from throughline.drafts.queries import draft_of

PAGE = "contact:5f1c4a44-7c63-4f8e-9f5e-0a3c36e5a001"


def drafts_of(service, who, page=PAGE):
    with acting_as(service.actor(who)) as actor:
        found = draft_of(page, viewer=actor)
        return found.fields if found else None


@pytest.mark.parametrize(("who", "page"), [("worker", PAGE), ("practice", "refer")])
def test_it_is_kept_without_a_word(client, service, who, page):
    client.force_login(service.staff[who])
    answer = client.post(reverse("desk:keep_draft", args=[page]), {"note": "She sounded better", "ways": ["a", "b"]})
    assert (answer.status_code, answer.content) == (204, b"")
    assert drafts_of(service, who, page) == {"note": "She sounded better", "ways": ["a", "b"]}


@pytest.mark.parametrize("page", ["contact:", "contact:1", "elsewhere", f"{PAGE}x", f"x{PAGE}"])
def test_only_pages_that_offer_drafts_keep_them(client, service, page):
    client.force_login(service.staff["worker"])
    assert client.post(reverse("desk:keep_draft", args=[page]), {"note": "x"}).status_code == 404


def test_what_protects_the_page_is_not_kept(client, service):
    client.force_login(service.staff["worker"])
    client.post(reverse("desk:keep_draft", args=[PAGE]), {"note": "x", "csrfmiddlewaretoken": "y", "draft_ticket": "z"})
    assert drafts_of(service, "worker") == {"note": "x"}


def test_nobody_signed_in_keeps_nothing_without_a_ticket(client, service):
    answer = client.post(reverse("desk:keep_draft", args=[PAGE]), {"note": "x"})
    assert answer.status_code == 302
    assert drafts_of(service, "worker") is None


def test_it_is_never_shown_by_address(client, service):
    client.force_login(service.staff["worker"])
    assert client.get(reverse("desk:keep_draft", args=[PAGE])).status_code == 405
