"""Settings on the command line."""

from throughline.cli.problems import COULD_NOT

OF_HARBOUR = ("--provider", "Harbour Trust")


def test_a_setting_is_changed_from_a_day_on_and_its_history_says_why(ask, service):
    assert ask("setting", "set", "gap_regular", 35, "--from", "2020-07-01", "--reason", "Asked", *OF_HARBOUR).code == 0
    [change] = ask("setting", "history", "gap_regular", *OF_HARBOUR, "--json").json
    assert (change["from_on"], change["value"], change["reason"]) == ("2020-07-01", 35, "Asked")
    listed = {row["name"]: row["value"] for row in ask("setting", "list", *OF_HARBOUR, "--json").json}
    assert listed["gap_regular"] == 42, "today's"


def test_a_question_is_answered_in_words(ask, service):
    words = ("setting", "set", "disruption_given_back")
    for answer, kept in (("yes", 1), ("No", 0)):
        more = ("--from", "2020-03-02", "--reason", "Agreed", *OF_HARBOUR, "--json")
        assert ask(*words, answer, *more).json["value"] == kept
    assert "disruption_given_back     No " in ask("setting", "list", *OF_HARBOUR).out
    assert ask(*words, "perhaps", "--from", "2020-03-02", "--reason", "Agreed", *OF_HARBOUR).code == COULD_NOT


def test_what_makes_no_sense_is_refused(ask, service):
    words = ("setting", "set", "gap_regular", 35, "--reason", "A trial")
    assert ask(*words, "--from", "2020-02-01", *OF_HARBOUR).code == COULD_NOT
    assert ask(*words, "--from", "2020-07-01", "--provider", "Elm Street").code == COULD_NOT
    assert ask("setting", "history", "gap_weekly", *OF_HARBOUR).code == COULD_NOT
