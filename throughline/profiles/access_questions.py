"""What is asked of everybody so that contact works for them (R13).

Needs that come of a disability carry the SNOMED CT codes of the Accessible Information Standard (DAPB1605): format,
contact method, professional, support. Reading, internet, device, data, skill and confidence are a record of our own,
which the Standard does not cover. Reading, writing, language and sight are asked apart: each has its own ways (AM35).
"""

from __future__ import annotations

import csv
from pathlib import Path

from throughline.profiles.modes import Mode
from throughline.profiles.questions import Choice, Kind, Question, Section, questions_of

INTERPRETERS: dict[str, str] = {
    row["language"]: row["interpreter_needed"]
    for row in csv.DictReader((Path(__file__).parent / "languages.csv").read_text(encoding="utf-8").splitlines())
}
"""The SNOMED code of "... interpreter needed" by language."""
ENGLISH = "English"
LANGUAGES = tuple(Choice(name, name) for name in dict.fromkeys((ENGLISH, *INTERPRETERS)))

FORMATS = (
    Choice("LARGE_20", "Large print, at least 20 point", "957331000000109"),
    Choice("LARGE_24", "Large print, at least 24 point", "957351000000102"),
    Choice("LARGE_28", "Large print, at least 28 point", "957371000000106"),
    Choice("EASY_READ", "Easy read", "796161000000101"),
    Choice("SPOKEN", "Told, not written", "367741000000102"),
    Choice("READ_OUT", "Somebody reads it out to them", "985021000000106"),
    Choice("AUDIO", "Audio file", "936601000000105"),
    Choice("AUDIO_CD", "Audio on CD", "795731000000104"),
    Choice("AUDIO_CASSETTE", "Audio on cassette", "795801000000104"),
    Choice("BRAILLE_1", "Braille, uncontracted (grade 1)", "936681000000100"),
    Choice("BRAILLE_2", "Braille, contracted (grade 2)", "936661000000109"),
    Choice("MAKATON", "Makaton", "936641000000108"),
    Choice("APHASIA", "Aphasia-accessible", "1082551000000100"),
    Choice("BY_EMAIL", "By email", "936581000000101"),
)
CONTACT_METHODS = (
    Choice("EMAIL", "Email", "936741000000100"),
    Choice("LETTER", "Letter", "936721000000107"),
    Choice("TEXT", "Text message", "936701000000103"),
    Choice("PHONE", "Telephone", "795661000000104"),
    Choice("TEXT_RELAY", "Text relay", "796081000000106"),
    Choice("CARER", "Through a carer", "719561001"),
    Choice("AUDIBLE", "With an alert to hear", "945931000000101"),
    Choice("VISUAL", "With an alert to see", "945951000000108"),
    Choice("TACTILE", "With an alert to feel", "945971000000104"),
)
PROFESSIONALS = (
    Choice("BSL", "British Sign Language interpreter", "204331000000107"),
    Choice("MAKATON", "Makaton interpreter", "204341000000103"),
    Choice("LIPSPEAKER", "Lipspeaker", "945911000000109"),
    Choice("SPEECH_TO_TEXT", "Speech-to-text reporter", "966401000000100"),
    Choice("GUIDE", "Sighted guide", "719563003"),
    Choice("ADVOCATE", "Advocate", "225835008"),
)
SUPPORT = (
    Choice("BSL", "Uses British Sign Language", "415803005"),
    Choice("HEARING_AID", "Uses a hearing aid", "285055002"),
    Choice("LIP_READS", "Lip-reads", "441092009"),
    Choice("LOOP", "Uses a hearing loop", "198061000000105"),
    Choice("PASSPORT", "Uses a communication passport", "837341000000108"),
    Choice("REMINDERS", "Needs reminders of appointments", "1108131000000104"),
    Choice("LONGER", "Needs longer appointments", "1108171000000102"),
    Choice("WHEELCHAIR", "Needs wheelchair access", "1108191000000103"),
    Choice("HOME_VISIT", "Needs visits at home", "1325371000000107"),
)
CODED = {"formats": FORMATS, "contact_methods": CONTACT_METHODS, "professionals": PROFESSIONALS, "support": SUPPORT}

DIFFICULTY = (Choice("NONE_AT_ALL", "No difficulty"), Choice("SOME", "Some"), Choice("MUCH", "A lot"))
DEVICES = (Choice("SMARTPHONE", "Smartphone"), Choice("TABLET", "Tablet"), Choice("COMPUTER", "Computer or laptop"))
DATA = (Choice("ENOUGH", "Enough"), Choice("RUNS_OUT", "It runs out"), Choice("NO_DATA", "No data"))
SKILL = (Choice("ALONE", "On their own"), Choice("HELPED", "With help"), Choice("CANNOT", "Not at all"))
CONFIDENCE = (Choice("SURE", "Sure of themselves"), Choice("UNSURE", "Unsure"), Choice("AFRAID", "Afraid of it"))
WHY_NOT_SURGERY = (
    Choice("WALKING", "Walking or stairs"), Choice("TRANSPORT", "No transport"), Choice("COST", "The fare"),
    Choice("CARING", "They look after somebody"), Choice("FEAR", "Afraid to go out, or of the place"),
    Choice("ILL", "Too ill"), Choice("SHIELDING", "Shielding"), Choice("WORK", "Work or hours"),
)  # fmt: skip
MODES = tuple(Choice(mode.value, mode.label) for mode in Mode)

WHY_IT_FAILS = tuple(
    Question(f"fails_{mode.value.lower()}", "Why does it not work?", f"Why not: {mode.label.lower()}", Kind.WORDS,
             longest=150, under=("failing", mode.value))
    for mode in Mode
)  # fmt: skip

ACCESS = (
    Section("phone", "By phone", (
        Question("can_be_phoned", "Can they be phoned?", "Can be phoned", essential=True),
        Question("safe_times", "When is it good, and safe, to ring?", "When to ring", Kind.WORDS,
                 hint="For example, after 4pm, never on Sundays, not while her son is home"),
        Question("voicemail", "May we leave a voicemail?", "Voicemail allowed"),
        Question("known_word", "An agreed word, so that they know it is really us", "Agreed word", Kind.WORDS,
                 hint="Say it at the start of a call. Leave it empty if they do not want one", longest=40),
    )),
    Section("other-ways", "By text, email and video", (
        Question("mobile", "Do they have a mobile phone?", "Has a mobile phone"),
        Question("texts", "Do they use text messages?", "Uses text messages"),
        Question("email", "Do they use email?", "Uses email"),
        Question("video", "Do they use video calls?", "Uses video calls"),
    )),
    Section("internet", "The internet", (
        Question("has_internet", "Do they have the internet at home?", "Internet at home", essential=True),
        Question("device", "What can they go online with?", "Devices", Kind.MANY, DEVICES),
        Question("mobile_data", "How much data do they have?", "Data", Kind.ONE, DATA),
        Question("skill", "Can they use it?", "Uses the internet", Kind.ONE, SKILL),
        Question("confidence", "How do they feel about it?", "Confidence online", Kind.ONE, CONFIDENCE),
    )),
    Section("reading", "Reading and writing", (
        Question("can_read", "Can they read a letter from us?", "Can read", essential=True,
                 hint="A gentle way to ask: “Is a letter a good way to tell you things?”"),
        Question("can_write", "Can they fill in a form?", "Can write"),
        Question("formats", "What do they need because of a disability?", "Formats needed", Kind.MANY, FORMATS),
    )),
    Section("senses", "Hearing, sight, speech and memory", (
        Question("hearing", "Difficulty hearing?", "Difficulty hearing", Kind.ONE, DIFFICULTY),
        Question("sight", "Difficulty seeing?", "Difficulty seeing", Kind.ONE, DIFFICULTY),
        Question("speech", "Difficulty speaking?", "Difficulty speaking", Kind.ONE, DIFFICULTY),
        Question("memory", "Difficulty remembering?", "Difficulty remembering", Kind.ONE, DIFFICULTY),
        Question("support", "What do they use or need?", "Support", Kind.MANY, SUPPORT),
        Question("professionals", "Who must be there for them to understand?", "Professionals needed", Kind.MANY,
                 PROFESSIONALS),
        Question("contact_methods", "Because of a disability, must we contact them in one way only?",
                 "Must be contacted by", Kind.MANY, CONTACT_METHODS),
    )),
    Section("language", "Language", (
        Question("language", "Which language do they speak best?", "Language", Kind.ONE, LANGUAGES),
        Question("interpreter", "Do they need an interpreter?", "Interpreter needed"),
    )),
    Section("surgery", "Getting to the surgery", (
        Question("can_get_to_surgery", "Can they get to the surgery?", "Can get to the surgery", essential=True),
        Question("why_not_surgery", "What stands in the way?", "What stands in the way", Kind.MANY, WHY_NOT_SURGERY),
    )),
    Section("ways", "The ways they like, and those that do not work", (
        Question("first_way", "What do they like best?", "Likes best", Kind.ONE, MODES),
        Question("second_way", "And next?", "Then", Kind.ONE, MODES),
        Question("third_way", "And after that?", "And then", Kind.ONE, MODES),
        Question("failing", "Which ways do not work for them?", "Does not work", Kind.MANY, MODES),
        *WHY_IT_FAILS,
    )),
    Section("helper", "Who helps, and anything else", (
        Question("helper", "Who helps them with letters, the phone or the internet?", "Who helps them", Kind.WORDS,
                 hint="A name, how they are related, and what they may help with"),
        Question("needs", "What else must we know so that contact works?", "What else", Kind.WORDS),
    )),
)  # fmt: skip
ACCESS_QUESTIONS = questions_of(ACCESS)
IN_ORDER = ("first_way", "second_way", "third_way")
