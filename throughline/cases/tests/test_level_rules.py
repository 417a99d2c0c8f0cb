"""How often we speak and when another level is proposed, as tables that a manager can check (R27, SET3, SET4)."""

from datetime import date, timedelta

import pytest

from tests.support.tables import rows
from throughline.cases import level_rules as rules
from throughline.cases.level_rules import Decided, Evidence, LevelFacts
from throughline.cases.models import Level, LevelAct, LevelReason

GAPS = {Level.INTENSIVE: 14, Level.REGULAR: 42, Level.LIGHT: 91}
STARTED = date(2019, 3, 1)
A_YEAR_ON = date(2020, 3, 1)


def before(*days):
    return [A_YEAR_ON - timedelta(days=count) for count in days]


def agreed(days_ago, *reasons):
    return Decided(LevelAct.AGREED, A_YEAR_ON - timedelta(days=days_ago), frozenset(reasons))


def facts(**changes):
    spoke = before(20, 62, 104)
    return LevelFacts(**{
        "level": Level.REGULAR, "own_gap": None, "gaps": GAPS, "started_on": STARTED, "reached_on": spoke, **changes,
    })  # fmt: skip


def proposed(today=A_YEAR_ON, **changes):
    found = rules.proposal(facts(**changes), today=today)
    return (found.to, found.more_often) if found else None


class TestTheGap:
    title = "How many days lie between contacts (SET3): the level's, or those agreed with this person"
    TABLE = """
        level     | own | days
        INTENSIVE |     | 14
        REGULAR   |     | 42
        LIGHT     |     | 91
        LIGHT     | 365 | 365
        INTENSIVE | 7   | 7
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_the_gap_that_holds(self, row):
        own = int(row["own"]) if row["own"] else None
        assert rules.gap_of(Level(row["level"]), own, GAPS) == int(row["days"])

    @pytest.mark.parametrize(
        ("days", "level"), [(1, "INTENSIVE"), (41, "INTENSIVE"), (42, "REGULAR"), (90, "REGULAR"), (365, "LIGHT")]
    )
    def test_a_gap_of_somebodys_own_counts_under_a_level(self, days, level):
        assert rules.level_for(days, GAPS) == level


class TestSteppingDown:
    def test_light_is_proposed_a_year_after_the_start_to_the_day(self):
        """The check of R27: started 1 March 2019, stable; on 1 March 2020 "consider light"."""
        assert proposed() == (Level.LIGHT, False)
        assert proposed(today=date(2020, 2, 29)) is None

    def test_regular_is_proposed_to_somebody_on_intensive(self):
        spoke = before(7, 21, 35)
        assert proposed(level=Level.INTENSIVE, reached_on=spoke) == (Level.REGULAR, False)

    def test_nothing_is_proposed_to_somebody_on_light_or_with_a_longer_gap_of_their_own(self):
        assert proposed(level=Level.LIGHT) is None
        assert proposed(own_gap=120, reached_on=before(20, 60, 90)) is None

    @pytest.mark.parametrize(
        "change",
        [
            pytest.param({"disruption": True}, id="a disruption is on"),
            pytest.param({"reached_on": before(20, 70, 112)}, id="one of the last three was late"),
            pytest.param({"reached_on": before(50, 80, 110)}, id="they were to be spoken with again by now"),
            pytest.param({"reached_on": before(20, 50)}, id="only two conversations are on record"),
            pytest.param({"tries_since_reached": 1}, id="they were tried and not reached"),
            pytest.param({"decided": [agreed(30)]}, id="the level was agreed a month ago"),
            pytest.param({"decided": [agreed(200, LevelReason.LOSS)]}, id="somebody died within the year"),
            pytest.param({"shielding": True, "own_gap": 14, "reached_on": before(5, 15, 25)}, id="they are shielding"),
        ],
    )
    def test_it_is_not_proposed_when(self, change):
        assert proposed(**change) is None

    def test_once_declined_it_is_not_proposed_again_until_something_is_new(self):
        declined = Decided(LevelAct.DECLINED, A_YEAR_ON, frozenset({LevelReason.SETTLED}))
        spoke = [date(2020, 7, 1), date(2020, 5, 20), date(2020, 4, 8)]
        later = date(2020, 7, 20)
        assert proposed(today=later, reached_on=spoke, decided=[declined]) is None
        assert proposed(today=later, reached_on=spoke, decided=[declined], worker_changed_on=date(2020, 4, 1)) == (
            Level.LIGHT, False,
        )  # fmt: skip
        a_year_later = [date(2021, 2, 20), date(2021, 1, 10), date(2020, 12, 1)]
        assert proposed(today=date(2021, 3, 1), reached_on=a_year_later, decided=[declined]) == (Level.LIGHT, False)


class TestSteppingUp:
    title = "To which level it is proposed to step up"
    TABLE = """
        now       | because       | proposed
        LIGHT     | LOSS          | INTENSIVE
        REGULAR   | LOSS          | INTENSIVE
        INTENSIVE | LOSS          |
        LIGHT     | SET_BACK      | REGULAR
        LIGHT     | LIFE_EVENT    | REGULAR
        REGULAR   | LIFE_EVENT    | INTENSIVE
        LIGHT     | GROUND_AT_RISK | REGULAR
        LIGHT     | CLIENT_ASKED  | REGULAR
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_to_which_level(self, row):
        raised = [Evidence(LevelReason(row["because"]), A_YEAR_ON)]
        found = proposed(level=Level(row["now"]), raised=raised)
        assert found == ((Level(row["proposed"]), True) if row["proposed"] else None)

    def test_shielding_is_a_reason_until_somebody_has_decided_about_it(self):
        assert proposed(shielding=True) == (Level.INTENSIVE, True)
        decided = [Decided(LevelAct.DECLINED, date(2020, 2, 1), frozenset({LevelReason.SHIELDING}))]
        assert proposed(shielding=True, decided=decided) is None

    def test_a_new_worker_is_a_reason_for_one_gap(self):
        assert proposed(level=Level.LIGHT, worker_changed_on=A_YEAR_ON - timedelta(days=91)) == (Level.REGULAR, True)
        assert proposed(level=Level.LIGHT, worker_changed_on=A_YEAR_ON - timedelta(days=92)) is None

    def test_a_disruption_does_not_hold_it_back(self):
        assert proposed(raised=[Evidence(LevelReason.LOSS, A_YEAR_ON)], disruption=True) == (Level.INTENSIVE, True)

    def test_every_reason_is_said(self):
        found = rules.proposal(facts(raised=[Evidence(LevelReason.LOSS, A_YEAR_ON)], shielding=True), today=A_YEAR_ON)
        assert found.reasons == (LevelReason.LOSS, LevelReason.SHIELDING)


class TestDeciding:
    NOW = (Level.REGULAR, None)

    @pytest.mark.parametrize(
        ("to", "note", "may"),
        [
            ((Level.LIGHT, None), "She is glad", True),
            ((Level.LIGHT, 365), "Once a year", True),
            ((Level.REGULAR, 40), "A little more", True),
            ((Level.REGULAR, None), "The same", False),
            ((Level.LIGHT, 367), "Longer than a year", False),
            ((Level.LIGHT, 0), "None", False),
            ((Level.LIGHT, None), "  ", False),
        ],
    )
    def test_what_may_be_agreed(self, to, note, may):
        assert bool(rules.may_agree(now=self.NOW, to=to, note=note)) is may

    def test_a_proposal_is_declined_with_a_reason(self):
        assert rules.may_leave_as_it_is(proposed=True, note="Not now")
        assert not rules.may_leave_as_it_is(proposed=True, note=" ")
        assert not rules.may_leave_as_it_is(proposed=False, note="Not now")
