"""Nothing that somebody typed is ever read as markup, and nothing they typed is changed."""

import pytest

from throughline import nhsuk
from throughline.nhsuk.shapes import Bar, Link, SummaryRow, Tag, TimelineEvent
from throughline.nhsuk.tests.living_page import EveryQuestion, living_page
from throughline.nhsuk.tests.markup import read

AWKWARD = [
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '" onfocus="alert(1)" autofocus="',
    "' onclick='alert(1)",
    "{{ 7 * 7 }} {% include 'x' %}",
    "&lt;b&gt; &amp; &copy;",
    "javascript:alert(1)",
    "O’Brien & Söhne – Łódź ñ ç",
    "مرحبا بالعالم",
    "שלום \u202eright to left",
    "नमस्ते 你好 🧶👩🏽‍🦽",
    "e\u0301 is not é",
    "zero\u200bwidth\u00a0space",
    "a" * 3000,
    "\nfirst line empty",
    "tabs\tand\nlines\n\nkept",
    "null NULL None undefined ;--' OR 1=1",
    "%s %(x)s {0} \\n \\",
]


class Note(nhsuk.Form):
    line = nhsuk.Text(label="Line", hint="Hint")
    note = nhsuk.Textarea(label="Note", max_words=5000)
    choice = nhsuk.Radios(label="Choice")
    born = nhsuk.DateParts(label="Born")


@pytest.mark.parametrize("typed", AWKWARD)
def test_what_was_typed_comes_back_as_it_was(typed):
    form = Note({"line": typed, "note": typed, "choice": typed, "born-day": typed, "born-month": "1", "born-year": "1"})
    page = read(form.as_nhsuk())
    assert page.all("script") == []
    assert page.one("input", id="id_line").attrs["value"] == typed
    assert page.one("textarea").raw == f"\n{typed}"  # the browser drops the first line break
    assert page.one("input", id="id_born-day").attrs["value"] == typed.strip()
    assert not [one for one in page.all() if {"onfocus", "onclick", "autofocus"} & set(one.attrs)]


@pytest.mark.parametrize("typed", AWKWARD)
def test_words_from_people_are_only_words_in_components(typed):
    from django.template import engines

    template = """{% from "components.jinja" import bar_chart, card, details, inset, notification, progress_bar,
      summary_list, table, tag, timeline, warning %}
      {{ tag(x.tag) }}{{ table(t, [t], [[t], [x.link], [x.tag]]) }}{{ summary_list(x.rows) }}{{ timeline(x.events) }}
      {{ card(t, t) }}{{ inset(t) }}{{ details(t, t) }}{{ notification(t) }}{{ warning(t, t) }}
      {{ progress_bar(t, 1, 2) }}{{ bar_chart(t, x.bars) }}"""
    shapes = {
        "tag": Tag(typed),
        "link": Link(typed, "/", typed),
        "rows": [SummaryRow(typed, typed, [Link(typed, "/")])],
        "events": [TimelineEvent(typed, typed, typed, typed, Tag(typed))],
        "bars": [Bar(typed, 1, typed, typed)],
    }
    page = read(engines["jinja2"].from_string(template).render({"t": typed, "x": shapes}))
    assert page.all("script") == []
    assert page.one("dt").raw == typed
    assert not [one for one in page.all() if {"onfocus", "onclick", "autofocus"} & set(one.attrs)]


def test_a_whole_page_keeps_a_strict_content_policy():
    page = read(living_page(EveryQuestion({})))
    assert not [one for one in page.all() if "style" in one.attrs or any(name.startswith("on") for name in one.attrs)]
    assert [one.raw for one in page.all("script") if one.raw] == []
    assert page.all("style") == []
    # What a page fetches by itself. A link to elsewhere is followed only by whoever presses it.
    fetched = [one.attrs.get("src") or one.attrs.get("href") or "" for one in page.all() if one.tag != "a"]
    assert not [address for address in fetched if "//" in address]
