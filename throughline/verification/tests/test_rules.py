"""How long turns and links last, as tables."""

from datetime import date

import pytest

from throughline.verification import rules
from throughline.verification.rules import LinkFacts

DAY = date(2020, 4, 16)


class TestTheWeek:
    @pytest.mark.parametrize(
        ("on", "friday"),
        [
            (date(2020, 4, 13), date(2020, 4, 17)),
            (date(2020, 4, 17), date(2020, 4, 17)),
            (date(2020, 4, 18), date(2020, 4, 24)),
            (date(2020, 4, 19), date(2020, 4, 24)),
        ],
    )
    def test_a_call_round_ends_on_friday(self, on, friday):
        assert rules.week_ends(on) == friday


class TestLinks:
    @pytest.mark.parametrize(
        ("facts", "why"),
        [
            (LinkFacts(DAY, used=False, opened=0), ""),
            (LinkFacts(DAY, used=False, opened=29), ""),
            (LinkFacts(date(2020, 4, 15), used=False, opened=0), "run out"),
            (LinkFacts(DAY, used=True, opened=1), "used already"),
            (LinkFacts(DAY, used=False, opened=30), "too often"),
            (None, "not whole"),
        ],
    )
    def test_which_can_be_used(self, facts, why):
        decision = rules.may_use(facts, on=DAY)
        assert bool(decision) == (not why)
        assert why in decision.reason

    def test_a_service_has_five_at_most(self):
        assert rules.may_make_link(4)
        assert "Ring it instead" in rules.may_make_link(5).reason
