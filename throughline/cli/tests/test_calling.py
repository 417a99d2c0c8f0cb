"""Calls to listed people on the command line."""

from datetime import timedelta

from tests.support import clock
from throughline.cli.problems import COULD_NOT
from throughline.triage.tests.calling import calls, listed, needs


def test_progress_by_numbers_alone(ask, service):
    people = listed(service, 4)
    calls(service, people[0], needs())
    found = ask("listed", "progress", "--provider", "Harbour Trust", "--json").json
    assert (found["whole"]["listed"], found["whole"]["needed"], found["share_needing"]) == (4, 1, 100)
    assert found["planned"] == [15, 20] and len(found["by_list"]) == 1
    said = ask("listed", "progress", "--provider", "Harbour Trust").out
    assert "still to call" in said and people[0].full_name not in said
    assert ask("listed", "progress", "--provider", "Nobody").code == COULD_NOT


def test_lists_are_deleted_on_their_day_and_only_once(ask, service):
    listed(service, 3)
    assert ask("listed", "delete-due", "--json").json == {"lists": 0, "people": 0}
    clock.move_to(clock.START + timedelta(days=181))
    assert ask("listed", "delete-due").out.strip() == "1 lists deleted, 3 people forgotten. Their counts are kept."
    assert ask("listed", "delete-due", "--json").json == {"lists": 0, "people": 0}
