"""The example of one city: everybody is called, and the picture says what its table says."""

import json

import pytest
from click.testing import CliRunner

from throughline.cli.main import throughline
from throughline.planner import example, picture
from throughline.planner.engine.problem import broken_rules


@pytest.fixture(scope="module")
def city():
    return example.city()


def test_everybody_is_called_and_no_rule_is_broken(city):
    assert broken_rules(city.problem, city.plan.calls) == []
    assert city.days[-1].called_so_far == sum(sum(day.calls) for day in city.days) == len(city.problem.people) == 3000
    assert city.everybody_called_on == max(day.on for day in city.days if sum(day.calls))
    assert sum(day.needing_more for day in city.days) == city.needing_more


def test_the_share_that_needs_more_is_that_of_the_planning_figure(city):
    assert 0.15 <= city.needing_more / len(city.problem.people) <= 0.20


def test_the_page_has_a_bar_and_a_row_for_each_day_and_calls_nothing_else(city):
    page = picture.page(city)
    assert page.count('fill="#aeb7bd"') == page.count('<th scope="row">') == len(city.days)
    assert "http" not in page


def test_the_command_line_gives_the_same_answer_and_writes_the_picture(city, tmp_path):
    file = tmp_path / "plan.html"
    said = CliRunner().invoke(throughline, ["plan", "example", "--json", "--picture", str(file)])
    answer = json.loads(said.output)
    assert (answer["people"], answer["late"], len(answer["days"])) == (3000, city.late, len(city.days))
    assert answer["everybody_called_on"] == str(city.everybody_called_on)
    assert file.read_text(encoding="utf-8") == picture.page(city)
    assert "Everybody will have been called" in CliRunner().invoke(throughline, ["plan", "example"]).output
