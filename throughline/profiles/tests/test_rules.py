"""Tables that a manager can check: who is digitally excluded, who cannot read, what goes by which way, when it ends."""

from datetime import date

import pytest

from throughline.cases.models import Way
from throughline.clients.models import Answer
from throughline.core.decisions import Refused
from throughline.profiles import gate_rules, rules, vulnerability_rules
from throughline.profiles.access_questions import ACCESS_QUESTIONS, CODED, INTERPRETERS
from throughline.profiles.gate_rules import Reach, may_go_by, may_meet, route, routes
from throughline.profiles.modes import LABELS, Mode
from throughline.profiles.questions import said

TODAY = date(2020, 6, 15)


@pytest.mark.parametrize(
    ("answers", "reasons"),
    [
        ({}, ()),
        ({"has_internet": "YES"}, ()),
        ({"has_internet": "RATHER_NOT"}, ()),
        ({"has_internet": "NO"}, ("no internet at home",)),
        ({"has_internet": "NO", "device": ["SMARTPHONE"]}, ("no internet at home",)),
        ({"has_internet": "YES", "device": ["NONE"]}, ("nothing to go online with",)),
        ({"mobile_data": "NO_DATA"}, ("no data",)),
        ({"has_internet": "YES", "mobile_data": "NO_DATA"}, ()),
        ({"has_internet": "YES", "skill": "CANNOT"}, ("does not use the internet",)),
        ({"has_internet": "YES", "skill": "HELPED", "confidence": "AFRAID"}, ()),
        ({"has_internet": "NO", "device": ["NONE"]}, ("no internet at home", "nothing to go online with")),
    ],
)
def test_who_is_digitally_excluded_and_why(answers, reasons):
    assert rules.digitally_excluded(answers) == reasons


@pytest.mark.parametrize(
    ("answers", "cannot"),
    [({}, False), ({"can_read": "YES"}, False), ({"can_read": "NO"}, True), ({"can_read": "RATHER_NOT"}, False),
     ({"can_write": "NO"}, False), ({"sight": "MUCH"}, False), ({"language": "Bengali"}, False)],
)  # fmt: skip
def test_reading_is_apart_from_writing_sight_and_language(answers, cannot):
    assert bool(rules.cannot_read(answers)) is cannot


@pytest.mark.parametrize("answer", Answer)
def test_what_a_surgery_tells_is_read_by_the_same_rules(answer):
    """The client's row is filled by `clients` when somebody comes in, before there is a profile."""
    told = {"has_internet": answer.value, "can_read": answer.value} if answer != Answer.NOT_ASKED else {}
    assert bool(rules.digitally_excluded(told)) == bool(rules.cannot_read(told)) == (answer == Answer.NO)


EXCLUDED = Reach(digitally_excluded=("no internet at home",))
CANNOT_READ = Reach(cannot_read=True)
SHIELDING = Reach(shielding=True)


@pytest.mark.parametrize(
    ("reach", "barred"),
    [
        (Reach(), []),
        (EXCLUDED, ["EMAIL", "VIDEO"]),
        (CANNOT_READ, ["EMAIL", "POST", "TEXT"]),
        (SHIELDING, ["AT_SURGERY", "OTHER_PLACE"]),
        (Reach(can_be_phoned=False), []),
        (Reach(cannot_read=True, shielding=True), ["AT_SURGERY", "EMAIL", "OTHER_PLACE", "POST", "TEXT"]),
    ],
)
def test_what_is_barred(reach, barred):
    assert sorted(mode.value for mode in Mode if not may_go_by(mode, reach)) == barred


@pytest.mark.parametrize(
    ("mode", "reach", "why"),
    [
        ("EMAIL", EXCLUDED, "They are digitally excluded: no internet at home."),
        ("POST", CANNOT_READ, "They cannot read: nothing written may be the only way it goes."),
        ("AT_SURGERY", SHIELDING, "They are shielding: nothing in person."),
        ("PHONE", Reach(can_be_phoned=False), "They cannot be phoned."),
        ("PHONE", Reach(has_phone=False), "No number is known."),
        ("TEXT", Reach(answers={"texts": "NO"}), "They do not use text messages."),
        ("TEXT", Reach(answers={"mobile": "NO"}), "They do not use text messages."),
        ("EMAIL", Reach(has_email=False), "No email address is known."),
        ("EMAIL", Reach(answers={"email": "NO"}), "They do not use email."),
        ("VIDEO", Reach(), "Nobody has asked whether they use video calls."),
        ("VIDEO", Reach(answers={"video": "NO"}), "They do not use video calls."),
        ("VIDEO", Reach(answers={"video": "YES"}), ""),
        ("POST", Reach(has_address=False), "No address is known."),
        ("AT_SURGERY", Reach(answers={"can_get_to_surgery": "NO"}), "They cannot get to the surgery."),
        ("OTHER_PLACE", Reach(answers={"can_get_to_surgery": "NO"}), ""),
        ("DOORSTEP", SHIELDING, ""),
        ("PHONE", Reach(answers={"failing": ["PHONE"], "fails_phone": "he is deaf"}),
         "It does not work for them: he is deaf."),
        ("PHONE", Reach(answers={"failing": ["PHONE"]}), "It does not work for them."),
        ("PHONE", Reach(), ""),
    ],
)  # fmt: skip
def test_why_not_this_way(mode, reach, why):
    assert route(Mode(mode), reach).why_not == why


def test_a_letter_may_go_beside_a_call_to_somebody_who_cannot_read():
    assert may_go_by(Mode.POST, CANNOT_READ, alone=False)


def test_a_letter_that_somebody_named_reads_out_may_go():
    read_out = {"can_read": "NO", "formats": ["READ_OUT"], "helper": "Her sister Rina"}
    assert may_go_by(Mode.POST, Reach(cannot_read=True, answers=read_out))
    assert not may_go_by(Mode.POST, Reach(cannot_read=True, answers={**read_out, "helper": ""}))
    assert not may_go_by(Mode.TEXT, Reach(cannot_read=True, answers=read_out))


def test_a_refusal_says_what_to_do_instead():
    reach = Reach(cannot_read=True, shielding=True, answers={"first_way": "DOORSTEP"})
    assert may_go_by(Mode.POST, reach).reason == (
        "They cannot read: nothing written may be the only way it goes."
        " Use instead: on the doorstep, at a distance, phone."
    )
    nothing = Reach(can_be_phoned=False, cannot_read=True, shielding=True, answers={"failing": ["DOORSTEP"]})
    assert "ask their surgery or whoever helps them" in may_go_by(Mode.POST, nothing).reason


def test_the_ways_stand_in_this_persons_own_order():
    own = {"first_way": "OTHER_PLACE", "second_way": "POST", "third_way": "RATHER_NOT"}
    assert [one.mode for one in routes(Reach(answers=own))][:3] == [Mode.OTHER_PLACE, Mode.POST, Mode.PHONE]
    assert len(routes(Reach())) == len(Mode)


def test_whom_a_thing_by_one_way_would_not_reach():
    people = {"Amina": EXCLUDED, "Bob": Reach()}
    assert gate_rules.counted_out(people, Mode.EMAIL) == {"Amina": "They are digitally excluded: no internet at home."}


def test_nobody_is_met_who_shields():
    assert may_meet(shielding=False)
    assert "They are shielding: nothing in person. Ring, write, or leave it" in may_meet(shielding=True).reason


def test_the_ways_of_cases_are_these_ways():
    assert {way.value: way.label for way in Way} == {mode.value: label for mode, label in LABELS.items()}


class TestAnswers:
    def test_nothing_answered_is_nothing_kept(self):
        assert rules.checked({"can_read": "", "formats": [], "needs": "  "}, ACCESS_QUESTIONS) in ({}, {"needs": ""})

    @pytest.mark.parametrize(
        ("answers", "reason"),
        [
            ({"can_read": "MAYBE"}, "Can read: choose one of the answers on the page."),
            ({"formats": ["EASY_READ", "SCROLL"]}, "Formats needed: choose one"),
            ({"formats": ["EASY_READ", "NONE"]}, "Formats needed: choose what they need, or “None of these”"),
            ({"needs": "x" * 301}, "What else: write at most 300 letters. There are 301."),
        ],
    )
    def test_what_cannot_be_right_is_refused(self, answers, reason):
        with pytest.raises(Refused, match=reason):
            rules.checked(answers, ACCESS_QUESTIONS)

    @pytest.mark.parametrize(
        ("answers", "words"),
        [
            ({}, "Not asked"),
            ({"formats": ["NONE"]}, "None of these"),
            ({"formats": ["LARGE_20", "EASY_READ"]}, "Large print, at least 20 point, Easy read"),
            ({"formats": ["RATHER_NOT"]}, "Prefer not to say"),
        ],
    )
    def test_in_words(self, answers, words):
        assert said(ACCESS_QUESTIONS["formats"], answers) == words

    def test_the_essentials_are_asked_before_a_profile_counts_as_asked(self):
        assert [q.key for q in rules.still_to_ask({})] == [
            "can_be_phoned", "has_internet", "can_read", "can_get_to_surgery",
        ]  # fmt: skip
        whole = dict.fromkeys(["can_be_phoned", "has_internet", "can_read", "can_get_to_surgery"], "RATHER_NOT")
        assert rules.still_to_ask(whole) == ()

    def test_one_line_for_beside_the_telephone_number(self):
        answers = {
            "language": "Sylheti", "interpreter": "YES", "hearing": "MUCH", "formats": ["LARGE_20"],
            "safe_times": "after 4pm", "voicemail": "NO", "known_word": "Marigold", "needs": "Speak slowly",
        }  # fmt: skip
        line = rules.so_that_it_works(answers)
        assert line == (
            "Interpreter: Sylheti; difficulty hearing; Large print, at least 20 point; ring after 4pm; no voicemail;"
            " Speak slowly"
        )
        assert "Marigold" not in line
        assert rules.so_that_it_works({}) == ""


class TestCodes:
    def test_every_coded_need_has_a_code_of_its_own(self):
        codes = [choice.snomed for choices in CODED.values() for choice in choices]
        assert all(code.isdigit() for code in codes)
        assert len(codes) == len(set(codes))
        assert all(code.isdigit() for code in INTERPRETERS.values())

    def test_an_interpreter_has_the_code_of_the_language(self):
        assert rules.snomed_codes({"language": "Bengali", "interpreter": "YES"}) == {
            "203321000000107": "Bengali interpreter"
        }
        assert rules.snomed_codes({"language": "Bengali"}) == {}
        assert rules.snomed_codes({"language": "English", "interpreter": "YES"}) == {}

    def test_reading_and_the_internet_have_none(self):
        assert rules.snomed_codes({"can_read": "NO", "has_internet": "NO", "device": ["NONE"]}) == {}


class TestVulnerability:
    def test_twelve_weeks_from_22_march_2020(self):
        assert vulnerability_rules.first_review(date(2020, 3, 22), weeks=12) == date(2020, 6, 14)

    @pytest.mark.parametrize(
        ("review_on", "ended_on", "due"),
        [(date(2020, 6, 14), None, True), (date(2020, 6, 15), None, True), (date(2020, 6, 16), None, False),
         (date(2020, 6, 14), date(2020, 6, 1), False)],
    )  # fmt: skip
    def test_when_a_review_is_due(self, review_on, ended_on, due):
        assert vulnerability_rules.is_due(review_on, on=TODAY, ended_on=ended_on) is due

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({}, ""),
            ({"already": True}, "on record already"),
            ({"started_on": date(2020, 6, 16)}, "in the future"),
            ({"review_on": date(2020, 3, 22)}, "before the start"),
        ],
    )
    def test_when_it_can_start(self, changes, reason):
        facts = {"started_on": date(2020, 3, 22), "review_on": date(2020, 6, 14), "on": TODAY, "already": False}
        facts |= changes
        assert reason in vulnerability_rules.may_start(facts.pop("started_on"), **facts).reason

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({}, ""),
            ({"ended": True}, "ended already"),
            ({"ended_on": date(2020, 6, 16)}, "in the future"),
            ({"ended_on": date(2020, 3, 21)}, "before the start"),
            ({"confirmed_by": " "}, "It never ends by itself"),
        ],
    )
    def test_when_it_can_end(self, changes, reason):
        facts = {"ended_on": TODAY, "started_on": date(2020, 3, 22), "on": TODAY, "ended": False, "confirmed_by": "GP"}
        assert reason in vulnerability_rules.may_end(**facts | changes).reason

    @pytest.mark.parametrize(
        ("next_on", "ended", "reason"),
        [(date(2020, 7, 1), False, ""), (TODAY, False, "not in the future"), (date(2020, 7, 1), True, "has ended")],
    )
    def test_when_it_can_be_confirmed(self, next_on, ended, reason):
        assert reason in vulnerability_rules.may_review(next_on=next_on, on=TODAY, ended=ended).reason
