"""The profiles' questions as a page asks them, made from the same lists as everything else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from throughline import nhsuk
from throughline.profiles.models import ProfileKind, Risk, ToldBy
from throughline.profiles.questions import ALONE, Answers, Kind, Question, Section
from throughline.profiles.sheets import QUESTIONS, SECTIONS

NOT_ASKED = ("", "Not asked")
MANY_CHOICES = 6
SHORT_LINE = 60


class ProfileForm(nhsuk.Form):
    """One profile. Nothing has to be answered: what is left is "not asked", and can be asked another day."""

    seen = nhsuk.Hidden()

    def __init__(self, answers: Any = None, *, about: ProfileKind, **more: Any) -> None:
        super().__init__(answers, **more)
        self.about = about
        opened = _opened_by(QUESTIONS[about].values())
        for key, question in QUESTIONS[about].items():
            self.fields[key] = _field(question, opened.get(key, {}))

    @property
    def answers(self) -> Answers:
        """Give what was answered; what was not is left out."""
        return {key: answer for key in QUESTIONS[self.about] if (answer := self.cleaned_data.get(key))}

    @property
    def sections(self) -> list[tuple[Section, list[Any]]]:
        """Give the sections with their questions, those left out that a choice opens."""
        return [
            (section, [self[question.key] for question in section.questions if question.under is None])
            for section in SECTIONS[self.about]
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse "none of these" beside something else, at its own question."""
        answers = self.cleaned_data
        for key, question in QUESTIONS[self.about].items():
            picked = answers.get(key)
            if question.kind == Kind.MANY and picked and len(picked) > 1 and ALONE & set(picked):
                self.add_error(key, "Choose what they need, or “None of these”, not both")
        return answers

    def having_seen(self, version_id: str) -> ProfileForm:
        """Give the form back with the version that its page now shows, so that sending it again goes through."""
        posted: Any = self.data
        answers = posted.copy()
        answers["seen"] = version_id
        self.data = answers
        return self


def opened(about: ProfileKind, *, version_id: str, answers: Answers, draft: dict[str, Any] | None) -> ProfileForm:
    """Give the form as the page opens with it: what is on record, and over it what was typed and not saved."""
    kept: dict[str, Any] = {}
    if draft:
        posted = MultiValueDict({name: one if isinstance(one, list) else [one] for name, one in draft.items()})
        empty = ProfileForm(about=about)
        kept = {name: field.widget.value_from_datadict(posted, {}, name) for name, field in empty.fields.items()}
        version_id = str(draft.get("seen", version_id))
    return ProfileForm(about=about, initial={**answers, **kept, "seen": version_id})


def _opened_by(questions: Iterable[Question]) -> dict[str, dict[str, str]]:
    """Give, for each question that opens others, which choice opens which."""
    found: dict[str, dict[str, str]] = {}
    for question in questions:
        if question.under:
            found.setdefault(question.under[0], {})[question.under[1]] = question.key
    return found


def _field(question: Question, opens: dict[str, str]) -> Any:
    words: dict[str, Any] = {"label": question.asks, "hint": question.hint, "called": question.says}
    choices = [(choice.code, choice.label) for choice in question.all_choices]
    if question.kind == Kind.WORDS:
        short = question.longest <= SHORT_LINE
        return nhsuk.Text(max_length=question.longest, width=20, **words) if short else _Sentence(question, words)
    if question.kind == Kind.MANY:
        return nhsuk.Checkboxes(choices=choices, conditional=opens, **words)
    if len(choices) > MANY_CHOICES:
        return nhsuk.Select(choices=choices, first=NOT_ASKED[1], **words)
    return nhsuk.Radios(choices=[*choices, NOT_ASKED], inline=len(choices) <= 4, **words)


class _Sentence(nhsuk.Textarea):
    """A sentence or two, no longer than its question allows."""

    def __init__(self, question: Question, words: dict[str, Any]) -> None:
        super().__init__(rows=2, **words)
        self.longest = question.longest

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(f"{self.called} must be {self.longest} characters or fewer", code="long")


class StartVulnerability(nhsuk.Form):
    """Who said so, and since when."""

    risk = nhsuk.Radios(
        choices=Risk, label="What have they been told?", missing="Select what they have been told",
        hints={Risk.SHIELDING: "Nothing in person until somebody confirms that it has ended"},
    )  # fmt: skip
    told_by = nhsuk.Radios(choices=ToldBy, label="Who told them, or us?", missing="Select who said so")
    started_on = nhsuk.DateParts(label="Since when?", called="The start", missing="Enter the day on which it started")
    review_on = nhsuk.DateParts(
        label="When shall we ask whether it still stands? (optional)", called="The review",
        hint="Leave empty for the usual time",
    )  # fmt: skip

    def __init__(self, answers: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(answers, **more)
        started: Any = self.fields["started_on"]
        started.latest = today


class ReviewVulnerability(nhsuk.Form):
    """Whether it still stands, as a person confirms it."""

    stands = nhsuk.YesNo(
        label="Does it still stand?", missing="Select whether it still stands",
        conditional={True: "next_on", False: ("ended_on", "note")},
    )  # fmt: skip
    next_on = nhsuk.DateParts(
        label="When shall we ask again?", called="The next review", missing="Enter when we shall ask again"
    )
    ended_on = nhsuk.DateParts(label="When did it end?", called="The end", missing="Enter the day on which it ended")
    note = nhsuk.Text(
        label="How do you know?", hint="For example, the letter that says so", missing="Say how you know that it ended"
    )

    def __init__(self, answers: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(answers, **more)
        ended: Any = self.fields["ended_on"]
        ended.latest = today


class AsAt(nhsuk.Form):
    """The day for which the profile is wanted."""

    on = nhsuk.DateParts(label="As it stood on", called="The day", missing="Enter the day")
