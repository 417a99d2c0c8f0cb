"""Who the service is for, and what may happen to a referral, as tables that a manager can check."""

from datetime import date

import pytest

from tests.support.tables import rows
from throughline.referrals import rules
from throughline.referrals.models import Eligible, State


class TestEligibility:
    title = "Who may have the core service, on the day they are referred"
    TABLE = """
        born       | referred   | conditions                   | eligible | because
        1980-05-01 | 2020-04-30 | type 2 diabetes              | no       | age 39
        1980-05-01 | 2020-05-01 | type 2 diabetes              | yes      | age 40, type 2 diabetes
        1945-05-02 | 2020-05-01 | COPD                         | yes      | age 74, COPD
        1945-05-01 | 2020-05-01 | COPD                         | no       | age 75
        1960-01-01 | 2020-05-01 | type 1 diabetes              | yes      | age 60, type 1 diabetes
        1960-01-01 | 2020-05-01 | heart failure                | yes      | age 60, heart failure
        1960-01-01 | 2020-05-01 | coronary heart disease       | yes      | age 60, coronary heart disease
        1960-01-01 | 2020-05-01 | epilepsy                     | yes      | age 60, epilepsy
        1960-01-01 | 2020-05-01 | osteoporosis                 | yes      | age 60, osteoporosis
        1960-01-01 | 2020-05-01 | asthma                       | yes      | age 60, asthma
        1960-01-01 | 2020-05-01 | COPD; anxiety                | yes      | age 60, COPD
        1960-01-01 | 2020-05-01 | type 2 diabetes; depression  | yes      | age 60, type 2 diabetes
        1960-01-01 | 2020-05-01 | depression                   | no       | no qualifying condition (depression)
        1960-01-01 | 2020-05-01 | anxiety; depression          | no       | no qualifying condition
        1960-01-01 | 2020-05-01 | hypertension                 | no       | no qualifying condition (hypertension)
        1960-01-01 | 2020-05-01 | fibromyalgia                 | no       | no qualifying condition (fibromyalgia)
        1960-01-01 | 2020-05-01 | multiple sclerosis           | no       | no qualifying condition (multiple sclerosis)
        1960-01-01 | 2020-05-01 |                              | no       | no long-term condition is given
        1960-01-01 | 2020-05-01 | gestational diabetes         | ask      | not one of the qualifying conditions by name
        1980-02-29 | 2020-02-28 | asthma                       | no       | age 39
        1980-02-29 | 2020-02-29 | asthma                       | yes      | age 40, asthma
        1979-03-01 | 2019-02-28 | asthma                       | no       | age 39
        1944-02-29 | 2019-02-28 | asthma                       | yes      | age 74, asthma
        1944-02-29 | 2019-03-01 | asthma                       | no       | age 75
        1981-07-09 | 2020-04-01 | asthma                       | no       | age 38
        1980-05-01 | 2020-04-30 | gestational diabetes         | no       | age 39
        1960-01-01 | 2020-05-01 | Type  2 Diabetes             | yes      | age 60, type 2 diabetes
        1960-01-01 | 2020-05-01 | T2DM                         | yes      | age 60, type 2 diabetes
        1960-01-01 | 2020-05-01 | Ischaemic heart disease      | yes      | age 60, coronary heart disease
        1960-01-01 | 2020-05-01 | diabetes                     | ask      | not one of the qualifying conditions by name
        1960-01-01 | 2020-05-01 | pre-diabetes                 | ask      | not one of the qualifying conditions by name
        1960-01-01 | 2020-05-01 | heart murmur; depression     | ask      | not one of the qualifying conditions by name
        1960-01-01 | 2020-05-01 | heartburn                    | no       | no qualifying condition (heartburn)
        1960-01-01 | 2020-05-01 | osteoarthritis               | no       | no qualifying condition (osteoarthritis)
        1960-01-01 | 2020-05-01 | gestational diabetes; asthma | yes      | age 60, asthma
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_who_may_have_the_core_service(self, row):
        answer = rules.eligibility(
            born_on=date.fromisoformat(row["born"]),
            referred_on=date.fromisoformat(row["referred"]),
            conditions=row["conditions"].split(";"),
        )
        assert answer.answer == Eligible(row["eligible"].upper())
        assert row["because"] in answer.why

    def test_the_failed_age_rule_is_named_whole(self):
        answer = rules.eligibility(born_on=date(1981, 7, 9), referred_on=date(2020, 4, 1), conditions=["asthma"])
        assert answer.why == "age 38; the service is for ages 40 to 74"

    def test_other_ages_can_be_agreed(self):
        answer = rules.eligibility(
            born_on=date(1985, 1, 1), referred_on=date(2020, 5, 1), conditions=["asthma"], youngest=18, oldest=99
        )
        assert answer.answer == Eligible.YES


class TestWhereAReferralMayGo:
    title = "From what state a referral may go to what other"
    TABLE = """
        from            | to
        WAITING         | ALLOCATED
        WAITING         | DECLINED
        TO_DECIDE       | WAITING
        TO_DECIDE       | DECLINED
        NOT_ELIGIBLE    | WAITING
        NOT_ELIGIBLE    | CHECK_INS
        CHECK_INS       | WAITING
        ALLOCATED       | CONTACTED
        ALLOCATED       | ASSESSED
        ALLOCATED       | ENDED
        ALLOCATED       | COULD_NOT_REACH
        CONTACTED       | ASSESSED
        CONTACTED       | ENDED
        CONTACTED       | COULD_NOT_REACH
        ASSESSED        | ENDED
        ASSESSED        | COULD_NOT_REACH
        ENDED           | ALLOCATED
        COULD_NOT_REACH | ALLOCATED
    """

    def test_nothing_else_is_possible(self):
        listed = {(row["from"], row["to"]) for row in rows(self.TABLE)}
        possible = {(a.value, b.value) for a in State for b in State if rules.may_move(a, b)}
        assert possible == listed

    def test_the_no_says_where_it_stands_now(self):
        assert "“Ended”" in rules.may_move(State.ENDED, State.CONTACTED).reason


class TestDeciding:
    title = "When a person may decide a referral"
    TABLE = """
        state        | decision | reason | may
        TO_DECIDE    | admit    | yes    | yes
        TO_DECIDE    | decline  | yes    | yes
        TO_DECIDE    | admit    |        | no
        TO_DECIDE    | decline  |        | no
        NOT_ELIGIBLE | admit    | yes    | yes
        NOT_ELIGIBLE | admit    |        | no
        NOT_ELIGIBLE | decline  | yes    | no
        WAITING      | admit    | yes    | no
        ALLOCATED    | decline  | yes    | no
        DECLINED     | admit    | yes    | no
        ENDED        | admit    | yes    | no
    """

    @pytest.mark.parametrize("row", rows(TABLE), ids=str)
    def test_when_a_person_may_decide(self, row):
        decision = rules.may_decide(State(row["state"]), admit=row["decision"] == "admit", reason=row["reason"])
        assert bool(decision) is (row["may"] == "yes")
        assert bool(decision) is not bool(decision.reason)


class TestSecondReferrals:
    @pytest.mark.parametrize(
        ("kept", "added", "together"),
        [
            ("Low mood", "", "Low mood"),
            ("Low mood", "Low mood", "Low mood"),
            ("Low mood since May", "Low mood", "Low mood since May"),
            ("", "Fell", "2 March 2020: Fell"),
            ("Low mood", "Fell", "Low mood\n\n2 March 2020: Fell"),
        ],
    )
    def test_what_it_says_is_added_once_with_its_date(self, kept, added, together):
        assert rules.joined_words(kept, added, said_on=date(2020, 3, 2)) == together


@pytest.mark.parametrize("yes", [True, False])
def test_only_who_agreed_is_referred_and_only_from_a_surgery_that_refers(yes):
    assert bool(rules.may_refer(agreed=yes)) is yes
    assert bool(rules.may_refer_from(has_provider=yes)) is yes


@pytest.mark.parametrize(
    ("answer", "state"),
    [(Eligible.YES, State.WAITING), (Eligible.NO, State.NOT_ELIGIBLE), (Eligible.ASK, State.TO_DECIDE)],
)
def test_where_a_new_referral_stands(answer, state):
    assert rules.state_on_arrival(answer) == state
