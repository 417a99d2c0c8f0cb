"""Whatever is typed into any form is answered by a page: never by an error of ours, and never run as markup."""

from itertools import cycle

import pytest
from django.db import transaction

from tests.architecture.addresses import every_address
from tests.journeys.pages import PAGES_SEEN
from throughline.nhsuk.tests.markup import read

ADDRESSES = {address.name: address for address in every_address()}
WITH_FORMS = [page for page in PAGES_SEEN if page.sent is not None]
MARKUP = "<script>typed()</script>"
TYPED = {
    "nothing but spaces": " \t\u2003 ",
    "markup": f"{MARKUP}\"'><img src=x onerror=typed()>",
    "a template": "{{ 7 * 7 }}{% raise %}${7*7}%(name)s%s{0}",
    "a NUL and other controls": "a\x00b\x1b[31m\x7f\x85",
    "right to left, and marks that turn round": "\u202eمرحبا\u202c\u200f \u2067ab",
    "many marks on one letter, and joined pictures": "Z͑ͫ̓ͪ̂ͫ̽ 👩🏽‍🦯👨‍👩‍👧‍👦\ufeff",
    "half a character": "\ud83d",
    "digits that are not 0 to 9": "１２٣४",
    "more digits than fit": "9" * 40,
    "a number below nought": "-1",
    "a number without end": "1e309",
    "not a number": "NaN",
    "words of the database": "'; drop table clients_client; --",
    "lines of another machine": "one\r\ntwo\rthree\u2028four",
    "very much": "word " * 20_000,
}


def answers(form, typed, choose):
    """Answer as a browser would: text everywhere, and of each question to choose the first or the last choice."""
    sent = {}
    for control in (one for one in form.all() if one.tag in ("input", "textarea", "select") and one.attrs.get("name")):
        name, kind = control.attrs["name"], control.attrs.get("type", "text")
        if control.tag == "select":
            sent[name] = [option.attrs.get("value") or "" for option in control.all("option")][choose]
        elif kind in ("radio", "checkbox"):
            sent[name] = (control.attrs.get("value") or "on") if choose or name not in sent else sent[name]
        elif kind == "hidden":
            sent[name] = control.attrs.get("value") or ""
        else:
            sent[name] = typed
    return sent


@pytest.mark.parametrize("page", WITH_FORMS, ids=str)
def test_a_form_survives_what_is_typed(page, client, lived):
    if page.by:
        client.force_login(lived.service.staff[page.by])
    path = ADDRESSES[page.name].path(lived.ids(page.stage))
    opened = client.get(path)
    assert opened.status_code == 200
    forms = read(opened.content.decode()).one("main").all("form", method="post")
    assert forms, "the list says that something is sent from here"
    for choose, (what, typed) in zip(cycle([0, -1]), TYPED.items(), strict=False):
        for form in forms:
            with transaction.atomic():
                sent = {name: _as_sent(value) for name, value in answers(form, typed, choose).items()}
                answer = client.post(form.attrs.get("action") or path, sent, follow=True)
                transaction.set_rollback(True)
            assert answer.status_code < 500, what
            assert MARKUP not in answer.content.decode(), what


def _as_sent(value: str) -> str | bytes:
    """Send half a character as the bytes that a broken program would."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
    return value
