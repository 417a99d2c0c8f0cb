"""What may happen when people move between workers, as tables that a manager can check."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.caseload import moving_rules as rules


class TestHandingOver:
    title = "When a case may change hands: within ten working days, by 16 March 2020"
    TABLE = """
        to the same worker | reason | first contact | may
                           | moves  | 2020-03-10    | yes
                           | moves  | 2020-03-16    | yes
                           | moves  | 2020-03-17    | no
                           |        | 2020-03-10    | no
        yes                | moves  | 2020-03-10    | no
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_when_a_case_may_change_hands(self, row):
        facts = rules.HandoverFacts(
            has_all_of_it=bool(row["to the same worker"]),
            reason=row["reason"],
            contact_on=date.fromisoformat(row["first contact"]),
            latest=date(2020, 3, 16),
            within_days=10,
        )
        decision = rules.may_hand_over(facts)
        assert bool(decision) is (row["may"] == "yes")
        assert bool(decision) is not bool(decision.reason)


class TestLeaving:
    title = "When a worker may be recorded as a leaver"
    TABLE = """
        depending | own account | told
        0         |             |
        1         |             | 1 person would be left without a next contact. Hand each one over first.
        7         |             | 7 people would be left without a next contact. Hand each one over first.
        0         | yes         | You cannot record yourself as a leaver. Ask another manager.
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_when_a_worker_may_leave(self, row):
        depending = int(row["depending"])
        decision = rules.may_leave(depending=depending, is_own_account=bool(row["own account"]))
        assert decision.reason == row["told"]


@pytest.mark.parametrize("yes", [True, False])
def test_the_simple_ones_say_yes_or_why_not(yes):
    assert bool(rules.may_allocate_to(attached=yes)) is yes
    assert bool(rules.may_change_hands(is_open=yes)) is yes
    assert bool(rules.may_take_back(is_open=not yes)) is yes
    assert bool(rules.may_take_over(has_all_of_it=not yes)) is yes


class TestWhoFits:
    @pytest.mark.parametrize(("said", "languages", "skills", "fits"), [
        ("Speaks Bengali at home", ["Bengali", "Punjabi"], [], ("speaks Bengali",)),
        ("lost his wife; bereavement", [], ["Bereavement", "trauma"], ("knows about Bereavement",)),
        ("", ["Bengali"], ["trauma"], ()),
        ("BENGALI and trauma", ["Bengali"], ["trauma"], ("speaks Bengali", "knows about trauma")),
    ])  # fmt: skip
    def test_a_language_or_skill_counts_when_the_referral_names_it(self, said, languages, skills, fits):
        assert rules.fits(said=said, languages=languages, skills=skills) == fits
