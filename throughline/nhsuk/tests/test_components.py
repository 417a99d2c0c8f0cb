"""Components: the right words in the right places."""

import pytest
from django.template import engines

from throughline.nhsuk.shapes import Bar, Tag
from throughline.nhsuk.tests.living_page import PAGE, living_page
from throughline.nhsuk.tests.markup import read


def drawn(call, **context):
    names = "back_link, bar_chart, button, card, inset, pagination, progress_bar, table, tag, timeline"
    template = '{% from "components.jinja" import ' + names + " %}" + call
    return read(engines["jinja2"].from_string(template).render(context))


def test_a_table_has_headings_for_wide_and_narrow_screens():
    table = drawn('{{ table("People", columns, rows) }}', columns=PAGE.columns, rows=PAGE.rows).one("table")
    assert [one.text for one in table.all("th", scope="col")] == ["Name", "Next contact", "Status", "Days", "Do"]
    assert table.all("th", scope="row")[0].text == "Name Amina Warsame"
    assert [one.text for one in table.all("td")][:4] == [
        "Next contact Monday 23 March",
        "Status Overdue",
        "Days 12",
        "Do Record for Amina",
    ]


def test_an_empty_table_is_still_a_table():
    assert drawn('{{ table("People", ["Name"], []) }}').one("table").one("caption").text == "People"


def test_a_timeline_is_a_list_in_order_with_times_for_machines():
    found = drawn("{{ timeline(events, level=2) }}", events=PAGE.events).one("ol")
    assert [one.text for one in found.all("h2")] == ["Telephone call", "Text sent", "Referred by Elm Road Surgery"]
    assert found.all("time")[0].attrs["datetime"] == "2020-03-20T10:05:00+00:00"
    assert found.all("li")[1].one("p", class_="app-timeline__when").text == "Monday 16 March 2020"


def test_a_bar_chart_says_its_figures_and_is_the_same_every_time():
    chart = drawn('{{ bar_chart("Week", bars) }}', bars=PAGE.bars)
    assert [one.text for one in chart.all("td")] == ["41", "12 7 since Monday", "0"]
    assert [one.attrs["width"] for one in chart.all("rect", class_="app-chart__fill")] == ["100.00%", "29.27%", "0.00%"]


@pytest.mark.parametrize("bars", [[], [Bar("Nobody", 0)]])
def test_a_bar_chart_of_nothing(bars):
    assert drawn('{{ bar_chart("Week", bars) }}', bars=bars).one("caption")


def test_progress_is_said_in_words_too():
    found = drawn('{{ progress_bar("Goals reached", 3, 8) }}').one("label")
    assert found.text == "Goals reached 3 of 8"
    assert found.one("progress").attrs["max"] == "8"


def test_a_button_is_a_button_and_a_link_is_a_link():
    page = drawn(
        '{{ button("Save", name="then", value="next") }}{{ button("Cancel", href="/x", variant="secondary") }}'
    )
    assert page.one("button").attrs["value"] == "next"
    assert page.one("a", class_="nhsuk-button--secondary").attrs["href"] == "/x"


def test_pages_before_and_after():
    page = drawn('{{ pagination(next_href="/?page=3", next="3") }}')
    assert page.one("a", rel="next").text == "Next page : 3"
    assert page.all("a", rel="prev") == []
    assert drawn("{{ pagination() }}").text == ""


def test_a_tag_has_a_colour_of_the_design_system():
    assert drawn("{{ tag(it) }}", it=Tag("Overdue", "red")).one("strong", class_="nhsuk-tag--red").text == "Overdue"
    with pytest.raises(ValueError, match="magenta"):
        Tag("x", "magenta")


def test_more_can_stand_inside_a_card():
    assert drawn('{% call card("Plan") %}<p>Three goals</p>{% endcall %}').one("p").text == "Three goals"


def test_the_living_page_has_no_two_ids_alike():
    ids = [one.attrs["id"] for one in read(living_page()).all() if "id" in one.attrs]
    assert len(ids) == len(set(ids))
